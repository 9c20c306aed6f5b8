"""Uses of terms as JSON lines, TSV and CSV (docs/formats.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from align.formats.jsonl import write_records
from align.formats.tsv import write_table
from align.formats.written import Written
from align.records import SCHEMA_VERSION, Document, Span, TermTrace, TermUse, TracedPair

COLUMNS = (
    "document",
    "date",
    "concept",
    "outcome",
    "said_in",
    "src",
    "tgt",
    "rendered",
    "speaker",
    "how",
    "bead",
    "src_start",
    "src_end",
    "tgt_start",
    "tgt_end",
)
NOT_MENTIONED = "not-mentioned"
"""Outcome of the row that a document has for a concept that neither version has."""


def write_uses(trace: TermTrace) -> Written:
    """One use a line, and one line for each document and concept without a use."""
    return write_records(_record(pair, concept, use) for pair, concept, use in _lines(trace))


def write_use_table(trace: TermTrace, *, delimiter: str = "\t", bom: bool = False) -> Written:
    """A header line and a line a use, safe to open in a spreadsheet."""
    rows = [_cells(trace, pair, concept, use) for pair, concept, use in _lines(trace)]
    return write_table(COLUMNS, rows, delimiter, bom)


def _lines(trace: TermTrace) -> Iterator[tuple[TracedPair, str, TermUse | None]]:
    for pair in trace.pairs:
        for concept in trace.concepts:
            uses: list[TermUse | None] = [use for use in pair.uses if use.concept == concept]
            for use in uses or [None]:
                yield pair, concept, use


def _record(pair: TracedPair, concept: str, use: TermUse | None) -> dict[str, Any]:
    head = {"document": pair.name, "date": pair.date or None, "concept": concept}
    if use is None:
        return {**head, "outcome": NOT_MENTIONED, "src": None, "tgt": None, "schema_version": SCHEMA_VERSION}
    return {
        **head,
        "outcome": use.outcome,
        "said_in": _said_in(pair, use),
        "src": _place(pair.src, use.src),
        "tgt": _place(pair.tgt, use.tgt),
        "rendered": use.rendered or None,
        "speaker": use.speaker,
        "quote": use.quote,
        "how": use.how or None,
        "bead": use.bead,
        "schema_version": SCHEMA_VERSION,
    }


def _said_in(pair: TracedPair, use: TermUse) -> str:
    """The languages whose version has the concept itself."""
    has = [
        document.language
        for document, span in ((pair.src, use.src), (pair.tgt, use.tgt))
        if span and (use.outcome in ("kept", "softened") and not use.rendered)
    ]
    if has:
        return "+".join(has)
    first = pair.src if use.src and (use.tgt is None or use.original) else pair.tgt
    return first.language


def _place(document: Document, span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": span.of(document.text), "language": document.language}


def _cells(trace: TermTrace, pair: TracedPair, concept: str, use: TermUse | None) -> tuple[str, ...]:
    if use is None:
        return (pair.name, pair.date, concept, NOT_MENTIONED, *[""] * (len(COLUMNS) - 4))
    words = [
        " ".join(span.of(document.text).split()) if span else ""
        for document, span in ((pair.src, use.src), (pair.tgt, use.tgt))
    ]
    edges = [(span.start, span.end) if span else ("", "") for span in (use.src, use.tgt)]
    places = [str(edge) for pair_of_edges in edges for edge in pair_of_edges]
    who = (_said_in(pair, use), *words, use.rendered, use.speaker, use.how)
    return (pair.name, pair.date, concept, use.outcome, *who, str(use.bead + 1), *places)
