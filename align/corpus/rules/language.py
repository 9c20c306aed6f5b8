"""Pairs of which a side is not in its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from align.corpus.records import Refusal, SegmentPair

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_KANA_HANGUL = re.compile("[\u3041-\u30fa\uac00-\ud7a3]")
_COMMON = (
    "the of and to in a is that for on with as was by at it from be are this has have an not he his will or "
    "but which its their were been they we i you said who more than"
)
_FUNCTION_WORDS = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class LanguageAndScript:
    """English in Latin letters and no other language's, Chinese in Chinese characters."""

    name: ClassVar[str] = "language"
    reason: ClassVar[str] = "a side is not in its language or script"

    least_latin: float = 0.8
    """Share of Latin letters among the letters of the English side."""
    least_han: float = 0.35
    """Share of Chinese characters among the Chinese side's characters and Latin words."""
    least_letters: int = 40
    """Letters from which on English without function words is asked which language it is."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse by script first, then the English side by its words."""
        letters = sum(map(str.isalpha, pair.en))
        latin = len(_LATIN.findall(pair.en))
        if letters and latin < self.least_latin * letters:
            return Refusal(self.name, round(latin / letters, 3), "Latin letters on the English side")
        han, words = len(_HAN.findall(pair.zh)), len(re.findall(r"[A-Za-z\u00c0-\u024f]+", pair.zh))
        other = len(_KANA_HANGUL.findall(pair.zh))
        if han + words + other and han < self.least_han * (han + words + 3 * other):
            return Refusal(self.name, round(han / (han + words + other), 3), "characters on the Chinese side")
        return self._foreign(pair.en) if letters >= self.least_letters else None

    def _foreign(self, text: str) -> Refusal | None:
        """English has a function word in eight words; only text without them is worth the slower question."""
        words = re.findall(r"[A-Za-z\u00c0-\u024f]+", text.lower())
        if sum(word in _FUNCTION_WORDS for word in words) >= 0.12 * len(words):
            return None
        from py3langid import rank

        scores = dict(rank(text))
        best = max(scores, key=lambda code: scores[code])
        # The score is a log likelihood that grows with length; names alone must not count as another language.
        if best != "en" and scores[best] - scores["en"] > 12.0:
            return Refusal(self.name, str(best), "the English side's language")
        return None
