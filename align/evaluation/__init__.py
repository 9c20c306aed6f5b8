"""Predictions against gold: scores that carry a signature."""

from align.evaluation.beads import BeadScores, Score, ShapeScore, score_beads, score_many
from align.evaluation.spans import BeadSpans, SideSpan, read_bead_spans

__all__ = [
    "BeadScores",
    "BeadSpans",
    "Score",
    "ShapeScore",
    "SideSpan",
    "read_bead_spans",
    "score_beads",
    "score_many",
]
