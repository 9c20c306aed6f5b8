"""What a reader of one format hands over, before languages are known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from align.records import Origin, Span

WHITE = r"[\s\u200b\u2060\ufeff\x1c-\x1f]"
"""White space, full-width indentation and the invisible characters that web pages leave behind."""

_RUN = re.compile(WHITE + "+")
_LEADING = re.compile(WHITE + "*")
_SOLID = re.compile(r"[^\s\u200b\u2060\ufeff\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Extract:
    """A text with its paragraphs, in order and not blank; spans are code points of ``text``."""

    text: str
    paragraphs: tuple[Span, ...]
    title: Span | None = None
    date: str | None = None
    notices: tuple[str, ...] = ()
    origin: Origin | None = None


def trim(text: str, start: int, end: int) -> Span | None:
    """Cut [start, end) down to what stands without white space at its ends; None where nothing is left."""
    found = _LEADING.match(text, start, end)
    start = found.end() if found else start
    while end > start and not _SOLID.match(text, end - 1):
        end -= 1
    return Span(start, end) if start < end else None


def tidy(text: str) -> str:
    """One line of extracted text: runs of white space become one space, none at the ends."""
    return _RUN.sub(" ", text).strip(" ")


def join_paragraphs(
    paragraphs: Iterable[str],
    *,
    has_title: bool = False,
    date: str | None = None,
    notices: tuple[str, ...] = (),
) -> Extract:
    """Set extracted paragraphs one after the other, a blank line between them.

    With ``has_title`` the first one is the title. The text, saved and read again as plain text, gives
    the same paragraphs, since none has a line break inside.
    """
    kept = [tidied for tidied in map(tidy, paragraphs) if tidied]
    spans, position = [], 0
    for paragraph in kept:
        spans.append(Span(position, position + len(paragraph)))
        position += len(paragraph) + 2
    text = "\n\n".join(kept) + "\n" if kept else ""
    title = spans[0] if has_title and spans else None
    return Extract(text, tuple(spans), title, date, notices)
