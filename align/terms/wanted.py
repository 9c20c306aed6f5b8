"""What was asked for → concepts: an id, a wording of a glossary in either language, or a wording of one's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.errors import InputError
from align.records import Concept, Glossary, Language, Term
from align.simplified import to_simplified
from align.terms.patterns import PASSED_OVER
from align.terms.words import words

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The concepts to trace."""

    ids: tuple[str, ...]
    own: Glossary
    """Concepts made of wordings that the glossary does not have; looked for by themselves."""


def resolve_terms(terms: Sequence[str], glossary: Glossary) -> Wanted:
    """Concepts that are called so, or have a preferred wording that holds the words.

    "one-China" means the principle and the policy too. Words that the glossary does not have are a concept of
    their own; "绿色丝路=Green Silk Road" gives it a wording in each language.

    :raises InputError: an empty term, or two wordings in one language.
    """
    ids: list[str] = []
    own: dict[str, Concept] = {}
    for term in terms:
        asked = " ".join(term.split())
        if not re.search(r"\w", asked):
            raise InputError("an empty term", repr(term), "Give a wording in either language, or a concept's id.")
        found = [c.id for c in glossary.concepts if c.id == asked or _has_wording(c, asked)]
        if not found:
            own[asked] = _own_concept(asked)
            found = [asked]
        ids += found
    return Wanted(tuple(dict.fromkeys(ids)), Glossary(tuple(own.values())))


def _own_concept(asked: str) -> Concept:
    wordings = [part.strip() for part in asked.split("=") if part.strip()]
    terms = tuple(Term(wording, _language(wording)) for wording in wordings)
    if len({term.language for term in terms}) != len(terms):
        raise InputError("two wordings in one language", asked, "Write CHINESE=ENGLISH, or give --term twice.")
    return Concept(asked, terms)


def _language(wording: str) -> Language:
    return "zh" if _HAN.search(wording) else "en"


def _has_wording(concept: Concept, asked: str) -> bool:
    language = _language(asked)
    held = [t.text for t in concept.terms if t.language == language and t.status == "preferred"]
    if language == "zh":
        bare = _bare(asked)
        return any(bare in _bare(text) for text in held)
    keys = [w.key for w in words(asked)]
    return bool(keys) and any(_holds([w.key for w in words(text)], keys) for text in held)


def _bare(text: str) -> str:
    return PASSED_OVER.sub("", to_simplified(text))


def _holds(listed: list[str], keys: list[str]) -> bool:
    return any(listed[i : i + len(keys)] == keys for i in range(len(listed) - len(keys) + 1))
