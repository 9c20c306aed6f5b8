"""Tables as text, TSV and CSV (RFC 4180 quoting), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from align.errors import ConfigError
from align.formats.rows import HEADER, Row, bead_rows, parse_rows
from align.formats.texts import forbidden_notices, remove_forbidden
from align.formats.written import Written
from align.records import Comparison

# OWASP, CSV Injection: what a spreadsheet takes for a formula, full-width forms too. An apostrophe keeps
# it text; one that stood before such a sign already gets another, so that taking one off restores the text.
_LIVE = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_LIMIT = 1 << 30


def write_beads(comparison: Comparison, *, delimiter: str = "\t", bom: bool = False) -> Written:
    """Write a header line and a line a bead; ``bom`` puts the mark first that Excel needs for UTF-8."""
    rows, removed = bead_rows(comparison)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(HEADER)
    for row in rows:
        texts = (guard_cell(row.src), row.tgt_sentences, guard_cell(row.tgt))
        writer.writerow((row.bead, row.src_sentences, *texts, row.score, row.confidence))
    data = buffer.getvalue().encode("utf-8-sig" if bom else "utf-8")
    return Written(data, forbidden_notices(removed))


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str, bom: bool) -> Written:
    """Write a header line and a line a row, every cell made safe; ``bom`` as in :func:`write_beads`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    removed = 0
    for row in rows:
        cleaned = [remove_forbidden(cell) for cell in row]
        removed += sum(count for _, count in cleaned)
        writer.writerow([guard_cell(cell) for cell, _ in cleaned])
    return Written(buffer.getvalue().encode("utf-8-sig" if bom else "utf-8"), forbidden_notices(removed))


def read_rows(text: str, name: str) -> tuple[Row, ...]:
    """Return the rows of a table; its header line shows the separator: tab, semicolon or comma.

    :raises ConfigError: no such table, by ``name`` and line.
    """
    header = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=header.count)
    previous = csv.field_size_limit(_LIMIT)  # the default of 128 KiB is less than a long cell
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return parse_rows([(reader.line_num, [unguard_cell(cell) for cell in cells]) for cells in reader], name)
    except csv.Error as error:
        raise ConfigError(
            "not a table", f"{name}, line {reader.line_num}", f"The csv reader says: {error}."
        ) from error
    finally:
        csv.field_size_limit(previous)


def guard_cell(text: str) -> str:
    """The text so that a spreadsheet takes it for text."""
    return f"'{text}" if _LIVE.match(text) else text


def unguard_cell(cell: str) -> str:
    """What :func:`guard_cell` was given."""
    return cell[1:] if cell.startswith("'") and _LIVE.match(cell) else cell
