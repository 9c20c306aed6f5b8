"""How much of each text the comparison reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from align.records import Comparison, Side


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of one side has a counterpart: sentences in matched beads, and their characters without white space."""

    matched: int
    sentences: int
    matched_characters: int
    characters: int

    @property
    def share(self) -> float:
        """Share of the sentences, 0 to 1."""
        return self.matched / self.sentences if self.sentences else 0.0

    @property
    def share_of_characters(self) -> float:
        """Share of the characters, 0 to 1."""
        return self.matched_characters / self.characters if self.characters else 0.0


def measure_coverage(comparison: Comparison, key: Literal["src", "tgt"]) -> Coverage:
    """Count what of one side stands in beads that have both sides."""
    side: Side = getattr(comparison, key)
    sizes = [len("".join(sentence.span.of(side.document.text).split())) for sentence in side.sentences]
    held = [i for bead in comparison.alignment.beads if bead.src and bead.tgt for i in getattr(bead, key)]
    return Coverage(len(held), len(sizes), sum(sizes[i] for i in held), sum(sizes))
