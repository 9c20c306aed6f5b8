"""A table with a header line and tabs between cells, quoted as RFC 4180 says."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from align.corpus.formats.parquet import PAIR_COLUMNS, pair_record
from align.corpus.formats.rows import PairRow
from align.corpus.records import Split
from align.corpus.store import Folder

_COLUMNS = tuple(column.name for column in PAIR_COLUMNS if column.kind != "translation")
HEADER = ("en", "zh", *_COLUMNS)
"""The columns of Parquet, the two texts first."""


def write_pairs(output: Folder, part: Split, rows: Iterable[PairRow]) -> None:
    """Write PART.tsv; no cell is guarded against spreadsheets, so that the texts stay as they are.

    :raises OutputError: the disk is full, no permission.
    """
    with output.writer(f"{part}.tsv") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(HEADER)
        for row in rows:
            record = pair_record(row)
            writer.writerow((row.en, row.zh, *(record[name] for name in _COLUMNS)))  # csv leaves None's cell empty
