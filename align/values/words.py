"""Numbers in English words: two and a half million, a hundred and five, twelve hundred.

Ours, since text2num gives a changed text, not places, and know no halves, dozens
or "hundreds of".
"""

from __future__ import annotations

from fractions import Fraction

from align.records import Amount

ONES = {
    w: i
    for i, w in enumerate(
        [
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
    )
}
TENS = {
    w: 10 * i
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15}
SCALES = {"hundred": 100, "dozen": 12, "score": 20, **LARGE}
SHORT = {"bn": 10**9, "tn": 10**12, "trn": 10**12, "mn": 10**6, "mln": 10**6, "m": 10**6, "b": 10**9, "k": 1000}
ORDINALS = {
    **{
        w: i
        for i, w in enumerate(
            [
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
                "eleventh",
                "twelfth",
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
                "nineteenth",
            ],
            1,
        )
    },
    **{w[:-1] + "ieth": v for w, v in TENS.items()},
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
}
NUMBER_WORD = "|".join(sorted({**ONES, **TENS, **SCALES}, key=len, reverse=True))


def read_words(words: list[str]) -> tuple[Amount, int] | None:
    """The number that ``words`` begin with, and how many of them it takes; None where they begin with none."""
    total, current, step = Fraction(0), Fraction(0), Fraction(1)
    last, ceiling, used = "", 10**18, 0
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else ""
        if word in ("a", "an") and not last and following in SCALES:
            current, last = Fraction(1), "ones"
        elif word in ONES and (last in ("", "scale", "and") or (last == "tens" and 0 < ONES[word] < 10)):
            current, last, used, step = current + ONES[word], "ones", i + 1, Fraction(1)
        elif word in TENS and last in ("", "scale", "and"):
            current, last, used, step = current + TENS[word], "tens", i + 1, Fraction(1)
        elif word in ("hundred", "dozen", "score") and current < 100 and last in ("ones", "tens", "half"):
            current, last, used, step = current * SCALES[word], "scale", i + 1, Fraction(SCALES[word])
        elif word in LARGE and LARGE[word] < ceiling and last in ("ones", "tens", "scale", "half") and current:
            ceiling = LARGE[word]
            step = (Fraction(1, 2) if last == "half" else step) * ceiling
            total, current, last, used = total + current * ceiling, Fraction(0), "scale", i + 1
        elif word == "and" and last == "scale" and (following in ONES or following in TENS):
            last = "and"
        elif word == "and" and words[i + 1 : i + 3] == ["a", "half"] and last:
            current, last, used, step = current + Fraction(1, 2), "and a", i + 3, Fraction(1, 2)
        elif last == "and a" and word == "a":
            continue
        elif last == "and a" and word == "half":
            last = "half"
        elif word in ("a", "an"):
            break
        else:
            break
    if not used:
        return None
    return Amount(total + current, total + current, step), used
