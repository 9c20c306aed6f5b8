"""The rows of a table of beads, the same in TSV, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.errors import ConfigError
from align.formats.texts import bead_line, remove_forbidden
from align.records import Bead, Comparison, Side

HEADER = ("bead", "src_sentences", "src", "tgt_sentences", "tgt", "score", "confidence")
"""Names of the columns; a reader needs ``src`` and ``tgt`` and takes them in any order."""


@dataclass(frozen=True, slots=True)
class Row:
    """One bead as people see it. Sentence indices are zero-based, separated by a space."""

    bead: int
    """Counted from 1; when read, the row or line of the file."""
    src_sentences: str
    src: str
    tgt_sentences: str
    tgt: str
    score: float | None
    """Four decimals; None where the cell is empty or no number."""
    confidence: float | None


def bead_rows(comparison: Comparison) -> tuple[tuple[Row, ...], int]:
    """Return a row a bead, texts on one line, and how many characters had to be left out of them."""
    rows, removed = [], 0
    for number, bead in enumerate(comparison.alignment.beads, 1):
        row, count = _row(comparison, bead, number)
        rows.append(row)
        removed += count
    return tuple(rows), removed


def parse_rows(cells: Iterable[tuple[int, Sequence[str]]], name: str) -> tuple[Row, ...]:
    """Make rows of cells, each with its row or line of the file; the first of them is the header.

    Rows without any text are passed over.

    :raises ConfigError: no header with ``src`` and ``tgt``, by ``name``.
    """
    rows = iter(cells)
    number, first = next(rows, (1, ()))
    columns = {title.strip().casefold(): place for place, title in reversed(list(enumerate(first)))}
    if not {"src", "tgt"} <= columns.keys():
        raise ConfigError(
            "no table of beads", f"{name}, row {number}", "The first row must name the columns src and tgt."
        )
    found = [_parse(cells, columns, number) for number, cells in rows]
    return tuple(row for row in found if row.src.strip() or row.tgt.strip())


def _row(comparison: Comparison, bead: Bead, number: int) -> tuple[Row, int]:
    src, src_removed = _cell(comparison.src, bead.src)
    tgt, tgt_removed = _cell(comparison.tgt, bead.tgt)
    score, confidence = round(bead.score, 4), round(bead.confidence, 4)
    row = Row(number, list_indices(bead.src), src, list_indices(bead.tgt), tgt, score, confidence)
    return row, src_removed + tgt_removed


def list_indices(indices: range) -> str:
    """List sentence indices as a table does: with spaces, since ``1,2`` is a number in half of Europe."""
    return " ".join(map(str, indices))


def _cell(side: Side, indices: range) -> tuple[str, int]:
    return remove_forbidden(bead_line(side, indices))


def _parse(cells: Sequence[str], columns: dict[str, int], number: int) -> Row:
    def cell(title: str) -> str:
        place = columns.get(title, len(cells))
        return cells[place] if place < len(cells) else ""

    return Row(
        number,
        cell("src_sentences").strip(),
        cell("src"),
        cell("tgt_sentences").strip(),
        cell("tgt"),
        _number(cell("score")),
        _number(cell("confidence")),
    )


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if abs(value) <= 1e6 else None  # also refuses nan and inf
