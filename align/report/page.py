"""A page that stands alone: its template, its style and script, what it says of each text and of itself."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from align.records import Comparison, Side
from align.report.rows import clean_text, name_language

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Heading:
    """What the page says of one side. ``tag`` is its BCP 47 language tag."""

    key: str
    tag: str
    language: str
    path: str
    date: str
    title: str
    sha256: str
    """Of the bytes that were read where they are known, else of the text in UTF-8."""
    hashed: str
    """Which of the two: "file" or "text"."""
    read: str
    """When it was read, UTC; "" where that is not known."""
    notices: tuple[str, ...]
    sentences: int


def render_page(
    template: str, comparison: Comparison, *, styles: tuple[str, ...], scripts: tuple[str, ...], **values: object
) -> str:
    """Render a page about one comparison; ``styles`` and ``scripts`` name the files that are put into it."""
    return render_alone(
        template,
        styles=styles,
        scripts=scripts,
        src=describe_side("src", comparison.src),
        tgt=describe_side("tgt", comparison.tgt),
        signature={clean_text(key): clean_text(value) for key, value in comparison.signature.items()},
        **values,
    )


def render_alone(template: str, *, styles: tuple[str, ...], scripts: tuple[str, ...], **values: object) -> str:
    """Render a page that loads nothing and allows nothing but its own style and script.

    Its Content-Security-Policy names these by their hashes, so that no text shown on it can run or load
    anything.
    """
    style, script = _read_assets(*styles), _read_assets(*scripts)
    return _load_template(template).render(
        style=style,
        script=script,
        style_hash=_hash_source(style),
        script_hash=_hash_source(script),
        **values,
    )


def describe_side(key: str, side: Side) -> Heading:
    """Say where a side came from."""
    document = side.document
    tag = document.language if document.script == "Latn" else f"{document.language}-{document.script}"
    origin = document.origin
    return Heading(
        key=key,
        tag=tag,
        language=name_language(document),
        path=clean_text(document.path),
        date=clean_text(document.date or ""),
        title=clean_text(document.title.of(document.text)) if document.title else "",
        sha256=origin.sha256
        if origin
        else hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        hashed="file" if origin else "text",
        read=origin.read if origin else "",
        notices=tuple(map(clean_text, document.notices)),
        sentences=len(side.sentences),
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
