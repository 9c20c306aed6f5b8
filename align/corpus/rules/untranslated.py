"""Pairs of which one side is a copy of the other, whole or in long pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from align.corpus.records import Refusal, SegmentPair

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f']{2,}")
_HAN_RUN = re.compile("[\u3400-\u9fff]{4,}")


@dataclass(frozen=True, slots=True)
class Untranslated:
    """English that stands in the Chinese side (or Chinese in the English one) beyond a name or a title."""

    name: ClassVar[str] = "untranslated"
    reason: ClassVar[str] = "a side repeats the other's words in place of a translation"

    most_copied: float = 0.5
    """Share of the English words that may stand in the Chinese side as they are."""
    fewest_words: int = 4
    """Words of the English side under which copying is left to the other rules."""
    most_han: int = 6
    """Chinese characters that the English side may hold (a name given in the original)."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse copies and long untranslated pieces."""
        if "".join(pair.en.split()) == "".join(pair.zh.split()):
            return Refusal(self.name, 1.0, "both sides are the same")
        han = sum(len(run) for run in _HAN_RUN.findall(pair.en))
        if han > self.most_han:
            return Refusal(self.name, han, "Chinese characters on the English side")
        words = [w.lower() for w in _WORD.findall(pair.en)]
        there = {w.lower() for w in _WORD.findall(pair.zh)}
        if len(words) < self.fewest_words or not there:
            return None
        copied = sum(word in there for word in words) / len(words)
        return Refusal(self.name, round(copied, 3)) if copied > self.most_copied else None
