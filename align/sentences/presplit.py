"""Sentences as somebody else has split them: one a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from align.records import Document, Sentence, Span

_LINE_END = re.compile(r"\r\n|\n|\r")


def split_presplit(document: Document) -> tuple[Sentence, ...]:
    """Take the lines of ``document.text`` as they are; a sentence's index is its line's number.

    Lines end with LF, CRLF or a lone CR; other separators (U+2028, form feed) belong to the line, and so does
    white space at either end of it. Blank lines are kept, or the numbers would no longer agree with those of
    a gold file: an empty line is a sentence with an empty span. Only the line ends at the very end of the
    text open no further line. ``paragraph`` is the paragraph that the line lies in or, for a line between
    paragraphs, the one before it.
    """
    text = document.text
    starts = [paragraph.start for paragraph in document.paragraphs]
    return tuple(
        Sentence(index, span, max(0, bisect_right(starts, _first_ink(text, span)) - 1))
        for index, span in enumerate(_find_lines(text))
    )


def _find_lines(text: str) -> Iterator[Span]:
    last = len(text.rstrip("\r\n"))
    start = 0
    for found in _LINE_END.finditer(text, 0, last):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, last)


def _first_ink(text: str, span: Span) -> int:
    line = span.of(text)
    return span.start + len(line) - len(line.lstrip())
