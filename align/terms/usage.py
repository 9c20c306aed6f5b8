"""Two aligned sides → every place of the concepts asked for, and what the other version has there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from align.formats.texts import bead_span
from align.records import Alignment, Glossary, Language, Side, Span, TermDifference, TermHit, TermOutcome, TermUse
from align.terms.compare import compare_terms
from align.terms.find import find_terms
from align.terms.nearest import trace_term
from align.terms.strength import is_softened, is_weaker
from align.terms.wanted import Wanted
from align.vectors import Tokens, correspondence, side_tokens

_RENDERED = 0.45
"""Likeness from which on the place that the vectors see is a rendering in other words.

Chosen by eye from 26 places of our sample pairs: the 8 at or over it read as renderings, one a word off; of
those under it some are renderings too (推遲, "later", 0.38), so that "dropped" is told a little too often.
"""


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """The version written first, the other one, and their beads in that order."""

    said: Side
    other: Side
    alignment: Alignment
    tokens: tuple[Tokens | None, Tokens | None]


@dataclass(frozen=True, slots=True)
class _Place:
    """A hit and the bead that it stands in."""

    hit: TermHit
    bead: int


def trace_usage(
    src: Side, tgt: Side, alignment: Alignment, glossary: Glossary, wanted: Wanted | None, original: Language
) -> tuple[TermUse, ...]:
    """The uses of the concepts wanted (None: all of the glossary), in the order of the beads; no speakers yet.

    A hit of the version written first goes with a hit of the same concept in its bead or the next one on either
    side: kept, or softened. One that is left is switched or softened where ``compare_terms`` sees a contrast,
    reworded where only the vectors see a place, dropped else.
    """
    forward = src.document.language == original
    said, other = (src, tgt) if forward else (tgt, src)
    turned = alignment if forward else alignment.mirrored()
    sides = _Sides(said, other, turned, (side_tokens(said), side_tokens(other)))
    mine, theirs = (_places(sides, index, glossary, wanted) for index in (0, 1))
    contrasts = [d for d in compare_terms(said, other, turned, glossary) if d.kind == "terminology" and d.rendered]
    uses = _uses(sides, mine, theirs, contrasts)
    if not forward:
        uses = [replace(use, src=use.tgt, tgt=use.src) for use in uses]
    return tuple(sorted(uses, key=lambda use: (use.bead, (use.src or use.tgt or Span(0, 0)).start, use.concept)))


def _places(sides: _Sides, index: int, glossary: Glossary, wanted: Wanted | None) -> list[_Place]:
    side = (sides.said, sides.other)[index]
    hits: Iterable[TermHit] = find_terms(side, glossary)
    if wanted is not None:
        own = find_terms(side, wanted.own) if wanted.own.concepts else ()
        hits = [hit for hit in (*hits, *own) if hit.concept in wanted.ids]
    beads = sides.alignment.beads
    owner = {i: k for k, bead in enumerate(beads) for i in (bead.src, bead.tgt)[index]}
    starts = [sentence.span.start for sentence in side.sentences]
    return [_Place(hit, owner[bisect_right(starts, hit.span.start) - 1]) for hit in hits]


def _uses(
    sides: _Sides, mine: list[_Place], theirs: list[_Place], contrasts: list[TermDifference]
) -> list[TermUse]:
    said = [place for place in mine if place.hit.term.status == "preferred"]
    pairs = _pair(sides, said, theirs, 0)
    left = [place for place in said if place not in pairs]
    rest = [place for place in theirs if place not in pairs.values() and place.hit.term.status == "preferred"]
    pairs |= _pair(sides, left, rest, 1)
    uses = [_both(sides, place, pairs[place]) for place in said if place in pairs]
    by_span = {d.src: d for d in contrasts if d.src}
    lost = [_lost(sides, place, by_span.get(place.hit.span)) for place in said if place not in pairs]
    shown = {use.tgt for use in lost if use.outcome in ("switched", "softened")}
    came = [
        place
        for place in rest
        if place not in pairs.values() and place.hit.span not in shown and not _excused(place, mine)
    ]
    into = {d.tgt: d for d in contrasts if d.tgt}
    return [*uses, *lost, *(_came(place, into.get(place.hit.span)) for place in came)]


def _excused(place: _Place, mine: list[_Place]) -> bool:
    """Whether the original has an admitted wording of the concept in the bead: it may well say it so."""
    return any(
        p.bead == place.bead and p.hit.concept == place.hit.concept and p.hit.term.status == "admitted"
        for p in mine
    )


def _pair(sides: _Sides, mine: list[_Place], theirs: list[_Place], apart: int) -> dict[_Place, _Place]:
    """Hits of one concept, one to one, beads at most ``apart`` from each other; the best links first."""
    options = []
    for a in mine:
        for b in theirs:
            if a.hit.concept == b.hit.concept and abs(a.bead - b.bead) <= apart:
                rank = b.hit.term.status == "preferred", _link(sides, a, b)
                options.append((*rank, -abs(a.hit.span.start - b.hit.span.start), a, b))
    found: dict[_Place, _Place] = {}
    used: set[Span] = set()
    for *_, a, b in sorted(options, key=lambda option: option[:3], reverse=True):
        if a not in found and b.hit.span not in used:
            found[a] = b
            used.add(b.hit.span)
    return found


def _link(sides: _Sides, a: _Place, b: _Place) -> float:
    here, there = sides.tokens
    if here is None or there is None:
        return 0.5
    beads = sides.alignment.beads
    runs = beads[a.bead].src, beads[b.bead].tgt
    return correspondence(here, runs[0], a.hit.span, there, runs[1], b.hit.span)


def _both(sides: _Sides, a: _Place, b: _Place) -> TermUse:
    bead = bead_span(sides.other, sides.alignment.beads[b.bead].tgt)
    weak = is_softened(sides.said.document, a.hit.span, sides.other.document, b.hit.span, bead)
    outcome: TermOutcome = "softened" if weak else "kept"
    return TermUse(a.hit.concept, outcome, a.hit.span, b.hit.span, a.bead, True)


def _lost(sides: _Sides, place: _Place, contrast: TermDifference | None) -> TermUse:
    hit = place.hit
    if contrast:
        outcome: TermOutcome = "softened" if is_weaker(hit.concept, contrast.rendered) else "switched"
        return TermUse(hit.concept, outcome, hit.span, contrast.tgt, place.bead, True, contrast.rendered)
    here, there = sides.tokens
    run = sides.alignment.beads[place.bead].tgt
    near = trace_term(hit, here, there, run) if here and there and run else None
    if near and near.score >= _RENDERED:
        return TermUse(hit.concept, "reworded", hit.span, near.span, place.bead, True, how="vector")
    return TermUse(hit.concept, "dropped", hit.span, None, place.bead, True, how="")


def _came(place: _Place, contrast: TermDifference | None) -> TermUse:
    hit = place.hit
    if contrast:
        return TermUse(hit.concept, "switched", contrast.src, hit.span, place.bead, False, contrast.concept)
    return TermUse(hit.concept, "added", None, hit.span, place.bead, False, how="")
