"""Histograms of a corpus, measured out for drawing: what was kept and what was dropped, with the thresholds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from align.corpus.distribution import Distribution

WIDE, HIGH, LEFT, FOOT, HEAD = 340, 132, 34, 18, 8
"""Units of a chart, and of its margins."""
_BINS = 40
_LEAST = 1.0
"""Units that a bar is high at least, so that a single pair can be seen."""


@dataclass(frozen=True, slots=True)
class Column:
    """The pairs of one stretch of values: two bars, the dropped ones on top."""

    x: float
    width: float
    kept_y: float
    kept_height: float
    refused_y: float
    refused_height: float
    title: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """A chart with its axis; ``limits`` are the thresholds of a rule, where they lie on it."""

    name: str
    note: str
    columns: tuple[Column, ...]
    ticks: tuple[tuple[float, str], ...]
    limits: tuple[tuple[float, str], ...]
    top: int
    """Pairs that the highest column stands for."""
    total: int
    told: str
    """The percentiles in words."""
    open: bool
    """Whether values over the end of the axis stand in its last column."""


def draw_histogram(
    name: str,
    kept: Distribution,
    refused: Distribution,
    *,
    low: float,
    high: float,
    limits: Sequence[tuple[str, float]] = (),
    note: str = "",
) -> Histogram:
    """Measure out the values from ``low`` to ``high``; what lies outside stands at the ends.

    :param limits: name and value of each threshold; one outside the chart is left out.
    """
    step = (high - low) / _BINS
    counts = [_binned(spread, low, step) for spread in (kept, refused)]
    top = max((k + r for k, r in zip(*counts, strict=True)), default=0)
    return Histogram(
        name,
        note,
        tuple(
            _column(i, k, r, top, low + i * step, step) for i, (k, r) in enumerate(zip(*counts, strict=True))
        ),
        tuple((_place(low + share * (high - low), low, high), _number(low + share * (high - low)))
              for share in (0.0, 0.25, 0.5, 0.75, 1.0)),
        tuple((_place(at, low, high), f"{what} {_number(at)}") for what, at in limits if low < at < high),
        top,
        kept.total + refused.total,
        _tell(kept),
        any(value > high for spread in (kept, refused) for value, _ in spread.items()),
    )  # fmt: skip


def upper_end(*spreads: Distribution) -> float:
    """A round number that all but the longest hundredth lie under."""
    most = max((spread.percentiles().get(99, 0.0) for spread in spreads), default=0.0)
    size = 10.0 ** math.floor(math.log10(max(most, 1.0)))
    return next(size * factor for factor in (1, 2, 4, 6, 8, 10) if size * factor >= most)


def _binned(spread: Distribution, low: float, step: float) -> list[int]:
    counts = [0] * _BINS
    for value, count in spread.items():
        counts[min(max(int((value - low) / step + 1e-9), 0), _BINS - 1)] += count
    return counts


def _column(at: int, kept: int, refused: int, top: int, start: float, step: float) -> Column:
    width = (WIDE - LEFT) / _BINS
    high, floor = HIGH - FOOT - HEAD, HIGH - FOOT
    heights = [max(high * n / top, _LEAST) if n else 0.0 for n in (kept, refused)]
    beyond = "or more" if at == _BINS - 1 else f"to {_number(start + step)}"
    return Column(
        round(LEFT + at * width, 1),
        round(width, 1),
        round(floor - heights[0], 1),
        round(heights[0], 1),
        round(floor - sum(heights), 1),
        round(heights[1], 1),
        f"{_number(start)} {beyond}: {kept:,} kept, {refused:,} dropped",
    )


def _place(value: float, low: float, high: float) -> float:
    return round(LEFT + (WIDE - LEFT) * (value - low) / (high - low), 1)


def _number(value: float) -> str:
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def _tell(spread: Distribution) -> str:
    found = spread.percentiles()
    if not found:
        return "none kept"
    named = {50: "median"}
    return ", ".join(f"{named.get(p, f'{p} %')}: {_number(found[p])}" for p in (1, 5, 50, 95, 99))
