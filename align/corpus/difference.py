"""Two corpora → what came, went or moved: settings, documents and pairs.

A pair is known by its document and its two texts; where a document says the same pair several times, it is
counted. Only hashes are kept, in SQLite on disk, so that memory does not grow with the corpora; the texts of
what changed are read a second time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

from align.corpus.assemble import PARTS
from align.corpus.opened import Corpus, Row
from align.corpus.scratch import open_scratch

What = Literal["setting", "document", "pair"]
Change = Literal["came", "went", "moved", "rewritten"]
_LEFT_OUT = {"listed", "read", "documents"}
"""Of the lock: what the documents themselves tell."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in both corpora.

    ``old`` and ``new`` are a setting's values; of a document or pair the part it is in, or the rule that left it
    out; None where it is not there. A document is ``rewritten`` where its place is the same and its files are not.
    """

    what: What
    change: Change
    name: str
    """A setting's key, else the document's id."""
    old: Any
    new: Any
    en: str | None = None
    zh: str | None = None
    document_old: str | None = None
    document_new: str | None = None
    """Of a pair: the state of its document, by which one sees that it went with that."""


def compare_corpora(old: Corpus, new: Corpus) -> Iterator[Difference]:
    """All differences: settings, then documents by their ids, then pairs as they stand in the files.

    :raises InputError: a file of either cannot be read.
    """
    yield from _compare_settings(old.lock(), new.lock())
    with open_scratch() as database:
        index = _Index(database)
        for side, corpus in enumerate((old, new)):
            index.add_documents(side, corpus.documents())
            index.add_pairs(side, _pairs(corpus))
        index.settle()
        yield from index.compare_documents()
        for side, corpus in enumerate((old, new)):
            yield from index.compare_pairs(side, _pairs(corpus))


def count_changes(differences: Iterable[Difference]) -> Counter[tuple[What, Change, Any, Any, bool]]:
    """How many there are of each what, change, old and new state, and whether a pair's document changed too."""
    return Counter(
        (one.what, one.change, one.old, one.new, one.document_old != one.document_new) for one in differences
    )


def _compare_settings(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = dict(_flat(old)), dict(_flat(new))
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            change: Change = "came" if key not in before else "went" if key not in after else "moved"
            yield Difference("setting", change, key, before.get(key), after.get(key))


def _flat(record: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{above}{key}.")
        elif above or key not in _LEFT_OUT:
            yield f"{above}{key}", value


def _pairs(corpus: Corpus) -> Iterator[tuple[Row, str]]:
    """All candidate pairs with their state: a part or a rule."""
    kept = ((row, str(part)) for part in PARTS for row in corpus.kept(part))
    dropped = ((row, f"{row['rule']}") for row in corpus.rejected() if isinstance(row.get("en"), str))
    return chain(kept, dropped)


class _Index:
    """Both corpora's documents, and their pairs by hash; 0 is the old one, 1 the new one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        for table in (
            "document (id TEXT, side INTEGER, state TEXT, sha TEXT, PRIMARY KEY (id, side))",
            "pair (hash BLOB, side INTEGER, state TEXT, count INTEGER, PRIMARY KEY (hash, side, state))",
            "change (hash BLOB, old TEXT, new TEXT, count INTEGER, PRIMARY KEY (hash, old, new))",
        ):
            database.execute(f"CREATE TABLE {table} WITHOUT ROWID")

    def add_documents(self, side: int, rows: Iterable[Row]) -> None:
        told = (
            (row["document"], side, row.get("split") or row.get("rule"), " ".join(sorted(row.get("sha256") or ())))
            for row in rows
        )
        self._db.executemany("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)", told)

    def add_pairs(self, side: int, rows: Iterable[tuple[Row, str]]) -> None:
        self._db.executemany(
            "INSERT INTO pair VALUES (?, ?, ?, 1) ON CONFLICT (hash, side, state) DO UPDATE SET count = count + 1",
            ((_hash(row), side, state) for row, state in rows),
        )

    def settle(self) -> None:
        """Work out, for each pair that is not the same on both sides, which state became which."""
        query = (
            "SELECT a.hash FROM pair a LEFT JOIN pair b ON b.hash = a.hash AND b.side = 1 - a.side "
            "AND b.state = a.state WHERE b.count IS NULL OR b.count != a.count"
        )
        cursor = self._db.cursor()
        for (key,) in self._db.execute(f"SELECT DISTINCT hash FROM ({query}) ORDER BY hash"):
            sides = [Counter[str](), Counter[str]()]
            for side, state, count in cursor.execute("SELECT side, state, count FROM pair WHERE hash = ?", (key,)):
                sides[side][state] = count
            gone, made = (list((sides[i] - sides[1 - i]).elements()) for i in (0, 1))
            width = max(len(gone), len(made))
            found = Counter(zip(gone + [""] * (width - len(gone)), made + [""] * (width - len(made)), strict=True))
            rows = [(key, before, after, count) for (before, after), count in found.items()]
            self._db.executemany("INSERT INTO change VALUES (?, ?, ?, ?)", rows)

    def compare_documents(self) -> Iterator[Difference]:
        query = (
            "SELECT id, max(CASE side WHEN 0 THEN state END), max(CASE side WHEN 1 THEN state END), "
            "count(*), count(DISTINCT sha) FROM document GROUP BY id ORDER BY id"
        )
        for name, before, after, sides, texts in self._db.execute(query):
            if before != after or sides == 1:
                yield Difference("document", _change(before, after), name, before, after)
            elif texts > 1:
                yield Difference("document", "rewritten", name, before, after)

    def compare_pairs(self, side: int, rows: Iterable[tuple[Row, str]]) -> Iterator[Difference]:
        """Changes as their pairs come by: of the old corpus what went, of the new one what came or moved."""
        for row, state in rows:
            key = _hash(row)
            wanted = "old = ? AND new = ''" if side == 0 else "new = ?"
            query = (
                f"SELECT old, new FROM change WHERE hash = ? AND {wanted} AND count > 0 ORDER BY old, new LIMIT 1"
            )
            found = self._db.execute(query, (key, state)).fetchone()
            if found is None:
                continue
            self._db.execute(
                "UPDATE change SET count = count - 1 WHERE hash = ? AND old = ? AND new = ?", (key, *found)
            )
            before, after = (value or None for value in found)
            yield Difference(
                "pair", _change(before, after), row["document"], before, after, row["en"], row["zh"],
                self._state(row["document"], 0), self._state(row["document"], 1),
            )  # fmt: skip

    def _state(self, document: str, side: int) -> str | None:
        row = self._db.execute("SELECT state FROM document WHERE id = ? AND side = ?", (document, side)).fetchone()
        return row[0] if row else None


def _change(before: str | None, after: str | None) -> Change:
    return "came" if before is None else "went" if after is None else "moved"


def _hash(row: Row) -> bytes:
    told = "\0".join((row["document"], row["en"], row["zh"]))
    return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=16).digest()
