"""A workbook for people who correct an alignment in a spreadsheet, by openpyxl."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from align.errors import ConfigError
from align.formats.rows import HEADER, Row, bead_rows, parse_rows
from align.formats.texts import forbidden_notices
from align.formats.written import Written
from align.records import Comparison

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

CELL_LIMIT = 32_767
"""Characters that one cell can hold (Excel's specification)."""
_SIZE_LIMIT = 256 << 20
_WIDTHS = (7, 13, 70, 13, 70, 9, 11)
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def write_beads(comparison: Comparison) -> Written:
    """Write one sheet, a row a bead; every text is typed as text, so that none runs as a formula."""
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    rows, removed = bead_rows(comparison)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "beads"
    put_beads(sheet, rows)
    buffer = io.BytesIO()
    book.save(buffer)
    return Written(buffer.getvalue(), forbidden_notices(removed) + _cut_notices(rows))


def put_beads(sheet: Worksheet, rows: Sequence[Row]) -> None:
    """Fill an empty sheet with a row a bead."""
    sheet.append(HEADER)
    for number, row in enumerate(rows, 2):
        _put_row(sheet, number, row)
    lay_out(sheet, _WIDTHS)


def read_rows(data: bytes, name: str) -> tuple[Row, ...]:
    """Return the rows of the first sheet; ``bead`` is the row of the sheet, from 1.

    :raises ConfigError: not a workbook, too large, with a document type, or not a table of beads.
    """
    return parse_rows(read_cells(data, name), name)


def read_cells(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    """Return the first sheet's rows, from 1, and what stands in their cells, "" for an empty one.

    :raises ConfigError: not a workbook, too large, or with a document type.
    """
    _check(data, name)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles that it does not know
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        return [
            (number, ["" if value is None else str(value) for value in values])
            for number, values in enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
        ]
    except Exception as error:  # openpyxl lets KeyError, ValueError, ParseError and others through
        raise ConfigError("not a readable workbook", name, "Save it again as .xlsx.") from error


def _put_row(sheet: Worksheet, number: int, row: Row) -> None:
    from openpyxl.styles import Alignment

    for column, title in enumerate(HEADER, 1):
        cell = put_cell(sheet, number, column, getattr(row, title))
        cell.alignment = Alignment(vertical="top", wrap_text=title in ("src", "tgt"))


def put_cell(sheet: Worksheet, row: int, column: int, value: str | float | None) -> Cell:
    """Put a value into a cell; a string is text whatever it looks like, cut to what a cell holds."""
    cell = cast("Cell", sheet.cell(row, column))  # nothing is merged here
    cell.value = (value[:CELL_LIMIT] or None) if isinstance(value, str) else value
    if isinstance(value, str) and value:  # openpyxl took "=..." for a formula and "#N/A" for an error
        cell.data_type = "s"
    return cell


def lay_out(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the columns' widths, the first row in bold and always in sight."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(1, column).font = Font(bold=True)
    sheet.freeze_panes = "A2"


def _cut_notices(rows: tuple[Row, ...]) -> tuple[str, ...]:
    long = [row.bead for row in rows if max(len(row.src), len(row.tgt)) > CELL_LIMIT]
    return tuple(f"Bead {number}: cut to the {CELL_LIMIT:,} characters that a cell holds." for number in long)


def _check(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _SIZE_LIMIT:
                raise ConfigError("workbook over 256 MiB unpacked", name, "Save only the sheet of beads.")
            for member in archive.namelist():
                content = archive.read(member)
                if any(mark in content for mark in _DOCTYPES):
                    raise ConfigError("workbook with a document type", name, "Save it again as .xlsx.")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise ConfigError("not a readable workbook", name, "Save it again as .xlsx.") from error
