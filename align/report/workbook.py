"""An audit as a workbook: sheets of the summary, the findings, the quotes and the beads, by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from align.formats.rows import bead_rows
from align.formats.texts import forbidden_notices, remove_forbidden
from align.formats.written import Written
from align.formats.xlsx import lay_out, put_beads, put_cell
from align.records import Comparison
from align.report.audit import Audit, view_audit
from align.report.finding_rows import FindingRow
from align.report.page import describe_side
from align.report.utterances import QuoteRow, Speaker, Utterance

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cells = Sequence[str | float | None]

FINDINGS = (
    "finding", "severity", "kind", "category", "src", "tgt", "reason", "speaker", "quote", "bead", "confidence",
)  # fmt: skip
QUOTES = (
    "quote", "speaker", "src", "tgt", "src_uncovered", "tgt_uncovered", "src_kind", "tgt_kind", "score",
    "fidelity", "findings",
)  # fmt: skip
_WRAPPED = frozenset({"src", "tgt", "reason", "what", "src_uncovered", "tgt_uncovered"})
_WIDTHS = {
    "src": 50,
    "tgt": 50,
    "reason": 60,
    "what": 100,
    "category": 26,
    "speaker": 26,
    "kind": 16,
    "figure": 32,
}


def write_audit_workbook(comparison: Comparison) -> Written:
    """Write the four sheets; every text is typed as text, so that none runs as a formula."""
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    audit = view_audit(comparison)
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "summary"
    removed = _fill(first, ("figure", "what"), _summary(comparison, audit))
    removed += _fill(book.create_sheet("findings"), FINDINGS, map(_finding, audit.findings))
    removed += _fill(book.create_sheet("quotes"), QUOTES, _quotes(audit))
    rows, count = bead_rows(comparison)
    put_beads(book.create_sheet("beads"), rows)
    buffer = io.BytesIO()
    book.save(buffer)
    return Written(buffer.getvalue(), forbidden_notices(removed + count))


def _fill(sheet: Worksheet, header: Sequence[str], rows: Iterator[Cells]) -> int:
    """Put a header and rows into an empty sheet; how many characters had to be left out."""
    from openpyxl.styles import Alignment

    removed = 0
    for number, row in enumerate([header, *rows], 1):
        for column, (title, value) in enumerate(zip(header, row, strict=True), 1):
            if isinstance(value, str):
                value, count = remove_forbidden(value)
                removed += count
            cell = put_cell(sheet, number, column, value)
            cell.alignment = Alignment(vertical="top", wrap_text=title in _WRAPPED)
    lay_out(sheet, [_WIDTHS.get(title, 12) for title in header])
    return removed


def _summary(comparison: Comparison, audit: Audit) -> Iterator[Cells]:
    yield "fidelity", round(audit.fidelity.document, 4) if audit.fidelity else "no score was made"
    for severity, count in audit.severities.items():
        yield f"{severity} findings", count
    for key, coverage in (("src", audit.src_coverage), ("tgt", audit.tgt_coverage)):
        side = describe_side(key, getattr(comparison, key))
        yield f"{key} path", side.path
        yield f"{key} language", side.language + (" (original)" if audit.original == key else "")
        yield f"{key} date", side.date
        yield f"{key} read", side.read
        yield f"{key} SHA-256 of the {side.hashed}", side.sha256
        yield f"{key} sentences", coverage.sentences
        yield f"{key} sentences matched", coverage.matched
        yield f"{key} share of characters matched", round(coverage.share_of_characters, 4)
    for each in audit.unchecked:
        yield "not checked", each.what
    for name, value in comparison.signature.items():
        yield f"signature: {name}", value


def _finding(row: FindingRow) -> Cells:
    return (
        row.number, row.severity, row.kind, row.category, row.src.words if row.src else "",
        row.tgt.words if row.tgt else "", row.reason, row.speaker, row.quote, row.bead, round(row.confidence, 4),
    )  # fmt: skip


def _quotes(audit: Audit) -> Iterator[Cells]:
    for speaker in audit.speakers:
        for row in speaker.rows:
            yield _quote(audit, speaker, row)


def _quote(audit: Audit, speaker: Speaker, row: QuoteRow) -> Cells:
    score = round(audit.fidelity.quotes[row.number - 1], 4) if audit.fidelity else None
    sides = (row.src, row.tgt)
    return (
        row.number, speaker.group.name, *map(_text, sides), *map(_uncovered, sides),
        *(side.kind if side else "" for side in sides), round(row.score, 4), score,
        ", ".join(str(finding.number) for finding in audit.in_quotes[row.number]),
    )  # fmt: skip


def _text(quote: Utterance | None) -> str:
    return "".join(words.text for words in quote.words) if quote else ""


def _uncovered(quote: Utterance | None) -> str:
    return " … ".join(words.text for words in quote.words if words.uncovered) if quote else ""
