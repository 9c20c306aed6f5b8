"""The work cut into shards: what each has to read, and what it found, as lines of JSON in the work folder.

A shard is a stretch of the entries in the order of their ids. Its files take their names when they are
whole, and any process that does a shard again writes the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

from align.corpus.names import strip_marks
from align.corpus.quotations import parse_quote, quote_record
from align.corpus.records import DocumentResult, Entry, JudgedPair, Refusal, SegmentPair, SpokenPair
from align.corpus.scratch import open_scratch
from align.corpus.store import Folder
from align.errors import ConfigError
from align.records import Span

SMALLEST, LARGEST, WANTED = 4, 256, 64
"""Documents of a shard, and how many shards a corpus is cut into where that leaves them between the two."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many documents and shards there are, and a hash of all that is to be read."""

    documents: int
    shards: int
    size: int
    """Documents of a shard."""
    fingerprint: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """What a shard says of one document, without its pairs; ``number`` counts over the whole corpus."""

    number: int
    entry: Entry
    refusal: Refusal | None
    candidates: int
    unmatched: tuple[int, int]
    sha256: tuple[str, ...]
    key: str
    en_signature: bytes
    zh_signature: bytes
    quotes: int
    """Pairs of quotes that were found."""


@contextmanager
def sort_entries(entries: Iterable[Entry], limit: int | None) -> Iterator[SortedEntries]:
    """Sort the entries by id, on disk.

    :param limit: leave out all but the first; versions without partner count by themselves.
    :raises ConfigError: two entries with one id.
    """
    with open_scratch() as db:
        db.execute(
            "CREATE TABLE entry (id TEXT PRIMARY KEY, record TEXT, listed TEXT, place TEXT, single INT)"
            " WITHOUT ROWID"
        )
        for entry in entries:
            row = entry.id, _dump(asdict(replace(entry, listed=""))), entry.listed, _place(entry), not entry.second
            try:
                db.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)
            except sqlite3.IntegrityError:
                (first,) = db.execute("SELECT listed FROM entry WHERE id = ?", (entry.id,)).fetchone()
                what, where = f"two documents with the id {entry.id}", f"{first} and {entry.listed}"
                raise ConfigError(what, where, "Give each an id of its own.") from None
        if limit:
            kept = "SELECT id FROM entry ORDER BY place, id LIMIT ?"
            db.execute(f"DELETE FROM entry WHERE id NOT IN ({kept})", (limit,))
        (count,) = db.execute("SELECT count(*) FROM entry").fetchone()
        yield SortedEntries(db, count)


def _place(entry: Entry) -> str:
    """By which ``limit`` takes the first: texts whose addresses differ in their language alone come together."""
    if entry.second:
        return entry.id
    return strip_marks(entry.source if "://" in entry.source else entry.id)


class SortedEntries:
    """The entries of a build in the order of their ids."""

    def __init__(self, database: sqlite3.Connection, count: int) -> None:
        self._db, self._count = database, count

    def plan(self) -> Plan:
        """How they are cut into shards, and their fingerprint."""
        digest = hashlib.sha256()
        for line in self.lines():
            digest.update(line.encode("utf-8"))
        size = max(SMALLEST, min(LARGEST, -(-self._count // WANTED)))
        return Plan(self._count, -(-self._count // size), size, digest.hexdigest())

    def lines(self) -> Iterator[str]:
        """Each entry as a line of JSON."""
        return (f"{record}\n" for (record,) in self._db.execute("SELECT record FROM entry ORDER BY id"))

    @property
    def has_singles(self) -> bool:
        """Whether there is a version without partner."""
        return self._db.execute("SELECT 1 FROM entry WHERE single LIMIT 1").fetchone() is not None

    def singles(self) -> Iterator[Entry]:
        """The versions without partner."""
        return self._entries("single")

    def pairs(self) -> Iterator[Entry]:
        """All others."""
        return self._entries("NOT single")

    def _entries(self, which: str) -> Iterator[Entry]:
        query = f"SELECT record, listed FROM entry WHERE {which} ORDER BY id"
        return (Entry(**{**json.loads(r), "listed": listed}) for r, listed in self._db.execute(query))

    def write(self, work: Folder, plan: Plan) -> None:
        """Put down what each shard has to read.

        :raises OutputError: the disk is full, no permission.
        """
        lines = self.lines()
        for shard in range(plan.shards):
            work.write(f"entries/{shard:05d}.jsonl", "".join(islice(lines, plan.size)))


def read_entries(work: Folder, shard: int) -> list[Entry]:
    """The entries of a shard."""
    return [Entry(**json.loads(line)) for line in work.lines(f"entries/{shard:05d}.jsonl")]


def write_results(work: Folder, shard: int, results: Iterable[DocumentResult]) -> None:
    """Write what a shard found, each document as it comes; the pairs take their name first."""
    with (
        work.writer(f"found/{shard:05d}.documents.jsonl") as documents,
        work.writer(f"found/{shard:05d}.quotes.jsonl") as quotes,
        work.writer(f"found/{shard:05d}.pairs.jsonl") as pairs,
    ):
        for result in results:
            for spoken in result.quotes:
                quotes.write(_dump(quote_record(spoken)) + "\n")
            for judged in result.pairs:
                pairs.write(_dump(_pair_record(judged)) + "\n")
            documents.write(_dump(_document_record(result)) + "\n")


def read_found(work: Folder, plan: Plan) -> Iterator[tuple[DocumentLine, tuple[str, ...]]]:
    """All documents in order, each with the lines of its candidate pairs (:func:`parse_pair`)."""
    return _read_found(work, plan, "pairs", lambda document: document.candidates)


def read_found_quotes(work: Folder, plan: Plan) -> Iterator[tuple[DocumentLine, tuple[SpokenPair, ...]]]:
    """All documents in order, each with its pairs of quotes."""
    for document, lines in _read_found(work, plan, "quotes", lambda document: document.quotes):
        yield document, tuple(parse_quote(json.loads(line)) for line in lines)


def _read_found(
    work: Folder, plan: Plan, kind: str, count: Callable[[DocumentLine], int]
) -> Iterator[tuple[DocumentLine, tuple[str, ...]]]:
    """All documents in order, each with as many lines of the file of that kind as are its own."""
    number = 0
    for shard in range(plan.shards):
        lines = work.lines(f"found/{shard:05d}.{kind}.jsonl")
        for line in work.lines(f"found/{shard:05d}.documents.jsonl"):
            document = _document_line(number, json.loads(line))
            yield document, tuple(islice(lines, count(document)))
            number += 1


def parse_pair(line: str) -> JudgedPair:
    """A candidate pair of one line of a shard."""
    record = json.loads(line)
    pair = record["pair"]
    spans = {side: Span(**pair[side]) for side in ("en_span", "zh_span")}
    refusals = tuple(Refusal(*r) for r in record["refusals"])
    return JudgedPair(SegmentPair(**{**pair, **spans}), refusals, bytes.fromhex(record["signature"]))


def _dump(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))


def _document_record(result: DocumentResult) -> dict[str, Any]:
    entry = {**asdict(result.entry), **({"first": "", "second": ""} if result.entry.inline else {})}
    return {
        "entry": entry,
        "refusal": _refusal_record(result.refusal) if result.refusal else None,
        "candidates": len(result.pairs),
        "unmatched": result.unmatched,
        "sha256": result.sha256,
        "key": result.key,
        "en_signature": result.en_signature.hex(),
        "zh_signature": result.zh_signature.hex(),
        "quotes": len(result.quotes),
    }


def _document_line(number: int, record: dict[str, Any]) -> DocumentLine:
    return DocumentLine(
        number,
        Entry(**record["entry"]),
        Refusal(*record["refusal"]) if record["refusal"] else None,
        record["candidates"],
        (record["unmatched"][0], record["unmatched"][1]),
        tuple(record["sha256"]),
        record["key"],
        bytes.fromhex(record["en_signature"]),
        bytes.fromhex(record["zh_signature"]),
        record["quotes"],
    )


def _refusal_record(refusal: Refusal) -> list[Any]:
    return [refusal.rule, refusal.value, refusal.detail]


def _pair_record(judged: JudgedPair) -> dict[str, Any]:
    return {
        "pair": asdict(judged.pair),
        "refusals": [_refusal_record(r) for r in judged.refusals],
        "signature": judged.signature.hex(),
    }
