"""Quotes and quote pairs: JSON lines, TSV and CSV, and brat stand-off for one text.

The JSON is the program's contract with other programs (docs/formats.md): spans are [start, end) code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from align.formats.jsonl import write_records
from align.formats.texts import remove_forbidden
from align.formats.tsv import write_table
from align.formats.written import Written
from align.records import SCHEMA_VERSION, Document, Quote, QuotePair, Span

BETWEEN = " … "
"""Between the pieces of a content that is cut in two."""
SIDE_COLUMNS = ("speaker", "kind", "source", "cue", "content", "confidence")
"""Columns of one side; in a table of pairs each with ``src_`` or ``tgt_`` before it."""


def quote_text(document: Document, spans: Sequence[Span]) -> str:
    """The words of the spans on one line."""
    return BETWEEN.join(" ".join(s.of(document.text).split()) for s in spans)


def write_pairs(src: Document, tgt: Document, pairs: Iterable[QuotePair]) -> Written:
    """One quote pair a line."""
    lines = []
    for pair in pairs:
        uncovered = {"src": _offsets(pair.src_uncovered), "tgt": _offsets(pair.tgt_uncovered)}
        lines.append(
            {
                "src": _record(src, pair.src), "tgt": _record(tgt, pair.tgt), "score": pair.score,
                "uncovered": uncovered, "schema_version": SCHEMA_VERSION,
            }
        )  # fmt: skip
    return write_records(lines)


def write_quotes(document: Document, quotes: Iterable[Quote]) -> Written:
    """One quote of one text a line."""
    return write_records([{**(_record(document, q) or {}), "schema_version": SCHEMA_VERSION} for q in quotes])


def write_pair_table(
    src: Document, tgt: Document, pairs: Iterable[QuotePair], *, delimiter: str = "\t", bom: bool = False
) -> Written:
    """A header line and a line a pair; an absent side leaves its cells empty."""
    header = ("pair", "score", *(f"{side}_{c}" for side in ("src", "tgt") for c in SIDE_COLUMNS))
    rows = [(str(n), f"{p.score:.4f}", *_cells(src, p.src), *_cells(tgt, p.tgt)) for n, p in enumerate(pairs, 1)]
    return write_table(header, rows, delimiter, bom)


def write_quote_table(
    document: Document, quotes: Iterable[Quote], *, delimiter: str = "\t", bom: bool = False
) -> Written:
    """A header line and a line a quote of one text."""
    rows = [(str(n), *_cells(document, q)) for n, q in enumerate(quotes, 1)]
    return write_table(("quote", *SIDE_COLUMNS), rows, delimiter, bom)


def write_brat(document: Document, quotes: Iterable[Quote]) -> Written:
    """Stand-off annotation as brat reads it: T lines for the spans, an E line a quote, A lines for its kind.

    Offsets count code points of the text; a span in pieces has them parted by semicolons.
    """
    lines: list[str] = []
    spans = 0
    for number, quote in enumerate(quotes, 1):
        roles = []
        for role, pieces in (("Cue", quote.cue), ("Source", quote.source), ("Content", quote.content)):
            if pieces:
                spans += 1
                places = ";".join(f"{s.start} {s.end}" for s in pieces)
                words, _ = remove_forbidden(" ".join(" ".join(s.of(document.text).split()) for s in pieces))
                lines.append(f"T{spans}\t{role} {places}\t{words}")
                roles.append(f"{role}:T{spans}")
        lines.append(f"E{number}\tAttribution:{roles[-1].split(':')[1]} {' '.join(roles)}")
        lines.append(f"A{number}\tKind E{number} {quote.kind}")
        if quote.speaker:
            lines.append(f"#{number}\tAnnotatorNotes E{number}\t{' '.join(quote.speaker.split())}")
    return Written("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))


def _record(document: Document, quote: Quote | None) -> dict[str, Any] | None:
    if quote is None:
        return None
    return {
        "source": _offsets(quote.source), "cue": _offsets(quote.cue), "content": _offsets(quote.content),
        "kind": quote.kind, "speaker": quote.speaker, "confidence": quote.confidence,
        "text": quote_text(document, quote.content), "language": document.language,
    }  # fmt: skip


def _offsets(spans: Sequence[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _cells(document: Document, quote: Quote | None) -> tuple[str, ...]:
    if quote is None:
        return ("",) * len(SIDE_COLUMNS)
    words = (quote_text(document, spans) for spans in (quote.source, quote.cue, quote.content))
    return (quote.speaker, quote.kind, *words, f"{quote.confidence:.4f}")
