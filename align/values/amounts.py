"""Arithmetic on amounts, and the words by which a number is only about, over or under."""

from __future__ import annotations

from fractions import Fraction

from align.records import Amount, Approximation


def point(number: Fraction | int, step: Fraction | int = 1) -> Amount:
    """One number."""
    return Amount(Fraction(number), Fraction(number), Fraction(step))


def vague(magnitude: int | Fraction) -> Amount:
    """Several times a magnitude: dozens, 数百."""
    return Amount(Fraction(magnitude) * 2, Fraction(magnitude) * 10 - 1, Fraction(magnitude))


def times(amount: Amount, factor: Fraction | int) -> Amount:
    """The amount in a smaller unit."""
    return Amount(amount.low * factor, amount.high * factor, amount.step * factor)


def read_digits(text: str) -> Amount:
    """A number in digits; the zeros at its end may be rounding, so 8,600 is written to the hundred."""
    digits = text.replace(",", "").replace(" ", "")
    if "." in digits:
        return point(Fraction(digits), Fraction(1, 10 ** len(digits.split(".")[1])))
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    return point(int(digits), 10**zeros)


CHINESE_BEFORE: dict[str, Approximation] = {
    **dict.fromkeys("大约 大概 约 约为 约合 约有 估计 左右约 差不多 大致 上下 将约".split(), "about"),
    **dict.fromkeys("近 将近 接近 逼近 几近 濒临 几乎".split(), "nearly"),
    **dict.fromkeys("超过 超 逾 突破 多于 高于 大于 过 不止 超出 超过了 已超 高出 达到或超过 已逾 早已超过".split(), "over"),
    **dict.fromkeys("不足 不到 低于 少于 未满 不满 小于 未达 不及 未到 未超过".split(), "under"),
    **dict.fromkeys("至少 不少于 不低于 起码 不小于 最少 最低".split(), "at-least"),
    **dict.fromkeys("至多 最多 不超过 不多于 不高于 高达 多达 不逾 最高 最高达 最多达 不大于 长达".split(), "at-most"),
}
"""Words before a number. 高达 and 多达 say that it is much, as "up to" and "as many as" do."""
CHINESE_AFTER: dict[str, Approximation] = {
    **dict.fromkeys("左右 上下 前后 许".split(), "about"),
    **dict.fromkeys("多 余 有余 以上 之上 开外 之多 出头".split(), "over"),
    **dict.fromkeys("以下 之下 以内 之内 以里".split(), "under"),
}
ENGLISH_BEFORE: dict[str, Approximation] = {
    **dict.fromkeys(
        "about|around|roughly|approximately|some|an estimated|estimated|circa|in the region of|approx|somewhere around|"
        "in the order of|on the order of|something like|or so|an average of about|approximately about".split("|"),
        "about",
    ),
    **dict.fromkeys("nearly|almost|close to|approaching|just under|just short of|nearing|not quite".split("|"), "nearly"),
    **dict.fromkeys(
        "over|more than|above|exceeding|exceeded|exceeds|exceed|greater than|upwards of|in excess of|well over|just over|"
        "surpassing|surpassed|surpass|topped|topping|beyond|higher than|larger than|longer than|better than|"
        "a little over|slightly more than|slightly over|not less than but over|past".split("|"),
        "over",
    ),
    **dict.fromkeys(
        "less than|under|below|fewer than|lower than|smaller than|shy of|short of|younger than|no longer than".split("|"),
        "under",
    ),
    **dict.fromkeys("at least|no fewer than|no less than|not less than|a minimum of|minimum".split("|"), "at-least"),
    **dict.fromkeys(
        "at most|no more than|up to|as many as|as much as|not more than|as high as|a maximum of|maximum|as long as".split("|"),
        "at-most",
    ),
}
ENGLISH_AFTER: dict[str, Approximation] = {
    "or so": "about",
    "or thereabouts": "about",
    "plus": "over",
    "-plus": "over",
    "+": "over",
    "-odd": "over",
    "odd": "over",
    "or more": "at-least",
    "or over": "at-least",
    "and above": "at-least",
    "or higher": "at-least",
    "and over": "at-least",
    "or older": "at-least",
    "or above": "at-least",
    "or less": "at-most",
    "or fewer": "at-most",
    "or under": "at-most",
    "and under": "at-most",
    "or below": "at-most",
}
