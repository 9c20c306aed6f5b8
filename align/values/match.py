"""Which Chinese value goes with which English one, inside one bead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from align.records import Amount, Span, Value
from align.values.assignment import assign
from align.values.compare import Verdict, compare_values

_SLIGHT, _NUMBER, _UNIT = 0.8, 0.3, 0.4
_TO = 6
"""Characters between the two ends of a range (5 km to 7 km)."""
_BRACKET = 3
"""Characters between a value and the one in brackets behind it."""


@dataclass(frozen=True, slots=True)
class ValuePair:
    """A Chinese value, the English one that stands for it, and what they are to each other."""

    zh: Value
    en: Value
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ValueMatch:
    """The pairs in Chinese order, and the values of one side that the other should have and has not.

    Weak values (一名, one of) and those that repeat a paired value are in neither list of left ones.
    """

    pairs: tuple[ValuePair, ...]
    only_zh: tuple[Value, ...]
    only_en: tuple[Value, ...]


def match_values(zh: Sequence[Value], en: Sequence[Value], today: date | None = None) -> ValueMatch:
    """The assignment with the greatest sum of likeness: the same before the nearly same before a likely slip."""
    zh, en = _joined(zh, en), _joined(en, zh)
    verdicts = {(i, k): compare_values(a, b, today) for i, a in enumerate(zh) for k, b in enumerate(en)}
    scores = [
        [_score(zh[i], en[k], verdicts[i, k], _apart(i, len(zh), k, len(en))) for k in range(len(en))]
        for i in range(len(zh))
    ]
    chosen = [
        (i, k)
        for i, k in assign(scores)
        if verdicts[i, k].relation == "same" or not _said_elsewhere(verdicts, i, k)
    ]
    pairs = tuple(ValuePair(zh[i], en[k], verdicts[i, k]) for i, k in chosen)
    return ValueMatch(
        pairs,
        _left(zh, {i for i, _ in chosen}, en, today),
        _left(en, {k for _, k in chosen}, zh, today),
    )


def _joined(values: Sequence[Value], others: Sequence[Value]) -> list[Value]:
    """The same, with two neighbours as one range where the other side has it: from 1 to 7 metres, 1至7米."""
    ranges = {(v.value.low, v.value.high) for v in others if isinstance(v.value, Amount) and v.kind != "ratio"}
    out: list[Value] = []
    for value in values:
        last = out[-1] if out else None
        if (
            last is not None
            and isinstance(last.value, Amount)
            and isinstance(value.value, Amount)
            and last.unit in ("", value.unit)
            and value.span.start - last.span.end <= _TO
            and last.value.low == last.value.high < value.value.low == value.value.high
            and (last.value.low, value.value.high) in ranges
        ):
            whole = Amount(last.value.low, value.value.high, value.value.step)
            out[-1] = replace(value, span=Span(last.span.start, value.span.end), value=whole)
        else:
            out.append(value)
    return out


def _said_elsewhere(verdicts: dict[tuple[int, int], Verdict], i: int, k: int) -> bool:
    """Whether either value of a pair that differs is said by another value of the other side."""
    return any(v.relation == "same" and (row == i) != (column == k) for (row, column), v in verdicts.items())


def _apart(i: int, n: int, k: int, m: int) -> float:
    """How far apart two values stand in their texts, 0 to 1."""
    return abs((i + 0.5) / n - (k + 0.5) / m)


def _score(a: Value, b: Value, verdict: Verdict, apart: float) -> float:
    if verdict.relation == "incomparable":
        return 0.0
    weak = (
        (a.weak or b.weak)
        and verdict.relation == "differs"
        and not (a.kind == b.kind and a.kind in ("multiple", "rate", "date"))
    )
    if weak and not verdict.is_slight:
        return 0.0
    if verdict.relation == "same":
        likeness = 1.0 + 0.2 * (a.kind == b.kind) + 0.1 * (a.unit == b.unit) + 0.1 * (not a.weak and not b.weak)
    elif verdict.is_slight:
        likeness = _SLIGHT
    else:
        likeness = _UNIT if verdict.aspect == "unit" else _NUMBER + 0.05 * (a.approximate == b.approximate)
    return likeness * (1 - 0.2 * apart)


def _left(
    values: Sequence[Value], taken: set[int], others: Sequence[Value], today: date | None
) -> tuple[Value, ...]:
    """Those without a partner that need one: not weak, and said nowhere on the other side."""
    return tuple(
        v
        for i, v in enumerate(values)
        if i not in taken and not v.weak and not _is_said(v, others, today) and not _is_conversion(v, values)
    )


def _is_conversion(value: Value, values: Sequence[Value]) -> bool:
    """Whether it only gives the value before it in another unit: 1,000 jin (500 kg)."""
    return any(
        0 <= value.span.start - other.span.end <= _BRACKET
        and value.unit != other.unit
        and value.kind == other.kind
        and ((verdict := compare_values(other, value)).relation == "same" or verdict.is_slight)
        for other in values
    )


def _is_said(value: Value, others: Sequence[Value], today: date | None) -> bool:
    """Whether the other side has the value, or both ends of a range or score, or a range with this end."""
    if any(compare_values(value, o, today).relation == "same" for o in others):
        return True
    if not isinstance(value.value, Amount):
        return False
    ends = {value.value.low, value.value.high}
    amounts = [o.value for o in others if isinstance(o.value, Amount)]
    return ends <= {o.low for o in amounts} | {o.high for o in amounts}
