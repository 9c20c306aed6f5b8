"""Pairs of which one side ends a sentence and the other breaks off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from align.corpus.records import Refusal, SegmentPair

_QUOTES = "\"'“”‘’「」『』"
_CLOSERS = " \t\u3000" + _QUOTES + "）)]】》〉"
_STOPS = frozenset(".!?。！？…")
_OPEN = frozenset(",，、（([【《〈")


@dataclass(frozen=True, slots=True)
class TerminalPunctuation:
    """One side ends with a full stop, the other in the middle of a sentence (a comma, an open bracket).

    A heading without a stop against one with is common in good translations and passes, unless ``strict``.
    """

    name: ClassVar[str] = "terminal-punctuation"
    reason: ClassVar[str] = "one side ends its sentence and the other breaks off"

    strict: bool = False
    """Refuse also where one side has a stop and the other none."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse where the ends do not agree."""
        sides = [side.rstrip() for side in (pair.zh, pair.en)]
        ends = [side.rstrip(_CLOSERS)[-1:] for side in sides]
        stops = [end in _STOPS for end in ends]
        # English ends a quotation with a comma where its cue follows; Chinese may end its sentence there.
        broken = [e in _OPEN and s[-1:] not in _QUOTES for e, s in zip(ends, sides, strict=True)]
        if stops[0] == stops[1] or not (self.strict or any(broken)):
            return None
        return Refusal(self.name, f"{ends[0]} | {ends[1]}")
