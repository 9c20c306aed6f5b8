"""Numbers, dates and units that both sides state alike, changed so that ``align.values`` tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from align.corpus.damage.change import Change, Text
from align.records import Language, Span, Value
from align.values import compare_values, find_values, match_values

_DIGIT = re.compile(r"[0-9]")
_HANZI = "二三四五六七八九"
_COUNTED = re.compile("[二三四五六七八九两]")
_EN_WORDS = {
    "three": "seven", "four": "nine", "five": "eight", "six": "two", "seven": "three", "eight": "five",
    "nine": "four", "ten": "thirty", "eleven": "seventeen", "twelve": "twenty", "twenty": "sixty",
    "thirty": "ninety",
    "forty": "seventy", "fifty": "eighty", "dozen": "hundred", "dozens": "thousands", "hundreds": "thousands",
}  # fmt: skip
_SCALES = {
    "en": {"thousand": "million", "million": "billion", "billion": "million", "trillion": "billion"},
    "zh": {"万亿": "亿", "万": "亿", "亿": "万"},
}
_UNITS = {
    "en": {
        "yuan": "dollars", "dollars": "euros", "euros": "dollars", "kilometers": "miles", "kilometres": "miles",
        "miles": "kilometers", "kilograms": "tons", "tonnes": "kilograms", "tons": "kilograms",
        "hectares": "acres", "days": "weeks", "weeks": "months", "months": "years", "hours": "days",
        "minutes": "hours",
    },
    "zh": {
        "美元": "欧元", "欧元": "美元", "日元": "美元", "元": "美元", "公里": "英里", "英里": "公里", "公斤": "吨",
        "吨": "公斤", "公顷": "英亩", "个月": "年", "小时": "天", "分钟": "小时", "周": "个月",
    },
}  # fmt: skip
_DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "zh": list("一二三四五六日"),
}
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
_STATES = {
    "en": re.compile(
        r"\d|\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\w+teen|"
        r"\w+ty|[Dd]ozens?|hundreds?|thousands?|millions?|billions?|day|week|month|year|hour|minute|"
        + "|".join((*_DAYS["en"], *_MONTHS))
        + r")s?\b"
    ),
    "zh": re.compile("[0-9０-９二三四五六七八九十百千万亿两]|周|星期|礼拜"),
}
"""What a text that states a value surely has; to look is a hundred times as fast as to read the values."""


def change_numbers(text: Text) -> Iterator[Change]:
    """Another digit, numeral or order of magnitude; the first digit, so that no reader takes it for rounding."""
    for value in _agreed(text.zh, text.en, text.language):
        if value.kind not in ("date", "time"):
            yield from _number_changes(text, value)


def change_dates(text: Text) -> Iterator[Change]:
    """Another year, month, day or day of the week."""
    for value in _agreed(text.zh, text.en, text.language):
        if value.kind == "date":
            yield from _date_changes(text, value)


def change_units(text: Text) -> Iterator[Change]:
    """Another currency or unit of measure."""
    for value in _agreed(text.zh, text.en, text.language):
        yield from _replaced(text, value.span, _UNITS[text.language])


def is_told(text: Text, change: Change) -> bool:
    """Whether the value in that place now differs by more than a rounding, and the other side states no such."""
    agreed = _agreed(text.zh, text.en, text.language)
    value = next(v for v in agreed if v.span.start <= change.span.start and change.span.end <= v.span.end)
    end = value.span.end + len(change.new) - (change.span.end - change.span.start)
    found = find_values(change.of(text.text), text.language)
    now = [v for v in found if v.span.start < end and value.span.start < v.span.end]
    if len(now) != 1 or now[0].approximate != value.approximate:
        return False
    verdict = compare_values(value, now[0])
    differs = verdict.relation == "differs" or (verdict.relation == "incomparable" and now[0].unit != value.unit)
    return (
        differs
        and not verdict.is_slight
        and not any(_same(now[0], v) for v in _others(text.zh, text.en, text.language))
    )


@lru_cache(maxsize=4)
def _agreed(zh: str, en: str, language: Language) -> tuple[Value, ...]:
    """The values of one side that the other states as well, but for those that prove nothing."""
    if not (_STATES["zh"].search(zh) and _STATES["en"].search(en)):
        return ()
    pairs = match_values(find_values(zh, "zh"), find_values(en, "en")).pairs
    same = [pair for pair in pairs if pair.verdict.relation == "same" and not (pair.zh.weak or pair.en.weak)]
    return tuple(pair.zh if language == "zh" else pair.en for pair in same)


@lru_cache(maxsize=4)
def _others(zh: str, en: str, language: Language) -> tuple[Value, ...]:
    return find_values(en, "en") if language == "zh" else find_values(zh, "zh")


def _same(a: Value, b: Value) -> bool:
    return compare_values(a, b).relation == "same"


def _number_changes(text: Text, value: Value) -> Iterator[Change]:
    words = value.span.of(text.text)
    first = _DIGIT.search(words)
    if first and first.group() != "0":
        at = Span(value.span.start + first.start(), value.span.start + first.end())
        yield from (Change(at, digit, "critical") for digit in "123456789" if digit != first.group())
    elif text.language == "zh" and (counted := _COUNTED.search(words)):
        at = Span(value.span.start + counted.start(), value.span.start + counted.end())
        yield from (Change(at, digit, "critical") for digit in _HANZI if digit != counted.group())
    if text.language == "en":
        yield from _replaced(text, value.span, _EN_WORDS)
    yield from _replaced(text, value.span, _SCALES[text.language])


def _date_changes(text: Text, value: Value) -> Iterator[Change]:
    words, start = value.span.of(text.text), value.span.start
    for number in re.finditer(r"[0-9]+", words):
        last = Span(start + number.end() - 1, start + number.end())
        yield from (Change(last, digit, "critical") for digit in "123456789" if digit != number.group()[-1])
    if text.language == "en":
        for names in (_DAYS["en"], _MONTHS):
            table = dict(zip(names, names[3:] + names[:3], strict=True))
            yield from _replaced(text, value.span, table)
    else:
        for day in re.finditer("(?:周|星期|礼拜)([一二三四五六日天])", words):
            at = Span(start + day.start(1), start + day.end(1))
            yield from (Change(at, other, "critical") for other in _DAYS["zh"] if other != day[1])


def _replaced(text: Text, span: Span, table: dict[str, str]) -> Iterator[Change]:
    edge = r"\b" if text.language == "en" else ""
    words = "|".join(sorted(table, key=lambda word: -len(word)))
    for found in re.finditer(f"{edge}(?:{words}){edge}", text.text[: span.end]):
        if found.start() >= span.start:
            yield Change(Span(*found.span()), table[found.group()], "critical")
