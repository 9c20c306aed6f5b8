"""Pairs that stand elsewhere in the corpus, word for word or nearly, and segments that many documents share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A pair whose English and Chinese each stand in many documents: notices, datelines, bylines."""

    name: ClassVar[str] = "boilerplate"
    reason: ClassVar[str] = "the same segment stands in many documents"

    documents: int = 5
    """Documents from which on a segment counts as boilerplate."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The same pair again: letters and digits alone are compared."""

    name: ClassVar[str] = "duplicate"
    reason: ClassVar[str] = "the same pair is in the corpus already"


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Nearly the same pair again, by MinHash over both sides."""

    name: ClassVar[str] = "near-duplicate"
    reason: ClassVar[str] = "nearly the same pair is in the corpus already"

    similarity: float = 0.9
    """Jaccard similarity of the shingles of both sides together, 0 to 1."""
    least_letters: int = 30
    """Letters of both sides together under which a pair is not looked at."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A pair that is near to a text of ``--exclude``, so that no test set is trained on."""

    name: ClassVar[str] = "excluded"
    reason: ClassVar[str] = "near to a text that --exclude names"

    similarity: float = 0.7
    """Jaccard similarity of the shingles of either side, 0 to 1."""
