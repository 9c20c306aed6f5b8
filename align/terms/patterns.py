"""A glossary made ready for looking up: its wordings by their first word or character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from align.records import Glossary, Language, Term
from align.simplified import to_simplified
from align.terms.words import GAP, words

PASSED_OVER = re.compile("[\\s“”„‟‘’\"'「」『』《》〈〉·・‧\u00ad\u200b-\u200f\u2060\ufeff]")
"""What may stand inside a Chinese wording without parting it: “一个中国”原则."""
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Wording:
    """One term of a concept in the shape in which it is looked for."""

    concept: str
    term: Term
    keys: tuple[str, ...]
    """English: keys of words, "^UN" for an acronym, and gaps. Chinese: the stretches between gaps."""
    comma: bool = False
    """Whether a comma may stand between its words."""


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """The wordings of one language by how they begin."""

    by_first: dict[str, tuple[Wording, ...]]


@lru_cache(maxsize=8)
def patterns(glossary: Glossary, language: Language) -> Patterns:
    """The wordings of ``glossary`` in ``language``."""
    grouped: dict[str, list[Wording]] = {}
    for concept in glossary.concepts:
        for term in concept.terms:
            if term.language == language:
                wording = _chinese(concept.id, term) if language == "zh" else _english(concept.id, term)
                if wording.keys:
                    first = wording.keys[0][0] if language == "zh" else wording.keys[0]
                    grouped.setdefault(first, []).append(wording)
    return Patterns({first: tuple(listed) for first, listed in grouped.items()})


def _english(concept: str, term: Term) -> Wording:
    keys = [f"^{w.acronym}" if w.acronym else w.key for w in words(term.text)]
    while keys and keys[0] == GAP:
        del keys[0]
    while keys and keys[-1] == GAP:
        del keys[-1]
    return Wording(concept, term, tuple(keys), "," in term.text)


def _chinese(concept: str, term: Term) -> Wording:
    bare = PASSED_OVER.sub("", to_simplified(term.text))
    return Wording(concept, term, tuple(piece for piece in bare.split(_ELLIPSIS) if piece))
