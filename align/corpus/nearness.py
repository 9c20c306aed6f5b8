"""How near two texts are: shingles, their MinHash by datasketch, and an index on disk that finds near ones.

datasketch keeps the meaning of its signatures from release to release (``scheme``); rensa is twenty times as
fast and changed it in 0.5. A signature takes .15 ms, the encoder ten to a hundred times that.
The index is SQLite, so that its size costs no memory.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from align.corpus.packages import needed_for
from align.simplified import to_simplified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAIR, DOCUMENT = 64, 128
"""Permutations of a pair's and of a document's signature."""
ROWS = 4
"""Values of a band: signatures that share one band are compared."""
_BATCH = 20_000
_MOST_IN_BAND = 16
"""Signatures of one band that are looked at, the first ones; else boilerplate would cost its square."""
_WORD = re.compile(r"[^\W_]+")


def squeeze(text: str) -> str:
    """Letters and digits alone, in lower case and simplified characters: the same segment however it is set."""
    return "".join(_WORD.findall(to_simplified(text).lower()))


def shingle(text: str, language: str, size: int) -> set[bytes]:
    """Runs of ``size`` words (English) or characters (Chinese); the whole where it is shorter."""
    words = _WORD.findall(text.lower()) if language == "en" else list(squeeze(text))
    joint = " " if language == "en" else ""
    count = max(1, len(words) - size + 1)
    return {joint.join(words[i : i + size]).encode("utf-8", "replace") for i in range(count)} if words else set()


def sign_pair(en: str, zh: str) -> bytes:
    """MinHash of both sides of a pair together."""
    return sign(shingle(en, "en", 2) | shingle(zh, "zh", 3), PAIR)


def sign_text(text: str, language: str) -> bytes:
    """MinHash of a whole text."""
    return sign(shingle(text, language, 4 if language == "en" else 5), DOCUMENT)


def sign(shingles: Iterable[bytes], permutations: int) -> bytes:
    """MinHash of a set, 4 bytes a permutation; b"" of an empty set."""
    ordered = sorted(shingles)
    if not ordered:
        return b""
    made = _empty(permutations)
    for start in range(0, len(ordered), _BATCH):
        made.update_batch(ordered[start : start + _BATCH])
    values: NDArray[np.uint32] = made.hashvalues.astype("<u4")
    return values.tobytes()


def similarity(a: bytes, b: bytes) -> float:
    """Estimated Jaccard similarity of the two sets, 0 to 1."""
    import numpy as np

    if not a or len(a) != len(b):
        return 0.0
    return float((np.frombuffer(a, "<u4") == np.frombuffer(b, "<u4")).mean())


class NearIndex:
    """Signatures by their bands, in one table of an SQLite file; keys are the caller's."""

    def __init__(self, database: sqlite3.Connection, name: str) -> None:
        self._db, self._name = database, name
        database.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, key TEXT, signature BLOB)")
        database.execute(
            f"CREATE TABLE {name}_band (band INTEGER, id INTEGER, PRIMARY KEY (band, id)) WITHOUT ROWID"
        )

    def add(self, key: str, signature: bytes) -> None:
        """Put a signature in; an empty one is found by none and left out."""
        if signature:
            at = self._db.execute(
                f"INSERT INTO {self._name} (key, signature) VALUES (?, ?)", (key, signature)
            ).lastrowid
            self._db.executemany(
                f"INSERT OR IGNORE INTO {self._name}_band VALUES (?, ?)", [(b, at) for b in _bands(signature)]
            )

    def near(self, signature: bytes, least: float) -> list[tuple[str, float]]:
        """Keys of at least this similarity, the nearest first, of equal ones the earlier."""
        ids = {
            at
            for band in _bands(signature)
            for (at,) in self._db.execute(
                f"SELECT id FROM {self._name}_band WHERE band = ? ORDER BY id LIMIT {_MOST_IN_BAND}", (band,)
            )
        }
        found = []
        for at in sorted(ids):
            query = f"SELECT key, signature FROM {self._name} WHERE id = ?"
            key, other = self._db.execute(query, (at,)).fetchone()
            alike = similarity(signature, other)
            if alike >= least:
                found.append((str(key), alike))
        return sorted(found, key=lambda one: -one[1])


def _bands(signature: bytes) -> list[int]:
    width = ROWS * 4
    parts = [signature[i : i + width] for i in range(0, len(signature), width)]
    return [
        int.from_bytes(hashlib.blake2b(bytes([i]) + part, digest_size=8).digest(), "big", signed=True)
        for i, part in enumerate(parts)
    ]


@cache
def _permutations(count: int) -> Any:  # noqa: ANN401
    with needed_for("align corpus"):
        from datasketch import MinHash
    return MinHash(num_perm=count, seed=1, scheme="affine32")


def _empty(count: int) -> Any:  # noqa: ANN401
    from datasketch import MinHash

    drawn = _permutations(count)  # drawing them costs three times what signing a sentence does
    return MinHash(num_perm=count, seed=1, scheme=drawn.scheme, permutations=drawn.permutations)
