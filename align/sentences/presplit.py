"""Sentences as somebody else has split them: one a line."""

from __future__ import annotations

from bisect import bisect_right

from align.records import Document, Sentence, Span

LINE_ENDS = ("\r\n", "\n", "\r")


def split_presplit(document: Document) -> tuple[Sentence, ...]:
    """The lines of ``document.text`` as they are, paragraphs or not; a sentence's index is its line's number.

    Lines end with LF, CRLF or a lone CR; other separators (U+2028, form feed) belong to the line, and so does
    white space at either end of it. Blank lines are kept, or the numbers would no longer agree with those of a
    gold file: an empty line gives an empty span. Only line ends at the very end of the text open no further line. ``paragraph``
    is the paragraph in which the line begins; for a line between two paragraphs, the one before it.
    """
    text = document.text
    starts = [paragraph.start for paragraph in document.paragraphs]
    return tuple(
        Sentence(index, span, max(0, bisect_right(starts, _first_ink(text, span)) - 1))
        for index, span in enumerate(_lines(text))
    )


def _lines(text: str) -> list[Span]:
    end_of_text = len(text.rstrip("\r\n"))
    spans = []
    start = 0
    while True:
        ends = [at for at in (text.find("\n", start, end_of_text), text.find("\r", start, end_of_text)) if at >= 0]
        if not ends:
            return [*spans, Span(start, end_of_text)]
        end = min(ends)
        spans.append(Span(start, end))
        start = end + (2 if text.startswith("\r\n", end) else 1)


def _first_ink(text: str, span: Span) -> int:
    line = span.of(text)
    return span.start + len(line) - len(line.lstrip())
