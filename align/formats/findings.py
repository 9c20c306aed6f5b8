"""Findings as JSON lines, TSV and CSV (docs/formats.md)."""

from __future__ import annotations

from typing import Any

from align.formats.jsonl import write_records
from align.formats.tsv import write_table
from align.formats.written import Written
from align.records import SCHEMA_VERSION, Comparison, Document, Finding, Span

COLUMNS = (
    "finding", "severity", "kind", "category", "src", "tgt", "reason", "speaker", "confidence", "bead", "segment",
)  # fmt: skip


def write_findings(comparison: Comparison, *, document: str | None = None) -> Written:
    """One finding a line; with ``document``, that is the first key, so that many pairs can share a file."""
    named = {} if document is None else {"document": document}
    records = [
        {**named, **finding_record(comparison, f), "schema_version": SCHEMA_VERSION} for f in comparison.findings
    ]
    return write_records(records)


def finding_record(comparison: Comparison, f: Finding) -> dict[str, Any]:
    """A finding as JSON has it (docs/formats.md)."""
    return {
        "kind": f.kind, "category": f.category, "severity": f.severity, "confidence": f.confidence,
        "src": _place(comparison.src.document, f.src), "tgt": _place(comparison.tgt.document, f.tgt),
        "reason": f.reason, "speaker": f.speaker, "quote": f.quote, "bead": f.bead,
        "segment": segment_of(comparison, f),
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
    segment = segment_of(comparison, f) or ""
    return (str(number), f.severity, f.kind, f.category, *words, *last, segment)


def segment_of(comparison: Comparison, finding: Finding) -> str | None:
    """The id of the segment that the finding is in; None where no translation job was given."""
    return comparison.segments[finding.bead] if comparison.segments else None
