"""Whether a Chinese and an English value say the same, and if not, in what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from align.records import Amount, PartialDate, Value
from align.values.dates import conflict
from align.values.units import load_units
from align.values.wording import describe

Relation = Literal["same", "differs", "incomparable"]
Aspect = Literal["", "value", "unit", "date", "bound", "approximate", "rounding"]

_UP, _DOWN = ("over", "at-least"), ("under", "nearly", "at-most")
_TURNED = ({*_UP}, {"under", "at-most"}), ({"after"}, {"before"})
"""Bounds of which one excludes what the other allows; "nearly" and 逾 only round to other sides."""
_LOOSE = {
    "$": ("USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "XXX"),
    "¥": ("CNY", "JPY"),
    "GBP": ("lb",),
    "deg": ("degC", "degF", "kWh"),
}
"""Words and signs that do not say which unit of several they mean."""
_SHARES = ("percent", "fraction", "multiple")
_PART_MONTHS = {"H1": 6, "H2": 6, "Q1-2": 6, "Q1-3": 9, **{f"Q{i}": 3 for i in range(1, 5)}}
"""Months of a part of the year."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two values are to each other.

    ``aspect`` says in what they differ: the number itself, its unit, a part of a date, its "bound" (at most
    against at least); or only "approximate" (about, over, before) or "rounding" (3.64 and 3.6), which are slight.
    """

    relation: Relation
    aspect: Aspect
    reason: str

    @property
    def is_slight(self) -> bool:
        """Whether a reader of one version would hardly be misled."""
        return self.aspect in ("approximate", "rounding")


def compare_values(a: Value, b: Value, today: date | None = None) -> Verdict:
    """Compare two values of either language; ``today`` is the day of writing, for "last year" and the like."""
    aspect = _aspect(a, b, today)
    if aspect is None:
        return Verdict("incomparable", "", f"{describe(a)} and {describe(b)} are not of one kind")
    if aspect == "":
        return Verdict("same", "", f"both are {describe(a)}")
    return Verdict("differs", aspect, f"one has {describe(a)}, the other {describe(b)}")


def _aspect(a: Value, b: Value, today: date | None) -> Aspect | None:
    """What differs, "" for nothing; None where the two cannot be set against each other."""
    first, second = a.value, b.value
    if isinstance(first, PartialDate) and isinstance(second, PartialDate):
        return _dates(a, b, first, second, today)
    if isinstance(first, PartialDate) or isinstance(second, PartialDate):
        return "" if _date_is_amount(a, b) else None
    if _is_loose(a.unit, b.unit):
        return _amounts(a, b, first, second)
    if a.kind == b.kind or ({a.kind, b.kind} <= {"number", "measure"} and a.unit == b.unit):
        return _quantities(a, b, first, second)
    kinds = {a.kind, b.kind}
    if kinds == {"ordinal", "period"} and first.low == 1:
        return None  # first, one year
    if kinds == {"ordinal", "number"} and (a if a.kind == "number" else b).weak:
        return None  # second, both sides
    if "ratio" in kinds:
        return "" if {first.low, first.high} == {second.low, second.high} else None
    if kinds <= set(_SHARES):
        return _shares(a, b, first, second)
    if "rate" in kinds:
        return None
    if not _near(first, second, a, b):
        return None
    if kinds == {"percent", "percentage-points"} or not (
        kinds & {"number", "ordinal"} or kinds == {"period", "measure"}
    ):
        return "unit"
    return _approximate(a, b)


def _dates(a: Value, b: Value, first: PartialDate, second: PartialDate, today: date | None) -> Aspect | None:
    if a.kind == "time" and b.kind == "time":
        return _times(a, b, first, second)
    if a.kind != b.kind:
        return None
    units = {d.ago[0] for d in (first, second) if d.ago}
    if units in ({"period", "quarter"}, {"period", "month"}):
        return ""
    if _is_bare(first) and _is_bare(second) and len(units) == 2:
        return "date"  # from the quarter before, from a year earlier
    field = conflict(first, second, today)
    if field is None:
        return None
    if not field and {a.approximate, b.approximate} == {"before", "exact"} and first.day and second.day:
        return "date"  # before 31 March, on 31 March
    if (
        not field
        and first.part == second.part == "late"
        and {a.approximate, b.approximate} == {"at-most", "exact"}
    ):
        return ""  # 截至6月底, at the end of June
    return "date" if field else _approximate(a, b)


def _is_bare(when: PartialDate) -> bool:
    """Whether nothing is said but last year, last month, last quarter."""
    last = when.ago is not None and when.ago[0] in ("year", "quarter", "month") and when.ago[1] == -1
    return last and not (when.month or when.day or when.part)


def _times(a: Value, b: Value, first: PartialDate, second: PartialDate) -> Aspect | None:
    if first.hour is None or second.hour is None:
        return None
    sure = bool(first.half and second.half)
    if first.hour != second.hour and (sure or first.hour % 12 != second.hour % 12):
        return "value"
    if (first.minute or 0) != (second.minute or 0):
        return "value"
    return _approximate(a, b)


def _date_is_amount(a: Value, b: Value) -> bool:
    """A year or a day that the other side has as a bare number, a year ago against last year."""
    when, other = (a, b) if isinstance(a.value, PartialDate) else (b, a)
    date_, amount = when.value, other.value
    if not isinstance(date_, PartialDate) or not isinstance(amount, Amount):
        return False
    if other.kind in ("number", "ordinal"):
        return amount.low in (date_.year, date_.day) or (
            date_.part[:1] == "Q" and date_.part[1:] == str(amount.low)
        )
    if other.kind == "period" and date_.part in _PART_MONTHS:  # the first half, six months to June
        months = {"mo": 1, "quarter": 3, "y": 12}.get(other.unit, 0) * amount.low
        return months == _PART_MONTHS[date_.part] and amount.low == amount.high
    if other.kind == "period" and date_.ago:
        return bool(amount.low == 1 and date_.ago[0][:1] == other.unit[:1] and date_.ago[1] != 0)
    return other.kind == "period" and other.unit == "d" and amount.low == date_.day


def _quantities(a: Value, b: Value, first: Amount, second: Amount) -> Aspect | None:
    if a.kind == "ratio":
        return "" if set(_ends(first)) == set(_ends(second)) else "value"
    if a.unit == b.unit or not a.unit or not b.unit or _is_loose(a.unit, b.unit):
        return _amounts(a, b, first, second)
    units = load_units()
    one, two = units.get(a.unit), units.get(b.unit)
    if a.kind == "money" or not one or not two or one.dimension != two.dimension:
        return "unit" if _near(first, second, a, b) or a.kind in ("money", "rate") else None
    if a.kind == "rate":
        return "unit"
    if all(_rounded(x * one.factor, y * two.factor) for x, y in zip(_ends(first), _ends(second), strict=True)):
        return ""
    return "unit" if first.low == second.low else "value"


def _is_loose(unit: str, other: str) -> bool:
    return other in _LOOSE.get(unit, ()) or unit in _LOOSE.get(other, ())


def _rounded(x: Fraction, y: Fraction) -> bool:
    """Whether two quantities of one dimension are one: people round what they convert."""
    return abs(x - y) <= Fraction(6, 100) * max(abs(x), abs(y))


def _ends(amount: Amount) -> tuple[Fraction, Fraction]:
    return amount.low, amount.high


def _amounts(a: Value, b: Value, first: Amount, second: Amount) -> Aspect:
    if "vague" in (a.approximate, b.approximate):
        return _vague(a, b, first, second)
    if _ends(first) == _ends(second):
        return _approximate(a, b)
    if a.kind == "multiple" and abs(first.low - second.low) == 1 and min(first.low, second.low) > 2:
        return "rounding"  # three times more: three or four
    if 12 in (first.step, second.step) and "over" in (a.approximate, b.approximate):
        tens = [v.low / (12 if v.step == 12 else 10) for v in (first, second)]
        return "" if tens[0] == tens[1] else "value"  # 十多, a dozen
    if _holds(a, b) or _holds(b, a):
        return "approximate"  # 五六百米, about 500 metres
    if _near(first, second, a, b):
        return "" if {a.approximate, b.approximate} != {"exact"} else "rounding"
    return "value"


def _holds(span: Value, other: Value) -> bool:
    """Whether a range holds a number that is not meant exactly."""
    wide, one = span.value, other.value
    assert isinstance(wide, Amount) and isinstance(one, Amount)
    return wide.low < wide.high and wide.low <= one.low == one.high <= wide.high and other.approximate != "exact"


def _vague(a: Value, b: Value, first: Amount, second: Amount) -> Aspect:
    if a.approximate == b.approximate == "vague":
        return "" if min(first.high, second.high) >= max(first.low, second.low) else "value"
    rough, exact = (first, second) if a.approximate == "vague" else (second, first)
    return "approximate" if rough.low / 2 <= exact.low <= rough.high + 1 else "value"


def _near(first: Amount, second: Amount, a: Value, b: Value) -> bool:
    """Whether one is the other, rounded: within half a place of the coarser, a whole place with nearly or over."""
    loose = {a.approximate, b.approximate} & {*_UP, *_DOWN, "reaching"}
    finer, coarser = sorted((first, second), key=lambda v: v.step)
    allowed = coarser.step if loose else coarser.step / 2
    if finer.step == coarser.step:
        allowed = Fraction(0)
    allowed = min(allowed, abs(coarser.low) / 10)
    return all(abs(x - y) <= allowed for x, y in zip(_ends(first), _ends(second), strict=True))


def _shares(a: Value, b: Value, first: Amount, second: Amount) -> Aspect | None:
    """Percent against fractions, and growth: doubled is up by 100 percent or to 200 percent."""
    one, two = (_hundredths(v, x) for v, x in ((a, first), (b, second)))
    worded = "fraction" in (a.kind, b.kind)
    allowed = Fraction(1) if worded else max(first.step, second.step) / 2
    options = [one - two]
    if "multiple" in (a.kind, b.kind):
        allowed = Fraction(1)
        options += [one - two - 100, one - two + 100]
    if any(abs(gap) <= allowed for gap in options):
        return _approximate(a, b)
    return "value" if "multiple" not in (a.kind, b.kind) else None


def _hundredths(value: Value, amount: Amount) -> Fraction:
    return amount.low if value.kind == "percent" else amount.low * 100


def _approximate(a: Value, b: Value) -> Aspect:
    """Equal numbers: whether one is hedged and the other not, or the other way."""
    one, two = a.approximate, b.approximate
    if {one, two} == {"before", "at-most"}:
        return ""  # 3月31日前, by 31 March
    if one == two or {one, two} == {"exact", "after"} or "reaching" in (one, two):
        return ""
    if (
        (one in _UP and two in _UP)
        or {one, two} <= {"under", "nearly", "at-most"}
        or {one, two} <= {"about", "nearly"}
    ):
        return ""
    if any((one in up and two in down) or (two in up and one in down) for up, down in _TURNED):
        return "bound"
    return "approximate"
