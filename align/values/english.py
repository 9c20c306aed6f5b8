"""Numbers and quantities in English text: 3.6 trillion dollars, a third, twofold, half a million, dozens of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from align.records import Amount, Value
from align.values.amounts import point, read_digits, times, vague
from align.values.english_units import with_hedge, with_unit
from align.values.script import lower
from align.values.units import currency_signs, english_units, load_units
from align.values.words import LARGE, NUMBER_WORD, ORDINALS, SCALES, SHORT, TENS, read_words

_SIGNS = currency_signs()[1].lower()
_DIGITS = r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,30})?|\d{1,30}(?!\d)(?:\.\d{1,30})?|\.\d{1,30})"
_SCALE = (
    rf"(?:[ -]?(?P<scale%s>hundred thousand|{'|'.join(LARGE)}|hundred|dozen)s?\b(?! of thousands)"
    rf"|(?P<short%s>bn|tn|trn|mn|mln|m|b|k)(?![a-z0-9]))"
)
_WORDS = (
    rf"(?:(?:an?[ -](?=hundred|thousand|million|billion|trillion|dozen))?(?:{NUMBER_WORD})\b(?:(?:-"
    rf"| and a half | and |[ ])(?:{NUMBER_WORD}|a half)\b|[ -]and[ -]a[ -]half\b)*)"
)
_NUMBER = rf"(?:{_DIGITS}(?:{_SCALE})?|{_WORDS})"
_NTH = "|".join(w for w in ORDINALS if w not in ("first", "second"))
_PARTS = "half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth"
_ANY = re.compile(
    rf"(?P<percent>(?:hundreds|dozens|tens|scores) of (?:hundreds of |tens of )?(?:thousands|millions"
    rf"|billions)?(?<! )|(?:thousands|millions|billions|trillions|hundreds|dozens|scores) (?:of|upon))"
    rf"|(?P<several>(?:several|a few|many) (?P<scaleof>hundred|thousand|million|billion|dozen)(?: thousand"
    rf"| million)?\b)"
    rf"|(?P<bigplural>(?<![\w])(?:(?:tens|hundreds) of )?(?:thousands|millions|billions|trillions|dozens"
    rf"|hundreds)\b)"
    r"|(?:(?<!first )(?<!last )(?<!past )(?<!next )(?<!previous )"
    rf"\b(?P<top>an?|one|two|three|four|five|six|seven|eight|nine|\d{{1,9}})[ -](?P<under>half|halves"
    r"|quarter(?! (?:ahead|early|earlier|later|late|sooner)\b)"
    rf"|(?:{_PARTS})s|(?:{_PARTS})(?= (?:of|in|to|as|less|more|the|over|from|and|or|by|a|majority)\b|[.,;:)-]"
    rf"|$))s?\b(?!-point)"
    rf"(?! (?:of )?(?:time|consecutive|straight|year|quarter|day|man|term|goal|session|place|party"
    rf"|wave|dose|spot|child|son|daughter|person|generation))(?:-? ?(?P<parthundred>of an? (?:million|billion"
    rf"|hundred)))?)"
    rf"|(?P<outof>{_WORDS}|\d{{1,9}}) (?:in|out of) (?:every )?(?P<whole>{_WORDS}"
    rf"|\d{{1,9}})(?! (?:minutes|hours|days"
    rf"|weeks|months|years|games|matches|seconds|starts|other|more|19|20|of))\b"
    rf"|(?P<slash>(?<![\d/])\d/\d{{1,2}}(?![\d/]))"
    rf"|(?P<halfa>\b(?:half|quarter)(?: of)?[ -](?:an? )?(?P<halfscale>million|billion|trillion|dozen|century"
    rf"|decade|hour|year|mile|day|(?:percentage[ -])?points?|month|inch|foot|ton|tonne|pound|acre|kilometre"
    rf"|kilometer|second|percent))s?\b"
    rf"|(?P<fold>(?P<foldn>\d{{1,9}}(?:\.\d{{1,9}})?|{NUMBER_WORD})[- ]?fold)\b"
    rf"|\b(?P<grow>doubl(?:ed|ing|es|e)|tripl(?:ed|ing|es|e)|trebl(?:ed|ing|es|e)|quadrupl(?:ed|ing|es|e)"
    rf"|quintupl(?:ed|ing|e)|halv(?:ed|ing|es)|halve|twice|thrice|in half|by half(?! an? ))\b"
    rf"|(?P<halfof>\b(?:half)\b(?= (?:of|the|a\b|its|their|his|her|that|as|all|to|were|are|is)|-|$|[.,;]"
    rf"| \w+s\b)|one half\b)"
    rf"|(?P<pair>\bboth\b|\ba couple(?: of)?\b|\ba pair\b|\bpair of\b|\btwin\b|\bduo\b|\bdual\b)"
    rf"|(?P<every>(?<=\w )(?:an?|per|each|every) (?P<everyunit>hour|day|week|month|quarter|year)\b(?! ago"
    rf"| earlier| later| after| before| of | since| and a half| or (?:two|so|more)\b)"
    rf"|\b(?P<adverb>daily|weekly|monthly|yearly|annual|annually|per annum|hourly)\b)"
    rf"|(?P<single>\b(?P<oneunit>an?) (?P<alone>mile|kilometre|kilometer|metre|meter|inch|foot|ton|tonne|pound"
    rf"|decade|century|fortnight|year|month|week|day|hour|minute"
    rf"|quarter of an hour|quarter(?= (?:ahead|early|earlier|later|late|sooner)\b))s?\b"
    rf"(?: and a (?P<andhalf>half))?)"
    rf"|(?P<decades>\bdecades\b)"
    rf"|(?P<nth>\b\d{{1,9}}(?:,\d{{3}}){{0,3}}(?:st|nd|rd|th)\b|\b(?:(?:{'|'.join(TENS)})-)?(?:first|second"
    rf"|{_NTH})\b(?!s))(?<!per second)(?<!per cubic second)|\b(?:no\.|number|nos\.) ?(?P<no>\d{{1,9}})\b"
    r"|\b(?:level|phase|stage|class|category|grade|tier|type)[ -](?P<roman>iii|ii|iv|i|v)\b"
    rf"|(?:(?:(?<![a-z])|(?=[^a-z]))(?P<sign>{_SIGNS}) ?|(?<![a-z]))(?P<low>{_NUMBER % ('1', '1')})"
    rf"(?P<unit1> ?(?:%|percent|per cent))?"
    rf"(?:(?:-? to | or |-|~| and | - |-to-)(?P<sign2>{_SIGNS})?(?P<high>{_NUMBER % ('2', '2')}))?"
)
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_GROWTH = {"doub": 2, "trip": 3, "treb": 3, "quad": 4, "quin": 5, "twic": 2, "thri": 3}


def find_amounts(text: str) -> Iterator[Value]:
    """The amounts of a folded text, in order; no dates, which are taken out before."""
    small = lower(text)
    at = 0
    while at < len(text) and (found := _ANY.search(small, at)):
        value = _read(text, small, found)
        if value is not None:
            yield value
        at = max(value.span.end if value else found.end("low") if found["low"] else found.end(), found.start() + 1)


def _number(m: re.Match[str], name: str, which: str) -> tuple[Amount, int] | None:
    """The number of a group and where it ends: digits with their scale, or as many words as make one number."""
    written = m[name]
    if written[0].isdigit() or written[0] == ".":
        scale = m["scale" + which] or m["short" + which]
        digits = re.match(r"[\d,.]+", written)
        amount = read_digits((digits[0] if digits else "0").rstrip(".,"))
        if not scale:
            return amount, m.end(name)
        if (
            scale == "m"
            and not m["sign"]
            and not re.match(" [a-z]+s\\b| people| (?:new|more)", m.string[m.end(name) :])
        ):
            return amount, m.end(name) - 1  # metres
        factor = SHORT.get(scale) or SCALES.get(scale) or 100_000
        return times(amount, factor), m.end(name)
    words = re.findall(r"[a-z]+", written)
    read = read_words(words)
    if not read:
        return None
    end = m.start(name) + [w.end() for w in re.finditer(r"[a-z]+", written)][read[1] - 1]
    return read[0], end


def _read(text: str, small: str, m: re.Match[str]) -> Value | None:
    start, end = m.span()
    if m["low"]:
        return _quantity(text, small, m)
    if written := m["percent"] or m["bigplural"] or m["several"]:
        words = re.findall("[a-z]+", written)
        size = 1
        for word in words:
            size *= {"tens": 10, **{s + "s": n for s, n in SCALES.items()}, **SCALES}.get(word, 1)
        return with_unit(text, small, start, end, vague(size if size != 12 else 10), "vague")
    if m["under"]:
        return _part(text, small, m)
    if m["outof"]:
        low, high = _small(m["outof"]), _small(m["whole"])
        if not low or not high or low >= high:
            return None
        return with_hedge(small, start, end, point(low / high, Fraction(1, 100)), "fraction")
    if m["slash"]:
        above, below = m["slash"].split("/")
        return with_hedge(
            small, start, end, point(Fraction(int(above), int(below) or 1), Fraction(1, 100)), "fraction"
        )
    if m["halfa"]:
        part = Fraction(1, 2) if m["halfa"].startswith("half") else Fraction(1, 4)
        if "point" in m["halfscale"]:  # a quarter-point cut is one of 25 basis points
            return with_hedge(small, start, end, point(part, Fraction(1, 100)), "percentage-points")
        if m["halfscale"] in SCALES:
            return with_unit(text, small, start, end, times(point(part, part), SCALES[m["halfscale"]]), "exact")
        return with_unit(text, small, start, m.start("halfscale") - 1, point(part, part), "exact")
    if m["fold"]:
        many = _small(m["foldn"])
        return with_hedge(small, start, end, point(many), "multiple") if many else None
    if m["grow"]:
        if m["grow"][:4] not in _GROWTH:
            return with_hedge(small, start, end, point(Fraction(1, 2)), "multiple")
        weak = m["grow"] == "twice" or (
            m["grow"] in ("double", "triple", "doubles")
            and not re.match(" (?:by|to|its|their|the|that|in)", small[end:])
        )
        return with_hedge(small, start, end, point(_GROWTH[m["grow"][:4]]), "multiple", weak=weak)
    if m["halfof"]:
        return with_hedge(small, start, end, point(Fraction(1, 2), Fraction(1, 10)), "fraction")
    if m["pair"]:
        return with_hedge(small, start, end, point(2), "number", weak=True)
    if m["every"]:
        unit = m["everyunit"] or {"daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month"}.get(
            m["adverb"], "year"
        )
        return with_hedge(small, start, end, point(1), "rate", english_units()[0][unit], weak=True)
    if m["single"]:
        amount = point(Fraction(3, 2), Fraction(1, 2)) if m["andhalf"] else point(1)
        unit = english_units()[0][m["alone"]]
        return with_hedge(
            small,
            start,
            end,
            amount,
            load_units()[unit].kind,
            unit,
            weak=not m["andhalf"] and m["alone"] not in ("decade", "century"),
        )
    if m["decades"]:
        return with_hedge(small, start, end, vague(10), "period", "y", True, "vague")
    number = _ROMANS[m["roman"]] if m["roman"] else int(m["no"]) if m["no"] else _nth(m["nth"])
    listed = bool(m["nth"]) and number < 10 and re.match("[,:;]", small[end:]) is not None
    return with_hedge(small, start, end, point(number), "ordinal", weak=number == 1 or listed)


def _small(written: str) -> Fraction | None:
    if written[0].isdigit():
        return Fraction(written)
    read = read_words(re.findall("[a-z]+", written))
    return read[0].low if read else None


def _nth(written: str) -> int:
    if written[0].isdigit():
        return int(re.sub("[^0-9]", "", written))
    tens, _, ones = written.rpartition("-")
    return TENS.get(tens, 0) + ORDINALS[ones]


def _part(text: str, small: str, m: re.Match[str]) -> Value | None:
    """A third, two-thirds, three quarters, a quarter of a million."""
    top = Fraction(1) if m["top"] in ("a", "an") else _small(m["top"])
    under = m["under"]
    under = under if under == "halves" else under.removesuffix("s")
    below = 2 if under.startswith("hal") else 4 if under == "quarter" else ORDINALS[under]
    if top is None or (m["top"][0] != "a" and top > 1 and m[0][-1] != "s" and under != "halves"):
        return None
    if top >= below and not m["parthundred"]:
        return None
    share = top / below
    if m["parthundred"]:
        scale = SCALES[m["parthundred"].split()[-1]]
        return with_unit(text, small, m.start(), m.end(), times(point(share, share), scale), "exact")
    return with_hedge(small, m.start(), m.end(), point(share, Fraction(1, 100)), "fraction")


def _quantity(text: str, small: str, m: re.Match[str]) -> Value | None:
    read = _number(m, "low", "1")
    if read is None:
        return None
    amount, end = read
    start = m.start("sign") if m["sign"] else m.start("low")
    sign = currency_signs()[0].get(text[m.start("sign") : m.end("sign")]) if m["sign"] else None
    before = small[max(0, m.start() - 12) : start]
    high = _number(m, "high", "2") if m["high"] and end in (m.end("low"), m.end("unit1")) else None
    if m["unit1"] and not high:
        end = m.end("low")
    if high:
        joined = small[
            m.end("unit1") if m["unit1"] else m.end("low") : m.start("sign2") if m["sign2"] else m.start("high")
        ]
        same = not re.search(r"by (?:about |around |some |nearly |over )?$", before)
        same = (same and "and" not in joined) or bool(re.search(r"between (?:about )?$", before))
        same = same and (joined != " or " or high[0].low - amount.low == 1)
        if m["unit1"]:  # rose 5 percent to 3 million
            same = same and re.match(" ?(?:%|percent|per cent)", small[high[1] :]) is not None
        scale = m["scale2"] or m["short2"] or next((w for w in reversed(m["high"].split()) if w in LARGE), None)
        factor = SCALES.get(scale or "") or SHORT.get(scale or "") or 1
        low = amount if m["scale1"] or m["short1"] or amount.low > high[0].low else times(amount, factor)
        low = amount if low.low > high[0].low else low
        if (
            same
            and low.low < high[0].low
            and not (joined == " to " and re.search(r"from (?:about |around )?$", before))
        ):
            amount, end = Amount(low.low, high[0].high, high[0].step), high[1]
        elif (
            same
            and joined == "-"
            and not m["unit1"]
            and amount.low >= high[0].low
            and amount.low < 200
            and high[0].low < 200
        ):
            return with_hedge(small, start, high[1], Amount(amount.low, high[0].low), "ratio")
        else:
            end = m.end("low")
    weak = m["low"] in ("one", "zero", "1", "0") and not sign and end == m.end("low")
    return with_unit(text, small, start, end, amount, "exact", sign, weak)
