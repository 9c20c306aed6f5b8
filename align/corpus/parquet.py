"""A Parquet file with a column in each language → entries: a row is a document, or a segment of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from align.corpus.columns import Columns
from align.corpus.moses import DIGITS, Line, Told, group_lines
from align.corpus.packages import needed_for
from align.corpus.records import Entry
from align.corpus.store import is_encodable, open_raw, stamp_texts
from align.errors import ConfigError, InputError

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_BATCH, _TRIED, _LONGEST_SEGMENT = 64, 200, 400
"""Rows held at a time; rows by which segments are told from documents; characters of a usual segment."""
_FIELDS = ("id", "document", "date", "source", "licence")
_ALSO = {"zh": ("translation.zh",), "en": ("translation.en",), "licence": ("license",)}


@dataclass(frozen=True, slots=True)
class _Row:
    zh: str
    en: str
    id: str
    told: Told


def list_parquet(address: str, name: str, columns: Columns) -> Iterator[Entry]:
    """Entries of the rows, read row group by row group: memory does not grow with the file.

    The id of a document is its ``id`` column, else NAME:ROW; segments are grouped as the lines of Moses files.

    :raises InputError: it cannot be read.
    :raises ConfigError: it lacks a column for a language, or a column is not of texts.
    :raises ModelError: pyarrow is not installed.
    """
    with _opened(address) as file:
        paths = _find_columns(file, address, columns)
        if _are_segments(file, paths, columns, address):
            lines = (Line(row.zh, row.en, row.told) for row in _rows(file, paths, address))
            yield from group_lines(name, lines, has_borders="document" in paths)
            return
        for number, row in enumerate(_rows(file, paths, address), 1):
            yield _entry(row, f"{name}:{number:0{DIGITS}d}", f"{address}, row {number}")


@contextmanager
def _opened(address: str) -> Iterator[ParquetFile]:
    with needed_for(address):
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    try:
        with open_raw(address) as raw:
            yield ParquetFile(raw, pre_buffer=False, memory_map=False)
    except (ArrowException, OSError, EOFError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise InputError(f"cannot be read as Parquet ({reason})", address, "Check the file") from None


def _find_columns(file: ParquetFile, address: str, columns: Columns) -> dict[str, str]:
    """Field -> its column; inside a struct with a dot."""
    kinds = _kinds(file)
    found = {}
    for field in ("zh", "en", *_FIELDS):
        given = getattr(columns, field)
        usual = (field, *_ALSO.get(field, ()))
        name = next((name for name in ((given, f"translation.{given}") if given else usual) if name in kinds), "")
        if not name and (given or field in ("zh", "en")):
            what = f"has no column {given or field}"
            raise ConfigError(what, address, f"Name it in [corpus.columns]; there are: {', '.join(kinds)[:200]}.")
        if name:
            found[field] = name
    for name in (found["zh"], found["en"]):
        if "string" not in kinds[name] or "list" in kinds[name]:
            raise ConfigError(f"the column {name} holds no texts but {kinds[name]}", address, "Name another.")
    return found


def _kinds(file: ParquetFile) -> dict[str, str]:
    """Each column, also those inside a struct, and its type."""
    kinds = {}
    for field in file.schema_arrow:
        inner = list(field.type) if str(field.type).startswith("struct") else []
        kinds.update({f"{field.name}.{one.name}": str(one.type) for one in inner} or {field.name: str(field.type)})
    return kinds


def _are_segments(file: ParquetFile, paths: dict[str, str], columns: Columns, address: str) -> bool:
    """By what the settings say, else by the columns, else by the first rows: segments are short, on one line."""
    if columns.rows:
        return columns.rows == "segments"
    if "document" in paths or paths["en"].startswith("translation."):
        return True
    short = total = 0
    for row in _rows(file, paths, address):
        total += 1
        short += "\n" not in row.en.strip() and len(row.en) < _LONGEST_SEGMENT
        if total == _TRIED:
            break
    return "id" not in paths and short > total / 2


def _rows(file: ParquetFile, paths: dict[str, str], address: str) -> Iterator[_Row]:
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=list(dict.fromkeys(paths.values()))):
        for record in batch.to_pylist():
            number += 1
            held = {field: _value(record, path) for field, path in paths.items()}
            for field in _FIELDS:
                if not is_encodable(held.get(field, "")):
                    raise ConfigError(f"{field} holds half a character", f"{address}, row {number}", "")
            told = Told(*(held.get(field, "") for field in ("document", "date", "source", "licence")))
            yield _Row(held["zh"], held["en"], held.get("id", ""), told)


def _value(record: dict[str, Any], path: str) -> str:
    value: Any = record
    for part in [path] if path in record else path.split(".", 1):
        value = value.get(part) if isinstance(value, dict) else None
    return "" if value is None else str(value)


def _entry(row: _Row, name: str, where: str) -> Entry:
    stamp = stamp_texts(row.zh, row.en)
    texts = [text for text in (row.zh, row.en) if text.strip()] + ["", ""]
    told = row.told
    return Entry(row.id or name, texts[0], texts[1], True, told.date, told.source, told.licence, stamp, where)
