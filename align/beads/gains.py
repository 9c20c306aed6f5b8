"""What each possible bead is worth: coverage, less the neighbours' coverage, times a length penalty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from align.beads.coverage import Coverage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Shape = tuple[int, int]


def bead_shapes(limit: int) -> tuple[Shape, ...]:
    """All (m, n) with both sides present and m + n <= limit, small ones first."""
    shapes = [(m, n) for m in range(1, limit) for n in range(1, limit) if m + n <= limit]
    return tuple(sorted(shapes, key=lambda s: (s[0] + s[1], abs(s[0] - s[1]), s)))


def in_band(values: NDArray[np.float32], coverage: Coverage) -> NDArray[np.float32]:
    """Per-target-sentence ``values`` in band layout; 0 outside the text."""
    import numpy as np

    at = coverage.band.low[:-1, None] + np.arange(coverage.band.width)[None]
    inside = at < len(values)
    return np.asarray(np.where(inside, values[np.minimum(at, len(values) - 1)], 0), np.float32)


def run_sum(values: NDArray[np.float32], length: int, axis: int) -> NDArray[np.float32]:
    """Sum of each entry and the ``length - 1`` after it along the axis; beyond the edge counts as 0."""
    import numpy as np

    total: NDArray[np.float32] = values.copy()
    for k in range(1, length):
        if axis == 0:
            total[:-k] += values[k:]
        else:
            total[:, :-k] += values[:, k:]
    return np.asarray(total)


class Shifts:
    """Arrays in band layout as seen from further on; where each entry then stands is worked out once."""

    def __init__(self, coverage: Coverage) -> None:
        self._low, self._width = coverage.band.low, coverage.band.width
        self._places: dict[tuple[int, int], tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]] = {}

    def shift(self, values: NDArray[np.float32], rows: int, columns: int) -> NDArray[np.float32]:
        """``values`` as seen ``rows`` source and ``columns`` target sentences further on; 0 outside the band."""
        import numpy as np

        row, column, inside = self._find(len(values), rows, columns)
        return np.asarray(np.where(inside, values[row, column], 0), np.float32)

    def sums(self, values: NDArray[np.float32], longest: int) -> Iterator[NDArray[np.float32]]:
        """Sums over 1 to ``longest`` source sentences at the same target position."""
        total = values
        for k in range(longest):
            total = total + self.shift(values, k, 0) if k else total
            yield total

    def _find(
        self, n: int, rows: int, columns: int
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
        import numpy as np

        if (rows, columns) not in self._places:
            row = np.arange(n) + rows
            valid = (row >= 0) & (row < n)
            row = np.clip(row, 0, n - 1)
            column = self._low[:n, None] + np.arange(self._width)[None] + columns - self._low[row][:, None]
            inside = valid[:, None] & (column >= 0) & (column < self._width)
            self._places[rows, columns] = row[:, None], np.clip(column, 0, self._width - 1), inside
        return self._places[rows, columns]


class Gains:
    """Parts of every bead's worth, kept apart so that another margin weight costs no new coverage.

    ``similarity[shape]`` and ``margin[shape]`` and ``balance[shape]`` are n x width in band layout, by the
    bead's first source and first target sentence.
    """

    def __init__(self, coverage: Coverage, limit: int) -> None:
        import numpy as np

        self.shapes = bead_shapes(limit)
        self.coverage = coverage
        longest = limit - 1
        tgt_mass = in_band(coverage.tgt_mass, coverage)
        ratio = float(coverage.tgt_mass.sum() / max(1e-9, coverage.src_mass.sum()))
        src_column = np.repeat(coverage.src_mass[:, None], coverage.band.width, 1)
        src_runs = {m: run_sum(src_column, m, 0) for m in range(1, longest + 1)}
        tgt_runs = {n: run_sum(tgt_mass, n, 1) for n in range(1, longest + 1)}
        shifts = Shifts(coverage)
        first, back = coverage.forward[0], coverage.backward
        above = shifts.shift(back[0], -1, 0)
        before = tuple(shifts.sums(shifts.shift(first, 0, -1), longest))
        below = tuple(shifts.shift(back[0], m, 0) for m in range(1, longest + 1))
        parts: list[dict[Shape, NDArray[np.float32]]] = [{}, {}, {}]
        similarity, margins, balances = parts
        for n in range(1, limit):
            ahead = shifts.sums(coverage.forward[n - 1], limit - n)
            after = shifts.sums(shifts.shift(first, 0, n), limit - n)
            above_run, t_mass = run_sum(above, n, 1), np.maximum(tgt_runs[n], 1e-6)
            for m, (ahead_m, after_m) in enumerate(zip(ahead, after, strict=True), 1):
                s_mass = np.maximum(src_runs[m], 1e-6)
                near_s = (before[m - 1] + after_m) / (2 * s_mass)
                near_t = (above_run + run_sum(below[m - 1], n, 1)) / (2 * t_mass)
                both = ahead_m / s_mass + run_sum(back[m - 1], n, 1) / t_mass
                similarity[m, n] = np.asarray(both / 2, np.float32)
                margins[m, n] = np.asarray((near_s + near_t) / 2, np.float32)
                low, high = np.minimum(s_mass * ratio, t_mass), np.maximum(s_mass * ratio, t_mass)
                balances[m, n] = np.log2(1 + low / high)
        self.similarity, self.margin, self.balance = ({s: part[s] for s in self.shapes} for part in parts)

    def worth(self, margin: float) -> dict[Shape, NDArray[np.float32]]:
        """Gain of each bead with the neighbours' coverage weighted by ``margin``."""
        return {s: (self.similarity[s] - margin * self.margin[s]) * self.balance[s] for s in self.shapes}

    def at(self, shape: Shape, i: int, j: int, margin: float) -> tuple[float, float]:
        """``(similarity, gain)`` of the bead of that shape that begins at source i and target j."""
        column = j - int(self.coverage.band.low[i])
        if not 0 <= column < self.coverage.band.width:
            return 0.0, float("-inf")
        similarity = float(self.similarity[shape][i, column])
        gain = (similarity - margin * float(self.margin[shape][i, column])) * float(self.balance[shape][i, column])
        return similarity, gain

    def along(self, path: Iterable[tuple[range, range]]) -> tuple[list[float], list[float]]:
        """Similarities and margins of the path's beads with two sides."""
        similarities, margins = [], []
        for s, t in path:
            column = t.start - int(self.coverage.band.low[s.start]) if s and t else 0
            if s and t and 0 <= column < self.coverage.band.width:
                similarities.append(float(self.similarity[len(s), len(t)][s.start, column]))
                margins.append(float(self.margin[len(s), len(t)][s.start, column]))
        return similarities, margins
