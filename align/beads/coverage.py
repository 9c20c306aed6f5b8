"""How well runs of sentences cover one another, from token vectors that were computed once.

The similarity of a bead is idf-weighted coverage: each token's best match inside the other side, in the
weighted mean over one side's tokens and over the other's. A longer run needs no new encoding, since the
best match inside a run is the maximum of the best matches inside its sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.beads.band import Band

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK_TOKENS = 512
"""Source tokens compared with the band's target tokens at a time: what one step holds in memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """One side's token vectors, ready to compare: unit length, centred, at least one token a sentence."""

    vectors: NDArray[np.float32]
    """T x d."""
    weight: NDArray[np.float32]
    """T."""
    first: NDArray[np.int64]
    """n + 1: where each sentence's tokens begin; the last is T."""

    @property
    def count(self) -> int:
        """Sentences."""
        return len(self.first) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Banded sums; column c of row i stands for target sentence ``band.low[i] + c``.

    ``forward[k - 1][i, c]``: weighted best matches of source sentence i in the k target sentences from c on.
    ``backward[k - 1][i, c]``: of target sentence c in the k source sentences from i on. NaN never occurs;
    outside the text sums are 0. ``src_mass`` and ``tgt_mass``: total weight of each sentence.
    """

    forward: tuple[NDArray[np.float32], ...]
    backward: tuple[NDArray[np.float32], ...]
    src_mass: NDArray[np.float32]
    tgt_mass: NDArray[np.float32]
    band: Band


def measure_coverage(src: Tokens, tgt: Tokens, band: Band, longest: int) -> Coverage:
    """All sums for runs of up to ``longest`` sentences inside the band."""
    import numpy as np

    n, m, width = src.count, tgt.count, band.width
    forward = tuple(np.zeros((n, width), np.float32) for _ in range(longest))
    backward = tuple(np.zeros((n, width), np.float32) for _ in range(longest))
    start = 0
    while start < n:
        stop = int(np.searchsorted(src.first, src.first[start] + BLOCK_TOKENS, side="right")) - 1
        stop = min(max(stop, start + 1), n)
        low, high = int(band.low[start]), min(m, int(band.high[stop - 1]) + longest)
        if high > low:
            _measure_block(src, tgt, band, (start, stop), (low, high), forward, backward)
        start = stop
    return Coverage(
        forward,
        backward,
        np.add.reduceat(src.weight, src.first[:-1]),
        np.add.reduceat(tgt.weight, tgt.first[:-1]),
        band,
    )


def _measure_block(
    src: Tokens,
    tgt: Tokens,
    band: Band,
    rows: tuple[int, int],
    columns: tuple[int, int],
    forward: tuple[NDArray[np.float32], ...],
    backward: tuple[NDArray[np.float32], ...],
) -> None:
    """Fill the sums of source sentences ``rows`` against target sentences ``columns``."""
    import numpy as np

    (start, stop), (low, high) = rows, columns
    last = min(src.count, stop + len(backward) - 1)  # runs that begin in the block may end after it
    a, b = src.first[start], src.first[last]
    c, d = tgt.first[low], tgt.first[high]
    similarity = src.vectors[a:b] @ tgt.vectors[c:d].T
    src_first, tgt_first = src.first[start:last] - a, tgt.first[low:high] - c
    inside = src.first[stop] - a
    best_in_tgt = np.maximum.reduceat(similarity[:inside], tgt_first, axis=1)
    best_in_src = np.maximum.reduceat(similarity, src_first, axis=0)
    run = best_in_tgt.copy()
    for k, out in enumerate(forward):
        if k:
            run[:, :-k] = np.maximum(run[:, :-k], best_in_tgt[:, k:])
        summed = np.add.reduceat(run * src.weight[a : a + inside, None], src_first[: stop - start], axis=0)
        _scatter(out, summed, band, start, low)
    run = best_in_src.copy()
    for k, out in enumerate(backward):
        if k:
            run[:-k] = np.maximum(run[:-k], best_in_src[k:])
        summed = np.add.reduceat(run[: stop - start] * tgt.weight[None, c:d], tgt_first, axis=1)
        _scatter(out, summed, band, start, low)


def _scatter(out: NDArray[np.float32], values: NDArray[np.float32], band: Band, start: int, low: int) -> None:
    for row, line in enumerate(values, start):
        shift = int(band.low[row]) - low
        piece = line[shift : shift + band.width]
        out[row, : len(piece)] = piece
