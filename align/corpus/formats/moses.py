"""Moses text: two files with a segment a line, of equal length, and a third that says where each line is from."""

from __future__ import annotations

from collections.abc import Iterable

from align.corpus.formats.rows import PairRow
from align.corpus.records import Split
from align.corpus.store import Folder


def write_pairs(output: Folder, part: Split, rows: Iterable[PairRow]) -> None:
    """Write PART.en, PART.zh and PART.ids: document, English offsets and Chinese offsets, set apart by tabs.

    :raises OutputError: the disk is full, no permission.
    """
    with (
        output.writer(f"{part}.en") as english,
        output.writer(f"{part}.zh") as chinese,
        output.writer(f"{part}.ids") as ids,
    ):
        for row in rows:
            english.write(row.en + "\n")
            chinese.write(row.zh + "\n")
            places = (f"{span.start}-{span.end}" for span in (row.en_span, row.zh_span))
            ids.write("\t".join((row.document, *places)) + "\n")
