"""Words of stance that one version has and the other leaves out: 坚决, 一贯, firmly, candidly.

Told only where the other side of the bead has none of the word's renderings and nothing that its vector goes
with, but has the word that it stands by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from align.findings.links import BeadLinks
from align.records import Finding, FindingKind, Language, Side, Span
from align.stance.emphasis import find_emphasis, is_told, meanings
from align.stance.lists import Found, fold

RENDERED = {"zh": 0.5, "en": 0.5}
"""Best match of the word from which on something in the other version renders it."""
PRESENT = 0.45
"""Best match of the word beside it from which on that stands in the other version."""
_BESIDE = {"zh": re.compile(r"[地的]?\w{1,2}"), "en": re.compile(r" \w+(?: \w+)?")}


def find_emphasis_changes(
    zh: Side, en: Side, links: Iterable[BeadLinks], original: Language
) -> tuple[Finding, ...]:
    """Words of stance left out or put in, told from the version that was written first."""
    texts = fold(zh.document.text, "zh"), fold(en.document.text, "en")
    found: list[Finding] = []
    for bead in links:
        here, there = find_emphasis(texts[0], "zh", bead.zh), find_emphasis(texts[1], "en", bead.en)
        for word in _unrendered(here, there, bead, texts[0], "zh"):
            kind: FindingKind = "omission" if original == "zh" else "addition"
            why = f"The English has nothing for “{word.span.of(zh.document.text)}”."
            found.append(Finding(kind, f"accuracy/{kind}", "minor", 0.5, word.span, None, why, bead.index))
        for word in _unrendered(there, here, bead.turned(), texts[1], "en"):
            kind = "omission" if original == "en" else "addition"
            why = f"The Chinese has nothing for “{word.span.of(en.document.text)}”."
            found.append(Finding(kind, f"accuracy/{kind}", "minor", 0.5, None, word.span, why, bead.index))
    return tuple(found)


def _unrendered(
    here: Sequence[Found], there: Sequence[Found], view: BeadLinks, folded: str, language: Language
) -> list[Found]:
    said = frozenset(m for word in there for m in meanings(word))
    out = []
    for word in here:
        if not is_told(word) or meanings(word) & said or view.best(word.span) >= RENDERED[language]:
            continue
        beside = _BESIDE[language].match(folded, word.span.end, view.zh.end)
        if beside and view.best(Span(*beside.span())) >= PRESENT:
            out.append(word)
    return out
