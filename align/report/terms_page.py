"""Uses of terms as a page for a browser: small charts over time by speaker, and every place in its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from align.records import TermOutcome, TermTrace, TracedPair
from align.report.page import render_alone
from align.report.rows import clean_text
from align.report.terms_view import ALONE, LANGUAGES, view_trace

SHOWN: tuple[TermOutcome, ...] = ("kept", "reworded", "softened", "switched", "dropped", "added")
"""Outcomes as they are stacked, from the axis up."""
_MONTHS = 36
"""Longest time that is shown by month; a longer one is shown by year."""
_SPEAKERS = 11
"""Charts a concept at most; the speakers who say it least share the last."""
_WIDE, _HIGH, _LEFT, _FOOT, _HEAD = 220, 78, 18, 16, 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a column: one outcome in one month or year. Places in the units of the chart."""

    x: float
    y: float
    width: float
    height: float
    outcome: TermOutcome
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One speaker's uses of a concept over time; all charts of a concept have one scale."""

    speaker: str
    total: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    """Where the first and last period stand, with their names."""
    top: int
    """How often the highest column of the concept stands for."""


def render_terms(trace: TermTrace) -> str:
    """Render a page that stands alone. Documents without a date are in its tables and not in its charts."""
    view = view_trace(trace)
    return render_alone(
        "terms.html.j2",
        styles=("pair.css", "terms.css"),
        scripts=("page.js",),
        view=view,
        charts=[draw_charts(trace, concept) for concept in trace.concepts],
        outcomes=SHOWN,
        original=LANGUAGES[trace.original],
        size=(_WIDE, _HIGH, _LEFT, _FOOT, _HEAD),
        signature={clean_text(key): clean_text(value) for key, value in trace.signature.items()},
    )


def draw_charts(trace: TermTrace, concept: str) -> tuple[Chart, ...]:
    """A chart a speaker, the most frequent first; none where no document has a date."""
    dated = [pair for pair in trace.pairs if pair.date]
    periods = _periods([pair.date for pair in dated])
    uses = [(pair, use) for pair in dated for use in pair.uses if use.concept == concept]
    ranked = [who for who, _ in Counter(use.speaker for _, use in uses).most_common()]
    groups = [(clean_text(who) or ALONE, {who}) for who in ranked[:_SPEAKERS]]
    if rest := set(ranked[_SPEAKERS:]):
        groups.append((f"{len(rest)} others", rest))
    columns = [
        (name, Counter((_period(pair, periods), use.outcome) for pair, use in uses if use.speaker in held))
        for name, held in groups
    ]
    top = max((_highest(counts, periods) for _, counts in columns), default=1)
    return tuple(_chart(name, counts, periods, top) for name, counts in columns)


def _periods(dates: Sequence[str]) -> tuple[str, ...]:
    """Every month from the first to the last, or every year."""
    if not dates:
        return ()
    first, last = (int(d[:4]) * 12 + int(d[5:7]) - 1 for d in (min(dates), max(dates)))
    if last - first < _MONTHS:
        return tuple(f"{m // 12}-{m % 12 + 1:02d}" for m in range(first, last + 1))
    return tuple(str(year) for year in range(first // 12, last // 12 + 1))


def _period(pair: TracedPair, periods: Sequence[str]) -> str:
    return pair.date[: len(periods[0])]


def _highest(counts: Counter[tuple[str, TermOutcome]], periods: Sequence[str]) -> int:
    return max(sum(counts[period, outcome] for outcome in SHOWN) for period in periods)


def _chart(name: str, counts: Counter[tuple[str, TermOutcome]], periods: Sequence[str], top: int) -> Chart:
    step = (_WIDE - _LEFT) / len(periods)
    width = min(step * 0.8, 26)
    unit = (_HIGH - _FOOT - _HEAD) / top
    bars = []
    for i, period in enumerate(periods):
        y = float(_HIGH - _FOOT)
        for outcome in SHOWN:
            if number := counts[period, outcome]:
                y -= number * unit
                x = _LEFT + i * step + (step - width) / 2
                title = f"{period}: {number} {outcome}"
                bars.append(
                    Bar(round(x, 1), round(y, 1), round(width, 1), round(number * unit, 1), outcome, title)
                )
    ends = [0] if len(periods) == 1 else [0, len(periods) - 1]
    ticks = tuple((round(_LEFT + (i + 0.5) * step, 1), periods[i]) for i in ends)
    return Chart(name, counts.total(), tuple(bars), ticks, top)
