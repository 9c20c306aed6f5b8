"""What this text needs: how ready the search should be to leave a sentence without counterpart.

A translation that recuts sentences freely (a novel) loses true beads when leaving out is cheap; one that
keeps to the sentences (news) hides its omissions when leaving out is dear. A first pass that hardly leaves
anything out shows which it is, by the share of its beads that are one to one (shrunk towards the usual
share where the text is short) and by how similar they are. The line between the two was fitted on
../shared/data/mac-dev and ../shared/data/news (docs/benchmarks.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp

DEAR, CHEAP = -0.07, 0.03
"""Gain of an unmatched sentence in a freely recut text, and in one that keeps to the sentences."""
USUAL_SHARE, USUAL_SIMILARITY = 0.859, 0.489
"""Means over the texts that the line was fitted on."""
OFFSET, PER_SHARE, PER_SIMILARITY = 4.8, 23.9, 46.1
PRIOR_SHARE, PRIOR_BEADS = 0.9, 6.0
"""What a text is taken for before anything is seen, and how many beads that is worth."""


def one_to_one_share(path: Iterable[tuple[range, range]]) -> float:
    """Share of 1-1 beads among those with two sides, shrunk towards the prior."""
    shapes = [(len(s), len(t)) for s, t in path if s and t]
    ones = sum(shape == (1, 1) for shape in shapes)
    return (ones + PRIOR_SHARE * PRIOR_BEADS) / (len(shapes) + PRIOR_BEADS)


def estimate_skip(share: float, similarity: float) -> float:
    """Gain of leaving a sentence unmatched, from the first pass's share of 1-1 beads and median similarity."""
    z = OFFSET + PER_SHARE * (share - USUAL_SHARE) + PER_SIMILARITY * (similarity - USUAL_SIMILARITY)
    return DEAR + (CHEAP - DEAR) / (1 + exp(-max(-30.0, min(30.0, z))))
