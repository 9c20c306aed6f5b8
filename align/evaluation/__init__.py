"""Predictions against gold: scores that carry a signature."""

from align.evaluation.beads import BeadScores, Score, ShapeScore, score_beads, score_many
from align.evaluation.folders import FilePairs, pair_files
from align.evaluation.spans import BeadSpans, SideSpan, read_bead_spans

__all__ = [
    "BeadScores",
    "BeadSpans",
    "FilePairs",
    "Score",
    "ShapeScore",
    "SideSpan",
    "pair_files",
    "read_bead_spans",
    "score_beads",
    "score_many",
]
