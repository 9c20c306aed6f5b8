"""Whole numbers in words, written the plain way, to read back."""

ZH_DIGITS = "零一二三四五六七八九"
EN_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
EN_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def chinese(number):
    """12030500 -> 一千二百零三万零五百; ten to nineteen without 一 at the head."""
    if number == 0:
        return "零"
    written, gap = "", False
    for scale, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, scale)
        if not group:
            gap = gap or bool(written)
            continue
        if written and (gap or group < 1000):
            written += "零"
        if name == "万亿" and number // 10**8:
            written, gap = written + _zh_group(group) + "万", False
            continue
        written, gap = written + _zh_group(group) + name, False
    return written[1:] if written.startswith("一十") else written


def _zh_group(group):
    written, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, group = divmod(group, scale)
        if digit:
            written += ("零" if gap and written else "") + ZH_DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return written


def english(number):
    """1234 -> one thousand two hundred and thirty-four."""
    if number < 1000:
        return _en_group(number)
    words = []
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        group, number = divmod(number, scale)
        if group:
            words.append(f"{english(group)} {name}")
    if number:
        words.append(("and " if number < 100 else "") + _en_group(number))
    return " ".join(words)


def _en_group(number):
    if number < 20:
        return EN_ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return EN_TENS[tens] + (f"-{EN_ONES[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{EN_ONES[hundreds]} hundred" + (f" and {_en_group(rest)}" if rest else "")
