"""Pairs of which one side is far longer than a translation of the other would be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from align.corpus.records import Refusal, SegmentPair


@dataclass(frozen=True, slots=True)
class LengthRatio:
    """Too many or too few English characters to a Chinese one; in news the ratio is 2 to 5."""

    name: ClassVar[str] = "length-ratio"
    reason: ClassVar[str] = "one side is too long or too short for a translation of the other"

    low: float = 1.2
    """Fewest English characters to a Chinese one."""
    high: float = 9.0
    """Most English characters to a Chinese one."""
    slack: int = 12
    """English characters that are forgiven either way, so that short segments (a name, a date) pass."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse what is outside the range."""
        en, zh = len(pair.en), weigh_chinese(pair.zh)
        if en + self.slack >= self.low * zh and en - self.slack <= self.high * zh:
            return None
        return Refusal(self.name, length_ratio(pair.en, pair.zh))


def length_ratio(en: str, zh: str) -> float:
    """English characters to a Chinese one, as :class:`LengthRatio` counts them."""
    return round(len(en) / max(1.0, weigh_chinese(zh)), 3)


def weigh_chinese(text: str) -> float:
    """Characters of a Chinese text; names and numbers in Latin letters are as long there as in English."""
    return len(text) - 0.6 * sum(char < "\u0250" for char in text)


@dataclass(frozen=True, slots=True)
class Length:
    """Too short to teach anything, or longer than trainers take."""

    name: ClassVar[str] = "length"
    reason: ClassVar[str] = "too short to teach anything, or too long for a trainer"

    least_letters: int = 2
    """Letters and digits that either side must have."""
    most: int = 2000
    """Characters that neither side may exceed."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse by the side that is worse."""
        least = min(sum(map(str.isalnum, side)) for side in (pair.en, pair.zh))
        if least < self.least_letters:
            return Refusal(self.name, least, "letters")
        most = max(len(pair.en), len(pair.zh))
        return Refusal(self.name, most, "characters") if most > self.most else None
