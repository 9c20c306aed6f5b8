"""Pairs that the alignment is not sure of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from align.corpus.records import Refusal, SegmentPair


@dataclass(frozen=True, slots=True)
class Confidence:
    """A bead that is likely to be cut wrongly."""

    name: ClassVar[str] = "confidence"
    reason: ClassVar[str] = "the alignment is not sure that exactly these sentences go together"

    least: float = 0.5
    """Probability that the bead is exactly right, 0 to 1."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse what is under the least confidence."""
        return Refusal(self.name, pair.confidence) if pair.confidence < self.least else None
