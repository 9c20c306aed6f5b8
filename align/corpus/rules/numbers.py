"""Pairs that state different numbers, dates or amounts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from align.corpus.records import Refusal, SegmentPair
from align.records import Amount, PartialDate, Value
from align.values import ValuePair, find_values, match_values

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number that each side gives and the other does not: 461 against 464, 7月26日 against July 29.

    ``align.values`` reads the numerals of both languages, so that 1.1亿 and "110 million" are one, and
    三成 is 30%. That one side is vaguer (about 90%, up to 20 km) is no mismatch, nor is a converted unit.
    """

    name: ClassVar[str] = "numbers"
    reason: ClassVar[str] = "the two sides state different numbers"

    missing: bool = False
    """Refuse also where a number in digits stands on one side and nothing like it on the other."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse by the first number that each side has alone."""
        zh, en = find_values(pair.zh, "zh"), find_values(pair.en, "en")
        matched = match_values(zh, en).pairs
        only_zh = _alone(pair.zh, zh, pair.en, en, {m.zh.span: m for m in matched})
        only_en = _alone(pair.en, en, pair.zh, zh, {m.en.span: m for m in matched})
        if only_en and not only_zh:  # 2019 ... 2019 against 2019 ... 2022
            only_zh = _more_often(pair.zh, pair.en)
        elif only_zh and not only_en:
            only_en = _more_often(pair.en, pair.zh)
        if (only_zh and only_en) or (self.missing and (only_zh or only_en)):
            return Refusal(self.name, f"{only_zh} | {only_en}")
        for match in matched:
            if _differ_in_words(match, pair):
                return Refusal(self.name, f"{match.zh.span.of(pair.zh)} | {match.en.span.of(pair.en)}")
        return None


def _alone(
    text: str, values: Sequence[Value], other: str, others: Sequence[Value], matched: dict[object, ValuePair]
) -> str:
    """The first number in digits of ``text`` that ``other`` says in no way, "" where there is none."""
    written = {_plain(found) for found in _DIGITS.findall(_narrow(other))}
    meant = {number for value in others for number in _numbers(value)}
    for found in _DIGITS.finditer(_narrow(text)):
        if _plain(found.group()) in written:
            continue
        whole = (v for v in values if v.span.start <= found.start() and found.end() <= v.span.end)
        if not any(_is_explained(v, meant, matched.get(v.span)) for v in whole):
            return found.group()
    return ""


def _more_often(text: str, other: str) -> str:
    """The first number in digits that ``text`` has more often than ``other``, which has it too."""
    here, there = (Counter(map(_plain, _DIGITS.findall(_narrow(side)))) for side in (text, other))
    return next((number for number in here if here[number] > there[number] > 0), "")


def _is_explained(value: Value, meant: set[Fraction], match: ValuePair | None) -> bool:
    """Whether the other side has the number, or says the same in another unit or by another way of dating."""
    if isinstance(value.value, Amount) and {value.value.low, value.value.high} <= meant:
        return True
    if match is None or match.verdict.relation != "same":
        return False
    # Rounding counts as the same elsewhere, but for training 461 is not 464, nor 140 pounds a bare 143.
    bare = {match.zh.kind, match.en.kind} & {"number", "ordinal"}
    converted = match.zh.unit != match.en.unit or match.zh.kind != match.en.kind
    return isinstance(value.value, PartialDate) or (converted and not bare)


def _numbers(value: Value) -> Iterator[Fraction]:
    if isinstance(value.value, Amount):
        yield from (value.value.low, value.value.high)
    else:
        date = value.value
        yield from (Fraction(part) for part in (date.year, date.month, date.day, date.hour) if part is not None)


def _differ_in_words(match: ValuePair, pair: SegmentPair) -> bool:
    """Whether numerals in words differ plainly (四 against "three"); digits were looked at before."""
    if match.verdict.relation != "differs" or match.verdict.is_slight or match.zh.weak or match.en.weak:
        return False
    written = match.zh.span.of(pair.zh), match.en.span.of(pair.en)
    amounts = match.zh.value, match.en.value
    if any(_DIGITS.search(_narrow(w)) for w in written) or not all(isinstance(a, Amount) for a in amounts):
        return False
    return set(_numbers(match.zh)).isdisjoint(_numbers(match.en))


def _narrow(text: str) -> str:
    """Full-width digits as narrow ones, character for character, so that places stay."""
    return "".join(unicodedata.normalize("NFKC", c) if "０" <= c <= "９" else c for c in text)


def _plain(number: str) -> str:
    return number.replace(",", "").lstrip("0") or "0"
