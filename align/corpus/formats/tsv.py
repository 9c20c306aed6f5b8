"""A table with a header line and tabs between cells, quoted as RFC 4180 says."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from align.corpus.formats.rows import PairRow
from align.corpus.records import Split
from align.corpus.store import Folder

HEADER = (
    "en", "zh", "document", "en_start", "en_end", "zh_start", "zh_end", "confidence", "score", "fidelity", "date",
    "source", "licence", "rules",
)  # fmt: skip


def write_pairs(output: Folder, part: Split, rows: Iterable[PairRow]) -> None:
    """Write PART.tsv; no cell is guarded against spreadsheets, so that the texts stay as they are.

    :raises OutputError: the disk is full, no permission.
    """
    with output.writer(f"{part}.tsv") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(HEADER)
        for row in rows:
            offsets = (row.en_span.start, row.en_span.end, row.zh_span.start, row.zh_span.end)
            scores = (row.confidence, row.score, row.fidelity)  # csv leaves the cell of None empty
            about = (row.date, row.source, row.licence, row.rules)
            writer.writerow((row.en, row.zh, row.document, *offsets, *scores, *about))
