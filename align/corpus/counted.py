"""What ``align corpus stats``, ``sample`` and ``diff`` write for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from align.corpus.difference import Difference
from align.corpus.opened import Row
from align.corpus.summary import Summary
from align.records import SCHEMA_VERSION


def alone_counts(report: Mapping[str, Any]) -> dict[str, int]:
    """Rule -> pairs that it would have dropped by itself, as report.json says."""
    return {str(rule["rule"]): int(rule["alone"]) for rule in report["pair_rules"]}


def stat_records(summary: Summary, alone: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """A line a group of documents, then a rule, then a measure; ``what`` tells which."""
    grouped = (("all", (summary.total,)), ("split", summary.parts), ("source", summary.sources))
    for by, groups in (*grouped, ("licence", summary.licences)):
        for group in groups:
            yield {"what": "group", "by": by, **asdict(group), "schema_version": SCHEMA_VERSION}
    for rule in summary.rules:
        record = {
            "rule": rule.name,
            "documents": rule.documents,
            "pairs": rule.pairs,
            "alone": alone.get(rule.name),
        }
        yield {"what": "rule", **record, "schema_version": SCHEMA_VERSION}
    for of, spreads in (("kept", summary.kept), ("rejected", summary.refused)):
        for name, spread in spreads.items():
            told = {str(percent): value for percent, value in spread.percentiles().items()}
            record = {"measure": name, "of": of, "pairs": spread.total, "percentiles": told}
            yield {"what": "measure", **record, "schema_version": SCHEMA_VERSION}


def sample_cells(rows: Sequence[Row], *, is_dropped: bool) -> tuple[Sequence[str], list[list[str]]]:
    """Header and cells of a table; the texts first."""
    header = (
        "en",
        "zh",
        "document",
        *(("rule", "value", "detail") if is_dropped else ("split", "confidence", "score")),
    )
    return header, [["" if row.get(key) is None else str(row[key]) for key in header] for row in rows]


def difference_record(one: Difference) -> dict[str, Any]:
    """A line of ``align corpus diff``; the texts and the document's states only of a pair."""
    record: dict[str, Any] = {"what": one.what, "change": one.change}
    if one.what == "setting":
        record |= {"setting": one.name, "old": one.old, "new": one.new}
    else:
        record |= {"document": one.name, "old": one.old, "new": one.new}
    if one.what == "pair":
        record |= {
            "en": one.en, "zh": one.zh, "document_old": one.document_old, "document_new": one.document_new,
        }  # fmt: skip
    return {**record, "schema_version": SCHEMA_VERSION}
