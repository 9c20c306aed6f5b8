"""Findings as JSON lines, TSV and CSV (docs/formats.md)."""

from __future__ import annotations

from typing import Any

from align.formats.jsonl import write_records
from align.formats.tsv import write_table
from align.formats.written import Written
from align.records import SCHEMA_VERSION, Comparison, Document, Finding, Span

COLUMNS = ("finding", "severity", "kind", "category", "src", "tgt", "reason", "speaker", "confidence", "bead")


def write_findings(comparison: Comparison) -> Written:
    """One finding a line."""
    return write_records(
        {**finding_record(comparison, f), "schema_version": SCHEMA_VERSION} for f in comparison.findings
    )


def finding_record(comparison: Comparison, f: Finding) -> dict[str, Any]:
    """A finding as JSON has it (docs/formats.md)."""
    return {
        "kind": f.kind, "category": f.category, "severity": f.severity, "confidence": f.confidence,
        "src": _place(comparison.src.document, f.src), "tgt": _place(comparison.tgt.document, f.tgt),
        "reason": f.reason, "speaker": f.speaker, "quote": f.quote, "bead": f.bead,
    }  # fmt: skip


def write_finding_table(comparison: Comparison, *, delimiter: str = "\t", bom: bool = False) -> Written:
    """A header line and a line a finding, safe to open in a spreadsheet."""
    rows = [_cells(comparison, number, f) for number, f in enumerate(comparison.findings, 1)]
    return write_table(COLUMNS, rows, delimiter, bom)


def _place(document: Document, span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": span.of(document.text)}


def _cells(comparison: Comparison, number: int, f: Finding) -> tuple[str, ...]:
    words = [
        " ".join(span.of(side.document.text).split()) if span else ""
        for side, span in ((comparison.src, f.src), (comparison.tgt, f.tgt))
    ]
    last = (f.reason, f.speaker, f"{f.confidence:.2f}", str(f.bead + 1))
    return (str(number), f.severity, f.kind, f.category, *words, *last)
