"""Words of stance that one version has and the other leaves out: 坚决, 一贯, firmly, candidly.

Told only where the other side of the bead has none of the word's renderings and nothing that its vector goes
with, but has the word that it stands by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from align.findings.links import BeadLinks
from align.records import Finding, FindingKind, Language, Severity, Side, Span
from align.stance.emphasis import find_emphasis, is_told, meanings
from align.stance.lists import Found, fold

RENDERED = {"zh": 0.5, "en": 0.5}
"""Best match of the word from which on something in the other version renders it."""
PRESENT = 0.45
"""Best match of the word beside it from which on that stands in the other version."""
TAKEN = -0.05
"""How much less like the word its likest counterpart may be than like another, before it is that one's alone."""
_STANCES = tuple(
    (re.compile(rf"[地的]?(?:{zh})"), re.compile(rf"(?:\b| )(?:{en})"))
    for zh, en in (
        ("关切|关注|担忧|忧虑", "concern|worr"), ("反对|抵制", "oppos|object|reject"),
        ("不满", "dissatisf|displeas|discontent"), ("谴责", "condemn|denounc"), ("抗议", "protest"),
        ("支持", "support|back"), ("遗憾", "regret"), ("敦促", "urg"), ("要求", "demand|ask|call"),
        ("否认|驳斥", "den[iy]|reject|refut"), ("交涉", "representation|demarche"),
    )
)  # fmt: skip
"""What a stance is, in both languages: without its word of degree it is another stance, more than minor."""
_DISTANCE = ("所谓", "所谓的")
"""Without it the text takes over a name that it keeps away from: the so-called republic."""
_BESIDE = {"zh": re.compile(r"[地的]?[“「\"]?\w{1,2}"), "en": re.compile(r" \w+(?: \w+)?")}


def find_emphasis_changes(
    zh: Side, en: Side, links: Iterable[BeadLinks], original: Language
) -> tuple[Finding, ...]:
    """Words of stance left out or put in, told from the version that was written first."""
    texts = fold(zh.document.text, "zh"), fold(en.document.text, "en")
    found: list[Finding] = []
    for bead in links:
        here, there = find_emphasis(texts[0], "zh", bead.zh), find_emphasis(texts[1], "en", bead.en)
        for word in _unrendered(here, there, bead, texts, "zh"):
            kind: FindingKind = "omission" if original == "zh" else "addition"
            why = f"The English has nothing for “{word.span.of(zh.document.text)}”."
            grave = word.word in _DISTANCE or _is_of_stance(word, bead, texts, "zh")
            severity: Severity = "major" if grave else "minor"
            found.append(Finding(kind, f"accuracy/{kind}", severity, 0.5, word.span, None, why, bead.index))
        for word in _unrendered(there, here, bead.turned(), texts[::-1], "en"):
            kind = "omission" if original == "en" else "addition"
            why = f"The Chinese has nothing for “{word.span.of(en.document.text)}”."
            severity = "major" if _is_of_stance(word, bead.turned(), texts[::-1], "en") else "minor"
            found.append(Finding(kind, f"accuracy/{kind}", severity, 0.5, None, word.span, why, bead.index))
    return tuple(found)


def _unrendered(
    here: Sequence[Found], there: Sequence[Found], view: BeadLinks, texts: Sequence[str], language: Language
) -> list[Found]:
    said = frozenset(m for word in there for m in meanings(word))
    out = []
    for word in here:
        if not is_told(word) or meanings(word) & said:
            continue
        of_stance = _is_of_stance(word, view, texts, language)
        if view.best(word.span) >= RENDERED[language] and not (of_stance and view.lead(word.span) < TAKEN):
            continue
        beside = _BESIDE[language].match(texts[0], word.span.end, view.zh.end)
        if beside and (of_stance or view.best(Span(*beside.span())) >= PRESENT):
            out.append(word)
    return out


def _is_of_stance(word: Found, view: BeadLinks, texts: Sequence[str], language: Language) -> bool:
    """Whether it stands by a stance that the other version has too."""
    for pair in _STANCES:
        mine, theirs = pair if language == "zh" else pair[::-1]
        if mine.match(texts[0], word.span.end) and theirs.search(texts[1], view.en.start, view.en.end):
            return True
    return False
