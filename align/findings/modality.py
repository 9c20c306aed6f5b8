"""How binding, sure or firm a statement is in one version and in the other: must, will, may; 必须, 将, 可能."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from align.findings.links import BeadLinks
from align.records import Finding, Severity, Side, Span
from align.stance.lists import Found, fold
from align.stance.modals import find_modals, is_modal, plain_sense, senses

CATEGORY = "accuracy/mistranslation"
EXCHANGED = 0.3
"""Link of two modal words from which on one stands in the place of the other."""
EXCHANGED_OPEN = 0.5
"""The same where one of the two has other uses too."""
MARGIN = -0.1
"""How much better the link must be than to any word that says the same."""
SCOPE_SHARE = 0.6
RENDERED = {"must": 0.3, "may": 0.3, "study": 0.4, "effort": 0.38}
"""Best match of a modal word under which the other version has nothing for it, for what is told when left out."""
PRESENT = 0.42
_SCOPE = {"zh": 8, "en": 40}
_CLAUSE_END = re.compile(r"[，。；！？：,;:!?()（）—]|\.(?=\s|$)")
_PARTY_ZH = re.compile(r"(?:我们|我方|我国|中方|双方|各方|本国|政府|我|中国|部|国|委员会)\w{0,3}$")
_PARTY_EN = re.compile(
    r"(?:^|\W)(?:we|i|china|government|ministry|sides|parties|union|council|cabinet) (?:\w+ )?$"
)
_SCALE: tuple[tuple[str, str, Severity], ...] = (
    ("must", "may", "critical"), ("must", "can", "major"), ("must", "hope", "major"),
    ("must", "effort", "major"), ("must", "study", "major"), ("must", "will", "minor"),
    ("should", "may", "major"), ("should", "can", "minor"), ("should", "hope", "minor"),
    ("should", "study", "major"), ("should", "effort", "minor"), ("should", "will", "minor"),
    ("will", "may", "major"), ("will", "hope", "minor"), ("will", "effort", "major"),
    ("will", "study", "major"), ("can", "hope", "minor"), ("can", "study", "minor"),
    ("may", "hope", "minor"), ("may", "effort", "minor"), ("may", "study", "minor"),
    ("hope", "study", "minor"), ("can", "effort", "minor"), ("can", "may", "minor"),
    ("must", "should", "minor"), ("can", "will", "minor"), ("effort", "study", "minor"),
    ("hope", "effort", "minor"),
)  # fmt: skip
_STEPS = {frozenset({a, b}): severity for a, b, severity in _SCALE}
_NAMES = {
    "must": "a duty", "should": "what ought to be", "will": "a resolve or certainty",
    "can": "an ability or permission", "may": "a possibility", "hope": "a wish", "effort": "an effort",
    "study": "a matter under study",
}  # fmt: skip
_DROPPED: dict[str, tuple[Severity, Severity]] = {
    "must": ("minor", "minor"), "may": ("major", "major"),
    "study": ("major", "major"), "effort": ("major", "minor"),
}  # fmt: skip
"""How grave it is where the English lacks the word, and where the Chinese does. English says "tried to" readily;
an aim of the Chinese that is lost (力争) is a promise."""


class _Pairing(NamedTuple):
    exchanged: list[tuple[float, Found, Found]]
    alone: tuple[list[Found], list[Found]]


def find_modalities(zh: Side, en: Side, links: Iterable[BeadLinks]) -> tuple[Finding, ...]:
    """Modal words exchanged for ones of another strength, and possibilities, duties and mere studies left out."""
    plain = zh.document.text, en.document.text
    texts = fold(plain[0], "zh"), fold(plain[1], "en")
    found: list[Finding] = []
    for bead in links:
        here = find_modals(plain[0], texts[0], "zh", bead.zh)
        there = find_modals(plain[1], texts[1], "en", bead.en)
        if not any(map(plain_sense, (*here, *there))):
            continue
        pairing = _pair(here, there, bead, texts)
        found += [_exchange(a, b, link, bead, plain, texts) for link, a, b in pairing.exchanged]
        found += _left_out(pairing.alone[0], bead, plain, texts, lost=True)
        found += _left_out(pairing.alone[1], bead, plain, texts, lost=False)
    return tuple(found)


def _pair(here: Sequence[Found], there: Sequence[Found], bead: BeadLinks, texts: tuple[str, str]) -> _Pairing:
    """Words that go together best, where they cannot say the same; and told words that nothing goes with."""
    linked = {(i, j): _link(a, b, bead, texts) for i, a in enumerate(here) for j, b in enumerate(there)}
    fits = {(i, j) for i, j in linked if senses(here[i]) & senses(there[j])}
    excused = [_best(linked, fits, 0), _best(linked, fits, 1)]
    mine, theirs = set(range(len(here))), set(range(len(there)))
    exchanged = []
    for (i, j), link in sorted(linked.items(), key=lambda pair: -pair[1]):
        if i not in mine or j not in theirs:
            continue
        if (i, j) in fits:
            mine.discard(i)
            theirs.discard(j)
        elif (
            link >= (EXCHANGED if plain_sense(here[i]) and plain_sense(there[j]) else EXCHANGED_OPEN)
            and (plain_sense(here[i]) or plain_sense(there[j]))
            and is_modal(here[i])
            and is_modal(there[j])
            and max(excused[0].get(i, -1.0), excused[1].get(j, -1.0)) < link - MARGIN
        ):
            mine.discard(i)
            theirs.discard(j)
            exchanged.append((link, here[i], there[j]))
    return _Pairing(
        exchanged,
        ([here[i] for i in sorted(mine - set(excused[0]))], [there[j] for j in sorted(theirs - set(excused[1]))]),
    )


def _best(linked: dict[tuple[int, int], float], fits: set[tuple[int, int]], side: int) -> dict[int, float]:
    """Of each word that has a fitting counterpart, the best link to one."""
    best: dict[int, float] = {}
    for pair in fits:
        best[pair[side]] = max(best.get(pair[side], -1.0), linked[pair])
    return best


def _link(a: Found, b: Found, bead: BeadLinks, texts: tuple[str, str]) -> float:
    scopes = _scope(a, texts[0], "zh", bead.zh), _scope(b, texts[1], "en", bead.en)
    return bead.like(a.span, b.span) + SCOPE_SHARE * max(0.0, bead.like(*scopes))


def _scope(found: Found, folded: str, language: str, area: Span) -> Span:
    limit = min(area.end, found.span.end + _SCOPE[language])
    stop = _CLAUSE_END.search(folded, found.span.end, limit)
    return Span(found.span.end, stop.start() if stop else limit)


def _exchange(
    a: Found, b: Found, link: float, bead: BeadLinks, plain: tuple[str, str], texts: tuple[str, str]
) -> Finding:
    kinds = tuple(plain_sense(w) or min(senses(w)) for w in (a, b))
    severity = _STEPS.get(frozenset(kinds), "minor")
    if set(kinds) == {"will", "may"} and _is_commitment(a, b, texts):
        severity = "critical"
    why = f"“{a.span.of(plain[0])}” says {_NAMES[kinds[0]]}, “{b.span.of(plain[1])}” {_NAMES[kinds[1]]}."
    return Finding(
        "modality", CATEGORY, severity, round(min(0.9, 0.3 + link / 3), 2), a.span, b.span, why, bead.index
    )


def _is_commitment(a: Found, b: Found, texts: tuple[str, str]) -> bool:
    """Whether the words before speak of the speaker, a state or a body: it binds itself."""
    before = texts[0][max(0, a.span.start - 8) : a.span.start], texts[1][max(0, b.span.start - 24) : b.span.start]
    return bool(_PARTY_ZH.search(before[0]) or _PARTY_EN.search(before[1]))


def _left_out(
    words: list[Found], bead: BeadLinks, plain: tuple[str, str], texts: tuple[str, str], lost: bool
) -> list[Finding]:
    """Words for which the other version has nothing, though it has what they govern."""
    view, language, side = (bead, "zh", 0) if lost else (bead.turned(), "en", 1)
    found = []
    for word in words:
        kind = plain_sense(word)
        scope = _scope(word, texts[side], language, view.zh)
        own = view.best(word.span)
        if kind in _DROPPED and own < RENDERED[kind] and view.best(scope) > PRESENT:
            src, tgt = (word.span, None) if lost else (None, word.span)
            other = "English" if lost else "Chinese"
            why = f"“{word.span.of(plain[side])}” makes it {_NAMES[kind]}; the {other} has no such word."
            sure = round(min(0.8, 0.4 + RENDERED[kind] - own), 2)
            found.append(Finding("modality", CATEGORY, _DROPPED[kind][side], sure, src, tgt, why, bead.index))
    return found
