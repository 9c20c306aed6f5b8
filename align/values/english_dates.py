"""Dates and times in English text: 12 July 2020, last November, the 1990s, Q3, the first half, 3 p.m."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import Approximation, PartialDate, Span, Value
from align.values.english_clock import find_times
from align.values.words import ONES, ORDINALS, TENS

_MONTHS = (
    [
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
    ],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
)
_NUMBER = {name: i for names in _MONTHS for i, name in enumerate(names, 1)} | {"Sept": 9}
_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?(?= \d|,? ?\d{4}))"
)
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%:])"
_Y = r"(?:1[0-9]|20|21)\d\d(?![\d,]\d|%|\d)"
_SHIFT = (
    r"(?P<shift>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming|[Pp]revious|[Ff]ollowing|[Cc]urrent|the same"
    r"|[Tt]he year before)"
)
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
_ORD = "(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_PART = (
    r"(?P<part>(?:[Ee]arly|[Mm]id|[Ll]ate|(?:the |at the )?(?:[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd) of"
    r"|(?:[Yy]ear-)end of|end-)[ -]?(?:in )?)"
)
_WHEN = (
    r"(?P<when>(?:[Bb]efore|[Bb]y|[Uu]ntil|[Tt]ill|[Uu]p to|[Pp]rior to|[Nn]o later than|[Aa]head of"
    r"|[Ss]ince|[Aa]fter|[Ff]rom|[Ff]ollowing|[Aa]s of|[Ii]n|[Oo]n|[Oo]f|[Dd]uring|[Aa]round|[Ll]ate"
    r"|[Ee]arly) (?:the )?)"
)
_HALF = (
    rf"(?P<half>{_ORD})[ -]half(?! (?:of the )?(?:match|game|century|goal|hour"
    rf"|million))(?: of(?: the)?(?= year| {_Y}| last| this| next))?"
)
_QUARTER = (
    rf"(?:(?P<nth>{_ORD})[ -]quarter(?!-?final)(?:s?)(?: of(?= (?:the )?(?:year|{_Y}|last|this|next)))?"
    rf"|\bQ(?P<q>[1-4])\b|\b[HhQ](?P<h>[12])\b(?= (?:of )?20))"
)
_DATE = re.compile(
    rf"(?:{_WHEN})?(?:{_PART})?(?:(?:{_WEEKDAY}(?=,? (?:the )?\d|,? {_MONTH})),? )?"
    rf"(?:{_SHIFT} )?(?:(?P<d1>\b{_D})(?: ?(?:-|to|and"
    rf"|until) ?(?P<d1b>{_D}))? (?:of )?(?P<m1>{_MONTH})(?:,? (?P<y1>{_Y}|last year|this year|next year))?"
    rf"|(?P<m2>\b{_MONTH}) (?P<d2>{_D})(?:(?: ?- ?| to | and )(?:{_MONTH} )?(?P<d2b>{_D}))?(?:,? (?P<y2>{_Y}))?"
    rf"|(?P<m3>\b{_MONTH})(?:,? (?:of )?(?P<y3>{_Y}|last year|this year|next year))?)"
)
_OTHER = re.compile(
    rf"(?:{_WHEN})?(?:{_PART})?(?:"
    rf"(?:the )?(?P<decade>(?:1[5-9]|20)\d0|(?<!\d)'?\d0)'?s\b|(?P<decadeword>(?:(?:nineteen"
    rf"|eighteen)[ -])?(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b)"
    rf"|(?P<century>\d{{1,2}}(?:st|nd|rd|th)|(?:{'|'.join(ORDINALS)}|twenty-first))[ -][Cc]entury"
    rf"|(?P<wordyear>\b(?:[Nn]ineteen|[Ee]ighteen|[Tt]wenty)[ -](?:hundred\b"
    rf"|(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(w for w in ONES if 0 < ONES[w] < 10)}))?\b|(?:ten|eleven"
    rf"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b))"
    rf"|{_HALF}(?: ?(?P<hy>{_Y}|last year|this year|next year|year))?"
    rf"|{_QUARTER}(?:,? ?(?:of )?(?:the )?(?P<qy>{_Y}|last year|this year|next year|year))?"
    rf"|{_SHIFT}[ -](?P<unit>year|month|week|quarter|century|{_WEEKDAY})(?:'s)?\b"
    rf"|(?P<rday>\b(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]he day before yesterday"
    rf"|[Tt]he day after tomorrow|[Ll]ast night)\b)"
    rf"|(?P<weekday>\b{_WEEKDAY})"
    rf"|(?P<same>(?:[Aa]|[Oo]ne) year (?:ago|earlier|before)\b|[Yy]ear[- ](?:on|over)[- ][Yy]ear|\bYoY\b"
    rf"|(?:the )?same (?:period|time|month|quarter) (?:of )?(?:last|a) year(?: ago| earlier)?"
    rf"|from the year before)"
    rf"|(?P<sequential>[Mm]onth[- ]on[- ]month|[Qq]uarter[- ]on[- ]quarter|(?:the |a )?(?:previous quarter"
    rf"|quarter earlier|quarter before))"
    rf"|(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|(?:(?<=his )|(?<=ast )|(?<=ext )"
    rf"|(?<=n the ))fall)(?! Olympic| Paralympic| Games| Palace)(?: (?:of )?(?P<sy>{_Y}))?\b"
    rf"|(?P<year>(?<![\d.,$£€¥])(?<!\D-)(?<!RMB )(?<!USD )\b{_Y})(?!\d|s\b|-meter|-metre| (?:people|meters"
    rf"|metres|yuan|dollars|years|km|tons|tonnes|points|miles|feet|million|billion|other|men|women|soldiers"
    rf"|jobs|cases|workers|troops))\b)"
)
_ISO = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/](?P<m>1[0-2]|0[1-9])[-/](?P<d>3[01]|[12]\d|0[1-9])(?!\d)")
_HOW: dict[str, Approximation] = {
    **dict.fromkeys(("before", "prior to", "ahead of"), "before"),
    **dict.fromkeys(("by", "until", "till", "up to", "no later than", "as of"), "at-most"),
    **dict.fromkeys(("since", "after", "from", "following"), "after"),
}


def find_dates(text: str) -> Iterator[Value]:
    """The dates, parts of years, comparisons with last year and times of a folded text; they may overlap."""
    for m in _ISO.finditer(text):
        yield Value("date", Span(*m.span()), PartialDate(int(m["y"]), int(m["m"]), int(m["d"])))
    yield from find_times(text)
    for m in _DATE.finditer(text):
        yield from _calendar(text, m)
    for m in _OTHER.finditer(text):
        yield _other(m)


def _how(m: re.Match[str]) -> tuple[Approximation, int]:
    """What the word before says (by: before), and where the value begins: at that word if it counts."""
    when = (m["when"] or "").lower().removesuffix("the ").strip()
    how = _HOW.get(when, "exact")
    start = m.start() if how != "exact" or not m["when"] or when in ("late", "early") else m.end("when")
    return how, start


def _part(m: re.Match[str]) -> str:
    word = ((m["part"] or m["when"] or "") + " ").lower()
    return next(
        (
            p
            for k, p in (
                ("early", "early"),
                ("mid", "mid"),
                ("late", "late"),
                ("begin", "early"),
                ("start", "early"),
                ("end", "late"),
            )
            if k in word
        ),
        "",
    )


def _year(written: str | None) -> tuple[int | None, tuple[str, int] | None]:
    if not written or written == "year":
        return None, None
    if written.isdigit():
        return int(written), None
    return None, ("year", _SHIFTS[written.split()[0]])


def _calendar(text: str, m: re.Match[str]) -> Iterator[Value]:
    name = m["m1"] or m["m2"] or m["m3"]
    if (
        m["m3"]
        and name in ("May", "March")
        and not (m["y3"] or m["when"] or m["shift"] or m["part"] or text.startswith("'s", m.end()))
    ):
        return
    if (
        m["m3"]
        and name in ("May", "March")
        and (m["when"] or "").lower().strip() in ("by", "from", "of", "before")
        and not m["y3"]
    ):
        following = text[m.end() : m.end() + 2]
        if following[:1].isalpha() or re.match(" [A-Z]", following):
            return
    year, ago = _year(m["y1"] or m["y2"] or m["y3"])
    if m["shift"] and not ago and year is None:
        ago = ("month-name", _SHIFTS.get(m["shift"].lower(), 0))
    how, start = _how(m)
    month = _NUMBER[name.rstrip(".")]
    days = [int(re.sub(r"\D", "", d)) for d in (m["d1"] or m["d2"], m["d1b"] or m["d2b"]) if d]
    end = m.end()
    if len(days) == 2:
        if how == "after":
            start = m.start("d1") if m["d1"] else m.start("m2")
        how = "exact"
        second = m.start("d1b") if m["d1b"] else m.start("d2b")
        if m["d2b"]:
            yield Value("date", Span(start, m.end("d2")), PartialDate(year, month, days[0], ago=ago), "", how)
            yield Value("date", Span(second, end), PartialDate(year, month, days[1], ago=ago))
        else:
            yield Value("date", Span(start, m.end("d1")), PartialDate(year, month, days[0], ago=ago), "", how)
            yield Value("date", Span(second, end), PartialDate(year, month, days[1], ago=ago))
        return
    yield Value(
        "date", Span(start, end), PartialDate(year, month, days[0] if days else None, None, _part(m), ago), "", how
    )


def _other(m: re.Match[str]) -> Value:
    how, start = _how(m)
    span, weak = Span(start, m.end()), False
    part = _part(m)
    date = PartialDate(part=part)
    if m["decade"]:
        date = PartialDate(int(m["decade"].lstrip("'")), part="decade")
    elif m["decadeword"]:
        tens = m["decadeword"].replace("-", " ").split()[-1]
        date = PartialDate(next(v for w, v in TENS.items() if w[:-1] == tens[: len(w) - 1]), part="decade")
    elif m["century"]:
        word = m["century"].lower()
        date = PartialDate(
            int(re.sub(r"\D", "", word)) if word[0].isdigit() else 21 if "-" in word else ORDINALS[word],
            part="century",
        )
    elif m["wordyear"]:
        date = PartialDate(_spoken_year(m["wordyear"].lower()))
    elif m["half"] or m["h"]:
        year, ago = _year(m["hy"] if m["half"] else m["qy"])
        date, weak = (
            PartialDate(year, part="H" + (str(_nth(m["half"])) if m["half"] else m["h"]), ago=ago),
            not (year or ago or m["h"] or m["hy"]),
        )
    elif m["nth"] or m["q"]:
        year, ago = _year(m["qy"])
        date = PartialDate(year, part=f"Q{_nth(m['nth']) if m['nth'] else m['q']}", ago=ago)
    elif m["unit"]:
        shift, unit = _SHIFTS.get((m["shift"] or "").lower(), 0), m["unit"]
        if unit[0].isupper():
            date = PartialDate(weekday=_DAYS.index(unit.removesuffix("s")) + 1, ago=("weekday", shift))
        elif unit == "century":
            date = PartialDate(21 + shift, part="century")
        else:
            date, weak = PartialDate(part=part, ago=(unit, shift)), shift == 0 and not part
    elif m["rday"]:
        word = m["rday"].lower()
        days = {
            "yesterday": -1,
            "last night": -1,
            "tomorrow": 1,
            "the day before yesterday": -2,
            "the day after tomorrow": 2,
        }
        date, weak = PartialDate(ago=("day", days.get(word, 0))), word == "today"
    elif m["weekday"]:
        date = PartialDate(weekday=_DAYS.index(m["weekday"].removesuffix("s")) + 1)
    elif m["same"]:
        date, weak = PartialDate(ago=("year", -1)), True
    elif m["sequential"]:
        date, weak = PartialDate(ago=("period", -1)), True
    elif m["season"]:
        weak = not m["sy"]
        date = PartialDate(int(m["sy"]) if m["sy"] else None, part=m["season"].lower().replace("fall", "autumn"))
    else:
        date = PartialDate(int(m["year"]), part=part)
    return Value("date", span, date, "", how, weak)


def _nth(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else ORDINALS[word]


def _spoken_year(words: str) -> int:
    century, *rest = re.split("[ -]", words)
    return 100 * {**ONES, **TENS}[century] + sum({**ONES, **TENS}.get(w, 0) for w in rest)
