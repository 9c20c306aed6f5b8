"""Whether two partial dates may be one day or period, given the day that the report was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from align.records import PartialDate

_FIELDS = ("year", "month", "day", "weekday", "part")
_SEASONS = {"spring": "Q1Q2", "summer": "Q2Q3", "autumn": "Q3Q4", "winter": "Q4Q1"}


def resolve(when: PartialDate, today: date | None) -> PartialDate:
    """``when`` with what is counted from ``today`` filled in, as far as it can be."""
    if today is None or when.ago is None:
        return when
    unit, shift = when.ago
    if unit == "year":
        return replace(when, year=today.year + shift, ago=None)
    if unit == "month" and when.month is None:
        months = today.year * 12 + today.month - 1 + shift
        return replace(when, year=months // 12, month=months % 12 + 1, ago=None)
    if unit == "quarter":
        quarters = today.year * 4 + (today.month - 1) // 3 + shift
        return replace(when, year=quarters // 4, part=f"Q{quarters % 4 + 1}", ago=None)
    if unit == "day":
        day = today + timedelta(days=shift)
        return replace(when, year=day.year, month=day.month, day=day.day, weekday=day.isoweekday(), ago=None)
    if unit == "month-name" and when.month is not None:  # last November: the one before today
        year = today.year
        if shift < 0 and when.month >= today.month:
            year -= 1
        elif shift > 0 and when.month <= today.month:
            year += 1
        return replace(when, year=year, ago=None)
    if unit == "week" and when.weekday is not None:
        monday = today - timedelta(days=today.isoweekday() - 1)
        day = monday + timedelta(days=7 * shift + when.weekday - 1)
        return replace(when, year=day.year, month=day.month, day=day.day, ago=None)
    return when


def conflict(a: PartialDate, b: PartialDate, today: date | None) -> str | None:
    """The field in which two dates differ; "" where they agree in a field; None where they share none."""
    if a.ago and b.ago and a.ago[0] == b.ago[0] and a.ago[1] != b.ago[1]:
        return "year" if a.ago[0] == "year" else a.ago[0]
    agreed = bool(a.ago and a.ago == b.ago)
    named = "month-name" in [d.ago[0] for d in (a, b) if d.ago]
    a, b = resolve(a, today), resolve(b, today)
    if today is not None:
        a, b = _with_weekday_day(a, b, today), _with_weekday_day(b, a, today)
    if "century" in (a.part, b.part) or "decade" in (a.part, b.part):
        return _era(a, b)
    for field in _FIELDS:
        first, second = getattr(a, field), getattr(b, field)
        if first in (None, "") or second in (None, ""):
            continue
        if field == "year" and (first < 100) != (second < 100):
            first, second = first % 100, second % 100
        if field == "year" and named and abs(first - second) == 1:
            continue  # in December, last November may be this year's or last year's
        if first != second and not (field == "part" and _parts_agree(first, second)):
            return field
        agreed = True
    return "" if agreed else _month_in_part(a, b)


def _era(a: PartialDate, b: PartialDate) -> str | None:
    if a.year is None or b.year is None:
        return None
    if a.part == b.part:
        return "" if a.year == b.year or (a.year % 100 == b.year % 100 and min(a.year, b.year) < 100) else a.part
    wide, narrow = (a, b) if a.part == "century" or (a.part == "decade" and b.part != "century") else (b, a)
    if wide.part == "century":
        return "" if (narrow.year or 0) // 100 + 1 == wide.year else "century"
    return "" if (narrow.year or 0) % 100 // 10 == (wide.year or 0) % 100 // 10 else "decade"


def _parts_agree(a: str, b: str) -> bool:
    vague = {"early", "mid", "late"}
    if (a in vague) != (b in vague):
        return True
    for season, other in ((a, b), (b, a)):
        if season in _SEASONS and other[:1] == "Q":
            return other in _SEASONS[season]
    return False


def _month_in_part(a: PartialDate, b: PartialDate) -> str | None:
    for one, other in ((a, b), (b, a)):
        if one.month and other.part in ("H1", "H2"):
            return "" if (one.month <= 6) == (other.part == "H1") else "part"
        if one.month and len(other.part) == 2 and other.part[0] == "Q":
            return "" if (one.month + 2) // 3 == int(other.part[1]) else "part"
    return None


def _with_weekday_day(a: PartialDate, b: PartialDate, today: date) -> PartialDate:
    """A weekday alone against a day: which day near today it is."""
    if a.weekday is None or a.day is not None or b.day is None:
        return a
    days = [today + timedelta(days=n) for n in range(-13, 14)]
    same = [d for d in days if d.isoweekday() == a.weekday]
    fits = [d for d in same if d.day == b.day]
    day = (fits or sorted(same, key=lambda d: abs((d - today).days)))[0]
    return replace(a, day=day.day)
