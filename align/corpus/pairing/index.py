"""The texts that are to be paired, on disk: SQLite for what they say, plain files for their vectors."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from align.corpus.names import strip_marks
from align.corpus.pairing.candidates import FileRows, centred, nearest_pairs
from align.corpus.pairing.features import Features
from align.corpus.pairing.reading import Single, dump_single, parse_single
from align.corpus.pairing.scoring import compare_addresses, compare_dates, rarity, score_pair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEARLY_SAME = 0.97
"""Cosine of the vectors of two versions in one language that differ in a few words."""
_HELD, _RARITIES, CACHE = 256, 16_384, 8_000
"""Kept at hand while candidates are scored, full with some hundred texts already: what texts say, rarities, and
kilobytes of the database."""
_MOST_ALIKE, _BLOCK = 8, 1024
"""Texts of one address that are candidates of each other; vectors that are centred together."""


class TextIndex:
    """Texts by their number, which is their place in the order of the ids.

    Memory grows by the candidates, about 1.3 kB a text while they are matched; all else lies in
    ``database`` (an empty one of :func:`align.corpus.scratch.open_scratch`), the vectors in ``folder``.
    """

    def __init__(self, folder: Path, database: sqlite3.Connection) -> None:
        self._folder, self._db = folder, database
        for table in (
            "text (number INTEGER PRIMARY KEY, language TEXT, row INT, id TEXT, address TEXT, line TEXT,"
            " said TEXT)",
            "said (token TEXT PRIMARY KEY, texts INTEGER) WITHOUT ROWID",
            "seen (key TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID",
        ):
            self._db.execute(f"CREATE TABLE {table}")
        self._files = {side: (folder / f"{side}.f4").open("wb") for side in ("zh", "en")}
        self._counts: Counter[str] = Counter()
        self._said = lru_cache(maxsize=_HELD)(self._read)
        self._rarity = lru_cache(maxsize=_RARITIES)(self._measure_rarity)

    def add(self, number: int, single: Single) -> str:
        """Take a text up; the id of an earlier text that it is a copy of, which is all then, else ""."""
        held = self._db.execute("SELECT id FROM seen WHERE key = ?", (single.key,)).fetchone()
        if held:
            return str(held[0])
        features = single.features
        assert features is not None
        self._db.execute("INSERT INTO seen VALUES (?, ?)", (single.key, single.entry.id))
        row = single.language, self._counts[single.language], single.entry.id, strip_marks(_address(single))
        lines = dump_single(replace(single, features=None)), dump_single(_without_text(single))
        self._db.execute("INSERT INTO text VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *row, *lines))
        self._db.executemany(
            "INSERT INTO said VALUES (?, 1) ON CONFLICT (token) DO UPDATE SET texts = texts + 1",
            [(token,) for token in sorted(_tokens(features))],
        )
        self._files[single.language].write(features.vector.astype("<f4").tobytes())
        self._counts[single.language] += 1
        return ""

    def id_of(self, number: int) -> str:
        """The id of a text."""
        return str(self._db.execute("SELECT id FROM text WHERE number = ?", (number,)).fetchone()[0])

    def get(self, number: int) -> Single:
        """A text, without its features."""
        (line,) = self._db.execute("SELECT line FROM text WHERE number = ?", (number,)).fetchone()
        return parse_single(line)

    def score_candidates(self) -> Iterator[tuple[int, int, float]]:
        """(zh, en, score) of all pairs that come into question, by their numbers, each once."""
        self._db.execute("CREATE INDEX by_row ON text (language, row)")
        self._db.execute("CREATE INDEX by_address ON text (address)")
        vectors = {side: self._vectors(side) for side in ("zh", "en")}
        numbers = {side: self._numbers(side) for side in ("zh", "en")}
        near = nearest_pairs(vectors["zh"], vectors["en"])
        alike = set(self._of_one_address())
        for i, j, likeness in near:
            zh, en = int(numbers["zh"][i]), int(numbers["en"][j])
            alike.discard((zh, en))
            yield zh, en, self._score(zh, en, likeness)
        for zh, en in sorted(alike):
            ours, theirs = (vectors[side][self._row(number)][0] for side, number in (("zh", zh), ("en", en)))
            likeness = round(float(ours @ theirs), 4)
            yield zh, en, self._score(zh, en, likeness)

    def tells(self, this: int, chosen: int, rival: int) -> bool:
        """Whether a text has a number of ``chosen`` that ``rival``, nearly the same, lacks; not the reverse."""
        texts = [self._said(number).features for number in (this, chosen, rival)]
        mine, his, others = (features.values for features in texts if features is not None)
        assert texts[1] is not None and texts[2] is not None
        if float(texts[1].vector @ texts[2].vector) < _NEARLY_SAME:
            return False
        return bool(mine & (his - others)) and not mine & (others - his)

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files.values():
            file.close()

    def _score(self, zh: int, en: int, likeness: float) -> float:
        a, b = self._said(zh), self._said(en)
        assert a.features is not None and b.features is not None
        score = score_pair(likeness, a.features, b.features, self._rarity)
        score += compare_addresses(_address(a), _address(b)) + compare_dates(a.published, b.published)
        return round(score, 4)

    def _vectors(self, side: str) -> FileRows:
        """All vectors of a language, centred; they stay on disk."""
        import numpy as np

        from align.encoding.pieces import load_pieces

        self._files[side].close()
        path, usual = self._folder / f"{side}.f4", load_pieces().usual(side)
        held = FileRows(path, self._counts[side], len(usual))
        blocks = [slice(at, at + _BLOCK) for at in range(0, len(held), _BLOCK)]
        total = sum((held[block].sum(0, dtype=np.float64) for block in blocks), np.zeros(len(usual)))
        for block in blocks:
            held.put(block.start, centred(held[block], total, len(held), usual))
        return held

    def _numbers(self, side: str) -> NDArray[np.int64]:
        import numpy as np

        query = "SELECT number FROM text WHERE language = ? ORDER BY row"
        return np.fromiter((n for (n,) in self._db.execute(query, (side,))), np.int64, self._counts[side])

    def _of_one_address(self) -> Iterator[tuple[int, int]]:
        """Pairs whose addresses differ in their marks of language alone, where only few have that address."""
        query = (
            "SELECT a.number, b.number FROM text a JOIN text b ON a.address = b.address "
            "WHERE a.language = 'zh' AND b.language = 'en' AND a.address != '' AND "
            "(SELECT count(*) FROM text c WHERE c.address = a.address) <= ? ORDER BY a.number, b.number"
        )
        yield from self._db.execute(query, (_MOST_ALIKE,))

    def _row(self, number: int) -> slice:
        (row,) = self._db.execute("SELECT row FROM text WHERE number = ?", (number,)).fetchone()
        return slice(row, row + 1)

    def _read(self, number: int) -> Single:
        (said,) = self._db.execute("SELECT said FROM text WHERE number = ?", (number,)).fetchone()
        return parse_single(said)

    def _measure_rarity(self, token: str) -> float:
        found = self._db.execute("SELECT texts FROM said WHERE token = ?", (token,)).fetchone()
        return rarity(self._counts.total(), found[0] if found else 0)


def _without_text(single: Single) -> Single:
    entry = replace(single.entry, first="") if single.entry.inline else single.entry
    return replace(single, entry=entry, text="")


def _tokens(features: Features) -> Iterable[str]:
    """All that a text shares or not, values and names in one space."""
    return {*features.values, *features.words, *(form for forms in features.names for form in forms)}


def _address(single: Single) -> str:
    """Where a text was, as far as that may tell its other version: of a page its address, of a file its path."""
    entry = single.entry
    return entry.source if "://" in entry.source else entry.id if entry.inline else entry.first
