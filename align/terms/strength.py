"""Whether one wording is weaker than another: scales of concepts, words of degree, words that keep a distance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from align.records import Document, Language, Span
from align.simplified import to_simplified

_MARKS = "“”‘’\"'「」『』 "


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of one language that stand beside a wording, as patterns."""

    before: re.Pattern[str]
    inside: re.Pattern[str]
    after: re.Pattern[str]


def is_weaker(concept: str, rendered: str) -> bool:
    """Whether ``rendered`` stands below ``concept`` on one of the scales in align/resources/strength.tsv."""
    return any(
        concept in scale and rendered in scale and scale.index(rendered) < scale.index(concept)
        for scale in _scales()
    )


def is_softened(said: Document, span: Span, other: Document, place: Span, bead: Span) -> bool:
    """Whether one concept that both versions have is weaker in the other.

    It has lost the word of degree that stands in it or beside it (坚决, strongly), or has got a word by which the
    writer keeps away from it (所谓, so-called). A word of the same kind anywhere in the other's ``bead`` excuses.
    """
    return (_has("strong", said, span) and not _anywhere("strong", other, bead)) or (
        _has("distant", other, place) and not _has("distant", said, span)
    )


def _has(kind: str, document: Document, span: Span) -> bool:
    words = _patterns(kind, document.language)
    text = document.text
    before = _plain(text[max(0, span.start - 40) : span.start], document.language)
    after = _plain(text[span.end : span.end + 40], document.language)
    inside = kind == "strong" and words.inside.search(_plain(span.of(text), document.language))
    return bool(inside or words.before.search(before) or (kind == "strong" and words.after.match(after)))


def _anywhere(kind: str, document: Document, bead: Span) -> bool:
    return bool(
        _patterns(kind, document.language).inside.search(_plain(bead.of(document.text), document.language))
    )


def _plain(text: str, language: Language) -> str:
    return to_simplified(text) if language == "zh" else text.lower()


@lru_cache(maxsize=4)
def _patterns(kind: str, language: Language) -> _Words:
    held = [word for row in _rows() if row[:2] == (kind, language) for word in row[2].split(";")]
    words = "|".join(re.escape(w) for w in sorted(held, key=len, reverse=True))
    if language == "zh":
        return _Words(re.compile(rf"(?:{words})[地的{_MARKS}]*$"), re.compile(f"(?:{words})"), re.compile("(?!)"))
    return _Words(
        re.compile(rf"\b(?:{words})[{_MARKS}]*$"),
        re.compile(rf"\b(?:{words})\b"),
        re.compile(rf"[{_MARKS}]*(?:{words})\b"),
    )


@lru_cache(maxsize=1)
def _scales() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row[2].split(";")) for row in _rows() if row[0] == "scale")


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, ...], ...]:
    from importlib.resources import files

    lines = (files("align") / "resources" / "strength.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if not line.startswith("#"))
