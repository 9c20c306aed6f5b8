"""Numbers in Chinese numerals: 三万一, 二十万亿, 两百零五, 一九七八, 三点六.

Ours, since cn2an (the kept library) reads whole strings without places, and takes neither 三万一 in its strict
mode nor 二十万亿, 十几 or 七八个 at all.
"""

from __future__ import annotations

from fractions import Fraction

from align.records import Amount

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
DIGITS |= {"〇": 0, "两": 2} | {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
NUMERAL = "[零〇一二两三四五六七八九十百千万亿兆廿卅]"
FORMAL = "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]"
_LONGEST = 40
"""A longer row of numerals writes no number."""
_TENS = {"廿": "二十", "卅": "三十"}


def read_numeral(text: str) -> Amount | None:
    """The number that Chinese numerals write; None where they write none (亿百, 三四五).

    Two digits in a row are a range (七八十: 70 to 80); a row of digits alone is read by its digits (一九七八).
    """
    if len(text) > _LONGEST:
        return None
    for char, written in _TENS.items():
        text = text.replace(char, written)
    whole, dot, rest = text.partition("点")
    if dot:
        return _decimal(whole, rest)
    if all(c in DIGITS for c in text) and (len(text) > 2 or (len(text) == 2 and not _is_range(text))):
        number = Fraction(int("".join(str(DIGITS[c]) for c in text)))
        return Amount(number, number)
    for i in range(len(text) - 1):
        if _is_range(text[i : i + 2]):
            low, high = _integer(text[:i] + text[i] + text[i + 2 :]), _integer(text[:i] + text[i + 1 :])
            return Amount(low[0], high[0], low[1]) if low and high and low[0] < high[0] else None
    read = _integer(text)
    return Amount(read[0], read[0], read[1]) if read else None


def _is_range(pair: str) -> bool:
    if not all(c in DIGITS for c in pair):
        return False
    first, second = DIGITS[pair[0]], DIGITS[pair[1]]
    return first > 0 and (second - first == 1 or (first, second) == (3, 5))


def _decimal(whole: str, rest: str) -> Amount | None:
    scale, digits = 1, rest
    while digits and digits[-1] in {**SMALL, **LARGE}:
        scale *= {**SMALL, **LARGE}[digits[-1]]
        digits = digits[:-1]
    before = _integer(whole)
    if not before or not digits or any(c not in DIGITS for c in digits):
        return None
    step = Fraction(scale, 10 ** len(digits))
    number = before[0] * scale + int("".join(str(DIGITS[c]) for c in digits)) * step
    return Amount(number, number, step)


def _integer(text: str) -> tuple[Fraction, Fraction] | None:
    """Value and place of the last numeral, by the greatest scale first: what stands before it is its multiple."""
    if not text:
        return None
    for scale in ("兆", "亿", "万"):
        at = text.rfind(scale)
        if at >= 0:
            head, tail = text[:at], text[at + 1 :]
            if not head and scale == "兆":  # a syllable of names: 韩兆平
                return None
            if not head:
                many: tuple[Fraction, Fraction] | None = (Fraction(1), Fraction(1))
            else:
                many = _integer(head)
            rest = _tail(tail, LARGE[scale])
            if many is None or rest is None or rest[0] >= LARGE[scale]:
                return None
            return many[0] * LARGE[scale] + rest[0], rest[1] if rest[0] else many[1] * LARGE[scale]
    return _below_ten_thousand(text)


def _tail(text: str, scale: int) -> tuple[Fraction, Fraction] | None:
    """What follows a scale: one digit alone counts its tenths (三万一), after 零 its ones."""
    if not text:
        return Fraction(0), Fraction(scale)
    if len(text) == 1 and text in DIGITS:
        step = Fraction(scale, 10) if DIGITS[text] else Fraction(1)
        return DIGITS[text] * step, step
    return _integer(text)


def _below_ten_thousand(text: str) -> tuple[Fraction, Fraction] | None:
    total, digit, place, step = 0, -1, 10**4, 1
    zero = False
    for i, char in enumerate(text):
        if char in DIGITS:
            if digit > 0 or (digit == 0 and not zero):
                return None
            digit, zero = DIGITS[char], DIGITS[char] == 0
            if zero and i == len(text) - 1 and len(text) > 1:
                return None
        elif char in SMALL:
            unit = SMALL[char]
            if unit >= place or (digit <= 0 and not (unit == 10 and (i == 0 or zero)) and i > 0):
                return None
            total += (digit if digit > 0 else 1) * unit
            place, digit, zero, step = unit, -1, False, unit
        else:
            return None
    if digit >= 0:
        spoken = place > 10 and place < 10**4 and text[-2] in SMALL
        step = place // 10 if spoken else 1
        total += digit * step
    return Fraction(total), Fraction(step)
