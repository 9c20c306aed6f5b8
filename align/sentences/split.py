"""Sentences found in running text, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import Document, Sentence, Span
from align.sentences.chinese import is_chinese_end
from align.sentences.english import is_english_end
from align.sentences.marks import match_marks
from align.sentences.stops import find_stops

# A line that opens with a bullet or a number is an item of a list, whatever the line before it ends with.
_ITEM = re.compile(r"\n[ \t\u3000]*(?=[-*•●◦▪■◆·–—]\s|[(（]?[0-9]{1,3}[.)）、．][^0-9]|[（(]?[一二三四五六七八九十]{1,3}[、）)])")


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of ``document``, in order, each inside one of its paragraphs.

    Spans are trimmed of white space (U+3000 included) and together hold every other character of the
    paragraphs. A sentence ends with its stop and the quotation marks and brackets that close behind it;
    sentences inside a quotation are sentences of their own; what introduces or follows a quotation (他说, he
    said) stays with the nearest of them. Semicolons, colons and line ends do not end a sentence, but an item
    of a list starts one. Time grows linearly with the text.
    """
    spans = (
        (span, number)
        for number, paragraph in enumerate(document.paragraphs)
        for span in _split_paragraph(document, paragraph)
    )
    return tuple(Sentence(index, span, number) for index, (span, number) in enumerate(spans))


def _split_paragraph(document: Document, paragraph: Span) -> Iterator[Span]:
    text = paragraph.of(document.text)
    start = 0
    for end in [*_ends(text, document.language == "zh"), len(text)]:
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            first = paragraph.start + start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(bare))
        start = end


def _ends(text: str, chinese: bool) -> Iterator[int]:
    is_end = is_chinese_end if chinese else is_english_end
    closes = match_marks(text)
    items = [found.start() for found in _ITEM.finditer(text)][::-1]
    start = 0
    for stop in find_stops(text, closes):
        while items and items[-1] < stop.end:
            start = items.pop()
            yield start
        if is_end(text, start, stop):
            start = stop.end
            yield start
    yield from reversed(items)
