"""Transcripts: paragraphs that begin with a speaker's label, whose words run to the next label.

A label is a short name and a colon at the start of a paragraph ("Wang Wenbin:", 汪文斌：, 记者：, Q:). A text is
taken for a transcript where labels are many: a lone "Note:" makes none.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from align.records import Document, Span

LABEL = re.compile(
    r"[*_>\s]*(?P<label>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|de|von|van|the|for|and)){0,5}(?: \([^)]{2,40}\))?"
    r"|[\u3400-\u9fff·•]{1,14}(?:[（(][^）)]{2,20}[）)])?)[*_]*\s?[:：][*_]*\s*"
)
ROLES = frozenset(
    [
        "q",
        "a",
        "question",
        "answer",
        "reporter",
        "journalist",
        "moderator",
        "host",
        "spokesperson",
        "spokesman",
        "spokeswoman",
        "interviewer",
        "问",
        "答",
        "記者",
        "记者",
        "主持人",
        "发言人",
        "發言人",
        "提问",
        "追问",
        "回答",
        "问题",
        "新闻秘书",
    ]
)
LEAST_LABELS, LEAST_SHARE = 3, 0.2
"""Repeated labels in a text, and their share of its paragraphs, that make it a transcript. In a transcript, a
label that occurs once is one too: a reporter may ask but one question."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words: ``label`` names the speaker, ``words`` are the rest of its paragraphs."""

    label: Span
    words: tuple[Span, ...]


def find_turns(document: Document) -> tuple[Turn, ...]:
    """The turns of a transcript; none in any other text."""
    text = document.text
    labels = [
        m if (m := LABEL.match(text, p.start, p.end)) and m.end() < p.end else None for p in document.paragraphs
    ]
    names = Counter(_plain(m["label"]) for m in labels if m)
    known = {name for name, count in names.items() if count >= 2 or name in ROLES}
    repeated = [m for m in labels if m and _plain(m["label"]) in known]
    if len(repeated) < LEAST_LABELS or len(repeated) < LEAST_SHARE * len(labels):
        return ()
    turns: list[Turn] = []
    for paragraph, match in zip(document.paragraphs, labels, strict=True):
        if match:
            turns.append(Turn(Span(*match.span("label")), (Span(match.end(), paragraph.end),)))
        elif turns and not text[paragraph.start : paragraph.end].startswith(("(", "（", "[", "#")):
            turns[-1] = Turn(turns[-1].label, (*turns[-1].words, paragraph))
    return tuple(turns)


def _plain(label: str) -> str:
    return re.sub(r"[（(].*", "", label).strip().lower()
