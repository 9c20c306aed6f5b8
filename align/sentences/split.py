"""Sentences found in running text, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from align.records import Document, Sentence, Span
from align.sentences.chinese import is_chinese_end
from align.sentences.english import is_english_end
from align.sentences.marks import BRACKETS, match_marks
from align.sentences.stops import find_stops

# A line that opens with a bullet or a number is an item of a list, whatever the line before it ends with.
_ITEM = re.compile(
    r"[\n\r][ \t\u3000]*"
    r"(?=[-*•●◦▪■◆·–—]\s|[(（]?[0-9]{1,3}[.)）、．][^0-9]|[（(]?[一二三四五六七八九十]{1,3}[、）)])"
)

# Credits between two reports that were joined: （记者李明）, (Reporting by A. Jones; Editing by B. Lee)
_CREDIT = re.compile(
    r"\s*[（(][^（）()\n]{0,80}"
    r"(?:记者|記者|报道|報道|编辑|編輯|来源|來源|摄|攝|完|[Rr]eport|[Ee]dit|[Jj]ournalist|Photo)"
    r"[^（）()\n]{0,80}[）)](?=\s*[^\s，。；：、,.;:—–-])"
)
_BRACKET_REACH = 200
"""Length, at most, of a bracket that keeps its stops to itself; one left open by mistake is longer."""


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Find the sentences of ``document``, in order, each inside one of its paragraphs.

    Spans are trimmed of white space (U+3000 included) and together hold every other character of the
    paragraphs. A sentence ends with its stop and the quotation marks and brackets that close behind it;
    sentences inside a quotation are sentences of their own; words that do nothing but name the speaker
    (他说。, he said.) stay with the quotation before them. Semicolons, colons and line ends do not end a
    sentence, but an item of a list starts one. Time grows linearly with the text.
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
    for end in [*_find_ends(text, document.language == "zh"), len(text)]:
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            first = paragraph.start + start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(bare))
        start = end


def _find_ends(text: str, chinese: bool) -> Iterator[int]:
    is_end = is_chinese_end if chinese else is_english_end
    closes = match_marks(text)
    brackets = _find_brackets(text, closes)
    items = [found.start() for found in _ITEM.finditer(text)][::-1]
    start, inside = 0, -1
    for stop in find_stops(text, closes):
        while items and items[-1] < stop.end:
            start = items.pop()
            yield start
        while brackets and brackets[-1].start < stop.start:
            bracket = brackets.pop()
            # A bracket at the start of a sentence holds whole sentences; a title never does.
            if text[bracket.start] in "《〈" or text[start : bracket.start].strip():
                inside = max(inside, bracket.end)
        if stop.end <= inside or not is_end(text, start, stop):
            continue
        start = stop.end
        yield start
        if credit := _CREDIT.match(text, start):
            start = credit.end()
            yield start
    yield from reversed(items)


def _find_brackets(text: str, closes: Mapping[int, int]) -> list[Span]:
    """Brackets and titles without their closing mark, the last first."""
    found = (Span(opener, at) for at, opener in closes.items() if opener >= 0 and text[at] in BRACKETS)
    return sorted((span for span in found if span.end - span.start <= _BRACKET_REACH), reverse=True)
