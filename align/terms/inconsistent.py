"""One document that renders a concept in two ways."""

from __future__ import annotations

from dataclasses import dataclass

from align.records import Concept, Severity, Side, Span, TermDifference
from align.terms.words import GAP, words

_SMALL = frozenset(["a", "an", "and", "at", "between", "by", "for", "in", "of", "on", "s", "the", "to", "with"])


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a concept became in one bead: itself, by which forms (src and tgt, tab between), or another concept."""

    concept: str
    rendered: str
    forms: str
    src: Span
    tgt: Span
    bead: int


def find_inconsistencies(
    renderings: list[Rendering], concepts: dict[str, Concept], src: Side, tgt: Side
) -> list[TermDifference]:
    """For each concept, the first place that differs from the way in which it is rendered most.

    Either as another concept in one place and as itself in another, or, for terms of several words, by forms that
    are made of other words ("Taiwan region", "Taiwan area"); inflection and order do not count.
    """
    held: dict[str, list[Rendering]] = {}
    for rendering in renderings:
        held.setdefault(rendering.concept, []).append(rendering)
    found = []
    for concept, places in held.items():
        kept = [p for p in places if p.rendered == concept]
        switched = [p for p in places if p.rendered != concept]
        if kept and switched:
            found.append(_difference(concepts[concept], kept[0], switched[0], 0.6, src, tgt))
            continue
        odd = _odd_form(kept)
        if odd:
            found.append(_difference(concepts[concept], *odd, 0.3, src, tgt))
    return found


def _odd_form(kept: list[Rendering]) -> tuple[Rendering, Rendering] | None:
    """Where the same form of one side has two forms on the other: the usual place and the first other one."""
    groups: dict[tuple[int, frozenset[str]], dict[frozenset[str], list[Rendering]]] = {}
    for place in kept:
        src, tgt = (_content(form) for form in place.forms.split("\t"))
        groups.setdefault((0, src), {}).setdefault(tgt, []).append(place)
        groups.setdefault((1, tgt), {}).setdefault(src, []).append(place)
    for (_, form), forms in groups.items():
        if len(forms) < 2 or len(form) < 2:
            continue
        ranked = sorted(forms.items(), key=lambda item: (-len(item[1]), item[1][0].bead))
        usual, other = ranked[0], ranked[1]
        if min(len(usual[0]), len(other[0])) > 1 and not (usual[0] <= other[0] or other[0] <= usual[0]):
            return usual[1][0], other[1][0]
    return None


def _content(form: str) -> frozenset[str]:
    """The content words of an English form; a Chinese one as its characters."""
    english = frozenset(w.key for w in words(form) if w.key not in _SMALL and w.key != GAP)
    return english or frozenset(form)


def _difference(
    concept: Concept, usual: Rendering, other: Rendering, confidence: float, src: Side, tgt: Side
) -> TermDifference:
    def pair(place: Rendering) -> str:
        return f"“{place.src.of(src.document.text)}”/“{place.tgt.of(tgt.document.text)}”"

    severity: Severity = "minor"
    rendered = other.rendered if other.rendered != concept.id else ""
    reason = f"{concept.id} is {pair(other)} here and {pair(usual)} elsewhere in the document."
    return TermDifference(
        "inconsistency", concept.id, rendered, other.src, other.tgt, severity, confidence, reason, other.bead
    )
