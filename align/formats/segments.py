"""Segment pairs, one a line: JSON lines or tab-separated columns in, scores as JSON lines or columns out.

Both are read and written a line at a time, so that a file of any length passes through.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from align.errors import InputError
from align.formats.findings import finding_record
from align.formats.jsonl import dump_record
from align.records import SCHEMA_VERSION, Comparison


@dataclass(frozen=True, slots=True)
class Segment:
    """A pair to be judged; ``id`` is the record's own, and ``line`` what a table's line held."""

    src: str
    tgt: str
    id: object = None
    line: str = ""


def read_json_segments(lines: Iterable[bytes], name: str) -> Iterator[Segment]:
    """From records with "src" and "tgt"; an "id" is kept. Blank lines are passed over.

    :raises InputError: a line that is none, by ``name`` and line.
    """
    for number, text in _decoded(lines, name):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputError("not a JSON object", f"{name}, line {number}", "Each line holds one pair.") from error
        pair = [record.get(key) for key in ("src", "tgt")] if isinstance(record, dict) else [None]
        if not all(isinstance(side, str) for side in pair):
            hint = 'A line looks like {"src": "...", "tgt": "..."}; for columns say --scol and --tcol.'
            raise InputError("src or tgt is not there", f"{name}, line {number}", hint)
        yield Segment(record["src"], record["tgt"], record.get("id"))


def read_table_segments(lines: Iterable[bytes], name: str, src: int, tgt: int) -> Iterator[Segment]:
    """From columns ``src`` and ``tgt`` (from 1) of tab-separated lines; no line is a header, no quote is special.

    :raises InputError: a line with too few columns, by ``name`` and line.
    """
    for number, text in _decoded(lines, name):
        cells = text.split("\t")
        if len(cells) < max(src, tgt):
            hint = f"It has {len(cells)}; columns are counted from 1 and end at a tab."
            raise InputError(f"column {max(src, tgt)} is not there", f"{name}, line {number}", hint)
        yield Segment(cells[src - 1], cells[tgt - 1], line=text)


def write_json_score(segment: Segment, judged: Comparison) -> bytes:
    """One record: the score, and the findings with their places in the texts."""
    record: dict[str, Any] = {} if segment.id is None else {"id": segment.id}
    findings = [finding_record(judged, f) for f in judged.findings]
    for finding in findings:
        del finding["bead"], finding["quote"], finding["speaker"], finding["segment"]
    return dump_record(
        {**record, "fidelity": _score(judged), "findings": findings, "schema_version": SCHEMA_VERSION}
    )


def write_table_score(segment: Segment, judged: Comparison) -> bytes:
    """The line as it was, with two columns more: the score, and the findings as severity:kind."""
    score = _score(judged)
    kinds = " ".join(f"{f.severity}:{f.kind}" for f in judged.findings)
    return f"{segment.line}\t{'' if score is None else score}\t{kinds}\n".encode()


def _score(judged: Comparison) -> float | None:
    return judged.fidelity.document if judged.fidelity else None


def _decoded(lines: Iterable[bytes], name: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError("not UTF-8", f"{name}, line {number}", "Convert the file first.") from error
        yield number, text.rstrip("\r\n")
