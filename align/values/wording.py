"""A value in plain English, for the reason of a finding: 3,600,000,000,000 USD, over 40 years."""

from __future__ import annotations

from fractions import Fraction

from align.records import Amount, PartialDate, Value

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_PARTS = {"H1": "first half", "H2": "second half", **{f"Q{i}": f"quarter {i}" for i in range(1, 5)}}
_HOW = {"exact": "", "at-least": "at least ", "at-most": "at most ", "reaching": "as much as ", "vague": "some "}
_TIME = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days", "wk": "weeks", "mo": "months", "y": "years"}
_SUFFIX = {"percent": " percent", "percentage-points": " percentage points", "multiple": " times"}


def describe(value: Value) -> str:
    """The value in plain English."""
    how = _HOW.get(value.approximate, f"{value.approximate} ")
    if isinstance(value.value, PartialDate):
        return how + _date(value.value)
    return how + _amount(value, value.value)


def _number(number: Fraction) -> str:
    if number.denominator == 1:
        return f"{number.numerator:,}"
    decimal = f"{float(number):,.6f}".rstrip("0")
    return decimal if Fraction(decimal.replace(",", "")) == number else f"{number.numerator}/{number.denominator}"


def _amount(value: Value, amount: Amount) -> str:
    between = ":" if value.kind == "ratio" else " to "
    written = _number(amount.low) + (between + _number(amount.high) if amount.high != amount.low else "")
    if value.kind == "rate":
        return f"every {_TIME.get(value.unit, value.unit).removesuffix('s')}"
    if value.kind == "ordinal":
        return f"number {written}"
    if value.unit:
        name = _TIME.get(value.unit, value.unit)
        name = "of an unknown currency" if name == "XXX" else name
        one = amount.low == amount.high == 1 and name in _TIME.values()
        return f"{written} {name.removesuffix('s') if one else name}"
    return written + _SUFFIX.get(value.kind, "")


def _date(when: PartialDate) -> str:
    words: list[str] = []
    if when.hour is not None:
        words.append(f"{when.hour}:{when.minute or 0:02d}" + (" or 12 hours later" if not when.half else ""))
    if when.weekday is not None:
        words.append(_DAYS[when.weekday - 1])
    if when.part and when.part not in ("decade", "century"):
        words.append(_PARTS.get(when.part, when.part))
    if when.day is not None:
        words.append(str(when.day) if when.month else f"day {when.day} of a month")
    if when.month is not None:
        words.append(MONTHS[when.month - 1])
    if when.year is not None:
        words.append(
            {"decade": f"the {when.year}s", "century": f"century {when.year}"}.get(when.part, str(when.year))
        )
    if when.ago is not None:
        words.append(_ago(*when.ago))
    return " ".join(words) or "a date"


def _ago(unit: str, shift: int) -> str:
    if unit == "day" and abs(shift) <= 1:
        return ("yesterday", "today", "tomorrow")[shift + 1]
    turn = {-1: "last", 0: "this", 1: "next"}.get(shift)
    if turn is None:
        return f"{abs(shift)} {unit}s {'ago' if shift < 0 else 'ahead'}"
    return {"month-name": f"({turn})", "weekday": f"({turn})", "period": f"{turn} period"}.get(
        unit, f"{turn} {unit}"
    )
