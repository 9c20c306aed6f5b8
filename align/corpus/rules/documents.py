"""Whole documents that are left out, each for a reason of its own.

``broken``, ``language`` and ``untranslated`` documents are told when they are read
(:mod:`align.corpus.document`), copied ones when all are known (:mod:`align.corpus.compared`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from align.corpus.records import Refusal


@dataclass(frozen=True, slots=True)
class Unrelated:
    """Two texts of which one is no version of the other: hardly a sure bead, and words without counterpart."""

    name: ClassVar[str] = "unrelated"
    reason: ClassVar[str] = "the two texts are not versions of one report"

    least_score: float = 0.4
    """Mean score of the beads, by their length, under which the texts have nothing to do with each other."""
    most_unmatched: float = 0.7
    """Share of the characters in sentences without counterpart over which they have not."""

    def judge_document(self, score: float, unmatched: float) -> Refusal | None:
        """Judge by the mean score of the beads and the share left unmatched."""
        if score < self.least_score:
            return Refusal(self.name, round(score, 4), "mean score of the beads")
        if unmatched > self.most_unmatched:
            return Refusal(self.name, round(unmatched, 4), "share of the text without counterpart")
        return None


@dataclass(frozen=True, slots=True)
class Copied:
    """A document whose two texts both stand already, nearly word for word, in another one."""

    name: ClassVar[str] = "copied-document"
    reason: ClassVar[str] = "the same report is in the corpus already"

    similarity: float = 0.85
    """Jaccard similarity of the texts' shingles, 0 to 1, on both sides."""


@dataclass(frozen=True, slots=True)
class NearDocument:
    """A document that is near to one of the valid or test part, in either language, and would itself train.

    The split follows a hash of each document, so that no later document moves it; of two near ones that
    fall apart, the one for training goes.
    """

    name: ClassVar[str] = "near-document"
    reason: ClassVar[str] = "a version of this report is in another part of the corpus"

    similarity: float = 0.5
    """Jaccard similarity of the texts' shingles, 0 to 1, on either side."""
