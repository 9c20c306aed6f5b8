"""Numbers and quantities in Chinese text: 3.6万亿美元, 两成五, 百分之十二, 近三万人, 翻两番, 三分之一."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from align.records import Amount, Approximation, Value, ValueKind
from align.values.amounts import point, read_digits, times, vague
from align.values.chinese_units import AFTER, with_hedge, with_unit
from align.values.hanzi import FORMAL, NUMERAL, read_numeral
from align.values.units import chinese_units, currency_signs

_DIGITS = r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,30})?|\d{1,30}(?:\.\d{1,30})?)(?![\d])"
_SCALE = "(?:[十百万亿]|千(?![瓦克米卡赫])|兆(?![瓦赫字帕焦欧比]))(?:(?<=[十百千万])[万亿])?(?:(?<=万)亿)?"
_MORE = "[多余几来]?"
_WRITTEN = rf"(?:{_DIGITS} ?{_MORE}{_SCALE}(?:零?\d{{1,9}}{_SCALE}){{0,5}}|{_DIGITS})"
_SAID = rf"(?:{NUMERAL}+(?:点[零〇一二三四五六七八九]+[万亿]*)?|{FORMAL}{{3,}})"
_NUMBER = rf"(?:{_WRITTEN}|{_SAID})"
_COUNTERS = (
    "个名位人次件项条家座所起例种类辆架艘只头匹张份本部篇章场届轮批班间户套台枚颗支队组层栋幢棵片块段把双对代级州省市县国党点步票分"
    "倍年岁口股师宗款门路处桩员幅盒箱瓶袋束根株道面具词字句页号楼室度女子夜圈球局胜负平强匙村镇乡区城民族派方样连营团期集季枪发粒滴堂成响环道盘环笔杯碗列首周日天年月时秒吨米克斤里亩元角"
)
_COUNTED = re.compile(f" ?[{_COUNTERS}]")
_SIGN = rf"(?:(?P<sign>{currency_signs()[1]}) ?)?"
_ANY = re.compile(
    rf"百分之 ?(?P<hundred>{_NUMBER})(?: ?(?:到|至|-|—|~) ?(?:百分之)?(?P<hundred2>{_NUMBER}))?"
    rf"|千分之 ?(?P<thousand>{_NUMBER})"
    rf"|(?:百分之百)(?P<all>)"
    rf"|(?P<below>{_NUMBER})分之 ?(?P<above>{_NUMBER})"
    rf"|(?P<tenths>[一二两三四五六七八九\d]|[一二三四五六七八九][一二三四五六七八九])成(?P<half>半)?(?P<five>[一二三四五六七八九])?"
    rf"(?![为立员就都本绩交份效长果功熟型婚千上像全分名都])"
    rf"|(?P<off>[一二三四五六七八九]{{1,2}}|\d(?:\.\d)?)折(?![叠磨腾扣射断合])"
    rf"|翻(?:了)?(?P<turns>[一二两三四五六]|\d)番|(?P<twice>翻倍|翻了?一倍|加倍|翻一翻)|(?P<halved>减半|腰斩)"
    rf"|(?P<halfof>(?:半数|一半|[过近]半)(?![年月天个小英公里]))"
    rf"|(?P<a>\d{{1,4}}|[零一二两三四五六七八九])(?P<colon> ?[:比] ?)(?P<b>\d{{1,4}}"
    rf"|[零一二两三四五六七八九])(?![\d:,.%万亿十百千])"
    rf"|(?P<teens>(?:[一二三四五六七八九]?十|\d0)[几数])(?=[^\W\d_])"
    rf"|(?P<several>成千上万|(?:好几|[数几上成])(?:十|百|千|万|亿)[万亿]*(?![分\d])|成千上万|千百万|亿万|(?:十|百|千|十|百"
    rf"|千)?[万亿](?=[多余{_COUNTERS}美英欧民士学官居吨公])"
    rf"|[百千](?=[多余{_COUNTERS}美英欧民士学官居吨公]))"
    rf"|(?P<slash>(?<![\d/.])\d{{1,2}}/\d{{1,2}}(?![\d/]))"
    rf"|(?P<large>(?<![十百千万亿])[二两三四五六七八九十])大(?=[^\W\d大小学])"
    rf"|第 ?(?P<nth>{_NUMBER})|(?P<first>首)(?=[次个批届位家例座艘轮条名])"
    rf"|{_SIGN}(?P<low>{_NUMBER})(?P<unit1> ?%|岁|℃|摄氏度|吨|[万亿]?[美欧]?元|公里|米|人|小时|个月|天)?"
    rf"(?: ?(?:到|至|-|—|~|(?<=\d)、(?=\d个)) ?(?:(?:{currency_signs()[1]}) ?)?(?P<high>{_NUMBER})(?![\d年月]))?"
    rf"|(?P<pair>双方|双重|双边|二者|两者|双双|一对|两侧|两地|两国|双(?=[打人胞]))"
    rf"|(?P<halfunit>半)(?=个?(?:世纪|年|月|季度|小时|天|公里|英里|里|英寸|英尺|米(?![色粒饭])|吨|亩|斤|公斤|百分点))"
)


def find_amounts(text: str) -> Iterator[Value]:
    """The amounts of a folded text, in order; no dates, which are taken out before."""
    at = 0
    while found := _ANY.search(text, at):
        value = _read(text, found)
        if value is None:
            at = found.end() if found["low"] else found.start() + 1
        else:
            yield value
            at = value.span.end if found["high"] else max(value.span.end, found.end())


def read_number(text: str) -> tuple[Amount, Approximation] | None:
    """One number in digits, numerals or both (1,100万, 3万多, 十几), with what 多 or 几 in it says."""
    how: Approximation = "exact"
    for more in "多余":
        if more in text:
            text, how = text.replace(more, ""), "over"
    if "来" in text:
        text, how = text.replace("来", ""), "about"
    if not text[:1].isdigit():
        amount = read_numeral(text)
        return (amount, how) if amount else None
    total: Amount | None = None
    for digits, scale in re.findall(r"([\d,.]+) ?([十百千万亿兆]*)", text.replace("零", "")):
        factor = 1
        for char in scale:
            factor *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}[char]
        part = times(read_digits(digits.rstrip(",.")), factor)
        total = part if total is None else point(total.low + part.low, part.step)
    return (total, how) if total else None


def _read(text: str, m: re.Match[str]) -> Value | None:
    """The value of one match: by its shape, then what stands before and behind it."""
    start, end = m.span()
    if m["low"]:
        return _quantity(text, m)
    kind: ValueKind = "percent"
    weak = False
    unit = ""
    how: Approximation = "exact"
    amount: Amount | None = None
    if m["hundred"] or m["thousand"]:
        first, second = read_number(m["hundred"] or m["thousand"]), read_number(m["hundred2"] or "")
        amount = first[0] if first else None
        if amount and second:
            amount = Amount(amount.low, second[0].low, amount.step)
        amount = times(amount, Fraction(1, 10)) if amount and m["thousand"] else amount
    elif m["all"] is not None:
        amount = point(100)
    elif m["below"]:
        above, below = read_number(m["above"]), read_number(m["below"])
        kind, amount = "fraction", _fraction(above, below)
    elif m["tenths"]:
        amount = _tenths(m)
    elif m["off"]:
        kept = (
            m["off"] if m["off"][0].isdigit() else ".".join(str("零一二三四五六七八九".index(c)) for c in m["off"])
        )
        amount = point(100 - Fraction(kept) * 10)
    elif m["turns"] or m["twice"]:
        turns = read_number(m["turns"] or "一")
        kind, amount = "multiple", point(2 ** int(turns[0].low)) if turns else None
    elif m["halved"]:
        kind, amount = "multiple", point(Fraction(1, 2))
    elif m["halfof"]:
        kind, amount = "fraction", point(Fraction(1, 2), Fraction(1, 10))
        how = {"过": "over", "近": "nearly"}.get(m["halfof"][0], "exact")  # type: ignore[assignment]
    elif m["colon"]:
        kind, amount = "ratio", _ratio(m)
    elif m["teens"]:
        tens = read_number(m["teens"][:-1])
        more = Amount(tens[0].low + 1, tens[0].low + 9) if tens else None
        return with_unit(text, start, end, more, "vague") if more else None
    elif m["several"]:
        return _several(text, m)
    elif m["slash"]:
        top, _, under = m["slash"].partition("/")
        kind, amount = "fraction", point(Fraction(int(top), int(under) or 1), Fraction(1, 100))
    elif m["nth"]:
        nth = read_number(m["nth"])
        listed = len(m["nth"]) == 1 and re.match("[,:;、，：；]|是", text[end:]) is not None
        kind, amount, weak = "ordinal", nth[0] if nth else None, listed or m["nth"] in ("一", "1")
    elif m["first"]:
        kind, amount, weak = "ordinal", point(1), True
    elif m["large"]:
        kind, amount, weak, end = "number", read_numeral(m["large"]), True, m.end("large")
    elif m["pair"]:
        kind, amount, weak = "number", point(2), True
    elif m["halfunit"]:
        return with_unit(text, start, end, point(Fraction(1, 2), Fraction(1, 2)), "exact")
    if amount is None:
        return None
    return with_hedge(text, start, end, amount, kind, unit, how, weak)


def _fraction(
    above: tuple[Amount, Approximation] | None, below: tuple[Amount, Approximation] | None
) -> Amount | None:
    if not above or not below or not below[0].low:
        return None
    return point(above[0].low / below[0].low, Fraction(1, 100))


def _ratio(m: re.Match[str]) -> Amount | None:
    """3:1, 三比一."""
    first, second = read_number(m["a"]), read_number(m["b"])
    if not first or not second:
        return None
    return Amount(first[0].low, second[0].low)


def _tenths(m: re.Match[str]) -> Amount | None:
    if len(m["tenths"]) == 2:
        low, high = (read_numeral(c) for c in m["tenths"])
        return Amount(low.low * 10, high.low * 10, Fraction(10)) if low and high else None
    tenths = read_number(m["tenths"])
    if not tenths:
        return None
    more = 5 if m["half"] else "零一二三四五六七八九".index(m["five"]) if m["five"] else 0
    return point(tenths[0].low * 10 + more, 1 if more else 10)


def _several(text: str, m: re.Match[str]) -> Value | None:
    """数百, 上千, 几十万, 成千上万: vague, by magnitude."""
    written = m["several"]
    if written in ("成千上万", "千百万", "亿万"):
        return with_unit(
            text, m.start(), m.end(), vague({"成千上万": 1000, "千百万": 10**6, "亿万": 10**8}[written]), "vague"
        )
    magnitude = read_numeral(written.lstrip("好数几上成"))
    if magnitude is None:
        return None
    size = magnitude.low
    if written[0] in "上成":
        return with_unit(text, m.start(), m.end(), Amount(size, size * 10, size), "vague")
    if written[0] not in "好数几":
        return with_unit(text, m.start(), m.end(), point(size, size), "exact")
    return with_unit(text, m.start(), m.end(), vague(size), "vague")


def _quantity(text: str, m: re.Match[str]) -> Value | None:
    """A number, or a range of two, with its unit; None for a lone numeral that nothing counts (一 in 一起)."""
    start, end = m.start(), m.end() if m["high"] or not m["unit1"] else m.end("low")
    first = read_number(m["low"])
    if first is None:
        return None
    amount, how = first
    if m["high"]:
        second = read_number(m["high"])
        if second is None or (len(m["high"]) == 1 and not m["high"].isdigit() and not _COUNTED.match(text, end)):
            end, second = m.end("low"), None
        if m["unit1"] and (
            not text.startswith(m["unit1"].strip(), end)
            or re.search("[由从]约?$", text[max(0, start - 2) : start])
        ):
            second, end = None, m.end("low")
        if second:
            scaled = _shared_scale(m["low"], amount, m["high"], second[0])
            if scaled.low < second[0].low:
                amount = Amount(scaled.low, second[0].high, second[0].step)
            elif amount.low < 200 and text[m.end("low")] == "-" and not m["unit1"]:  # 3-1 falls, so it is a score
                return with_hedge(text, start, end, Amount(amount.low, second[0].low), "ratio", "", "exact", False)
            else:
                end = m.end("low")
    number = m["low"]
    if not m["sign"] and not number[0].isdigit() and not m["high"]:
        bare = len(number) == 1 or set(number) <= set("百千万亿")
        if bare and (not _counts(text, end) or (number == "百" and text.startswith("分", end))):
            return None
    sign = currency_signs()[0].get(m["sign"]) if m["sign"] else None
    one = number in ("一", "1", "零", "0") or (
        number == "两" and re.compile("[人国者家地队位大党边样]|个[人国]").match(text, end)
    )
    weak = bool(one) and not (m["high"] or sign)
    return with_unit(text, start, end, amount, how, sign, weak)


def _shared_scale(low: str, amount: Amount, high: str, other: Amount) -> Amount:
    """3到5万: the first number has the second's scale."""
    scale = re.search(r"[百千万亿]+$", high)
    if scale and not re.search(r"[百千万亿]$", low) and amount.low < other.low:
        unit = read_numeral("一" + scale[0])
        return times(amount, unit.low) if unit else amount
    return amount


def _counts(text: str, end: int) -> bool:
    return bool(_COUNTED.match(text, end) or chinese_units()[1].match(text, end) or AFTER.match(text, end))
