"""How sure a bead is: the probability that a reader would draw exactly this bead.

A logistic model over what the search knows of the bead, fitted by ``scripts/fit_confidence.py`` on
../shared/data/mac-dev and ../shared/data/news; its calibration stands in docs/benchmarks.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from align.logistic import probability

WEIGHTS: tuple[float, ...] = (-1.41, 0.867, 0.491, 2.442, 1.191, -1.277, 0.765, 2.803, -0.441)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a bead: its shape, similarity and gain, how steady its surroundings and the text are."""

    src_count: int
    tgt_count: int
    similarity: float
    gain: float
    steady: float
    """Share of the beads next to it that are one to one."""
    share: float
    """Share of one-to-one beads in the whole text."""

    def features(self) -> tuple[float, ...]:
        """The model's inputs, the constant first."""
        both = bool(self.src_count and self.tgt_count)
        one = self.src_count == self.tgt_count == 1
        return (
            1.0,
            float(one),
            float(not both),
            self.gain if both else 0.0,
            self.similarity if both else 0.0,
            max(0.0, 0.15 - self.gain) if both else 0.0,
            self.steady,
            self.share,
            float(both) * max(0, self.src_count + self.tgt_count - 3),
        )


def estimate_confidence(evidence: Evidence) -> float:
    """Probability, 0 to 1, that the bead is exactly right."""
    return probability(WEIGHTS, evidence.features())
