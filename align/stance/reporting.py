"""Verbs that report speech, by colour and strength, and which of these may render which."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from align.records import Language, Span
from align.stance.lists import Found, rows, word_list

Step = Literal["same", "minor", "major"]
NEUTRAL = "say"
_LIST = "reporting.tsv"
_RANK: dict[Step, int] = {"same": 0, "minor": 1, "major": 2}


def find_reporting_words(folded: str, language: Language, area: Span) -> tuple[Found, ...]:
    """The reporting words inside ``area``, in order; a class that ends in "?" is a second use of the word."""
    return tuple(f for f in word_list(_LIST, language).find(folded, area) if "none" not in f.classes)


def colours(found: Found) -> frozenset[str]:
    """The classes that the word tells by itself."""
    return frozenset(kind for kind in found.classes if not kind.endswith("?"))


def uses(words: Iterable[Found]) -> frozenset[str]:
    """All classes that the words may be of."""
    return frozenset(kind.removesuffix("?") for word in words for kind in word.classes)


def step(a: frozenset[str], b: frozenset[str]) -> Step:
    """How far apart two words are: the least step between a class of one and a class of the other."""
    table = _steps()
    steps: list[Step] = ["same" if x == y else table.get(frozenset((x, y)), "minor") for x in a for y in b]
    return min(steps, key=_RANK.__getitem__, default="same")


@cache
def _steps() -> dict[frozenset[str], Step]:
    found: dict[frozenset[str], Step] = {}
    for language, kind, pairs in rows(_LIST):
        if language == "*":
            for pair in pairs.split(";"):
                found.setdefault(frozenset(pair.split()), "same" if kind == "near" else "major")
    return found
