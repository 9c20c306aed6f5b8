"""What stands around an English number: its unit (acres, times, percentage points) and about, over or under."""

from __future__ import annotations

import re
from fractions import Fraction

from align.records import Amount, Approximation, Span, Value, ValueKind
from align.values.amounts import hedges, point, times
from align.values.units import english_units, load_units

_BEFORE = re.compile(
    r"(?:^|(?<=[^a-z]))(?:"
    + "|".join(sorted(hedges("en", "before"), key=len, reverse=True))
    + r") (?:the |a |an )?$"
)
_AFTER = re.compile(
    r"(?: |(?=[-+]))(?:"
    + "|".join(re.escape(w) for w in sorted(hedges("en", "after"), key=len, reverse=True))
    + r")(?![a-z])"
)
_COUNTED = re.compile(r" [a-z]+(?= (?:and|or) (?:more|over|older|higher|above|less|fewer|under|below)\b(?! than))")
"""What is counted, before a bound: 50 people and under."""
_IS_LATELY = re.compile(r"(?:^|[^a-z])(?:the|these|this) past $")
"""The past ten days are no more than ten days."""
_DENIED = re.compile(
    r"(?:^|(?<=[^a-z]))(?:no|not|not to|never|(?:do|does|did|must|should|ca|wo|could|would)n['’]t)(?: be)? $"
)
_TURNED: dict[Approximation, Approximation] = {"over": "at-most", "under": "at-least"}
"""What a bound says when it is denied: not exceeding is at most, no lower than at least."""
_PERCENT = re.compile(
    r"[ -]?(?:(?P<points>(?:percent(?:age)?|per cent|%)[ -]points?|pps?\b|(?P<basis>basis points?|bps?\b))"
    r"|(?:%|percent|per cent|pc\b|pct\b|per-cent))"
)
_FOREIGN = re.compile(r" ([A-Z][a-z]+) (?:dollars?|pounds?|francs?|dinars?|crowns?)\b")
_KNOWN = re.compile(" (?:US|American|Australian|Canadian|Hong|New|Singapore|Taiwan|Swiss|British)")


def with_unit(
    text: str,
    small: str,
    start: int,
    end: int,
    amount: Amount,
    how: Approximation,
    sign: str | None = None,
    weak: bool = False,
) -> Value:
    """The value with the unit behind it: percent, money, measure, times, or nothing but a counted thing."""
    if sign:
        return with_hedge(small, start, end, amount, "money", sign, how=how)
    if percent := _PERCENT.match(small, end):
        kind: ValueKind = "percentage-points" if percent["points"] else "percent"
        factor = Fraction(1, 100) if percent["basis"] else 1
        return with_hedge(small, start, percent.end(), times(amount, factor), kind, how=how)
    if many := re.compile(r" times\b(?! (?:in|this|since|before|last|a |over the|during))").match(small, end):
        return with_hedge(small, start, many.end(), amount, "multiple", how=how)
    if (foreign := _FOREIGN.match(text, end)) and not _KNOWN.match(text, end):
        return with_hedge(small, start, foreign.end(), amount, "money", "XXX", how=how)
    names, pattern = english_units()
    late = re.compile(
        r"[ -](?:and a half |or so |or more |odd |more |additional |further |consecutive |straight |full "
        r"|long |whole |of )?"
    ).match(small, end)
    unit = pattern.match(small, end) or (pattern.match(small, late.end()) if late else None)
    if unit and not (
        unit[0] in ("in", "mu", "li", "dan", "chi", "s", "won", "real", "second", "t", "g")
        and amount.low
        and _no_unit(small, unit)
    ):
        symbol = (
            names.get(unit[0])
            or names.get(unit[0].replace("-", " "))
            or names.get(unit[0].replace(" ", "-"))
            or ""
        )
        if symbol:
            if late and "and a half" in late[0]:
                amount = point(amount.low + Fraction(1, 2), Fraction(1, 2))
            end = unit.end()
            if symbol == "y" and (old := re.compile("[ -]olds?|[ -]of age").match(small, end)):
                end = old.end()
            if half := re.compile(" and a half").match(small, end):
                amount, end = point(amount.low + Fraction(1, 2), Fraction(1, 2)), half.end()
            return with_hedge(small, start, end, amount, load_units()[symbol].kind, symbol, weak, how)
    return with_hedge(small, start, end, amount, "number", "", weak, how)


def _no_unit(small: str, unit: re.Match[str]) -> bool:
    """Whether letters that may be a unit are a word here: "12 in Beijing", "they won"."""
    return not (
        unit[0] in ("mu", "li", "won", "real") and not re.match(" (?:the|a|an|it|in|that|as)", small[unit.end() :])
    )


def with_hedge(
    small: str,
    start: int,
    end: int,
    amount: Amount,
    kind: ValueKind,
    unit: str = "",
    weak: bool = False,
    how: Approximation = "exact",
) -> Value:
    """The value with the words around it that make it about, over or under."""
    before = _BEFORE.search(small[max(0, start - 24) : start])
    if before and kind != "rate" and not _IS_LATELY.search(small[max(0, start - 24) : start]):
        word = re.sub(r"(?: the| a| an)? $", "", before[0])
        how = hedges("en", "before")[word.strip()]
        start -= len(before[0])
        if how in _TURNED and (denied := _DENIED.search(small[max(0, start - 14) : start])):
            how, start = _TURNED[how], start - len(denied[0])
    counted = _COUNTED.match(small, end) if kind == "number" else None
    if (after := _AFTER.match(small, counted.end() if counted else end)) and kind != "rate":
        how = hedges("en", "after")[after[0].strip()] if how == "exact" else how
        end = after.end()
    return Value(kind, Span(start, end), amount, unit, how, weak)
