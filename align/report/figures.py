"""Figures of an audit, measured out for drawing: how many of each kind, and where in the texts they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from align.records import Comparison, Severity, Side
from align.report.rows import Row
from align.report.words import GRAVITY, Mark, list_marks

WIDTH = 1000
"""Units that a text is wide, whatever its length."""
LEAST = 5
"""Units that a finding is wide at least, so that it can be seen and hit."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar, in findings: from ``start``, ``length`` long."""

    severity: Severity
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A bead's share of a text; ``state`` is how it is aligned, ``fidelity`` its score where there is one."""

    bead: int
    x: float
    width: float
    state: Literal["sure", "fair", "low", "alone"]
    fidelity: float | None


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a finding lies in a text."""

    mark: Mark
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One text from its beginning to its end."""

    segments: tuple[Segment, ...]
    ticks: tuple[Tick, ...]
    """Minor ones first, so that graver ones are drawn over them."""


def stack_bars(counts: Mapping[Severity, int]) -> Iterator[Bar]:
    """Give the parts of a bar, the gravest first; none that is empty."""
    start = 0
    for severity in GRAVITY:
        if length := counts[severity]:
            yield Bar(severity, start, length)
            start += length


def draw_strip(comparison: Comparison, rows: tuple[Row, ...], key: Literal["src", "tgt"]) -> Strip:
    """Measure out where beads and findings lie in one text, by characters."""
    side: Side = getattr(comparison, key)
    whole = max(len(side.document.text), 1)
    scores = comparison.fidelity.beads if comparison.fidelity else ()
    segments = []
    for row in rows:
        lines = getattr(row, key)
        if lines:
            start, end = lines[0].span.start, lines[-1].span.end
            score = scores[row.number - 1] if scores else None
            state = "alone" if row.unmatched else row.level
            segments.append(Segment(row.number, _scale(start, whole), _scale(end - start, whole), state, score))
    ticks = [
        Tick(
            mark,
            min(_scale(mark.span.start, whole), WIDTH - LEAST),
            max(_scale(mark.span.end - mark.span.start, whole), LEAST),
        )
        for mark in list_marks(comparison, key)
        if mark.span is not None
    ]
    return Strip(tuple(segments), tuple(sorted(ticks, key=lambda tick: -GRAVITY[tick.mark.severity])))


def _scale(length: int, whole: int) -> float:
    return round(length / whole * WIDTH, 1)
