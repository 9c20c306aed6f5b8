r"""Glossaries as CSV: a header line, a concept a line; several wordings in a cell are set apart by ``|``.

A ``|`` or ``\`` that belongs to a wording has a ``\`` before it. Cells are safe to open in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import product

from align.errors import ConfigError
from align.formats.glossary import LANGUAGES, STATUSES, make_concept, make_glossary
from align.formats.texts import forbidden_notices, remove_forbidden
from align.formats.tsv import guard_cell, unguard_cell
from align.formats.written import Written
from align.records import Concept, Glossary, Language, Term, TermStatus

_WORDINGS: dict[str, tuple[Language, TermStatus]] = {
    language if status == "preferred" else f"{language}_{status}": (language, status)
    for status, language in product(STATUSES, LANGUAGES)
}
HEADER = ("concept", "subject", "severity", *_WORDINGS, "contrasts", "note")
"""zh, en: the wordings that tell the concept; zh_admitted and so on: Term.status."""
_NEEDED = ("concept", "zh", "en")
_LIMIT = 1 << 20


def write_csv(glossary: Glossary, *, bom: bool = False) -> Written:
    """Write a line a concept; ``bom`` puts the mark first that Excel needs for UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADER)
    removed = 0
    for concept in glossary.concepts:
        cells = []
        for cell in _cells(concept):
            clean, dropped = remove_forbidden(cell)
            cells.append(guard_cell(clean))
            removed += dropped
        writer.writerow(cells)
    return Written(buffer.getvalue().encode("utf-8-sig" if bom else "utf-8"), forbidden_notices(removed))


def parse_csv(text: str, name: str) -> Glossary:
    """Read the table; its header line shows the separator: comma, semicolon or tab. Columns may be in any order.

    :raises ConfigError: by ``name`` and line.
    """
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    previous = csv.field_size_limit(_LIMIT)
    found: list[tuple[str, Concept]] = []
    header: list[str] = []
    try:
        for cells in reader:
            where = f"{name}, line {reader.line_num}"
            if not header:
                header = _checked_header([cell.strip() for cell in cells], where)
            elif any(cell.strip() for cell in cells):
                found.append((where, _read_row(header, cells, where)))
    except csv.Error as error:
        hint = f"The csv reader says: {error}."
        raise ConfigError("not a table", f"{name}, line {reader.line_num}", hint) from error
    finally:
        csv.field_size_limit(previous)
    return make_glossary(found, name)


def _checked_header(header: list[str], where: str) -> list[str]:
    missing = [column for column in _NEEDED if column not in header]
    unknown = [column for column in header if column and column not in HEADER]
    if missing or unknown:
        what = f"no column {missing[0]!r}" if missing else f"unknown column {unknown[0]!r}"
        raise ConfigError(f"{what} in the glossary", where, f"The columns are {', '.join(HEADER)}.")
    return header


def _read_row(header: list[str], cells: list[str], where: str) -> Concept:
    if len(cells) > len(header):
        raise ConfigError(
            f"{len(cells)} cells under {len(header)} columns", where, "Put cells with commas in quotation marks."
        )
    row = dict(zip(header, (unguard_cell(cell).strip() for cell in cells), strict=False))
    terms = [
        Term(text, language, status)
        for column, (language, status) in _WORDINGS.items()
        for text in _parts(row.get(column, ""))
    ]
    values = {
        "id": row.get("concept", ""),
        "severity": row.get("severity", ""),
        "contrasts": _parts(row.get("contrasts", "")),
        "note": row.get("note", ""),
        "subject": row.get("subject", ""),
    }
    return make_concept(values, terms, where)


def _cells(concept: Concept) -> list[str]:
    wordings = [
        _joined([t.text for t in concept.terms if (t.language, t.status) == key]) for key in _WORDINGS.values()
    ]
    return [concept.id, concept.subject, concept.severity, *wordings, _joined(concept.contrasts), concept.note]


def _joined(texts: list[str] | tuple[str, ...]) -> str:
    return " | ".join(re.sub(r"([|\\])", r"\\\1", text) for text in texts)


def _parts(cell: str) -> list[str]:
    pieces = cell.split("|")
    if "\\" in cell:
        pieces = re.findall(r"(?:\\.|[^|\\]|\\$)+", cell, re.DOTALL)
        pieces = [re.sub(r"\\(.)", r"\1", piece, flags=re.DOTALL) for piece in pieces]
    return [text for piece in pieces if (text := piece.strip())]
