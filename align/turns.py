"""Transcripts: paragraphs that begin with a speaker's label, whose words run to the next label.

A label is a short name and a colon at the start of a paragraph (汪文斌：, Wang Wenbin:, 记者：, Q:). A text is
taken for a transcript where a label comes back or names a part in a conversation; a lone "Note:" makes none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from align.records import Document, Span

HAN_NAME = r"(?:[\u3400-\u9fff·•《》]|\s(?=[A-Za-z])|[A-Za-z](?=[\w ]*[\u3400-\u9fff])){1,14}"
WORD = r"(?:[A-Z][\w.’'-]*|of|the|and|de|for|bin|al|van|von)"
NOTE = r"(?:[（(][^（）()\n]{1,40}[）)])"
LABEL = re.compile(rf"[\s*_>]*(?P<label>{HAN_NAME}|{WORD}(?: {WORD}){{0,5}})\s*{NOTE}?[*_]*\s*[:：][*_]*[^\S\n]*")
SETTING_OFF = re.compile(
    "[说称道示出指问调复表]$|^(?:即|如下|其中|例如|题|附|注|来源|时间|地点|出席|嘉宾|主题)"
    "|^(?:Note|Title|Source|Date|Time|Place|Venue|Speakers|Participants|Attendees|Topic)$"
)
"""What stands before a colon and names nobody: a cue, or the name of a field."""
_PARTS = """
q a question answer reporter journalist moderator host interviewer spokesperson spokesman spokeswoman
问 答 問 記者 记者 主持人 发言人 發言人 提问 追问 回答
"""
ROLES = frozenset(_PARTS.split())
LEAST_LETTERS = 4
"""Letters that the median turn must have: a list of figures ("Clinton: 2,383") is no transcript."""
LEAST_LABELS, LEAST_SHARE = 2, 0.2
"""Labels in a text, and their share of its paragraphs, that make it a transcript."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words: ``label`` names the speaker, ``words`` are the rest of its paragraphs."""

    label: Span
    words: tuple[Span, ...]


def find_turns(document: Document) -> tuple[Turn, ...]:
    """The turns of a transcript; none in any other text."""
    text = document.text
    found = [_label(text, p) for p in document.paragraphs]
    names = Counter(m["label"].strip().lower() for m in found if m)
    told = any(count > 1 for count in names.values()) or bool(ROLES & names.keys())
    if not told or names.total() < max(LEAST_LABELS, LEAST_SHARE * len(found)):
        return ()
    spoken = [text[m.end() : p.end] for p, m in zip(document.paragraphs, found, strict=True) if m]
    if median(sum(c.isalpha() for c in words) for words in spoken) < LEAST_LETTERS:
        return ()
    turns: list[Turn] = []
    for paragraph, match in zip(document.paragraphs, found, strict=True):
        if match:
            label = match["label"].strip()
            start = match.start("label")
            turns.append(Turn(Span(start, start + len(label)), (Span(match.end(), paragraph.end),)))
        elif turns and not text[paragraph.start : paragraph.end].startswith(("(", "（", "[", "#")):
            turns[-1] = Turn(turns[-1].label, (*turns[-1].words, paragraph))
    return tuple(turns)


def turn_at(turns: Sequence[Turn], position: int) -> Turn | None:
    """The turn whose words hold ``position``, or that went on last before it."""
    at = bisect_right(turns, position, key=lambda t: t.label.start) - 1
    return turns[at] if at >= 0 else None


def _label(text: str, paragraph: Span) -> re.Match[str] | None:
    match = LABEL.match(text, paragraph.start, paragraph.end)
    if not match or match.end() >= paragraph.end:
        return None
    label = match["label"].strip()
    return match if label.lower() in ROLES or not SETTING_OFF.search(label) else None
