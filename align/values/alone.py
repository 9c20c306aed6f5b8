"""What a value proves that stands in one version only: how surely the other version lacks what it says."""

from __future__ import annotations

from align.records import Amount, PartialDate, Value

_FEW = 10
"""Things counted under this are often told by a plural, a list or a pronoun (四国领导人, the leaders)."""
_ROUND = 100
"""Written in words this and its like (百名, a thousand) mostly say that there are many."""
_OTHER_WORDS = ("number", "ordinal")


def is_telling(value: Value, text: str) -> bool:
    """Whether a reader would miss the value: not a small count, a list's number, a weekday or "last year" alone.

    :param text: of the document that has it.
    """
    if value.weak or value.approximate == "vague" or value.kind == "time":
        return False
    if isinstance(value.value, PartialDate):
        return _is_dated(value.value)
    if value.kind in _OTHER_WORDS:
        return value.value.high >= _FEW and not _is_said_in_words(value, text)
    if value.kind == "period":  # a day, half a month, a four-day week
        return (value.value.low > 1 and value.value.high >= _FEW) or value.unit in ("y", "mo", "decade")
    return True


def _is_dated(when: PartialDate) -> bool:
    """Whether a day or a year is named, or a month: more than its weekday or its distance from today."""
    return when.year is not None or when.month is not None or (when.day is not None and not when.ago)


def _is_said_in_words(value: Value, text: str) -> bool:
    amount = value.value
    assert isinstance(amount, Amount)
    round_ = amount.low >= _ROUND and set(str(amount.low)) <= set("10") and str(amount.low).count("1") == 1
    return round_ and not any(c.isdigit() for c in value.span.of(text))
