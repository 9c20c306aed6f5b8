"""Adverbs and adjectives that carry stance, each with the words of the other language that render it."""

from __future__ import annotations

from functools import cache

from align.records import Language, Span
from align.stance.lists import Found, WordList, make_list, rows

_LIST = "stance.tsv"


def find_emphasis(folded: str, language: Language, area: Span) -> tuple[Found, ...]:
    """The listed words inside ``area``; the classes are their rows, with "?" where the word only renders."""
    return tuple(_words(language).find(folded, area))


def meanings(found: Found) -> frozenset[str]:
    """The rows that a word belongs to."""
    return frozenset(kind.removesuffix("?") for kind in found.classes)


def is_told(found: Found) -> bool:
    """Whether the word says by itself what its row means, so that its absence tells."""
    return any(not kind.endswith("?") for kind in found.classes)


@cache
def _words(language: Language) -> WordList:
    column = 0 if language == "zh" else 1
    listed = []
    for number, row in enumerate(rows(_LIST)):
        words = [w for w in (row[column] if column < len(row) else "").split(";") if w]
        listed.append((str(number), [w for w in words if not w.startswith("[")]))
        listed.append((f"{number}?", [w.strip("[]").strip() for w in words if w.startswith("[")]))
    return make_list(listed, language)
