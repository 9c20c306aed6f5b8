"""Numbers and quantities in English text: 3.6 trillion dollars, a third, twofold, half a million, dozens of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from align.records import Amount, Approximation, Span, Value, ValueKind
from align.values.amounts import ENGLISH_AFTER, ENGLISH_BEFORE, point, read_digits, times, vague
from align.values.script import lower
from align.values.units import currency_signs, english_units, load_units
from align.values.words import LARGE, NUMBER_WORD, ORDINALS, SCALES, SHORT, TENS, read_words

_SIGNS = currency_signs()[1].lower()
_DIGITS = r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_SCALE = (
    rf"(?:[ -]?(?P<scale%s>hundred thousand|{'|'.join(LARGE)}|hundred|dozen)s?\b(?! of thousands)"
    rf"|(?P<short%s>bn|tn|trn|mn|mln|m|b|k)(?![a-z0-9]))"
)
_WORDS = rf"(?:(?:an?[ -](?=hundred|thousand|million|billion|trillion|dozen))?(?:{NUMBER_WORD})\b(?:(?:-| and a half | and |[ ])(?:{NUMBER_WORD}|a half)\b|[ -]and[ -]a[ -]half\b)*)"
_NUMBER = rf"(?:{_DIGITS}(?:{_SCALE})?|{_WORDS})"
_NTH = "|".join(w for w in ORDINALS if w not in ("first", "second"))
_PARTS = "half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth"
_ANY = re.compile(
    rf"(?P<percent>(?:hundreds|dozens|tens|scores) of (?:hundreds of |tens of )?(?:thousands|millions|billions)?(?<! )|(?:thousands|millions|billions|trillions|hundreds|dozens|scores) (?:of|upon))"
    rf"|(?P<several>(?:several|a few|many) (?P<scaleof>hundred|thousand|million|billion|dozen)(?: thousand| million)?\b)"
    rf"|(?P<bigplural>(?<![\w])(?:(?:tens|hundreds) of )?(?:thousands|millions|billions|trillions|dozens|hundreds)\b)"
    rf"|(?:(?P<top>an?|one|two|three|four|five|six|seven|eight|nine|\d+)[ -](?P<under>half|halves|quarter|(?:{_PARTS})s|(?:{_PARTS})(?= (?:of|in|to|as|less|more|the|over|from|and|or|by|a|majority)\b|[.,;:)-]|$))s?\b(?! (?:of )?(?:time|consecutive|straight|year|quarter|day|man|term|goal|session|place|party|wave|dose|spot|child|son|daughter|person|generation))(?:-? ?(?P<parthundred>of an? (?:million|billion|hundred)))?)"
    rf"|(?P<outof>{_WORDS}|\d+) (?:in|out of) (?:every )?(?P<whole>{_WORDS}|\d+)(?! (?:minutes|hours|days|weeks|months|years|games|matches|seconds|starts|other|more|19|20|of))\b"
    rf"|(?P<slash>(?<![\d/])\d/\d{{1,2}}(?![\d/]))"
    rf"|(?P<halfa>(?:half|quarter)(?: of)?[ -](?:an? )?(?P<halfscale>million|billion|trillion|dozen|century|decade|hour|year|mile|day|point|month|inch|foot|ton|tonne|pound|acre|kilometre|kilometer|second|percent))s?\b"
    rf"|(?P<fold>(?P<foldn>\d+(?:\.\d+)?|{NUMBER_WORD})[- ]?fold)\b"
    rf"|\b(?P<grow>doubl(?:ed|ing|es|e)|tripl(?:ed|ing|es|e)|trebl(?:ed|ing|es|e)|quadrupl(?:ed|ing|es|e)|quintupl(?:ed|ing|e)|halv(?:ed|ing|es)|halve|twice|thrice|in half|by half)\b"
    rf"|(?P<halfof>\b(?:half)\b(?= (?:of|the|a\b|its|their|his|her|that|as|all|to|were|are|is)|-|[.,;]| \w+s\b)|one half\b)"
    rf"|(?P<pair>\bboth\b|\ba couple(?: of)?\b|\ba pair\b|\bpair of\b|\btwin\b|\bduo\b|\bdual\b)"
    rf"|(?P<every>(?<=\w )(?:an?|per|each|every) (?P<everyunit>hour|day|week|month|quarter|year)\b(?! ago| earlier| later| after| before| of | since| and a half)|\b(?P<adverb>daily|weekly|monthly|yearly|annual|annually|per annum|hourly)\b)"
    rf"|(?P<single>\b(?P<oneunit>an?) (?P<alone>mile|kilometre|kilometer|metre|meter|inch|foot|ton|tonne|pound|decade|century|fortnight|year|month|week|day|hour|minute|quarter of an hour)s?\b(?: and a (?P<andhalf>half))?)"
    rf"|(?P<decades>\bdecades\b)"
    rf"|(?P<nth>\b\d+(?:,\d{{3}})*(?:st|nd|rd|th)\b|\b(?:(?:{'|'.join(TENS)})-)?(?:first|second|{_NTH})\b(?!s))|\b(?:no\.|number|nos\.) ?(?P<no>\d+)\b"
    rf"|(?:(?P<sign>{_SIGNS}) ?)?(?<![a-z])(?P<low>{_NUMBER % ('1', '1')})(?P<unit1> ?(?:%|percent|per cent))?"
    rf"(?:(?: to |-| and | - |-to-)(?P<sign2>{_SIGNS})?(?P<high>{_NUMBER % ('2', '2')}))?"
)
_BEFORE = re.compile(r"(?:^|(?<=[^a-z]))(?:" + "|".join(sorted(ENGLISH_BEFORE, key=len, reverse=True)) + r") (?:the |a |an )?$")
_AFTER = re.compile(r"(?: |(?=[-+]))(?:" + "|".join(re.escape(w) for w in sorted(ENGLISH_AFTER, key=len, reverse=True)) + r")(?![a-z])")
_PERCENT = re.compile(r"[ -]?(?:(?P<points>(?:percent(?:age)?|per cent|%)[ -]points?|pps?\b|(?P<basis>basis points?|bps?\b))|(?:%|percent|per cent|pc\b|pct\b|per-cent))")
_FOREIGN = re.compile(r" ([A-Z][a-z]+) (?:dollars?|pounds?|francs?|dinars?|crowns?)\b")
_KNOWN = re.compile(" (?:US|American|Australian|Canadian|Hong|New|Singapore|Taiwan|Swiss|British)")
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
        if scale == "m" and not m["sign"] and not re.match(" [a-z]+s\\b| people| (?:new|more)", m.string[m.end(name) :]):
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
        return _with_unit(text, small, start, end, vague(size if size != 12 else 10), "vague")
    if m["under"]:
        return _part(text, small, m)
    if m["outof"]:
        low, high = _small(m["outof"]), _small(m["whole"])
        if not low or not high or low >= high:
            return None
        return _done(small, start, end, point(low / high, Fraction(1, 100)), "fraction")
    if m["slash"]:
        above, below = m["slash"].split("/")
        return _done(small, start, end, point(Fraction(int(above), int(below) or 1), Fraction(1, 100)), "fraction")
    if m["halfa"]:
        part = Fraction(1, 2) if m["halfa"].startswith("half") else Fraction(1, 4)
        if m["halfscale"] in SCALES:
            return _with_unit(text, small, start, end, times(point(part, part), SCALES[m["halfscale"]]), "exact")
        return _with_unit(text, small, start, m.start("halfscale") - 1, point(part, part), "exact")
    if m["fold"]:
        many = _small(m["foldn"])
        return _done(small, start, end, point(many), "multiple") if many else None
    if m["grow"]:
        if m["grow"][:4] not in _GROWTH:
            return _done(small, start, end, point(Fraction(1, 2)), "multiple")
        weak = m["grow"] == "twice" or (m["grow"] in ("double", "triple", "doubles") and not re.match(" (?:by|to|its|their|the|that|in)", small[end:]))
        return _done(small, start, end, point(_GROWTH[m["grow"][:4]]), "multiple", weak=weak)
    if m["halfof"]:
        return _done(small, start, end, point(Fraction(1, 2), Fraction(1, 10)), "fraction")
    if m["pair"]:
        return _done(small, start, end, point(2), "number", weak=True)
    if m["every"]:
        unit = m["everyunit"] or {"daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month"}.get(m["adverb"], "year")
        return _done(small, start, end, point(1), "rate", english_units()[0][unit], weak=True)
    if m["single"]:
        amount = point(Fraction(3, 2), Fraction(1, 2)) if m["andhalf"] else point(1)
        unit = english_units()[0][m["alone"]]
        return _done(small, start, end, amount, load_units()[unit].kind, unit, weak=not m["andhalf"] and m["alone"] not in ("decade", "century"))
    if m["decades"]:
        return _done(small, start, end, vague(10), "period", "y", True, "vague")
    number = int(m["no"]) if m["no"] else _nth(m["nth"])
    return _done(small, start, end, point(number), "ordinal", weak=number == 1)


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
    """a third, two-thirds, three quarters, a quarter of a million."""
    top = Fraction(1) if m["top"] in ("a", "an") else _small(m["top"])
    under = m["under"]
    under = under if under == "halves" else under.removesuffix("s")
    below = 2 if under.startswith("hal") else 4 if under == "quarter" else ORDINALS[under]
    if top is None or (m["top"][0] != "a" and top > 1 and m[0][-1] != "s" and not under == "halves"):
        return None
    if top >= below and not m["parthundred"]:
        return None
    share = top / below
    if m["parthundred"]:
        scale = SCALES[m["parthundred"].split()[-1]]
        return _with_unit(text, small, m.start(), m.end(), times(point(share, share), scale), "exact")
    return _done(small, m.start(), m.end(), point(share, Fraction(1, 100)), "fraction")


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
        joined = small[m.end("unit1") if m["unit1"] else m.end("low") : m.start("sign2") if m["sign2"] else m.start("high")]
        same = not re.search(r"by (?:about |around |some |nearly |over )?$", before)
        same = same and "and" not in joined or re.search(r"between (?:about )?$", before)
        scale = m["scale2"] or m["short2"] or next((w for w in reversed(m["high"].split()) if w in LARGE), None)
        factor = SCALES.get(scale or "") or SHORT.get(scale or "") or 1
        low = amount if m["scale1"] or m["short1"] or amount.low > high[0].low else times(amount, factor)
        low = amount if low.low > high[0].low else low
        if same and low.low < high[0].low and not (joined == " to " and re.search(r"from (?:about |around )?$", before)):
            amount, end = Amount(low.low, high[0].high, high[0].step), high[1]
        elif same and joined == "-" and not m["unit1"] and amount.low >= high[0].low and amount.low < 200 and high[0].low < 200:
            return _done(small, start, high[1], Amount(amount.low, high[0].low), "ratio")
        else:
            end = m.end("low")
    weak = m["low"] in ("one", "zero", "1", "0") and not sign and end == m.end("low")
    return _with_unit(text, small, start, end, amount, "exact", sign, weak)


def _with_unit(
    text: str, small: str, start: int, end: int, amount: Amount, how: Approximation, sign: str | None = None, weak: bool = False
) -> Value:
    """The value with the unit behind it: percent, money, measure, times, or nothing but a counted thing."""
    if sign:
        return _done(small, start, end, amount, "money", sign, how=how)
    if percent := _PERCENT.match(small, end):
        kind: ValueKind = "percentage-points" if percent["points"] else "percent"
        factor = Fraction(1, 100) if percent["basis"] else 1
        return _done(small, start, percent.end(), times(amount, factor), kind, how=how)
    if many := re.compile(r" times\b(?! (?:in|this|since|before|last|a |over the|during))").match(small, end):
        return _done(small, start, many.end(), amount, "multiple", how=how)
    if (foreign := _FOREIGN.match(text, end)) and not _KNOWN.match(text, end):
        return _done(small, start, foreign.end(), amount, "money", "XXX", how=how)
    names, pattern = english_units()
    late = re.compile(r"[ -](?:and a half |or so |or more |odd |more |additional |further |consecutive |straight |full |long |whole |of )?").match(small, end)
    unit = pattern.match(small, end) or (pattern.match(small, late.end()) if late else None)
    if unit and not (unit[0] in ("in", "mu", "li", "dan", "chi", "s", "won", "real", "second", "t", "g") and amount.low and _no_unit(small, unit)):
        symbol = names.get(unit[0]) or names.get(unit[0].replace("-", " ")) or names.get(unit[0].replace(" ", "-")) or ""
        if symbol:
            if late and "and a half" in late[0]:
                amount = point(amount.low + Fraction(1, 2), Fraction(1, 2))
            end = unit.end()
            if symbol == "y" and (old := re.compile("[ -]olds?|[ -]of age").match(small, end)):
                end = old.end()
            if half := re.compile(" and a half").match(small, end):
                amount, end = point(amount.low + Fraction(1, 2), Fraction(1, 2)), half.end()
            return _done(small, start, end, amount, load_units()[symbol].kind, symbol, weak, how)
    return _done(small, start, end, amount, "number", "", weak, how)


def _no_unit(small: str, unit: re.Match[str]) -> bool:
    """Whether letters that may be a unit are a word here: "12 in Beijing", "they won"."""
    return not (unit[0] in ("mu", "li", "won", "real") and not re.match(" (?:the|a|an|it|in|that|as)", small[unit.end() :]))


def _done(
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
    if before and kind != "rate":
        word = re.sub(r"(?: the| a| an)? $", "", before[0])
        how = ENGLISH_BEFORE[word.strip()]
        start -= len(before[0])
    if (after := _AFTER.match(small, end)) and kind != "rate":
        how = ENGLISH_AFTER[after[0].strip()] if how == "exact" else how
        end = after.end()
    return Value(kind, Span(start, end), amount, unit, how, weak)


