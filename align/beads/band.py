"""Where in the target each source sentence may find its counterpart.

A first pass pairs single sentences that are each other's best match, keeps the longest chain of such
anchors that rises on both sides, and lays a band around the line through them. Everything after it
costs time and memory in proportion to the band, not to the product of the two lengths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HALF_WIDTH = 40
"""Sentences on either side of the line through the anchors."""
ROWS = 1024
"""Source sentences compared with all target sentences at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Row i (0 .. n inclusive) holds target positions ``low[i]`` .. ``low[i] + width - 1``, clipped to 0 .. m."""

    low: NDArray[np.int64]
    width: int


def mutual_best(x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.int64]:
    """For each row of x its match in y where the two are each other's best, else -1."""
    import numpy as np

    best_y = np.empty(len(x), np.int64)
    best_x = np.zeros(len(y), np.int64)
    score_x = np.full(len(y), -np.inf, np.float32)
    for start in range(0, len(x), ROWS):
        block = x[start : start + ROWS] @ y.T
        best_y[start : start + ROWS] = block.argmax(1)
        top = block.max(0)
        better = top > score_x
        best_x[better] = block.argmax(0)[better] + start
        score_x[better] = top[better]
    mutual = best_x[best_y] == np.arange(len(x))
    return np.where(mutual, best_y, -1)


def longest_chain(match: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The longest strictly rising subsequence of the matches (patience sorting), as (row, column)."""
    from bisect import bisect_left

    tails: list[int] = []
    ends: list[int] = []
    previous: dict[int, int] = {}
    for row, column in enumerate(match.tolist()):
        if column < 0:
            continue
        at = bisect_left(tails, column)
        previous[row] = ends[at - 1] if at else -1
        tails[at : at + 1] = [column]
        ends[at : at + 1] = [row]
    chain: list[tuple[int, int]] = []
    row = ends[-1] if ends else -1
    while row >= 0:
        chain.append((row, int(match[row])))
        row = previous[row]
    return chain[::-1]


def lay_band(x: NDArray[np.float32], y: NDArray[np.float32], half_width: int = HALF_WIDTH) -> Band:
    """The band around the anchors of two texts given by one unit vector a sentence (n x d, m x d)."""
    import numpy as np

    n, m = len(x), len(y)
    if m + 1 <= 2 * half_width + 1:
        return Band(np.zeros(n + 1, np.int64), m + 1)
    anchors = longest_chain(mutual_best(x, y))
    chain = [(0, 0), *((r + 0.5, c + 0.5) for r, c in anchors), (n, m)]
    rows, columns = np.array(chain, np.float64).T
    centre = np.interp(np.arange(n + 1), rows, columns)
    # Between two anchors far apart the true path may leave the line by as much as the gap is wide.
    gap = np.diff(columns, append=columns[-1])[np.searchsorted(rows, np.arange(n + 1), side="right") - 1]
    reach = half_width + int(min(gap.max(initial=0.0) / 2, 4 * half_width))
    low = np.clip(np.floor(centre).astype(np.int64) - reach, 0, max(0, m + 1 - (2 * reach + 1)))
    return Band(np.maximum.accumulate(low), min(m + 1, 2 * reach + 1))
