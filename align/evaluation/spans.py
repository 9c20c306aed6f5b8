"""Beads as files hold them, read for scoring: sentence numbers, and character spans where the file has them.

Two forms are read: lines ``[0, 1]:[2]:score`` as vecalign and bertalign write them (the score may be
missing), and JSON lines as ``align pair --format jsonl`` writes them.
"""

from __future__ import annotations

import ast
import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.errors import ConfigError, InputError
from align.records import Span

_HINT = "Give lines such as [0, 1]:[2]:0.7, or the JSON lines of `align pair --format jsonl`."


@dataclass(frozen=True, slots=True)
class SideSpan:
    """One side of a bead: its sentences' numbers, and where it lies and in which language, if the file says so.

    ``span`` is narrowed to what stands between the first and the last letter or digit, so that white space
    and marks that splitters treat differently (a closing quotation mark, say) make no difference.
    """

    sentences: tuple[int, ...]
    span: Span | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class BeadSpans:
    """A bead for scoring; a side without sentences is None, and never both are."""

    src: SideSpan | None
    tgt: SideSpan | None


def read_bead_spans(path: str | Path) -> tuple[BeadSpans, ...]:
    """Read the beads of a file, in its order, but for those that are empty on both sides.

    :raises InputError: the file cannot be read.
    :raises ConfigError: a line is neither of the two forms.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("cannot read the beads", str(path), f"{error}.") from error
    read = _read_json if text.lstrip().startswith("{") else _read_vecalign
    beads = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            beads.append(_read_line(read, line, f"{path}, line {number}"))
    return tuple(bead for bead in beads if bead.src or bead.tgt)


def _read_line(read: Callable[[str], BeadSpans], line: str, where: str) -> BeadSpans:
    try:
        return read(line)
    except (ValueError, TypeError, KeyError, SyntaxError, RecursionError, MemoryError) as error:
        raise ConfigError("not a bead", where, _HINT) from error


def _read_vecalign(line: str) -> BeadSpans:
    parts = [part for part in line.split(":") if part.strip()]
    src, tgt = (_indices(ast.literal_eval(part.strip())) for part in parts[:2])
    return BeadSpans(SideSpan(src) if src else None, SideSpan(tgt) if tgt else None)


def _read_json(line: str) -> BeadSpans:
    record = json.loads(line)
    return BeadSpans(_json_side(record["src"]), _json_side(record["tgt"]))


def _json_side(side: dict[str, Any] | None) -> SideSpan | None:
    if side is None:
        return None
    start, end = _indices([side["start"], side["end"]])
    if start >= end:
        raise ValueError("an empty span")
    language = side.get("language")
    named = language if isinstance(language, str) else None
    return SideSpan(_indices(side["sentences"]), _narrow(start, end, side.get("text")), named)


def _indices(values: Iterable[object]) -> tuple[int, ...]:
    """Whole numbers from 0 up, or ValueError; True and 1.0 are not numbers of sentences."""
    indices = []
    for value in values:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise ValueError("not a number of a sentence")
        indices.append(value)
    return tuple(indices)


def _narrow(start: int, end: int, text: str | None) -> Span:
    """Narrow to the first and last letter or digit; leave it where there is none, or no text."""
    if text is None or len(text) != end - start:
        return Span(start, end)
    kept = [index for index, char in enumerate(text) if unicodedata.category(char)[0] in "LNM"]
    return Span(start + kept[0], start + kept[-1] + 1) if kept else Span(start, end)
