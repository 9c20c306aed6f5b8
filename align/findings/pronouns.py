"""A man who became a woman: 他 as "she".

Told only where a version speaks of men alone and the other of women alone, and the vectors see the two pronouns at
one place: elsewhere a pronoun may stand for a name, or be left out as Chinese does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.findings.links import BeadLinks
from align.records import Finding, Side, Span
from align.stance.lists import fold

CATEGORY = "accuracy/mistranslation"
LEAST = 0.3
"""Likeness of two pronouns from which on one stands for the other."""
_ZH = {
    "a man": re.compile("(?<![其吉])他(?![们人国方乡日山杀])"),
    "a woman": re.compile("她(?!们)"),
}
_EN = {
    "a man": re.compile(r"\b(?:he|him|his|himself)\b"),
    "a woman": re.compile(r"\b(?:she|her|hers|herself)\b"),
}
_OTHER = {
    "a man": re.compile("[她女妇母妻姐妹娘婆妈]|小姐|夫人|太太|公主|王后"),
    "a woman": re.compile("他(?![们人国])|[男父夫兄弟爸爷]|先生|王子|国王"),
}
"""What in the Chinese may be rendered by a pronoun of the other kind."""


def find_pronoun_changes(zh: Side, en: Side, links: Iterable[BeadLinks]) -> tuple[Finding, ...]:
    """Pronouns of another sex, bead by bead, one a bead."""
    texts = fold(zh.document.text, "zh"), fold(en.document.text, "en")
    found: list[Finding] = []
    for bead in links:
        for mine, theirs in (("a man", "a woman"), ("a woman", "a man")):
            here = [Span(*m.span()) for m in _ZH[mine].finditer(texts[0], bead.zh.start, bead.zh.end)]
            there = [Span(*m.span()) for m in _EN[theirs].finditer(texts[1], bead.en.start, bead.en.end)]
            if not here or not there or _OTHER[mine].search(texts[0], bead.zh.start, bead.zh.end):
                continue
            if _EN[mine].search(texts[1], bead.en.start, bead.en.end):
                continue
            link, a, b = max(((bead.like(a, b), a, b) for a in here for b in there), key=lambda o: o[0])
            if link >= LEAST:
                words = a.of(zh.document.text), b.of(en.document.text)
                why = f"“{words[0]}” is {mine}, “{words[1]}” {theirs}."
                sure = round(min(0.9, 0.4 + link / 2), 2)
                found.append(Finding("mistranslation", CATEGORY, "critical", sure, a, b, why, bead.index))
    return tuple(found)
