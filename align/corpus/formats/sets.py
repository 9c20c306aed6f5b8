"""The sets that may stand beside the pairs, and how their JSON lines become rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from align.corpus.formats.parquet import Column
from align.corpus.formats.rows import one_line

SIDES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Set:
    """A folder of JSON lines, one file a part, under the set's name."""

    name: str
    columns: tuple[Column, ...]
    record: Callable[[Mapping[str, Any]], dict[str, Any]]
    """A line of JSON as a row of the table."""


def _flat(row: Mapping[str, Any], columns: tuple[Column, ...]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for column in columns:
        if column.kind == "translation":
            record[column.name] = {side: one_line(row[side]) for side in SIDES}
        elif column.kind == "string":
            record[column.name] = one_line(row[column.name])
        elif column.name in row:
            record[column.name] = row[column.name]
    return record


QUOTE_COLUMNS = (
    Column("translation", "translation"),
    Column("document"),
    *(Column(f"{side}_{name}") for side in SIDES for name in ("speaker", "kind")),
    *(Column(f"{side}_{end}", "ints") for side in SIDES for end in ("starts", "ends")),
    *(Column(name, "float") for name in ("en_confidence", "zh_confidence", "score")),
    *(Column(name) for name in ("date", "source", "licence")),
)


def _quote_record(row: Mapping[str, Any]) -> dict[str, Any]:
    spans = {side: row[f"{side}_content"] for side in SIDES}
    places = {
        f"{side}_{end}": [span[at] for span in spans[side]]
        for side in SIDES
        for at, end in enumerate(("starts", "ends"))
    }
    return {**_flat(row, QUOTE_COLUMNS), **places}


DAMAGED_COLUMNS = (
    Column("translation", "translation"),
    *(Column(name) for name in ("side", "damaged", "kind", "severity")),
    *(Column(name, "int") for name in ("start", "end", "good_start", "good_end")),
    *(Column(name) for name in ("document", "date", "source", "licence", "rules")),
)


def _damaged_record(row: Mapping[str, Any]) -> dict[str, Any]:
    (start, end), (good_start, good_end) = row["span"], row["good_span"]
    places = {"start": start, "end": end, "good_start": good_start, "good_end": good_end}
    return {**_flat(row, DAMAGED_COLUMNS), **places}


SETS = (Set("quotes", QUOTE_COLUMNS, _quote_record), Set("damaged", DAMAGED_COLUMNS, _damaged_record))
