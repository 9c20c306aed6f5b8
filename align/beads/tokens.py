"""Encoding → vectors ready to compare: centred on their side's mean, of unit length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.beads.coverage import Tokens
from align.records import Encoding
from align.vectors import comparable_vectors, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLANK = 1e-3
"""Weight of the stand-in token of a sentence without tokens."""


def comparable_tokens(encoding: Encoding, count: int) -> Tokens:
    """Tokens of ``count`` sentences."""
    import numpy as np

    vectors, weight, owner = comparable_vectors(encoding), encoding.weight, encoding.sentence
    blank = np.setdiff1d(np.arange(count), owner)
    if len(blank):
        at = np.searchsorted(owner, blank)
        vectors = np.insert(vectors, at, 0, axis=0)
        weight = np.insert(weight, at, BLANK)
        owner = np.insert(owner, at, blank)
    first = np.searchsorted(owner, np.arange(count + 1)).astype(np.int64)
    return Tokens(vectors, np.asarray(weight, np.float32), first)


def sentence_vectors(tokens: Tokens) -> NDArray[np.float32]:
    """One unit vector a sentence: the weighted sum of its tokens, centred."""
    import numpy as np

    total = np.add.reduceat(tokens.vectors * tokens.weight[:, None], tokens.first[:-1], axis=0)
    return unit_rows(total - total.mean(0) if len(total) > 1 else total)
