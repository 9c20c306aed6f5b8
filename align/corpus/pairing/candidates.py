"""Which texts may be versions of one report: those whose vectors are near, found block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAREST = 8
"""Candidates of a text, in each direction."""
_ROWS, _COLUMNS = 512, 4096
_PRIOR = 20
"""How many texts the usual one of a language counts for, so that few texts have a mean too."""


class Rows(Protocol):
    """Vectors that are read some at a time."""

    def __len__(self) -> int:
        """How many."""
        ...

    def __getitem__(self, rows: slice) -> NDArray[np.float32]:
        """Some that follow each other."""
        ...


@dataclass(frozen=True, slots=True)
class FileRows:
    """Vectors in a plain file. It is no map into memory, whose pages would count as ours."""

    path: Path
    count: int
    width: int

    def __len__(self) -> int:
        """How many."""
        return self.count

    def __getitem__(self, rows: slice) -> NDArray[np.float32]:
        """Some that follow each other."""
        import numpy as np

        first, last, _ = rows.indices(self.count)
        size = max(0, last - first) * self.width
        held = np.fromfile(self.path, np.float32, size, offset=first * self.width * 4)
        return held.reshape(-1, self.width)

    def put(self, first: int, rows: NDArray[np.float32]) -> None:
        """Write over those from ``first`` on."""
        with self.path.open("r+b") as file:
            file.seek(first * self.width * 4)
            file.write(rows.astype("<f4").tobytes())


def centred(
    vectors: NDArray[np.float32], total: NDArray[np.float64], count: int, usual: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Vectors without what the texts of their language share, of length 1.

    :param total: the sum of all ``count`` vectors of the language, of which these are some.
    :param usual: the mean of a text in this language.
    """
    import numpy as np

    mean = (_PRIOR * usual + total) / (_PRIOR + count)
    moved = vectors - mean.astype(np.float32)
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), np.float32)


def nearest_pairs(zh: Rows, en: Rows) -> Iterator[tuple[int, int, float]]:
    """The pairs of rows (zh, en, cosine) in which either is among the nearest of the other; each once, in order.

    What is held grows by the nearest of each row alone.
    """
    import numpy as np

    if not len(zh) or not len(en):
        return
    of_en = np.full((len(en), NEAREST), -2.0, np.float32), np.zeros((len(en), NEAREST), np.int32)
    of_zh = np.full((len(zh), NEAREST), -2.0, np.float32), np.zeros((len(zh), NEAREST), np.int32)
    for row in range(0, len(zh), _ROWS):
        part = slice(row, min(row + _ROWS, len(zh)))
        these = zh[part]
        for column in range(0, len(en), _COLUMNS):
            across = slice(column, min(column + _COLUMNS, len(en)))
            likeness = np.round(these @ en[across].T, 4)  # what machines compute differently is cut off
            _merge(of_zh, part, likeness, column)
            _merge(of_en, across, likeness.T, row)
    rows = np.concatenate([np.repeat(np.arange(len(zh)), NEAREST), of_en[1].ravel()]).astype(np.int64)
    columns = np.concatenate([of_zh[1].ravel(), np.repeat(np.arange(len(en)), NEAREST)]).astype(np.int64)
    scores = np.concatenate([of_zh[0].ravel(), of_en[0].ravel()])
    is_held = scores > -2
    keys, places = np.unique(rows[is_held] * len(en) + columns[is_held], return_index=True)
    for key, score in zip(keys, scores[is_held][places], strict=True):
        yield int(key) // len(en), int(key) % len(en), float(score)


def _merge(
    best: tuple[NDArray[np.float32], NDArray[np.int32]], rows: slice, likeness: NDArray[np.float32], first: int
) -> None:
    import numpy as np

    scores = np.concatenate([best[0][rows], likeness], axis=1)
    numbers = np.broadcast_to(np.arange(first, first + likeness.shape[1], dtype=np.int32), likeness.shape)
    numbers = np.concatenate([best[1][rows], numbers], axis=1)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :NEAREST]
    best[0][rows] = np.take_along_axis(scores, order, 1)
    best[1][rows] = np.take_along_axis(numbers, order, 1)
