"""JSON lines: one bead a line, the format that programs read."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import Any

import jsonlines

from align.errors import ConfigError
from align.formats.texts import bead_span, bead_text
from align.formats.written import Written
from align.records import SCHEMA_VERSION, Comparison, Side


def write_beads(comparison: Comparison) -> Written:
    """Write one record a bead, in order; UTF-8, no header line. The fields are listed in docs/formats.md."""
    return write_records(
        {
            "src": _side_record(comparison.src, bead.src),
            "tgt": _side_record(comparison.tgt, bead.tgt),
            "score": bead.score,
            "confidence": bead.confidence,
            "schema_version": SCHEMA_VERSION,
        }
        for bead in comparison.alignment.beads
    )


def write_records(records: Iterable[dict[str, Any]]) -> Written:
    """Write one object a line; UTF-8, no header line."""
    buffer = io.StringIO()
    with jsonlines.Writer(buffer, dumps=_dump) as writer:
        writer.write_all(records)
    # A lone surrogate is no UTF-8; backslashreplace turns it into the very escape that JSON knows.
    return Written(buffer.getvalue().encode("utf-8", "backslashreplace"))


def dump_record(record: dict[str, Any]) -> bytes:
    """One line, for output that is written as it comes."""
    return (_dump(record) + "\n").encode("utf-8", "backslashreplace")


def read_records(text: str, name: str) -> tuple[tuple[int, dict[str, Any]], ...]:
    """Return the objects of a file and their line numbers, from 1; blank lines are passed over.

    :raises ConfigError: a line that is not a JSON object, by ``name`` and line.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    found = []
    with jsonlines.Reader(line for _, line in lines) as reader:
        for number, _ in lines:
            try:
                found.append((number, reader.read(type=dict)))
            except (jsonlines.InvalidLineError, RecursionError) as error:
                raise ConfigError(
                    "not a JSON object", f"{name}, line {number}", "Each line holds one record."
                ) from error
    return tuple(found)


def _dump(record: object) -> str:
    return json.dumps(record, ensure_ascii=False)


def _side_record(side: Side, indices: range) -> dict[str, object] | None:
    if not indices:
        return None
    span = bead_span(side, indices)
    return {
        "start": span.start,
        "end": span.end,
        "sentences": list(indices),
        "text": bead_text(side, indices),
        "language": side.document.language,
    }
