"""Pairs in which a side repeats itself, as broken extraction and machine translation do."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from align.corpus.records import Refusal, SegmentPair


@dataclass(frozen=True, slots=True)
class Repetition:
    """A side most of which is one short sequence again and again."""

    name: ClassVar[str] = "repetition"
    reason: ClassVar[str] = "a side says the same few words again and again"

    most: float = 0.5
    """Share of a side's sequences (three words, four Chinese characters) that may be repeats."""
    fewest: int = 12
    """Sequences under which a side is not looked at."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse by the side that repeats more."""
        words = re.findall(r"\w+", pair.en.lower())
        characters = [c for c in pair.zh if c.isalnum()]
        share = max(self._repeated(words, 3), self._repeated(characters, 4))
        return Refusal(self.name, round(share, 3)) if share > self.most else None

    def _repeated(self, units: list[str], size: int) -> float:
        runs = Counter(tuple(units[i : i + size]) for i in range(len(units) - size + 1))
        total = sum(runs.values())
        return sum(n - 1 for n in runs.values()) / total if total >= self.fewest else 0.0
