"""What stands around a Chinese number: its unit (亩, 倍, 个百分点) and words like about or over."""

from __future__ import annotations

import re
from fractions import Fraction

from align.records import Amount, Approximation, Span, Value, ValueKind
from align.values.amounts import hedges, point, times
from align.values.units import chinese_units, load_units

_BEFORE = re.compile(
    "(?:" + "|".join(sorted(hedges("zh", "before"), key=len, reverse=True)) + ")(?:为|达|有|了|至|到|在|是|的)? ?$"
)
_BEFORE_VERB = re.compile(r"(?P<word>至少|至多|最多|最少|起码)(?:要|需|会|能|可|有)?[^\W\da-z]{2}了? ?$")
"""The same with a verb between: 至少购买两棵."""
AFTER = re.compile(
    " ?(?:" + "|".join(sorted(hedges("zh", "after"), key=len, reverse=True)) + ")(?<!余(?=[额下生]))"
)
_COUNTED = re.compile(
    " ?[个名位人次件项条家座户岁棵种张份台辆架艘只枚支所场篇本]?"
    "(?=左右|上下|[及或]?以[上下]|或更|以内|之多|有余|多(?!次|种|家|年|个))"
)
"""What is counted, before such a word: 125个以上."""
_DENIED = re.compile("(?:不|未|没|没有|不得|不能|不会|不可|不应|不许|并未)(?:能|曾|会)?$")
_TURNED: dict[Approximation, Approximation] = {"over": "at-most", "under": "at-least"}
"""What a bound says when it is denied: 不得超过 is at most, 不能低于 at least."""
_MUCH = ("高达", "多达", "长达")
_MEASURE_WORD = re.compile(" ?(?:个|多个|余个)?(半)?(?=小时|钟头|月|星期|礼拜|季度|世纪|百分点|基点)")
_RAISED = re.compile(
    "(?:增[长加大]|提高|上升|高出?|上涨|扩[大充]|扩容|扩编|多|涨|高|升)了?(?:约|近|超过|逾|大约|不止)?$"
)


def with_unit(
    text: str,
    start: int,
    end: int,
    amount: Amount,
    how: Approximation,
    sign: str | None = None,
    weak: bool = False,
) -> Value:
    """The value with the unit that follows it: percent, money, measure, multiple, or nothing."""
    if sign:
        return with_hedge(text, start, end, amount, "money", sign, how, False)
    if more := re.compile(
        "[多余几来](?=个|年|天|月|小时|分钟|公|英|平|美|人民|名|人|位|吨|元|万|亿|米|亩|里|斤|克|尺|岁|家|种|次|倍|周|点)"
    ).match(text, end):
        end, how = more.end(), "about" if more[0] == "来" else "over"
    if percent := re.compile(r" ?(?:%|个? ?百分点|个? ?基点|(?<=\d)个? ?基本点|‰)").match(text, end):
        mark = percent[0].strip()
        kind: ValueKind = "percent" if mark in "%‰" else "percentage-points"
        factor = Fraction(1, 100) if "基" in mark else Fraction(1, 10) if mark == "‰" else 1
        return with_hedge(text, start, percent.end(), times(amount, factor), kind, "", how, False)
    if fold := re.compile(" ?(?:多|余)?倍").match(text, end):
        factor = amount.low + (1 if _RAISED.search(text[max(0, start - 8) : start]) else 0)
        many = Amount(factor, factor + amount.high - amount.low, amount.step)
        how = "over" if fold[0].strip()[0] in "多余" else how
        return with_hedge(text, start, fold.end(), many, "multiple", "", how, False)
    after = end
    if word := _MEASURE_WORD.match(text, end):
        after = word.end()
        if word[1]:
            amount = point(amount.low + Fraction(1, 2), Fraction(1, 2))
    names, pattern = chinese_units()
    unit = pattern.match(text, after) or pattern.match(
        text, after + 1 if text[after : after + 1] == " " else after
    )
    if unit and not _is_word(text, unit):
        symbol = names.get(unit[0]) or names.get(unit[0].lower()) or ""
        end = unit.end()
        if half := re.compile("半(?![年月天])").match(text, end):
            amount, end = point(amount.low + Fraction(1, 2), Fraction(1, 2)), half.end()
        if symbol in ("km", "mi") and re.search(
            r"(?:时速|每小时)[^,，。]{0,8}$", text[max(0, start - 12) : start]
        ):
            symbol = {"km": "kph", "mi": "mph"}[symbol]
        one = weak and amount.low in (1, 2)
        return with_hedge(text, start, end, amount, load_units()[symbol].kind, symbol, how, one)
    return with_hedge(text, start, end, amount, "number", "", how, weak)


def _is_word(text: str, unit: re.Match[str]) -> bool:
    """Whether the characters of a unit begin another word: 3里 but 三里屯, 5克 but 5克拉, 元 but 元旦."""
    following = text[unit.end() : unit.end() + 1]
    return (unit[0], following) in {
        ("元", "旦"),
        ("周", "刊"),
        ("里", "面"),
        ("方", "面"),
        ("方", "案"),
        ("卡", "车"),
    } or (
        unit[0] in ("方", "卡", "节", "度", "里", "块", "担", "桶", "尺", "丈", "码", "顷")
        and bool(re.match("[^\\W\\d_]", following))
        and not re.match("[以左多余的高低长远地土路]", following)
    )


def with_hedge(
    text: str, start: int, end: int, amount: Amount, kind: ValueKind, unit: str, how: Approximation, weak: bool
) -> Value:
    """The value with the word before or behind it that makes it about, over or under."""
    before = _BEFORE.search(text[max(0, start - 8) : start])
    gap = _COUNTED.match(text, end)
    after = AFTER.match(text, gap.end() if gap else end)
    if not before and how == "exact" and (early := _BEFORE_VERB.search(text[max(0, start - 8) : start])):
        how, start = hedges("zh", "before")[early["word"]], start - len(early[0])
    if before and how in ("exact", "over"):
        word = re.sub("(?:为|达|有|了|至|到|在|是|的)? ?$", "", before[0]) or before[0]
        if not (how == "over" and word in _MUCH):  # 长达七年多 is over seven years
            how = hedges("zh", "before").get(before[0].strip(), hedges("zh", "before").get(word, how))
        start -= len(before[0])
        if how in _TURNED and (denied := _DENIED.search(text[max(0, start - 4) : start])):
            how, start = _TURNED[how], start - len(denied[0])
    if after and not (
        after[0].strip() in "多余许" and kind not in ("period", "number", "money", "measure", "percent")
    ):
        tail = hedges("zh", "after")[after[0].strip()]
        much = how in ("at-most", "reaching") and before is not None and before[0].startswith(_MUCH)
        how, end = (tail if how == "exact" or (much and tail == "over") else how), after.end()
    return Value(kind, Span(start, end), amount, unit, how, weak)
