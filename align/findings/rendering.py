"""How far stretches of two aligned runs are each other's rendering, by the token vectors."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from align.records import Encoding, Side, Span
from align.vectors import comparable_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 0.03
"""How much better the best match elsewhere may be, where a token may still go with a stretch."""


class Links:
    """The token vectors of two sides, compared where they are asked for; read when first asked."""

    def __init__(self, zh: Side, en: Side) -> None:
        held = [side.encoding for side in (zh, en)]
        self._encodings = [e for e in held if e is not None and e.unit == "token" and len(e.tokens)]

    @cached_property
    def _vectors(self) -> tuple[NDArray[np.float32], ...]:
        return tuple(comparable_vectors(e) for e in self._encodings)

    def between(self, run: range, a: Span, other: range, b: Span) -> float:
        """0 to 1: the share of the tokens of ``a`` (Chinese) and ``b`` that match best in the other stretch.

        Half where there are no token vectors.
        """
        if len(self._encodings) < 2:
            return 0.5
        table = self._table(0, run, other)
        mine, theirs = self._within(0, run, a), self._within(1, other, b)
        if not mine.any() or not theirs.any():
            return 0.0
        return (_share(table, mine, theirs) + _share(table.T, theirs, mine)) / 2

    def best(self, side: int, run: range, span: Span, other: range) -> float:
        """Mean best match of a stretch of ``side`` (0 Chinese, 1 English) in the other's run; else 1."""
        if len(self._encodings) < 2:
            return 1.0
        inside = self._within(side, run, span)
        table = self._table(side, run, other)[inside]
        return float(table.max(1).mean()) if table.size else 1.0

    def _table(self, side: int, run: range, other: range) -> NDArray[np.float32]:
        rows, columns = self._rows(self._encodings[side], run), self._rows(self._encodings[1 - side], other)
        found: NDArray[np.float32] = self._vectors[side][rows] @ self._vectors[1 - side][columns].T
        return found

    def _within(self, side: int, run: range, span: Span) -> NDArray[np.bool_]:
        offsets = self._encodings[side].tokens[self._rows(self._encodings[side], run)]
        inside: NDArray[np.bool_] = (offsets[:, 0] < span.end) & (span.start < offsets[:, 1])
        return inside

    @staticmethod
    def _rows(encoding: Encoding, run: range) -> slice:
        import numpy as np

        return slice(*(int(i) for i in np.searchsorted(encoding.sentence, [run.start, run.stop])))


def _share(table: NDArray[np.float32], rows: NDArray[np.bool_], columns: NDArray[np.bool_]) -> float:
    import numpy as np

    held = table[np.ix_(rows, columns)].max(1)
    elsewhere = table[np.ix_(rows, ~columns)].max(1, initial=-1.0)
    return float(np.mean(held >= elsewhere - NEAR))
