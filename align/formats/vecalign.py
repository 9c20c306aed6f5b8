"""The bead format of vecalign: ``[0, 1]:[2]:0.8312``, zero-based sentence indices and a score.

After Thompson and Koehn, Vecalign (EMNLP 2019). There the last field is a cost; ours is a similarity.
Bertalign writes the same without a score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.errors import ConfigError
from align.formats.written import Written
from align.records import Comparison

_LIST = r"\[\s*((?:\d{1,9}(?:\s*,\s*\d{1,9})*)?)\s*\]"
_LINE = re.compile(rf"\s*{_LIST}\s*:\s*{_LIST}\s*(?::\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)?\s*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """One bead as it stands in a file."""

    number: int
    """Line of the file, from 1."""
    src: tuple[int, ...]
    tgt: tuple[int, ...]
    score: float | None


def write_beads(comparison: Comparison) -> Written:
    """Write one line a bead, in order, scores with four decimals."""
    lines = [f"{[*b.src]}:{[*b.tgt]}:{b.score:.4f}\n" for b in comparison.alignment.beads]
    return Written("".join(lines).encode("ascii"))


def read_lines(text: str, name: str) -> tuple[Line, ...]:
    """Return the beads of a file; blank lines are passed over, the score may be missing.

    :raises ConfigError: a line in another form, by ``name`` and line.
    """
    lines = enumerate(text.split("\n"), 1)
    return tuple(_parse(line, number, name) for number, line in lines if line.strip())


def _parse(line: str, number: int, name: str) -> Line:
    match = _LINE.fullmatch(line)
    try:
        if match is None:
            raise ValueError
        src, tgt, score = match.groups()
        return Line(number, _indices(src), _indices(tgt), float(score) if score else None)
    except ValueError:
        raise ConfigError("not a bead", f"{name}, line {number}", "A bead looks like [0, 1]:[2].") from None


def _indices(listed: str) -> tuple[int, ...]:
    return tuple(int(index) for index in listed.split(",") if index.strip())
