"""Encoding → vectors ready to compare: centred on their side's mean, of unit length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from align.beads.coverage import Tokens
from align.records import Encoding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAYER = 9
"""The best single layer; 8 and 9 together were no better (docs/benchmarks.md)."""
BLANK = 1e-3
"""Weight of the stand-in token of a sentence without tokens."""


def unit_rows(x: NDArray[Any]) -> NDArray[np.float32]:
    """Rows scaled to length 1; rows of zeros stay zeros."""
    import numpy as np

    x = np.asarray(x, np.float32)
    return np.asarray(x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-9), np.float32)


def comparable_tokens(encoding: Encoding, count: int) -> Tokens:
    """Tokens of ``count`` sentences; centring takes out what all tokens of a language share."""
    import numpy as np

    layer = LAYER if LAYER in encoding.vectors else max(encoding.vectors)
    vectors = np.asarray(encoding.vectors[layer], np.float32)
    if len(vectors) > 1:
        vectors = vectors - vectors.mean(0)
    vectors, weight, owner = unit_rows(vectors), encoding.weight, encoding.sentence
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
