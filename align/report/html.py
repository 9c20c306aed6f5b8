"""A comparison, or its quotes, as one page for a browser: no network, no files beside it, no need of scripts."""

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
from align.report.quote_marks import mark_sentences
from align.report.rows import clean_text, list_rows, name_language, summarise_rows
from align.report.utterances import list_speakers, summarise_quotes

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
    speakers = list_speakers(comparison)
    parts = ("speakers", "quotes") if speakers else ()
    return _render(
        "pair.html.j2",
        comparison,
        style=_read_assets("pair.css", *(["quotes.css"] if speakers else [])),
        script=_read_assets("page.js", *(f"{part}.js" for part in parts), "pair.js"),
        speakers=speakers,
        quoted=summarise_quotes(speakers),
        marks={
            "src": mark_sentences(comparison, "src", speakers),
            "tgt": mark_sentences(comparison, "tgt", speakers),
        },
        headline=list(takewhile(lambda group: group.title, groups)),
        groups=list(dropwhile(lambda group: group.title, groups)),
        summary=summarise_rows(rows),
        unmatched=sum(row.unmatched for row in rows),
    )


def render_quotes(comparison: Comparison) -> str:
    """Render the quotes of both versions by speaker, side by side, as a page that stands alone.

    It looks as :func:`render_comparison`'s page does and allows as little.
    """
    speakers = list_speakers(comparison)
    return _render(
        "quotes.html.j2",
        comparison,
        style=_read_assets("pair.css", "quotes.css"),
        script=_read_assets("page.js", "speakers.js"),
        speakers=speakers,
        quoted=summarise_quotes(speakers),
    )


def _render(template: str, comparison: Comparison, *, style: str, script: str, **values: object) -> str:
    return _load_template(template).render(
        src=_head("src", comparison.src.document, len(comparison.src.sentences)),
        tgt=_head("tgt", comparison.tgt.document, len(comparison.tgt.sentences)),
        signature={clean_text(key): clean_text(value) for key, value in comparison.signature.items()},
        style=style,
        script=script,
        style_hash=_hash_source(style),
        script_hash=_hash_source(script),
        **values,
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
def _load_template(name: str) -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template(name)


@cache
def _read_assets(*names: str) -> str:
    return "".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)


def _hash_source(source: str) -> str:
    """Give the CSP source expression for an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
