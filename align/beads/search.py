"""The best monotone path of beads through the band: a dynamic programme, a row at a time in numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.beads.band import Band
from align.beads.gains import Shape

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SKIP_SRC = -1
SKIP_TGT = -2


def best_path(
    gains: dict[Shape, NDArray[np.float32]], band: Band, n: int, m: int, skip: float
) -> list[tuple[range, range]]:
    """Beads of the path with the greatest sum of gains; an unmatched sentence on either side earns ``skip``.

    Ties go to the bead with fewer sentences, so the result is the same on every machine.

    :param gains: (m, n) -> n x width, by the bead's first sentences, in band layout.
    """
    import numpy as np

    width = band.width
    low = band.low
    shapes = list(gains)
    best = np.full((n + 1, width), -np.inf, np.float64)
    step = np.full((n + 1, width), SKIP_TGT, np.int8)
    columns = np.arange(width)
    for i in range(n + 1):
        row, taken = best[i], step[i]
        if i == 0:
            row[0 if low[0] == 0 else slice(0)] = 0.0
        else:
            _extend(row, taken, best[i - 1] + skip, int(low[i] - low[i - 1]), SKIP_SRC)
            for k, (a, b) in enumerate(shapes):
                if i >= a:
                    reached = best[i - a] + gains[a, b][i - a]
                    _extend(row, taken, reached, int(low[i] - low[i - a]) - b, k)
        row[low[i] + columns > band.high[i]] = -np.inf
        # Unmatched target sentences: a running maximum along the row.
        level = np.maximum.accumulate(row - skip * columns) + skip * columns
        taken[level > row + 1e-9] = SKIP_TGT
        np.maximum(row, level, out=row)
    return _trace(step, low, shapes, n, m)


def _extend(
    row: NDArray[np.float64], taken: NDArray[np.int8], reached: NDArray[np.float64], shift: int, code: int
) -> None:
    """Improve ``row`` by ``reached`` moved ``shift`` columns to the left."""
    width = len(row)
    if abs(shift) >= width:
        return
    source = reached[max(0, shift) : width + min(0, shift)]
    start = max(0, -shift)
    target = row[start : start + len(source)]
    better = source > target + 1e-9
    target[better] = source[better]
    taken[start : start + len(source)][better] = code


def _trace(
    step: NDArray[np.int8], low: NDArray[np.int64], shapes: list[Shape], n: int, m: int
) -> list[tuple[range, range]]:
    beads: list[tuple[range, range]] = []
    i, j = n, m
    while i or j:
        code = int(step[i, j - low[i]])
        a, b = (1, 0) if code == SKIP_SRC else (0, 1) if code == SKIP_TGT else shapes[code]
        beads.append((range(i - a, i), range(j - b, j)))
        i, j = i - a, j - b
    return beads[::-1]
