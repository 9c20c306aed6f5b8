"""Dates and times in English text: 12 July 2020, last November, the 1990s, Q3, the first half, 3 p.m."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import PartialDate, Span, Value
from align.values.english_clock import find_times
from align.values.english_periods import find_periods
from align.values.english_when import PART, SHIFT, SHIFTS, WEEKDAY, WHEN, YEAR, how_of, part_of, year_of
from align.values.wording import MONTHS

_MONTHS = (
    MONTHS,
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
)
_NUMBER = {name: i for names in _MONTHS for i, name in enumerate(names, 1)} | {"Sept": 9}
_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?(?= \d|,? ?\d{4}))"
)
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%:])"
_DATE = re.compile(
    rf"(?:{WHEN})?(?:{PART})?(?:(?:{WEEKDAY}(?=,? (?:the )?\d|,? {_MONTH})),? )?"
    rf"(?:{SHIFT} )?(?:(?P<d1>(?<![:.])\b{_D})(?: ?(?:-|to|and"
    rf"|until) ?(?P<d1b>{_D}))? (?:of )?(?P<m1>{_MONTH})(?:,? (?P<y1>{YEAR}|last year|this year|next year))?"
    rf"|(?P<m2>\b{_MONTH}) (?P<d2>{_D})(?:(?: ?- ?| to | and )(?P<m2b>{_MONTH} )?(?P<d2b>{_D}))?"
    rf"(?:,? (?P<y2>{YEAR}))?"
    rf"|(?P<m3>\b{_MONTH})(?:,? (?:of )?(?P<y3>{YEAR}|last year|this year|next year))?)"
)
_LIMIT = re.compile(
    r"(?:deadline of|(?:[Aa]s of|[Bb]y|[Uu]ntil|[Tt]ill|[Uu]p to) (?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?"
    r"|midnight|noon)(?: on| of)?) (?:the )?$"
)
"""A bound before the date, beyond the time of day: as of 21:00 on 25 July."""
_ISO = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/](?P<m>1[0-2]|0[1-9])[-/](?P<d>3[01]|[12]\d|0[1-9])(?!\d)")


def find_dates(text: str) -> Iterator[Value]:
    """The dates, parts of years, comparisons with last year and times of a folded text; they may overlap."""
    for m in _ISO.finditer(text):
        yield Value("date", Span(*m.span()), PartialDate(int(m["y"]), int(m["m"]), int(m["d"])))
    yield from find_times(text)
    for m in _DATE.finditer(text):
        yield from _calendar(text, m)
    yield from find_periods(text)


def _calendar(text: str, m: re.Match[str]) -> Iterator[Value]:
    name = m["m1"] or m["m2"] or m["m3"]
    if m["m3"] and name in ("May", "March") and _is_a_name(text, m):
        return
    year, ago = year_of(m["y1"] or m["y2"] or m["y3"])
    if m["shift"] and not ago and year is None:
        ago = ("month-name", SHIFTS.get(m["shift"].lower(), 0))
    how, start = how_of(m)
    month = _NUMBER[name.rstrip(".")]
    days = [int(re.sub(r"\D", "", d)) for d in (m["d1"] or m["d2"], m["d1b"] or m["d2b"]) if d]
    end = m.end()
    if len(days) == 2:
        if how == "after":  # from 15 to 18 December
            start = m.start("d1") if m["d1"] else m.start("m2")
        first, second = (m.end("d2"), m.start("d2b")) if m["d2b"] else (m.end("d1"), m.start("d1b"))
        yield Value("date", Span(start, first), PartialDate(year, month, days[0], ago=ago))
        last = _NUMBER[m["m2b"].strip(" .")] if m["m2b"] else month
        second = m.start("m2b") if m["m2b"] else second
        yield Value("date", Span(second, end), PartialDate(year, last, days[1], ago=ago))
        return
    begins = next(m.start(group) for group in ("d1", "m2", "m3") if m[group])
    if how == "exact" and (_LIMIT.search(text, max(0, begins - 40), begins) or text.startswith(" deadline", end)):
        how = "at-most"
    yield Value(
        "date",
        Span(start, end),
        PartialDate(year, month, days[0] if days else None, None, part_of(m), ago),
        "",
        how,
    )


def _is_a_name(text: str, m: re.Match[str]) -> bool:
    """Whether May or March with nothing but a word before it is a person or a walk: Theresa May, the march."""
    if m["y3"] or m["shift"] or m["part"] or text.startswith("'s", m.end()):
        return False
    if not m["when"]:
        return True
    unsure = m["when"].lower().strip() in ("by", "from", "of", "before")
    following = text[m.end() : m.end() + 2]
    return unsure and bool(following[:1].isalpha() or re.match(" [A-Z]", following))
