"""Two encoded sides and their beads → how faithful beads, quotes and the whole are, and which words err."""

from align.fidelity.head import FidelityHead, fits, read_head
from align.fidelity.judge import Judge, Judgement, score_beads

__all__ = ["FidelityHead", "Judge", "Judgement", "fits", "read_head", "score_beads"]
