"""Two encoded sides and their beads → how faithful beads, quotes and the whole are, and which words err."""

from align.fidelity.head import FidelityHead, read_head
from align.fidelity.judge import Judge, open_judge, score_beads

__all__ = ["FidelityHead", "Judge", "open_judge", "read_head", "score_beads"]
