"""Arithmetic on amounts, and the words by which a number is only about, over or under."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Literal

from align.records import Amount, Approximation, Language


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


@lru_cache(maxsize=4)
def hedges(language: Language, side: Literal["before", "after"]) -> dict[str, Approximation]:
    """The words before or after a number by which it is only about, over or under (align/resources/hedges.tsv).

    高达 and "as many as" say that it is much, no more; "up to" may say that or set a bound.
    """
    from importlib.resources import files

    rows = (files("align") / "resources" / "hedges.tsv").read_text(encoding="utf-8").splitlines()
    split = [row.split("\t") for row in rows if row.startswith(f"{language}\t{side}\t")]
    return {word: meaning for _, _, meaning, words in split for word in words.split(";")}  # type: ignore[misc]
