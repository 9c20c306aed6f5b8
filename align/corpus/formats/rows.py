"""The kept pairs as the other formats get them: read back from the JSON lines, one at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from align.corpus.records import SegmentPair, Split
from align.corpus.store import Folder
from align.records import Span

_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
"""A tab, and what ``str.splitlines`` takes for the end of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow(SegmentPair):
    """A line of train.jsonl, valid.jsonl or test.jsonl; no text of it holds a line break or a tab."""

    date: str
    source: str
    licence: str
    rules: str
    """Version of the rules."""


def read_pair_rows(corpus: Folder, part: Split) -> Iterator[PairRow]:
    """The pairs of a part in their order."""
    return (parse_pair_row(json.loads(line)) for line in corpus.lines(f"{part}.jsonl"))


def parse_pair_row(record: dict[str, Any]) -> PairRow:
    """A pair of one record of the JSON lines."""
    return PairRow(
        en=one_line(record["en"]),
        zh=one_line(record["zh"]),
        document=one_line(record["document"]),
        en_span=Span(*record["en_span"]),
        zh_span=Span(*record["zh_span"]),
        confidence=record["confidence"],
        score=record["score"],
        fidelity=record.get("fidelity"),
        date=one_line(record["date"]),
        source=one_line(record["source"]),
        licence=one_line(record["licence"]),
        rules=record["rules"],
    )


def one_line(text: str) -> str:
    """A space for every character that some reader takes for the end of a line or a cell, and no half characters.

    The texts of a corpus hold none already; ids and names out of manifests may.
    """
    return _BREAKS.sub(" ", text).encode("utf-8", "replace").decode("utf-8")
