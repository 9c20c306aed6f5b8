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

COARSE, FINE = 40, 20
"""Sentences on either side of the line through the anchors, first and second pass."""
ROWS = 1024
"""Source sentences compared with all target sentences at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Row i (0 .. n inclusive) holds target positions ``low[i]`` .. ``high[i]``, both within 0 .. m.

    Neither ever falls from one row to the next. Arrays in band layout hold ``width`` columns a row, the
    widest row's; what lies behind ``high[i]`` there is not part of the search.
    """

    low: NDArray[np.int64]
    high: NDArray[np.int64]

    @property
    def width(self) -> int:
        """Positions in the widest row."""
        return int((self.high - self.low).max()) + 1


def whole_band(n: int, m: int) -> Band:
    """Every position of every row: no band at all."""
    import numpy as np

    return Band(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))


def mutual_best(x: NDArray[np.float32], y: NDArray[np.float32], band: Band) -> NDArray[np.int64]:
    """For each row of x its match in y where the two are each other's best within the band, else -1."""
    import numpy as np

    best_y = np.empty(len(x), np.int64)
    best_x = np.zeros(len(y), np.int64)
    score_x = np.full(len(y), -np.inf, np.float32)
    for start in range(0, len(x), ROWS):
        stop = min(start + ROWS, len(x))
        low, high = int(band.low[start]), int(band.high[stop - 1])
        block = x[start:stop] @ y[low:high].T
        at = np.arange(low, high)
        block[(at < band.low[start:stop, None]) | (at >= band.high[start:stop, None])] = -np.inf
        best_y[start:stop] = block.argmax(1) + low
        top = block.max(0)
        better = top > score_x[low:high]
        best_x[low:high][better] = block.argmax(0)[better] + start
        score_x[low:high][better] = top[better]
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


def lay_band(x: NDArray[np.float32], y: NDArray[np.float32]) -> Band:
    """The band around the anchors of two texts given by one unit vector a sentence (n x d, m x d).

    Sentences of a long text find their like anywhere in it, so that few are each other's best; within
    the coarse band around those few, most are, and the second band can be narrow.
    """
    n, m = len(x), len(y)
    band = whole_band(n, m)
    for half_width in (COARSE, FINE):
        if m > 2 * half_width:
            band = _band_around(longest_chain(mutual_best(x, y, band)), n, m, half_width)
    return band


def _band_around(anchors: list[tuple[int, int]], n: int, m: int, half_width: int) -> Band:
    import numpy as np

    chain = [(0, 0), *((r + 0.5, c + 0.5) for r, c in anchors), (n, m)]
    rows, columns = np.array(chain, np.float64).T
    centre = np.interp(np.arange(n + 1), rows, columns)
    # Between two anchors far apart the true path may leave the line by as much as the gap is wide.
    gap = np.diff(columns, append=columns[-1])[np.searchsorted(rows, np.arange(n + 1), side="right") - 1]
    reach = half_width + np.minimum(gap / 2, 4 * half_width)
    low = np.clip(np.floor(centre - reach), 0, m - 2 * half_width).astype(np.int64)
    high = np.clip(np.ceil(centre + reach), 2 * half_width, m).astype(np.int64)
    low, high = np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)
    # Where the other side has much more between two neighbours, the rows must still touch, or no path leads on.
    low[1:] = np.minimum(low[1:], high[:-1])
    return Band(low, high)
