"""Two aligned sides and a glossary → the concepts that a bead's two versions do not both have."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from align.records import Alignment, Concept, Glossary, Severity, Side, Span, TermDifference, TermHit
from align.terms.find import find_terms
from align.terms.inconsistent import Rendering, find_inconsistencies
from align.terms.nearest import trace_term
from align.vectors import Tokens, correspondence, side_tokens

_RANK: dict[Severity, int] = {"critical": 0, "major": 1, "minor": 2}
_ORDINARY = 3
"""A Chinese wording no longer than this, or an English one of one word, is no term whose absence is told."""
_SURE = 0.8
"""Correspondence of two forms at which an admitted form elsewhere in the bead is no excuse."""
_UNLINKED = 0.2
"""Confidence of a contrast whose two places the vectors do not see as each other's rendering at all."""
_LIKELY_ABSENT = 0.55
"""Below this likeness the place by vector is no rendering at all, and the term may be left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One side's share of a bead."""

    side: Side
    run: range
    hits: tuple[TermHit, ...]
    tokens: Tokens | None
    preferred: Counter[str] = field(default_factory=Counter)
    every: Counter[str] = field(default_factory=Counter)


def compare_terms(src: Side, tgt: Side, alignment: Alignment, glossary: Glossary) -> tuple[TermDifference, ...]:
    """The terminology of two versions compared, bead by bead, in order.

    "terminology" with ``rendered``: the concept is on one side and a contrasting one on the other, each without
    its own counterpart. Without ``rendered``: no form of the concept on the other side; low in confidence, with
    the place where the vectors see it rendered. "inconsistency": one document renders a concept in two ways.
    """
    concepts = {concept.id: concept for concept in glossary.concepts}
    listed = [by_sentence(side, find_terms(side, glossary)) for side in (src, tgt)]
    tokens = [side_tokens(side) for side in (src, tgt)]
    found: list[TermDifference] = []
    renderings: list[Rendering] = []
    for index, bead in enumerate(alignment.beads):
        if not bead.src or not bead.tgt:
            continue
        here = make_version(src, bead.src, listed[0], tokens[0])
        there = make_version(tgt, bead.tgt, listed[1], tokens[1])
        contrasts = find_contrasts(here, there, concepts, index)
        found += contrasts
        found += _unrendered(here, there, concepts, contrasts, index)
        renderings += _renderings(here, there, contrasts, index)
    found += find_inconsistencies(renderings, concepts, src, tgt)
    return tuple(sorted(found, key=lambda d: d.bead))


def by_sentence(side: Side, hits: tuple[TermHit, ...]) -> dict[int, list[TermHit]]:
    """The hits by the index of their sentence."""
    starts = [sentence.span.start for sentence in side.sentences]
    held: dict[int, list[TermHit]] = {}
    for hit in hits:
        held.setdefault(bisect_right(starts, hit.span.start) - 1, []).append(hit)
    return held


def make_version(side: Side, run: range, held: dict[int, list[TermHit]], tokens: Tokens | None) -> Version:
    """The share of a bead that is ``run``, of the hits that :func:`by_sentence` gave."""
    hits = tuple(hit for index in run for hit in held.get(index, ()))
    version = Version(side, run, hits, tokens)
    version.every.update(hit.concept for hit in hits)
    version.preferred.update(hit.concept for hit in hits if hit.term.status == "preferred")
    return version


def _left_over(version: Version, other: Version) -> dict[str, list[TermHit]]:
    """Hits of preferred forms of those concepts that the version has more often than the other."""
    over = {c for c, n in version.preferred.items() if n > other.preferred[c]}
    held: dict[str, list[TermHit]] = {}
    for hit in version.hits:
        if hit.concept in over and hit.term.status == "preferred":
            held.setdefault(hit.concept, []).append(hit)
    return held


def find_contrasts(here: Version, there: Version, concepts: dict[str, Concept], bead: int) -> list[TermDifference]:
    """Concepts of one version in whose place the other has a contrasting one, the surest first, each used once."""
    mine, theirs = _left_over(here, there), _left_over(there, here)
    options = []
    for concept, hits in mine.items():
        for other in concepts[concept].contrasts:
            for a in hits:
                for b in theirs.get(other, ()):
                    link = _link(here, a.span, there, b.span)
                    if not _excused(here, a, there, b, link) and not _excused(there, b, here, a, link):
                        options.append((link, a, b))
    found: list[TermDifference] = []
    used: set[tuple[str, Span]] = set()
    for link, a, b in sorted(options, key=lambda option: -option[0]):
        keys = {("src", a.span), ("tgt", b.span)}
        if not keys & used:
            used |= keys
            pair = concepts[a.concept], concepts[b.concept]
            severity = min((c.severity for c in pair), key=_RANK.__getitem__)
            words = a.span.of(here.side.document.text), b.span.of(there.side.document.text)
            reason = (
                f"“{words[0]}” ({a.concept}) is rendered as “{words[1]}” ({b.concept}). {pair[0].note}".strip()
            )
            confidence = 0.35 + 0.6 * link if link else _UNLINKED
            found.append(
                TermDifference(
                    "terminology", a.concept, b.concept, a.span, b.span, severity, confidence, reason, bead
                )
            )
    return found


def _excused(version: Version, hit: TermHit, other: Version, rival: TermHit, link: float) -> bool:
    """Whether admitted forms of the concept are on the other side, and as likely to be its rendering.

    The rival itself may be one. Where the vectors are sure of the rival, one that stands elsewhere is no excuse.
    """
    admitted = [
        h
        for h in other.hits
        if h.concept == hit.concept and h.term.status == "admitted" and not _is_taken(h, version, other)
    ]
    if version.preferred[hit.concept] > other.preferred[hit.concept] + len(admitted):
        return False
    if link < _SURE or any(h.span == rival.span for h in admitted):
        return True
    return any(_link(version, hit.span, other, h.span) >= _SURE / 2 for h in admitted)


def _is_taken(hit: TermHit, version: Version, other: Version) -> bool:
    """Whether an admitted form renders another concept of the version: "call on" says 呼吁, not 敦促 beside it."""
    return any(
        h.concept != hit.concept
        and h.term.status == "preferred"
        and h.span.start < hit.span.end
        and hit.span.start < h.span.end
        and version.preferred[h.concept] >= other.preferred[h.concept]
        for h in other.hits
    )


def _link(here: Version, a: Span, there: Version, b: Span) -> float:
    """Correspondence of two forms; without token vectors, half where there is nothing to choose."""
    if here.tokens is None or there.tokens is None:
        return 0.5
    return correspondence(here.tokens, here.run, a, there.tokens, there.run, b)


def _unrendered(
    here: Version, there: Version, concepts: dict[str, Concept], contrasts: list[TermDifference], bead: int
) -> list[TermDifference]:
    explained = {span for d in contrasts for span in (d.src, d.tgt)}
    found = []
    for version, other in ((here, there), (there, here)):
        for concept, hits in _left_over(version, other).items():
            if other.every[concept] or version.tokens is None or other.tokens is None:
                continue
            if not any(t.language == other.side.document.language for t in concepts[concept].terms):
                continue
            hit = hits[0]
            if any(h.span in explained for h in hits) or _ordinary(hit):
                continue
            near = trace_term(hit, version.tokens, other.tokens, other.run)
            if near is not None:
                found.append(_not_found(version, hit, near, version is here, bead))
    return found


def _ordinary(hit: TermHit) -> bool:
    text = hit.term.text
    return len(text) <= _ORDINARY if hit.term.language == "zh" else len(text.split()) == 1 and not text.isupper()


def _not_found(version: Version, hit: TermHit, near: TermHit, forward: bool, bead: int) -> TermDifference:
    words = hit.span.of(version.side.document.text)
    confidence = 0.1 if near.score >= _LIKELY_ABSENT else 0.25
    src, tgt = (hit.span, near.span) if forward else (near.span, hit.span)
    reason = (
        f"No known rendering of “{words}” ({hit.concept}) in the other version; the likeliest place is marked."
    )
    return TermDifference("terminology", hit.concept, "", src, tgt, "minor", confidence, reason, bead)


def _renderings(here: Version, there: Version, contrasts: list[TermDifference], bead: int) -> list[Rendering]:
    """What each concept of the bead became where that can be told: one preferred form on each side."""
    found = [Rendering(d.concept, d.rendered, "", d.src, d.tgt, bead) for d in contrasts if d.src and d.tgt]
    for concept, count in here.preferred.items():
        pair = [[h for h in v.hits if h.concept == concept] for v in (here, there)]
        if count == 1 and [len(hits) for hits in pair] == [1, 1] and pair[1][0].term.status == "preferred":
            a, b = pair[0][0], pair[1][0]
            found.append(Rendering(concept, concept, f"{a.term.text}\t{b.term.text}", a.span, b.span, bead))
    return found
