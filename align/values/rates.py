"""A number said per day, month or year in one version and plainly in the other: 500 a year, 500 in five years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.records import Amount, Language, PartialDate, Span, Value
from align.values.find import find_values
from align.values.match import ValueMatch, ValuePair
from align.values.script import fold

_NEAR = 6
"""Characters at most between a number and the rate that it is said by (每年约500名, 500 students a year)."""
_NEAR_EN = 24
_SAYS: dict[tuple[Language, str], str] = {
    ("zh", "y"): "年",
    ("zh", "mo"): "月",
    ("zh", "wk"): "周|星期|礼拜",
    ("zh", "d"): "[天日夜晚]",
    ("zh", "h"): "时|钟头",
    ("en", "y"): r"\b(?:years?|annual|annually|yearly|annum|p\.a\.)\b",
    ("en", "mo"): r"\b(?:months?|monthly)\b",
    ("en", "wk"): r"\b(?:weeks?|weekly)\b",
    ("en", "d"): r"\b(?:days?|daily|nightly|nights?)\b",
    ("en", "h"): r"\b(?:hours?|hourly)\b|mph|kph|km/h",
}
"""Words by which a version may say the rate without being read as one (年产, the yearly output)."""


@dataclass(frozen=True, slots=True)
class RateChange:
    """A pair of equal numbers of which one is said by the unit of time and the other is not."""

    pair: ValuePair
    rate: Value
    rated: Language
    instead: Value | None
    """The stretch of time that the other version gives (in five years); None where it gives none."""


def find_rate_changes(
    zh: Sequence[Value], en: Sequence[Value], match: ValueMatch, texts: tuple[str, str], near: tuple[str, str]
) -> tuple[RateChange, ...]:
    """Numbers that became a rate or ceased to be one.

    :param texts: the two documents, Chinese and English, which the places of the values refer to.
    :param near: the sentences of the bead and around it; a version that speaks of years there says the rate.
    """
    found = []
    for pair in match.pairs:
        if pair.verdict.relation != "same" or not isinstance(pair.zh.value, Amount):
            continue
        rates = _rate_of(pair.zh, zh, texts[0], _NEAR), _rate_of(pair.en, en, texts[1], _NEAR_EN)
        if bool(rates[0]) == bool(rates[1]):
            continue
        rated: Language = "zh" if rates[0] else "en"
        rate = rates[0] or rates[1]
        assert rate is not None
        side: Language = "en" if rates[0] else "zh"
        others, missed, other = (en, match.only_en, near[1]) if rates[0] else (zh, match.only_zh, near[0])
        if any(v.kind == "rate" and v.unit == rate.unit for v in others):
            continue
        instead = next((v for v in missed if _is_longer(v, rate.unit)), None)
        if instead or not _says(rate.unit, other, side):
            found.append(RateChange(pair, rate, rated, instead))
    return tuple(found)


def _rate_of(number: Value, values: Sequence[Value], text: str, reach: int) -> Value | None:
    """The rate that a number is said by: beside it, in the same clause."""
    if number.kind not in ("number", "money", "measure", "percent") or number.weak:
        return None
    for rate in values:
        if rate.kind == "rate":
            between = Span(min(number.span.end, rate.span.end), max(number.span.start, rate.span.start)).of(text)
            if len(between) <= reach and not re.search(r"[,.;:，。；：、\d]", fold(between)):
                return rate
    return None


def _is_longer(value: Value, unit: str) -> bool:
    return (
        value.kind == "period" and value.unit == unit and isinstance(value.value, Amount) and value.value.low > 1
    )


def _says(unit: str, text: str, language: Language) -> bool:
    """Whether the text may say the rate; not by a stretch or a point of time (in five years, in 2030)."""
    pattern = _SAYS.get((language, unit))
    if pattern is None:
        return True
    stretches = [v.span for v in find_values(text, language) if _is_stretch(v, unit)]
    return any(
        not any(s.start < m.end() and m.start() < s.end for s in stretches)
        for m in re.finditer(pattern, text, re.IGNORECASE)
    )


def _is_stretch(value: Value, unit: str) -> bool:
    """Whether a value is a point of time, or a stretch of more than one of the rate's units."""
    return isinstance(value.value, PartialDate) or _is_longer(value, unit)
