"""Rows chosen by a hash of their texts: as good as drawn, the same each time, whatever else there is."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterator

from align.corpus.opened import Row


class Chosen:
    """The ``size`` rows whose hash with ``seed`` is smallest; memory for these alone.

    Which of two rows comes first depends on nothing but their own texts, so a corpus that grows keeps most of
    a sample. :meth:`add` may be given a ``rank`` that counts before the hash (how far from a threshold it is).
    """

    def __init__(self, size: int, seed: int = 0) -> None:
        self._size, self._seed = size, seed
        self._heap: list[tuple[float, int, int, Row]] = []  # negated, so that the last of those chosen is on top
        self._count = 0

    def add(self, row: Row, rank: float = 0.0) -> None:
        """Consider a row."""
        if not self._size:
            return
        self._count += 1
        item = (-rank, -self._hash(row), -self._count, row)
        if len(self._heap) < self._size:
            heapq.heappush(self._heap, item)
        elif item[:3] > self._heap[0][:3]:
            heapq.heapreplace(self._heap, item)

    def by_rank(self) -> Iterator[Row]:
        """Those chosen, the first by rank and hash first."""
        return (item[3] for item in sorted(self._heap, key=lambda item: item[:3], reverse=True))

    def in_order(self) -> Iterator[Row]:
        """Those chosen, as they were given."""
        return (item[3] for item in sorted(self._heap, key=lambda item: item[2], reverse=True))

    def _hash(self, row: Row) -> int:
        told = "\0".join(str(row.get(key)) for key in ("document", "en", "zh"))
        digest = hashlib.blake2b(f"{self._seed}\0{told}".encode("utf-8", "replace"), digest_size=8).digest()
        return int.from_bytes(digest, "big")
