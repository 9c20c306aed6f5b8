"""Negators that one version has and the other has not.

Negators are linked across a bead by their own vectors and those of the words that they negate. One that finds no
partner is told only where its words are in the other version and nothing there carries a negation in its meaning.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from align.findings.links import BeadLinks
from align.names.romanise import letters, syllables
from align.records import Finding, Severity, Side, Span
from align.stance.lists import fold, word_list
from align.stance.negators import Negator, find_negators

CATEGORY = "accuracy/mistranslation"
SCOPE_SHARE = 0.6
"""How much what is negated counts beside the negators themselves, when two are linked."""
WEIGHTS = {"zh": (1.4, -4.9, -1.65, 3.5, -2.1), "en": (2.55, -3.4, -3.4, 1.4, -1.3)}
"""Of a lone negator: constant, its best match, its link to a negative word, the best match of what it negates,
being weak. Fitted on good translations and planted changes (scripts/bench_stance.py)."""
HOLDS = 0.5
"""How much more readily a word excuses that holds a negator (不变 against not changed)."""
_NEGATING = frozenset("不未没")
_MODAL_ZH = re.compile("不(?:能|能够|可|可以|得|要|准|许|应|应该|应当)")
_MODAL_EN = re.compile(r"\b(?:must|should|can|may|shall|need to|have to|ought to) (?:\w+ly )?$", re.I)
TURNED = 0.4
"""How much surer a lost negation is where a modal word stands in its place that is not negated."""
CRITICAL, MAJOR = 1.0, {"zh": 0.75, "en": 0.25}
"""Logits from which on it is told."""


@dataclass(frozen=True, slots=True)
class LoneNegator:
    """A negator without a partner, and what the vectors say of it."""

    negator: Negator
    excuse: float
    """Best link to a word that has a negation in its meaning."""
    own: float
    """Best match of the tokens that negate, anywhere in the other side."""
    scope: float
    """Best match of what it negates."""


def find_negations(zh: Side, en: Side, links: Iterable[BeadLinks]) -> tuple[Finding, ...]:
    """Negations lost or added, bead by bead."""
    texts = fold(zh.document.text, "zh"), fold(en.document.text, "en")
    found: list[Finding] = []
    for bead in links:
        here, there = find_negators(texts[0], "zh", bead.zh), find_negators(texts[1], "en", bead.en)
        if not here and not there:
            continue
        for lone in lone_negators(here, there, bead):
            found += _told(lone, bead, zh, en)
        for lone in lone_negators(there, here, bead.turned()):
            found += _told(lone, bead.turned(), en, zh)
    return tuple(found)


def lone_negators(
    here: tuple[Negator, ...], there: tuple[Negator, ...], bead: BeadLinks
) -> tuple[LoneNegator, ...]:
    """The plain and weak negators of ``here`` that no negator of ``there`` goes with."""
    mine = [n for n in here if n.force in ("plain", "weak")]
    theirs = [n for n in there if n.force in ("plain", "weak")]
    scored = {(i, j): _link(a, b, bead) for i, a in enumerate(mine) for j, b in enumerate(theirs)}
    left, free = set(range(len(mine))), set(range(len(theirs)))
    for (i, j), _ in sorted(scored.items(), key=lambda pair: -pair[1]):
        if i in left and j in free:
            left.discard(i)
            free.discard(j)
    return tuple(_lone(mine[i], there, bead) for i in sorted(left))


def _lone(negator: Negator, there: tuple[Negator, ...], bead: BeadLinks) -> LoneNegator:
    excuses = [_link(negator, n, bead) + (HOLDS if n.force == "idiom" else 0.0) for n in there if _excuses(n)]
    excuse = max(excuses, default=-1.0)
    return LoneNegator(negator, excuse, bead.best(_negating(negator)), bead.best(negator.scope))


def _negating(negator: Negator) -> Span:
    """The negator without a modal word in it: the 应 of 不应 finds a "should" that is not negated."""
    modal = negator.word[:1] in _NEGATING and negator.word[1:] in word_list("modals.tsv", "zh").classes
    return Span(negator.span.start, negator.span.start + 1) if modal else negator.span


def _excuses(negator: Negator) -> bool:
    return negator.force in ("open", "idiom")


def _link(a: Negator, b: Negator, bead: BeadLinks) -> float:
    """How likely two negators are each other's: their own likeness, and that of what they negate."""
    own = bead.like(a.span, b.span)
    return own + SCOPE_SHARE * max(0.0, bead.like(a.scope, b.scope))


def _told(lone: LoneNegator, view: BeadLinks, here: Side, there: Side) -> list[Finding]:
    """A finding where nothing in the other version can be the negator's rendering."""
    negated = _negated(lone.negator, here)
    place = view.nearest(negated)
    sure = _logit(lone, here.document.language)
    if place and _MODAL_ZH.fullmatch(lone.negator.word) and _is_told_to(place, view.en, there):
        sure += TURNED
    if sure < MAJOR[here.document.language]:
        return []
    if here.document.language == "zh" and _is_in_name(lone.negator, here, view.en.of(there.document.text)):
        return []
    span = Span(lone.negator.span.start, negated.end)
    other = _word_around(place, there) if place else None
    name, less = ("Chinese", "English") if here.document.language == "zh" else ("English", "Chinese")
    why = f"“{span.of(here.document.text)}” is negated in the {name} version and not in the {less} one"
    why += f" (“{other.of(there.document.text)}”)." if other else "."
    severity: Severity = "critical" if sure >= CRITICAL and lone.negator.force == "plain" else "major"
    confidence = round(1 / (1 + math.exp(-sure)), 2)
    src, tgt = (span, other) if name == "Chinese" else (other, span)
    return [Finding("negation", CATEGORY, severity, confidence, src, tgt, why, view.index)]


def _is_told_to(place: Span, area: Span, en: Side) -> bool:
    """Whether a modal word that is not negated stands before the English word: must underestimate."""
    return bool(_MODAL_EN.search(en.document.text[area.start : place.start + 1]))


def _is_in_name(negator: Negator, zh: Side, english: str) -> bool:
    """Whether the characters are a name's, which the English spells: 毛不易, Mao Buyi."""
    first = negator.span.start
    heard = syllables(zh.document.text[first : first + 2])
    whole = len(heard) == 2 and all(s.isalpha() and s.isascii() for s in heard)
    return whole and any("".join(heard) in letters(word) for word in re.findall(r"[A-Z]\w+", english))


def _logit(lone: LoneNegator, language: str) -> float:
    """Log odds that the other version does not negate."""
    const, own, excuse, scope, weak = WEIGHTS[language]
    sure = const + own * lone.own + excuse * max(0.0, lone.excuse) + scope * max(0.0, lone.scope)
    return sure + (weak if lone.negator.force == "weak" else 0.0)


def _negated(negator: Negator, side: Side) -> Span:
    """The word after a negator: two Chinese characters, one English word."""
    text, scope = side.document.text, negator.scope
    if side.document.language == "zh":
        return Span(scope.start, min(scope.end, scope.start + 2))
    m = re.compile(r"\s*(?:(?:be|been|a|an|the|to|any) )?\w+").match(text, scope.start, scope.end)
    return Span(scope.start, m.end()) if m else Span(scope.start, scope.start)


def _word_around(token: Span, side: Side) -> Span:
    """The whole English word that a token is part of; a Chinese token as it is."""
    text = side.document.text
    start = token.start + (text[token.start : token.end][:1].isspace())
    end = token.end
    if side.document.language == "en":
        while end < len(text) and text[end].isalpha():
            end += 1
        while start > 0 and text[start - 1].isalpha():
            start -= 1
    return Span(start, end)
