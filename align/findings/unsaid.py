"""What a speaker left open in one version and states in the other: 没有说明是否, did not say whether."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from align.findings.links import BeadLinks
from align.records import Finding, Language, Side, Span
from align.stance.lists import fold

CATEGORY = "accuracy/mistranslation"
SURE = 0.6
_TELL_ZH = "说明|说|透露|披露|公布|提及|提到|表明|表示|证实|回应|解释|交代|告知|讲|评论"
_TELL_EN = "say|specify|disclose|reveal|clarify|confirm|explain|state|indicate|mention|comment|tell|respond"
_LEFT_OPEN: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        rf"(?:没有|没|未|并未|尚未|拒绝|不愿|不肯)(?:\w{{0,3}})(?:{_TELL_ZH})\w{{0,6}}?(?:是否|有没有|是不是|会不会|能否)"
    ),
    "en": re.compile(
        rf"(?:(?:did|do|does|would|could|has|have|had) ?n(?:o|['’])t|declin\w+ to|refus\w+ to|without) (?:\w+ )?"
        rf"(?:{_TELL_EN})\w* (?:\w+ ){{0,3}}?(?:whether|if)\b"
    ),
}
"""Telling that is negated, with a question of yes or no behind it."""
_OPEN: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        rf"是否|有没有|是不是|会不会|能否|可否|与否|有否|[没未不](?:\w{{0,4}})(?:{_TELL_ZH}|知|清楚|明确|确定|详|谈)|拒绝|回避|不明|不详|保密|尚待|吗|么"
    ),
    "en": re.compile(
        rf"\bwhether\b|\bif\b|declin|refus|unclear|unknown|unsure|uncertain|silent|non-?committal|without \w+ing|"
        rf"n['o’]t (?:\w+ )?(?:{_TELL_EN}|know|answer|give|provide|elaborate|clear)|"
        r"\bno (?:comment|word|mention|detail)|un(?:specified|disclosed|confirmed)|fail\w* to|stop\w* short|"
        r"avoid|dodg|leav|question"
    ),
}
"""Words by which a version may leave it open too."""


def find_stated(zh: Side, en: Side, links: Iterable[BeadLinks]) -> tuple[Finding, ...]:
    """Beads in which one version says that a yes or no was not told, and nothing in the other leaves it open."""
    texts: dict[Language, str] = {"zh": fold(zh.document.text, "zh"), "en": fold(en.document.text, "en")}
    found: list[Finding] = []
    for bead in links:
        if left := _left_open(texts, ("zh", bead.zh), ("en", bead.en)):
            found.append(_finding(left, None, left.of(zh.document.text), "English", bead.index))
        if left := _left_open(texts, ("en", bead.en), ("zh", bead.zh)):
            found.append(_finding(None, left, left.of(en.document.text), "Chinese", bead.index))
    return tuple(found)


def _left_open(
    texts: Mapping[Language, str], here: tuple[Language, Span], there: tuple[Language, Span]
) -> Span | None:
    """Where ``here`` leaves something open, if nothing in ``there`` does."""
    left = _LEFT_OPEN[here[0]].search(texts[here[0]], here[1].start, here[1].end)
    if not left or _OPEN[there[0]].search(texts[there[0]], there[1].start, there[1].end):
        return None
    return Span(*left.span())


def _finding(src: Span | None, tgt: Span | None, words: str, other: str, bead: int) -> Finding:
    why = f"“{words}” leaves it open; the {other} has nothing that does."
    return Finding("negation", CATEGORY, "critical", SURE, src, tgt, why, bead)
