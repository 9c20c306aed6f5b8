"""Arithmetic on encodings that several stages share; numpy in, numpy out, no model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from align.records import Encoding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAYER = 9
"""The best single layer; 8 and 9 together were no better (docs/benchmarks.md)."""


def unit_rows(x: NDArray[Any]) -> NDArray[np.float32]:
    """Rows scaled to length 1; rows of zeros stay zeros."""
    import numpy as np

    x = np.asarray(x, np.float32)
    return np.asarray(x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-9), np.float32)


def comparable_vectors(encoding: Encoding) -> NDArray[np.float32]:
    """T x d, of unit length; centring takes out what all tokens of a language share."""
    import numpy as np

    layer = LAYER if LAYER in encoding.vectors else max(encoding.vectors)
    vectors = np.asarray(encoding.vectors[layer], np.float32)
    return unit_rows(vectors - vectors.mean(0) if len(vectors) > 1 else vectors)
