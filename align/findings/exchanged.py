"""Two figures of a sentence that have changed places: "12 approved, 47 pending" for 47 approved and 12 pending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from align.findings.links import BeadLinks
from align.findings.values import matched_values
from align.records import Alignment, Amount, Finding, Language, Side, Span
from align.values import ValuePair

CATEGORY = "accuracy/mistranslation"
MARGIN = 0.09
"""How much better the words around two figures must go together crosswise, in mean likeness: .776 of those that
scripts/bench_exchanged.py exchanges do, and .0013 of others."""
_RESPECTIVELY = re.compile("分别|分別|先后|先後|respectively", re.I)
"""Figures that are listed apart from what they are of."""
_STOPS: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("[，；。：、（）]|而|(?<![a-zA-Z])和(?!平)"),
    "en": re.compile(r"[,;:.()](?=\s|$)| (?:and|while|but|with|compared) "),
}
"""What parts the words of one figure from those of the next."""


def find_exchanged_values(
    zh: Side, en: Side, links: Iterable[BeadLinks], alignment: Alignment
) -> tuple[Finding, ...]:
    """Pairs of figures that both versions have, of which each stands beside the other's words."""
    return tuple(
        _finding(a, b, zh, en, bead.index)
        for bead in links
        for a, b, gain in compare_places(zh, en, bead, alignment)
        if gain >= MARGIN
    )


def compare_places(
    zh: Side, en: Side, bead: BeadLinks, alignment: Alignment
) -> Iterator[tuple[ValuePair, ValuePair, float]]:
    """Two figures of one kind that both sides give, and how much better their words go together crosswise."""
    pairs = matched_values(zh, en, alignment.beads[bead.index])
    texts = bead.zh.of(zh.document.text), bead.en.of(en.document.text)
    if len(pairs) < 2 or any(map(_RESPECTIVELY.search, texts)):
        return
    plain = bead.without([p.zh.span for p in pairs], [p.en.span for p in pairs])
    placed = []
    for pair in pairs:
        like = [p for p in pairs if p.zh.kind == pair.zh.kind]
        here = _around(zh, bead.zh, pair.zh.span, [p.zh.span for p in like])
        there = _around(en, bead.en, pair.en.span, [p.en.span for p in like])
        if here and there and isinstance(pair.zh.value, Amount):
            placed.append((pair, here, there))
    for (a, a_zh, a_en), (b, b_zh, b_en) in combinations(placed, 2):
        if a.zh.kind == b.zh.kind and a.zh.value != b.zh.value:
            straight = plain.like(a_zh, a_en) + plain.like(b_zh, b_en)
            yield a, b, (plain.like(a_zh, b_en) + plain.like(b_zh, a_en) - straight) / 2


def _around(side: Side, area: Span, value: Span, values: Sequence[Span]) -> Span | None:
    """The words between stops that a figure stands in; None where another of its kind stands there too."""
    text, language = side.document.text, side.document.language
    stops = [m.span() for m in _STOPS[language].finditer(text, area.start, area.end)]
    stops = [(a, b) for a, b in stops if not any(s.start < b and a < s.end for s in values)]
    start = max((b for _, b in stops if b <= value.start), default=area.start)
    end = min((a for a, _ in stops if a >= value.end), default=area.end)
    alone = sum(start < s.end and s.start < end for s in values) == 1
    return Span(start, end) if alone else None


def _finding(a: ValuePair, b: ValuePair, zh: Side, en: Side, bead: int) -> Finding:
    first, second = sorted((a, b), key=lambda p: p.zh.span.start)
    words = [p.zh.span.of(zh.document.text) for p in (first, second)]
    why = f"“{words[0]}” and “{words[1]}” stand beside each other's words in the English version."
    src = Span(first.zh.span.start, second.zh.span.end)
    at = sorted((a.en.span, b.en.span))
    return Finding("number", CATEGORY, "critical", 0.7, src, Span(at[0].start, at[1].end), why, bead)
