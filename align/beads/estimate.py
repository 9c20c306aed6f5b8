"""What this text needs: how ready the search should be to leave a sentence without counterpart.

A translation that recuts sentences freely (a novel) loses true beads when leaving out is cheap; one that
keeps to the sentences (news) hides its omissions when leaving out is dear. A first pass that hardly leaves
anything out shows which it is, by the share of its beads that are one to one (shrunk towards the usual
share where the text is short) and by how far its beads stand out from what lies next to them. The line
between the two was fitted by scripts/fit_estimate.py on ../shared/data/mac-dev and ../shared/data/news.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, sqrt
from statistics import median, pvariance

DEAR, CHEAP = -0.07, 0.05
"""Gain of an unmatched sentence in a freely recut text, and in one that keeps to the sentences."""
USUAL_SHARE, USUAL_CONTRAST = 0.891, 4.096
"""Means over the texts that the line was fitted on."""
OFFSET, PER_SHARE, PER_CONTRAST = 4.69, 43.38, 0.89
PRIOR_SHARE, PRIOR_BEADS = 0.9, 14.0
"""What a text is taken for before anything is seen, and how many beads that is worth."""
MOST_CONTRAST = 6.0
"""Short texts with hardly any spread go beyond, which says nothing more."""


def one_to_one_share(path: Iterable[tuple[range, range]]) -> float:
    """Share of 1-1 beads among those with two sides, shrunk towards the prior."""
    shapes = [(len(s), len(t)) for s, t in path if s and t]
    ones = sum(shape == (1, 1) for shape in shapes)
    return (ones + PRIOR_SHARE * PRIOR_BEADS) / (len(shapes) + PRIOR_BEADS)


def bead_contrast(similarities: Sequence[float], margins: Sequence[float]) -> float:
    """How far the beads' similarities stand out from their neighbours', in standard deviations (Cohen's d)."""
    if not similarities:
        return USUAL_CONTRAST
    spread = sqrt((pvariance(similarities) + pvariance(margins)) / 2)
    return min(MOST_CONTRAST, (median(similarities) - median(margins)) / max(spread, 1e-6))


def estimate_skip(share: float, contrast: float) -> float:
    """Gain of leaving a sentence unmatched, from the first pass's share of 1-1 beads and their contrast."""
    z = OFFSET + PER_SHARE * (share - USUAL_SHARE) + PER_CONTRAST * (contrast - USUAL_CONTRAST)
    return DEAR + (CHEAP - DEAR) / (1 + exp(-max(-30.0, min(30.0, z))))
