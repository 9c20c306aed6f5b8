"""A comparison as one page for a browser: no network, no files beside it, readable without scripts."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from align.records import Comparison, Document
from align.report.groups import group_rows
from align.report.rows import clean_text, list_rows, name_language, summarise_rows

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Heading:
    """What the page says of one side. ``tag`` is its BCP 47 language tag; ``sha256`` of the UTF-8 text."""

    key: str
    tag: str
    language: str
    path: str
    date: str
    title: str
    sha256: str
    sentences: int


def render_comparison(comparison: Comparison) -> str:
    """Render a page that stands alone: both texts side by side, linked sentences lit together.

    The page allows nothing but its own style and script, which its Content-Security-Policy names by
    their hashes, so that no text of the two files can run or load anything.
    """
    rows = list_rows(comparison)
    groups = list(group_rows(rows))
    style, script = _read_asset("pair.css"), _read_asset("pair.js")
    return _load_template().render(
        src=_head("src", comparison.src.document, len(comparison.src.sentences)),
        tgt=_head("tgt", comparison.tgt.document, len(comparison.tgt.sentences)),
        headline=list(takewhile(lambda group: group.title, groups)),
        groups=list(dropwhile(lambda group: group.title, groups)),
        summary=summarise_rows(rows),
        unmatched=sum(row.unmatched for row in rows),
        signature={clean_text(key): clean_text(value) for key, value in comparison.signature.items()},
        style=style,
        script=script,
        style_hash=_hash_source(style),
        script_hash=_hash_source(script),
    )


def _head(key: str, document: Document, sentences: int) -> Heading:
    tag = document.language if document.script == "Latn" else f"{document.language}-{document.script}"
    return Heading(
        key=key,
        tag=tag,
        language=name_language(document),
        path=clean_text(document.path),
        date=clean_text(document.date or ""),
        title=clean_text(document.title.of(document.text)) if document.title else "",
        sha256=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        sentences=sentences,
    )


@cache
def _load_template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("pair.html.j2")


@cache
def _read_asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash_source(source: str) -> str:
    """Give the CSP source expression for an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
