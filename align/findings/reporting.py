"""Reporting verbs of another colour or strength: 表示 that became claimed, 否认 that became would not comment.

Paired quotes are judged by their cues. Elsewhere a verb is judged by the reporting verb that its vector goes with.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from align.findings.links import BeadLinks
from align.records import Finding, Language, Quote, QuotePair, Severity, Side, Span
from align.stance.lists import Found, fold
from align.stance.reporting import NEUTRAL, colours, find_reporting_words, step, uses

CATEGORY = "accuracy/mistranslation"
LEAST_PAIR = 0.5
"""Score under which two quotes are too unsure a pair to tell anything from."""
LINKED_ALONE, LINKED, LINKED_ANYWHERE = 0.1, 0.25, 0.6
"""Likeness of two verbs outside paired quotes from which on they are each other's rendering: where both stand
beside what is said (a colon, a comma, that), the only ones of the bead or among others, and elsewhere."""
_SAYS_ZH = re.compile(r"(?:[：，:,“「]|\w{0,2}[：:])")
_SAYS_EN = re.compile(r"(?: that\b|,? ?[\"“:']|,)")
_SAID = re.compile(r"[,\"”'] (?:[\w.-]+ ){0,4}$")
_BEFORE = 3
"""Characters before a cue that may make its first word another: in of "in order to"."""
_AFTER = 4
"""Chinese characters after a cue that belong to it: 表示 of 表示遗憾."""


def find_reporting_changes(
    zh: Side, en: Side, links: Iterable[BeadLinks], pairs: Sequence[QuotePair]
) -> tuple[Finding, ...]:
    """Cues of paired quotes, and other reporting verbs of a bead, whose classes are a clear step apart."""
    texts = fold(zh.document.text, "zh"), fold(en.document.text, "en")
    beads = tuple(links)
    found = [f for pair in pairs if (f := _of_pair(pair, zh, en, texts, beads))]
    cues = [span for p in pairs if p.src and p.tgt for quote in (p.src, p.tgt) for span in quote.cue]
    told = {(f.src, f.tgt) for f in found}
    for bead in beads:
        found += [f for f in _of_bead(bead, zh, en, texts, cues) if (f.src, f.tgt) not in told]
    return tuple(found)


def _of_pair(
    pair: QuotePair, zh: Side, en: Side, texts: tuple[str, str], beads: Sequence[BeadLinks]
) -> Finding | None:
    a, b = pair.src, pair.tgt
    if a is None or b is None or not a.cue or not b.cue or pair.score < LEAST_PAIR:
        return None
    words = _cue_words(a, texts[0], "zh"), _cue_words(b, texts[1], "en")
    if not words[0] or not words[1]:
        return None
    starts = [bead.zh.start for bead in beads]
    at = bisect_right(starts, a.cue[0].start) - 1
    if at < 0 or not beads[at].zh.start <= a.cue[0].start < beads[at].zh.end:
        return None
    around = _around(a, zh, texts[0], "zh"), _around(b, en, texts[1], "en")
    kinds = _strongest(words[0]), _strongest(words[1])
    severity = judge(kinds[0], kinds[1], uses(around[0]), uses(around[1]))
    if severity is None:
        return None
    spans = _hull(a.cue), _hull(b.cue)
    return _finding(severity, 0.7, spans, kinds, (zh, en), beads[at].index)


def judge(
    zh: frozenset[str], en: frozenset[str], zh_uses: frozenset[str], en_uses: frozenset[str]
) -> Severity | None:
    """How grave it is that verbs of these classes stand for each other; None where it is not.

    :param zh_uses: all that the words around may say; a colour that the other version has there is kept.
    """
    apart = step(zh, en)
    lost, added = zh - {NEUTRAL}, en - {NEUTRAL}
    if apart == "same" or (not lost - en_uses and not added - zh_uses):
        return None
    if lost & en_uses or added & zh_uses:
        return None
    return apart


def _of_bead(bead: BeadLinks, zh: Side, en: Side, texts: tuple[str, str], cues: Sequence[Span]) -> list[Finding]:
    """Verbs that go with one of another class, best first; neither class has a word on the other side."""
    here, there = find_reporting_words(texts[0], "zh", bead.zh), find_reporting_words(texts[1], "en", bead.en)
    all_uses = uses(here), uses(there)
    single = sum(map(bool, map(colours, here))) == 1 == sum(map(bool, map(colours, there)))
    options = []
    for a in here:
        for b in there:
            kinds = colours(a), colours(b)
            if not kinds[0] or not kinds[1] or a.span in cues or b.span in cues:
                continue
            severity = judge(*kinds, *all_uses)
            if severity is None:
                continue
            link = bead.like(a.span, b.span)
            if link >= ((LINKED_ALONE if single else LINKED) if _reports(a, b, texts) else LINKED_ANYWHERE):
                options.append((link, a, b, severity))
    found, used = [], set[Span]()
    for link, a, b, severity in sorted(options, key=lambda o: -o[0]):
        if not {a.span, b.span} & used:
            used |= {a.span, b.span}
            sure = round(min(0.8, 0.2 + 0.6 * link), 2)
            found.append(
                _finding(severity, sure, (a.span, b.span), (colours(a), colours(b)), (zh, en), bead.index)
            )
    return found


def _reports(a: Found, b: Found, texts: tuple[str, str]) -> bool:
    """Whether both verbs stand beside what is said."""
    before = texts[1][max(0, b.span.start - 40) : b.span.start]
    beside = _SAYS_EN.match(texts[1], b.span.end) or _SAID.search(before)
    return bool(_SAYS_ZH.match(texts[0], a.span.end) and beside)


def _finding(
    severity: Severity,
    sure: float,
    spans: tuple[Span, Span],
    kinds: tuple[frozenset[str], frozenset[str]],
    sides: tuple[Side, Side],
    bead: int,
) -> Finding:
    said = [f"“{span.of(side.document.text).strip()}”" for span, side in zip(spans, sides, strict=True)]
    names = [" or ".join(sorted(k)) for k in kinds]
    why = f"{said[0]} ({names[0]}) is reported as {said[1]} ({names[1]}): another colour or strength."
    return Finding("reporting-verb", CATEGORY, severity, sure, *spans, why, bead)


def _cue_words(quote: Quote, folded: str, language: Language) -> list[Found]:
    extra = _AFTER if language == "zh" else 0
    found = []
    for cue in quote.cue:
        area = Span(max(0, cue.start - _BEFORE), min(len(folded), cue.end + extra))
        words = find_reporting_words(folded, language, area)
        found += [w for w in words if cue.start <= w.span.start < cue.end]
    return found


def _strongest(words: Sequence[Found]) -> frozenset[str]:
    """The classes of a cue of several words: what colours it, or neutral."""
    every = frozenset(kind for word in words for kind in colours(word))
    return every - {NEUTRAL} or every


def _around(quote: Quote, side: Side, folded: str, language: Language) -> list[Found]:
    """The reporting words of the cue's sentences, but for those in what is quoted."""
    starts = [s.span.start for s in side.sentences]
    indices = {max(0, bisect_right(starts, cue.start) - 1) for cue in quote.cue}
    words = [w for i in indices for w in find_reporting_words(folded, language, side.sentences[i].span)]
    return [w for w in words if not any(c.start <= w.span.start < c.end for c in quote.content)]


def _hull(spans: Sequence[Span]) -> Span:
    return spans[0]
