"""One page that holds both languages in turn → the paragraphs of each side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.documents.extract import trim
from align.documents.language import side_of
from align.errors import LanguageError
from align.records import Language, Span

_HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff5e]")
_LETTER = re.compile("[A-Za-z]")
_WORD = re.compile("[A-Za-z]+")
_LEAST_SHARE = 0.15
"""Share of the page that the smaller side must have; below, it is a page in one language with quotes."""
_WORD_COST = 1.6
"""Chinese characters that say as much as one English word."""


def split_sides(text: str, paragraphs: Sequence[Span], where: str) -> dict[Language, tuple[Span, ...]]:
    """Give the paragraphs of each language; the language that comes first is the first key.

    A paragraph without letters goes with the one before it.

    :raises LanguageError: the page is in one language.
    """
    sides: dict[Language, list[Span]] = {}
    current: Language | None = None
    waiting: list[Span] = []
    for span in (part for paragraph in paragraphs for part in _split_mixed(text, paragraph)):
        current = side_of(span.of(text)) or current
        if current is None:
            waiting.append(span)
        else:
            sides.setdefault(current, []).extend([*waiting, span])
            waiting = []
    amounts = {side: sum(_amount(span.of(text)) for span in spans) for side, spans in sides.items()}
    if len(amounts) < 2 or min(amounts.values()) < _LEAST_SHARE * sum(amounts.values()):
        found = "Chinese" if max(amounts, key=lambda side: amounts[side], default="en") == "zh" else "English"
        raise LanguageError(f"holds only {found}", where, "Give the other version as a second file")
    return {side: tuple(spans) for side, spans in sides.items()}


def _amount(text: str) -> float:
    return len(_HAN.findall(text)) + _WORD_COST * len(_WORD.findall(text))


def _split_mixed(text: str, span: Span) -> list[Span]:
    """Part a paragraph that says something in one language and then in the other."""
    letters = [found.start() for found in _LETTER.finditer(text, span.start, span.end)]
    han = [found.start() for found in _HAN.finditer(text, span.start, span.end)]
    if not letters or not han:
        return [span]
    for cut in (han[-1] + 1, han[0]):
        head, tail = trim(text, span.start, cut), trim(text, cut, span.end)
        if head and tail and _are_two_sides(head.of(text), tail.of(text)):
            return [head, tail]
    return [span]


def _are_two_sides(head: str, tail: str) -> bool:
    """One part Chinese, the other English of at least four words, and neither a name within the other."""
    if {side_of(head), side_of(tail)} != {"zh", "en"}:
        return False
    chinese, english = (head, tail) if side_of(head) == "zh" else (tail, head)
    words = len(_WORD.findall(english))
    return words >= 4 and words >= 4 * len(_WORD.findall(chinese)) and len(_HAN.findall(chinese)) >= 4
