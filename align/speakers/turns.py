"""Transcripts: paragraphs that open with who is speaking (汪文斌：, Q:, Wang Wenbin:)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from align.records import Document

HAN_NAME = r"(?:[\u4e00-\u9fff·•]|\s(?=[A-Za-z])|[A-Za-z](?=[\w ]*[\u4e00-\u9fff])){1,14}"
WORD = r"(?:[A-Z][\w.’'-]*|of|the|and|de|for|bin|al|van|von)"
NOTE = r"(?:[（(][^（）()\n]{1,40}[）)])"
LABEL = re.compile(rf"\s*(?:(?P<zh>{HAN_NAME})|(?P<en>{WORD}(?: {WORD}){{0,5}}))\s*{NOTE}?\s*[:：]")
SETTING_OFF = re.compile("[说称道示出指问答复调表]$|^(?:即|如下|其中|例如|Note|Title|Source|Date|题|附|注|来源)")
SPEAKERS = frozenset(
    [
        "q",
        "a",
        "question",
        "answer",
        "reporter",
        "journalist",
        "moderator",
        "host",
        "问",
        "答",
        "记者",
        "主持人",
        "发言人",
    ]
)


class Turns:
    """Where each turn starts, and whose it is; nothing where the text is no transcript."""

    def __init__(self, document: Document) -> None:
        found: list[tuple[int, int, str]] = []
        for span in document.paragraphs:
            match = LABEL.match(document.text, span.start, span.end)
            if match:
                label = match["zh"] or match["en"]
                if label in SPEAKERS or not SETTING_OFF.search(label):
                    found.append((span.start, match.end(), label.strip()))
        count = Counter(label for _, _, label in found)
        told = len(found) >= 2 and (
            any(label.lower() in SPEAKERS for label in count)
            or any(n > 1 for n in count.values())
            or len(count) > 2
        )
        self._turns = found if told else []
        self._starts = [start for start, _, _ in self._turns]

    def label_at(self, position: int) -> str:
        """The label of the turn that holds ``position``, or ""."""
        at = bisect_right(self._starts, position) - 1
        return self._turns[at][2] if at >= 0 else ""
