"""The negators of a stretch of text: which words negate, and which only look like it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from align.records import Language, Span
from align.stance.lists import Found, word_list

Force = Literal["plain", "weak", "open", "idiom"]
_CLAUSE_END = re.compile(r"[，。；！？：、,;:!?()（）—…“”\"]|\.(?=\s|$)")
_QUESTION_ZH = re.compile(r"(\w)[不没]\1")
_TAG = re.compile(
    r"(?:[,.?!\"]|^)\s*(?:is|are|was|were|do|does|did|has|have|had|would|could|should|can|wo)n't "
    r"(?:it|you|we|they|he|she|i|that|this|there)\b[^.!]*\?"
)
_NO_ANSWER = re.compile(r"(?<![\w'])no(?=[,.!?:;\"”'’)-]|\s?\d|$)")
_SCOPE = {"zh": 8, "en": 40}
"""Characters after a negator in which what it negates is looked for."""
_PAIR = 6
"""Chinese characters between two negators of one clause that together assert (没有人不知道)."""
_FORCES: tuple[Force, ...] = ("plain", "weak", "idiom")
_LISTED = frozenset("也又和与而及并或既且仍还都就就是，、")


@dataclass(frozen=True, slots=True)
class Negator:
    """A word that negates or may: plain is told if the other version lacks it, open and idiom excuse."""

    span: Span
    scope: Span
    """What stands after it up to the end of its clause, 40 English or 8 Chinese characters at most."""
    force: Force
    word: str


def find_negators(folded: str, language: Language, area: Span) -> tuple[Negator, ...]:
    """The negators of a folded text inside ``area``, in order."""
    found = word_list("negators.tsv", language).find(folded, area)
    asked = _QUESTION_ZH if language == "zh" else _TAG
    questions = [Span(*m.span()) for m in asked.finditer(folded, area.start, area.end)]
    if language == "en":
        questions += [Span(*m.span()) for m in _NO_ANSWER.finditer(folded, area.start, area.end)]
    out = [_negator(f, folded, language, area, questions) for f in found]
    return tuple(_undo_pairs(out, folded) if language == "zh" else out)


def _negator(f: Found, folded: str, language: Language, area: Span, questions: list[Span]) -> Negator:
    limit = min(area.end, f.span.end + _SCOPE[language])
    stop = _CLAUSE_END.search(folded, f.span.end, limit)
    scope = Span(f.span.end, stop.start() if stop else limit)
    force: Force = next((k for k in _FORCES if k in f.classes), "open")
    if any(q.start <= f.span.start < q.end for q in questions):
        force = "open"
    return Negator(f.span, scope, force, f.word)


def _undo_pairs(found: list[Negator], folded: str) -> list[Negator]:
    """Two negators of one clause close together assert; where a word of listing parts them, they do not."""
    out = list(found)
    for i in range(len(out) - 1):
        a, b = out[i], out[i + 1]
        between = folded[a.span.end : b.span.start]
        near = b.span.start - a.span.end <= _PAIR and not _CLAUSE_END.search(between)
        if near and a.force == b.force == "plain" and not _LISTED & set(between):
            out[i] = Negator(a.span, a.scope, "open", a.word)
            out[i + 1] = Negator(b.span, b.scope, "open", b.word)
    return out
