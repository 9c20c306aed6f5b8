"""Two encoded sides → Alignment: m-n beads by a banded dynamic programme over token coverage."""

from align.beads.alignment import Rival, align_beads, align_vectors, rivals

__all__ = ["Rival", "align_beads", "align_vectors", "rivals"]
