"""Shards → the corpus: documents decided on, pairs compared, files written, everything counted."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import ExitStack
from typing import IO, Any

from align.corpus.compared import ORDER, DocumentComparer, PairComparer
from align.corpus.quotations import QUOTE_FILES, QUOTES, REFUSED_QUOTES, as_judged, quote_row
from align.corpus.records import JudgedPair, Refusal, Rejection, SegmentPair, Split
from align.corpus.scratch import open_scratch
from align.corpus.settings import CorpusSettings
from align.corpus.shards import DocumentLine, Plan, parse_pair, read_found, read_found_quotes
from align.corpus.store import Folder
from align.corpus.tally import Tally
from align.records import SCHEMA_VERSION

PARTS: tuple[Split, ...] = ("train", "valid", "test")
REJECTED, DOCUMENTS = "rejected.jsonl", "documents.jsonl"


def assemble(work: Folder, plan: Plan, output: Folder, settings: CorpusSettings) -> Tally:
    """Write train, valid, test, rejected and documents (JSON lines); every pass goes through the shards in order.

    :raises OutputError: the disk is full, no permission.
    """
    tally = Tally(settings.rules)
    with open_scratch() as database, output.writer(REJECTED) as rejected, output.writer(DOCUMENTS) as documents:
        _decide(work, plan, settings, database)
        _write_documents(work, plan, database, documents, rejected, tally)
        _write_pairs(work, plan, settings, database, output, rejected, tally)
        if settings.quotes:
            tally.quotes = _write_quotes(work, plan, settings, database, output)
    return tally


def _decide(work: Folder, plan: Plan, settings: CorpusSettings, database: sqlite3.Connection) -> None:
    database.execute(
        "CREATE TABLE decided (number INTEGER PRIMARY KEY, split TEXT, rule TEXT, value, detail TEXT)"
    )
    comparer = DocumentComparer(database, settings.rules)
    for split in ORDER:
        for document, _ in read_found(work, plan):
            if document.refusal or settings.split_of(document.key) != split:
                continue
            refusal = comparer.judge(document, split)
            told = (refusal.rule, refusal.value, refusal.detail) if refusal else (None, None, None)
            database.execute("INSERT INTO decided VALUES (?, ?, ?, ?, ?)", (document.number, split, *told))


def _write_documents(
    work: Folder,
    plan: Plan,
    database: sqlite3.Connection,
    documents: IO[str],
    rejected: IO[str],
    tally: Tally,
) -> None:
    for document, _ in read_found(work, plan):
        split, refusal = _decision(database, document)
        documents.write(_line(_document_row(document, split, refusal)))
        tally.count_document(document, refusal)
        if refusal:
            rejected.write(_line(rejection_row(Rejection(document.entry, refusal))))


def _decision(database: sqlite3.Connection, document: DocumentLine) -> tuple[Split | None, Refusal | None]:
    if document.refusal:
        return None, document.refusal
    query = "SELECT split, rule, value, detail FROM decided WHERE number = ?"
    split, rule, value, detail = database.execute(query, (document.number,)).fetchone()
    return (None, Refusal(rule, value, detail)) if rule else (split, None)


def _write_pairs(
    work: Folder,
    plan: Plan,
    settings: CorpusSettings,
    database: sqlite3.Connection,
    output: Folder,
    rejected: IO[str],
    tally: Tally,
) -> None:
    comparer = PairComparer(database, settings.rules)
    for document, lines in read_found(work, plan):
        if _decision(database, document)[0]:
            comparer.count_segments(parse_pair(line).pair for line in lines)
    with ExitStack() as stack:
        files = {part: stack.enter_context(output.writer(f"{part}.jsonl")) for part in PARTS}
        for split in ORDER:
            for document, lines in read_found(work, plan):
                if _decision(database, document)[0] != split:
                    continue
                for judged in map(parse_pair, lines):
                    refusals = judged.refusals or comparer.judge(judged)
                    tally.count_pair(judged.pair, refusals, split)
                    if refusals:
                        dropped = Rejection(document.entry, refusals[0], judged.pair, split)
                        rejected.write(_line(rejection_row(dropped)))
                    else:
                        files[split].write(_line(pair_row(judged, document, settings.rules.version)))


def _write_quotes(
    work: Folder, plan: Plan, settings: CorpusSettings, database: sqlite3.Connection, output: Folder
) -> dict[str, Any]:
    """Write the pairs of quotes of the kept documents, each into the document's part; returns the counts."""
    counts: dict[str, int] = dict.fromkeys(PARTS, 0)
    refused: Counter[str] = Counter()
    with open_scratch() as spoken, ExitStack() as stack:
        comparer = PairComparer(spoken, settings.rules)
        files = {name: stack.enter_context(output.writer(name)) for name in QUOTE_FILES}
        for split in ORDER:
            for document, pairs in read_found_quotes(work, plan):
                if _decision(database, document)[0] != split:
                    continue
                for pair in pairs:
                    refusals = pair.refusals or comparer.judge(as_judged(pair, document.entry.id))
                    name = REFUSED_QUOTES if refusals else f"{QUOTES}/{split}.jsonl"
                    files[name].write(_line(quote_row(pair, document.entry, refusals)))
                    if refusals:
                        refused[refusals[0].rule] += 1
                    else:
                        counts[split] += 1
    return {**counts, "refused": dict(sorted(refused.items()))}


def pair_row(judged: JudgedPair, document: DocumentLine, version: str) -> dict[str, Any]:
    """What is written of a kept pair."""
    pair: SegmentPair = judged.pair
    return {
        "en": pair.en,
        "zh": pair.zh,
        "document": pair.document,
        "en_span": [pair.en_span.start, pair.en_span.end],
        "zh_span": [pair.zh_span.start, pair.zh_span.end],
        **_measures(pair),
        "date": document.entry.date,
        "source": document.entry.source,
        "licence": document.entry.licence,
        "rules": version,
        "schema_version": SCHEMA_VERSION,
    }


def rejection_row(rejection: Rejection) -> dict[str, Any]:
    """What is written of a dropped pair, or of a document."""
    pair = rejection.pair
    return {
        "en": pair.en if pair else None,
        "zh": pair.zh if pair else None,
        "document": rejection.entry.id,
        "rule": rejection.refusal.rule,
        "value": rejection.refusal.value,
        "detail": rejection.refusal.detail,
        **({"split": rejection.split, **_measures(pair)} if pair else {}),
        "source": rejection.entry.source,
        "licence": rejection.entry.licence,
        "schema_version": SCHEMA_VERSION,
    }


def _measures(pair: SegmentPair) -> dict[str, float]:
    fidelity = {} if pair.fidelity is None else {"fidelity": pair.fidelity}
    return {"confidence": pair.confidence, "score": pair.score, **fidelity}


def _document_row(document: DocumentLine, split: Split | None, refusal: Refusal | None) -> dict[str, Any]:
    return {
        "document": document.entry.id,
        "split": split,
        "rule": refusal.rule if refusal else None,
        "candidates": document.candidates,
        "unmatched": {"en": document.unmatched[0], "zh": document.unmatched[1]},
        "sha256": list(document.sha256),
        **({} if document.entry.pairing is None else {"pairing": document.entry.pairing}),
        "date": document.entry.date,
        "source": document.entry.source,
        "licence": document.entry.licence,
        "schema_version": SCHEMA_VERSION,
    }


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
