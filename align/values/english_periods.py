"""Stretches of time in English text: the 1990s, the 19th century, Q3, the first half, last week, Friday."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import PartialDate, Span, Value
from align.values.english_when import PART, SHIFT, SHIFTS, WEEKDAY, WHEN, YEAR, how_of, part_of, year_of
from align.values.words import ONES, ORDINALS, TENS

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_ORD = "(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_HALF = (
    rf"(?P<half>{_ORD})[ -]half(?! (?:of the )?(?:match|game|century|goal|hour"
    rf"|million))(?: of(?: the)?(?= year| {YEAR}| last| this| next))?"
)
_QUARTER = (
    rf"(?:(?P<nth>{_ORD})[ -]quarter(?!-?final)(?:s?)(?: of(?= (?:the )?(?:year|{YEAR}|last|this|next)))?"
    rf"|\bQ(?P<q>[1-4])\b|\b[HhQ](?P<h>[12])\b(?= (?:of )?20))"
)
_OTHER = re.compile(
    rf"(?:{WHEN})?(?:{PART})?(?:"
    rf"(?:the )?(?P<decade>(?:1[5-9]|20)\d0|(?<!\d)'?\d0)'?s\b|(?P<decadeword>(?:(?:nineteen"
    rf"|eighteen)[ -])?(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b)"
    rf"|(?P<century>\d{{1,2}}(?:st|nd|rd|th)|(?:{'|'.join(ORDINALS)}|twenty-first))[ -][Cc]entury"
    rf"|(?P<wordyear>\b(?:[Nn]ineteen|[Ee]ighteen|[Tt]wenty)[ -](?:hundred\b"
    rf"|(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(w for w in ONES if 0 < ONES[w] < 10)}))?\b|(?:ten|eleven"
    rf"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b))"
    rf"|{_HALF}(?: ?(?P<hy>{YEAR}|last year|this year|next year|year))?"
    rf"|{_QUARTER}(?:,? ?(?:of )?(?:the )?(?P<qy>{YEAR}|last year|this year|next year|year))?"
    rf"|{SHIFT}[ -](?P<unit>year|month|week|quarter(?!-point)|century|{WEEKDAY})(?:'s)?\b"
    rf"|(?P<rday>\b(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]he day before yesterday"
    rf"|[Tt]he day after tomorrow|[Ll]ast night)\b)"
    rf"|(?P<weekday>\b{WEEKDAY})"
    rf"|(?P<same>(?:[Aa]|[Oo]ne) year (?:ago|earlier|before)\b|[Yy]ear[- ](?:on|over)[- ][Yy]ear|\bYoY\b"
    rf"|(?:the )?same (?:period|time|month|quarter) (?:of )?(?:last|a) year(?: ago| earlier)?"
    rf"|from the year before)"
    rf"|(?P<sequential>[Mm]onth[- ]on[- ]month|[Qq]uarter[- ]on[- ]quarter|(?:the |a )?(?:previous quarter"
    rf"|quarter earlier|quarter before))"
    rf"|(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|(?:(?<=his )|(?<=ast )|(?<=ext )"
    rf"|(?<=n the ))fall)(?! Olympic| Paralympic| Games| Palace)(?: (?:of )?(?P<sy>{YEAR}))?\b"
    rf"|(?P<year>(?<![\d.,$£€¥])(?<!\D-)(?<!RMB )(?<!USD )\b{YEAR})(?!\d|s\b|-meter|-metre| (?:people|meters"
    rf"|metres|yuan|dollars|years|km|tons|tonnes|points|miles|feet|million|billion|other|men|women|soldiers"
    rf"|jobs|cases|workers|troops))\b)"
)
_DAY_NAMES = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}
_DAY_NAMES["the day after tomorrow"] = 2


def find_periods(text: str) -> Iterator[Value]:
    """The decades, parts of years, weekdays and years of a folded text, in order."""
    for m in _OTHER.finditer(text):
        how, start = how_of(m)
        date, weak = _era(m) or _part_of_year(m) or _relative(m) or _named(m)
        yield Value("date", Span(start, m.end()), date, "", how, weak)


def _era(m: re.Match[str]) -> tuple[PartialDate, bool] | None:
    """A decade or a century."""
    if m["decade"]:
        return PartialDate(int(m["decade"].lstrip("'")), part="decade"), False
    if m["decadeword"]:
        tens = m["decadeword"].replace("-", " ").split()[-1]
        return PartialDate(next(v for w, v in TENS.items() if w[:-1] == tens[: len(w) - 1]), part="decade"), False
    if m["century"]:
        word = m["century"].lower()
        number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else 21 if "-" in word else ORDINALS[word]
        return PartialDate(number, part="century"), False
    return None


def _part_of_year(m: re.Match[str]) -> tuple[PartialDate, bool] | None:
    """A half, a quarter or a season; the first half of nothing may be a match's."""
    if m["half"] or m["h"]:
        year, ago = year_of(m["hy"] if m["half"] else m["qy"])
        part = f"H{_nth(m['half']) if m['half'] else m['h']}"
        return PartialDate(year, part=part, ago=ago), not (year or ago or m["h"] or m["hy"])
    if m["nth"] or m["q"]:
        year, ago = year_of(m["qy"])
        return PartialDate(year, part=f"Q{_nth(m['nth']) if m['nth'] else m['q']}", ago=ago), False
    if m["season"]:
        season = m["season"].lower().replace("fall", "autumn")
        return PartialDate(int(m["sy"]) if m["sy"] else None, part=season), not m["sy"]
    return None


def _relative(m: re.Match[str]) -> tuple[PartialDate, bool] | None:
    """What is counted from the day of writing."""
    if m["unit"]:
        shift, unit, part = SHIFTS.get((m["shift"] or "").lower(), 0), m["unit"], part_of(m)
        if unit[0].isupper():
            return PartialDate(weekday=_weekday(unit), ago=("weekday", shift)), False
        if unit == "century":
            return PartialDate(21 + shift, part="century"), False
        return PartialDate(part=part, ago=(unit, shift)), shift == 0 and not part
    if m["rday"]:
        word = m["rday"].lower()
        return PartialDate(ago=("day", _DAY_NAMES.get(word, 0))), word == "today"
    if m["same"]:
        return PartialDate(ago=("year", -1)), True
    if m["sequential"]:
        return PartialDate(ago=("period", -1)), True
    return None


def _named(m: re.Match[str]) -> tuple[PartialDate, bool]:
    """A weekday or a year."""
    if m["weekday"]:
        return PartialDate(weekday=_weekday(m["weekday"])), False
    if m["wordyear"]:
        return PartialDate(_spoken_year(m["wordyear"].lower())), False
    return PartialDate(int(m["year"]), part=part_of(m)), False


def _weekday(name: str) -> int:
    return _DAYS.index(name.removesuffix("s")) + 1


def _nth(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else ORDINALS[word]


def _spoken_year(words: str) -> int:
    century, *rest = re.split("[ -]", words)
    return 100 * {**ONES, **TENS}[century] + sum({**ONES, **TENS}.get(w, 0) for w in rest)
