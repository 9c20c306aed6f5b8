"""A corpus → its numbers: by part, source, licence and rule, and how lengths and scores are spread.

One pass over the rows, a row at a time. What is held in memory is bounded: rounded values, and a limited
number of names of sources and licences (a source may be another address for each document).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from align.corpus.assemble import PARTS
from align.corpus.chosen import Chosen
from align.corpus.distribution import Distribution
from align.corpus.opened import Corpus, Row
from align.corpus.rules.length import length_ratio
from align.errors import InputError

NAMES = 10_000
"""Sources, and licences, that are counted by name: the first ones. The rest share the name ``OTHERS``."""
OTHERS = "(others)"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNIT = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[A-Za-z0-9\u00c0-\u024f]+")
DECIMALS = {
    "confidence": 4, "score": 4, "fidelity": 4,
    "length ratio": 2, "English characters": 0, "Chinese characters": 0,
}  # fmt: skip
"""Name of each measure of a pair -> decimals to which it is counted."""
_GREATEST_RATIO = 1000.0


@dataclass(slots=True)
class Group:
    """Documents and pairs that have something in common."""

    name: str
    documents: int = 0
    """Read; of a part: those that are in it."""
    refused_documents: int = 0
    pairs: int = 0
    """Kept."""
    refused: int = 0
    """Pairs dropped."""
    en_characters: int = 0
    en_tokens: int = 0
    """Words."""
    zh_characters: int = 0
    zh_tokens: int = 0
    """Chinese characters, and words and numbers in Latin letters."""

    @property
    def candidates(self) -> int:
        """Pairs kept and dropped."""
        return self.pairs + self.refused

    def count_pair(self, row: Row, tokens: tuple[int, int]) -> None:
        """One pair that was kept."""
        self.pairs += 1
        self.en_characters += len(row["en"])
        self.zh_characters += len(row["zh"])
        self.en_tokens += tokens[0]
        self.zh_tokens += tokens[1]


@dataclass(slots=True)
class RuleCount:
    """What a rule, the first that was against it, left out."""

    name: str
    documents: int = 0
    pairs: int = 0


@dataclass(frozen=True, slots=True)
class DocumentYield:
    """How many of a document's candidates were kept."""

    document: str
    kept: int
    candidates: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of a corpus."""

    total: Group
    parts: tuple[Group, ...]
    sources: tuple[Group, ...]
    """The largest first."""
    licences: tuple[Group, ...]
    rules: tuple[RuleCount, ...]
    """In the rules' order, those too that left out nothing."""
    kept: dict[str, Distribution]
    """Name of a measure -> how it is spread over the pairs that were kept."""
    refused: dict[str, Distribution]
    """The same of those dropped."""
    yields: Distribution
    """Share of its candidates that a kept document kept, in percent."""
    lowest: tuple[DocumentYield, ...]
    """Documents that kept the smallest share, the smallest first."""
    shown: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    """Rule -> examples of what it left out, as they stand; "" -> pairs that were kept."""


def summarise(corpus: Corpus, examples: int = 0, lowest: int = 0) -> Summary:
    """Count a corpus.

    :param examples: rows that are shown of each rule, and twice as many documents that it refused.
    :param lowest: documents of low yield that are named.
    :raises InputError: a file is missing, or does not fit the others.
    """
    counting = _Counting(corpus.rules(), examples, lowest)
    counting.count_documents(corpus)
    for row in corpus.rejected():
        counting.count_rejected(row)
    return counting.finish()


class _Counting:
    def __init__(self, rules: tuple[str, ...], examples: int, lowest: int) -> None:
        self._total = Group("all")
        self._parts: dict[str, Group] = {part: Group(part) for part in PARTS}
        self._sources: dict[str, Group] = {}
        self._licences: dict[str, Group] = {}
        self._rules = {name: RuleCount(name) for name in rules}
        self._kept = {name: Distribution(digits, _most(name)) for name, digits in DECIMALS.items()}
        self._refused = {name: Distribution(digits, _most(name)) for name, digits in DECIMALS.items()}
        self._yields, self._lowest = Distribution(), Chosen(lowest)
        self._pairs_shown: dict[str, Chosen] = defaultdict(lambda: Chosen(examples))
        self._documents_shown: dict[str, Chosen] = defaultdict(lambda: Chosen(2 * examples))

    def count_documents(self, corpus: Corpus) -> None:
        """The documents with their kept pairs: all files have the documents in one order, so they are merged."""
        kept = {part: _ByDocument(corpus.kept(part), f"{corpus.address}, {part}.jsonl") for part in PARTS}
        for document in corpus.documents():
            groups = [self._total, *self._groups(document)]
            part = document.get("split")
            for group in (*groups, *([self._parts[part]] if part in self._parts else [])):
                group.documents += 1
                group.refused_documents += part not in self._parts
            if part in self._parts:
                count = 0
                for row in kept[part].take(document["document"]):
                    self._count_kept(row, (*groups, self._parts[part]))
                    count += 1
                self._count_yield(document, count)
        for rows in kept.values():
            rows.check_end()

    def _count_yield(self, document: Row, kept: int) -> None:
        candidates = int(document.get("candidates") or 0)
        if candidates:
            share = kept / candidates
            self._yields.add(100 * share)
            if kept < candidates:
                told = {"document": document["document"], "kept": kept, "candidates": candidates}
                self._lowest.add(told, share)

    def _count_kept(self, row: Row, groups: tuple[Group, ...]) -> None:
        tokens = len(_WORD.findall(row["en"])), len(_UNIT.findall(row["zh"]))
        for group in groups:
            group.count_pair(row, tokens)
        _measure(row, self._kept)
        self._pairs_shown[""].add(row)

    def count_rejected(self, row: Row) -> None:
        """A dropped pair, or a refused document."""
        rule = self._rules.setdefault(row["rule"], RuleCount(row["rule"]))
        if not (isinstance(row.get("en"), str) and isinstance(row.get("zh"), str)):
            rule.documents += 1
            self._documents_shown[rule.name].add(row)
            return
        rule.pairs += 1
        part = self._parts.get(str(row.get("split")))
        for group in (self._total, *self._groups(row), *([part] if part else [])):
            group.refused += 1
        _measure(row, self._refused)
        self._pairs_shown[rule.name].add(row)

    def _groups(self, row: Row) -> tuple[Group, Group]:
        return (
            _named(self._sources, str(row.get("source") or "")),
            _named(self._licences, str(row.get("licence") or "")),
        )

    def finish(self) -> Summary:
        shown = {
            rule: tuple(chain(self._documents_shown[rule].in_order(), self._pairs_shown[rule].in_order()))
            for rule in ("", *self._rules)
        }
        return Summary(
            self._total,
            tuple(self._parts.values()),
            _largest_first(self._sources),
            _largest_first(self._licences),
            tuple(self._rules.values()),
            self._kept,
            self._refused,
            self._yields,
            tuple(DocumentYield(**row) for row in self._lowest.by_rank()),
            shown,
        )


class _ByDocument:
    """The rows of one part, taken document by document."""

    def __init__(self, rows: Iterator[Row], where: str) -> None:
        self._rows, self._where = rows, where
        self._next = next(rows, None)

    def take(self, document: str) -> Iterator[Row]:
        while self._next is not None and self._next["document"] == document:
            yield self._next
            self._next = next(self._rows, None)

    def check_end(self) -> None:
        if self._next is not None:
            what = f"holds pairs of {self._next['document']}, where documents.jsonl does not have it"
            raise InputError(what, self._where, "Build the corpus again.")


def _measure(row: Row, into: dict[str, Distribution]) -> None:
    for name in ("confidence", "score", "fidelity"):
        if isinstance(row.get(name), (int, float)):
            into[name].add(row[name])
    into["length ratio"].add(length_ratio(row["en"], row["zh"]))
    into["English characters"].add(len(row["en"]))
    into["Chinese characters"].add(len(row["zh"]))


def _most(name: str) -> float:
    return _GREATEST_RATIO if name == "length ratio" else 1e6


def _named(groups: dict[str, Group], name: str) -> Group:
    if name not in groups and len(groups) >= NAMES:
        name = OTHERS
    return groups.setdefault(name, Group(name))


def _largest_first(groups: dict[str, Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups.values(), key=lambda group: (-group.pairs, -group.documents, group.name)))
