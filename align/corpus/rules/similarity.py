"""Pairs whose words find too little of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from align.corpus.records import Refusal, SegmentPair


@dataclass(frozen=True, slots=True)
class Similarity:
    """Two stretches whose tokens have no good counterpart in each other."""

    name: ClassVar[str] = "similarity"
    reason: ClassVar[str] = "the words of one side have no counterpart in the other"

    least: float = 0.3
    """Score of the bead: the mean best match of its tokens."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse what is under the least score."""
        return Refusal(self.name, pair.score) if pair.score < self.least else None
