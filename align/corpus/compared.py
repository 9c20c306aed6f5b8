"""What only all documents together can tell: copies, versions in another part, shared segments, duplicates.

All of it goes by the documents' order and their hashes, never by which process was first, and lies in SQLite
on disk, so that it costs no memory. The test part goes first, then valid: what two parts would share stays in
the smaller one, so that a corpus that grows keeps its test set.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from align.corpus.nearness import NearIndex, squeeze
from align.corpus.records import JudgedPair, Refusal, SegmentPair, Split
from align.corpus.rules.documents import Copied, NearDocument
from align.corpus.rules.duplicates import Boilerplate, Duplicate, NearDuplicate
from align.corpus.rules.ruleset import RuleSet
from align.corpus.shards import DocumentLine

ORDER: tuple[Split, ...] = ("test", "valid", "train")
"""In which the parts choose."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Hashes of a pair's English, its Chinese and both, by letters and digits alone."""

    en: int
    zh: int
    both: int


class DocumentComparer:
    """Documents one after the other, those of the test part first: which is near to an earlier one."""

    def __init__(self, database: sqlite3.Connection, rules: RuleSet) -> None:
        self._copied, self._near = rules.get(Copied), rules.get(NearDocument)
        self._en, self._zh = NearIndex(database, "document_en"), NearIndex(database, "document_zh")

    def judge(self, document: DocumentLine, split: Split) -> Refusal | None:
        """Refuse a copy, and what is near to a document of a part that chose before; take note of all else."""
        least = min([1.0, *(rule.similarity for rule in (self._copied, self._near) if rule)])
        en = dict(self._en.near(document.en_signature, least))
        zh = dict(self._zh.near(document.zh_signature, least))
        both = sorted(((min(en[k], zh[k]), k) for k in en if k in zh), reverse=True)
        if self._copied and both and both[0][0] >= self._copied.similarity:
            return Refusal(self._copied.name, round(both[0][0], 3), _id(both[0][1]))
        if self._near:
            for key, alike in sorted([*en.items(), *zh.items()], key=lambda one: (-one[1], one[0])):
                if alike >= self._near.similarity and not key.startswith(f"{split} "):
                    return Refusal(self._near.name, round(alike, 3), _id(key))
        key = f"{split} {document.entry.id}"
        self._en.add(key, document.en_signature)
        self._zh.add(key, document.zh_signature)
        return None


class PairComparer:
    """Pairs one after the other, in the order of the parts: what stands in many documents or stood before."""

    def __init__(self, database: sqlite3.Connection, rules: RuleSet) -> None:
        self._db = database
        self._boilerplate, self._duplicate = rules.get(Boilerplate), rules.get(Duplicate)
        self._near = rules.get(NearDuplicate)
        self._index = NearIndex(database, "pair")
        database.execute("CREATE TABLE segment (hash INTEGER PRIMARY KEY, documents INTEGER) WITHOUT ROWID")
        database.execute("CREATE TABLE seen (hash INTEGER PRIMARY KEY, document TEXT) WITHOUT ROWID")

    def count_segments(self, pairs: Iterable[SegmentPair]) -> None:
        """Take note of the segments of one document."""
        hashes = {h for pair in pairs for keys in [pair_keys(pair)] for h in (keys.en, keys.zh)}
        self._db.executemany(
            "INSERT INTO segment VALUES (?, 1) ON CONFLICT (hash) DO UPDATE SET documents = documents + 1",
            [(h,) for h in sorted(hashes)],
        )

    def judge(self, judged: JudgedPair) -> tuple[Refusal, ...]:
        """All that the corpus has against a pair; one that nothing is against is taken note of."""
        pair, keys = judged.pair, pair_keys(judged.pair)
        found = [self._judge_boilerplate(keys), self._judge_duplicate(keys), self._judge_near(judged)]
        refusals = tuple(refusal for refusal in found if refusal)
        if not refusals:
            self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (keys.both, pair.document))
            if self._near and _letters(pair) >= self._near.least_letters:
                self._index.add(pair.document, judged.signature)
        return refusals

    def _judge_boilerplate(self, keys: Keys) -> Refusal | None:
        if not self._boilerplate:
            return None
        query = "SELECT min(documents) FROM segment WHERE hash IN (?, ?)"
        (shared,) = self._db.execute(query, (keys.en, keys.zh)).fetchone()
        if (shared or 0) < self._boilerplate.documents:
            return None
        return Refusal(self._boilerplate.name, shared, "documents")

    def _judge_duplicate(self, keys: Keys) -> Refusal | None:
        if not self._duplicate:
            return None
        row = self._db.execute("SELECT document FROM seen WHERE hash = ?", (keys.both,)).fetchone()
        return Refusal(self._duplicate.name, row[0]) if row else None

    def _judge_near(self, judged: JudgedPair) -> Refusal | None:
        if not self._near or _letters(judged.pair) < self._near.least_letters:
            return None
        near = self._index.near(judged.signature, self._near.similarity)
        return Refusal(self._near.name, round(near[0][1], 3), near[0][0]) if near else None


def pair_keys(pair: SegmentPair) -> Keys:
    """What a pair is known by."""
    en, zh = squeeze(pair.en), squeeze(pair.zh)
    return Keys(_hash("en " + en), _hash("zh " + zh), _hash(f"{en}\0{zh}"))


def _letters(pair: SegmentPair) -> int:
    return sum(map(str.isalnum, pair.en)) + sum(map(str.isalnum, pair.zh))


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _id(key: str) -> str:
    return key.split(" ", 1)[1]
