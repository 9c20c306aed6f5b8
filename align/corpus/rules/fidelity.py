"""Pairs that are probably mistranslated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from align.corpus.records import Refusal, SegmentPair


@dataclass(frozen=True, slots=True)
class Fidelity:
    """A pair in which people would find a major error; silent where nothing computed the probability.

    Off unless ``[corpus.rules.fidelity]`` says ``enabled = true``; then every kept row has its ``fidelity``.
    """

    name: ClassVar[str] = "fidelity"
    enabled: ClassVar[bool] = False
    reason: ClassVar[str] = "people would probably find a major error in the translation"

    least: float = 0.3
    """Probability that people find no major error, 0 to 1."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse what is under the least probability."""
        if pair.fidelity is None or pair.fidelity >= self.least:
            return None
        return Refusal(self.name, pair.fidelity)
