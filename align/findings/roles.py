"""Who does it to whom: 日本击败巴西 as "Brazil beat Japan".

Told only of verbs whose two sides are not alike (align/resources/directed.tsv), where each version has the
verb once, in the active voice, between two names, and the names are known to be each other's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from align.findings.links import BeadLinks
from align.names import Name, chinese_names, english_names, in_english
from align.records import Finding, Language, Side, Span
from align.stance.lists import Found, fold, word_list

CATEGORY = "accuracy/mistranslation"
_REACH: dict[Language, int] = {"zh": 14, "en": 40}
"""Characters between a verb and its name."""
_BREAK = re.compile(r"[，。；！？：、,;:!?()（）“”\"—]")
_TURNED: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("[被遭受由让获把将给]"),
    "en": re.compile(r"\b(?:is|are|was|were|be|been|being|get|gets|got|by|that|which|who|whom|than)\b"),
}
"""What between a verb and its names may turn them round, or shows that one belongs to another verb."""
_TOWARDS = re.compile("[向对]")
"""Before a Chinese object that stands before its verb."""


class _Act(NamedTuple):
    """A verb with the names on its two sides."""

    kind: str
    verb: Span
    subject: Name
    object: Name


def find_exchanged_roles(zh: Side, en: Side, links: Iterable[BeadLinks]) -> tuple[Finding, ...]:
    """Beads in which the two names beside a verb have changed places."""
    texts = fold(zh.document.text, "zh"), fold(en.document.text, "en")
    found: list[Finding] = []
    for bead in links:
        here = word_list("directed.tsv", "zh").find(texts[0], bead.zh)
        there = word_list("directed.tsv", "en").find(texts[1], bead.en) if here else []
        if not _kinds(here) & _kinds(there):
            continue  # finding names takes time
        theirs = _acts(there, english_names(en.document.text, bead.en), texts[1], "en")
        for a in _acts(here, chinese_names(texts[0], bead.zh), texts[0], "zh"):
            for b in theirs:
                if b.kind == a.kind and _same(a.subject, b.object, en) and _same(a.object, b.subject, en):
                    found.append(_finding(a, b, zh, en, bead.index))
    return tuple(found)


def _kinds(verbs: Sequence[Found]) -> set[str]:
    return {kind for verb in verbs for kind in verb.classes}


def _acts(verbs: Sequence[Found], names: Sequence[Name], folded: str, language: Language) -> list[_Act]:
    kinds = [kind for verb in verbs for kind in verb.classes]
    out = []
    for verb in verbs:
        pair = _beside(verb.span, names, folded, language)
        if pair:
            out += [_Act(kind, verb.span, *pair) for kind in verb.classes if kinds.count(kind) == 1]
    return out


def _beside(verb: Span, names: Sequence[Name], folded: str, language: Language) -> tuple[Name, Name] | None:
    """Subject and object, where nothing between them and the verb breaks or turns the clause."""
    before = [n for n in names if n.span.end <= verb.start]
    after = [n for n in names if verb.end <= n.span.start]
    before.sort(key=lambda n: n.span.start)
    subject = before[-1] if before else None
    target = min(after, key=lambda n: n.span.start, default=None)
    if subject is None:
        return None
    if language == "zh" and len(before) > 1 and _TOWARDS.fullmatch(folded[subject.span.start - 1]):
        subject, target = before[-2], before[-1]
        gaps = [folded[subject.span.end : target.span.start - 1], folded[target.span.end : verb.start]]
    elif target is None:
        return None
    else:
        gaps = [folded[subject.span.end : verb.start], folded[verb.end : target.span.start]]
    for gap in gaps:
        if len(gap) > _REACH[language] or _BREAK.search(gap) or _TURNED[language].search(gap):
            return None
    return subject, target


def _same(zh: Name, en: Name, side: Side) -> bool:
    return in_english(zh, en.span.of(side.document.text))


def _finding(a: _Act, b: _Act, zh: Side, en: Side, bead: int) -> Finding:
    def words(act: _Act, side: Side) -> tuple[Span, str]:
        places = (act.subject.span, act.verb, act.object.span)
        span = Span(min(p.start for p in places), max(p.end for p in places))
        return span, span.of(side.document.text)

    (src, said), (tgt, made) = words(a, zh), words(b, en)
    why = f"“{said}” and “{made}” do not say the same of who does it to whom."
    return Finding("mistranslation", CATEGORY, "critical", 0.8, src, tgt, why, bead)
