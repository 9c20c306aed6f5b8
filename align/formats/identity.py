"""What a finding is known by, wherever the text moves: its kind, the words at fault and what stands around."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from align.formats.locating import condense
from align.records import Comparison, Finding, Language, Side, Span

AROUND: dict[Language, int] = {"zh": 15, "en": 40}
"""Characters on either side of the words that belong to the context."""


@dataclass(frozen=True, slots=True)
class Place:
    """One side of a finding."""

    words: str
    """At fault; on one line."""
    context: str
    """The words with what stands around them in the same sentence; on one line."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A finding without its offsets; the same whichever file came first."""

    kind: str
    zh: Place | None
    """None where this side has no words at fault; likewise ``en``."""
    en: Place | None

    @property
    def id(self) -> str:
        """Eight hexadecimal digits; findings that nothing tells apart have the same."""
        sides = [(place.words, place.context) if place else None for place in (self.zh, self.en)]
        return hashlib.sha256(condense(repr((self.kind, sides))).encode("utf-8", "replace")).hexdigest()[:8]


def identify(comparison: Comparison, finding: Finding) -> Identity:
    """What the finding is known by."""
    bead = comparison.alignment.beads[finding.bead]
    places: dict[Language, Place | None] = {}
    for side, span, run in ((comparison.src, finding.src, bead.src), (comparison.tgt, finding.tgt, bead.tgt)):
        places[side.document.language] = _place(side, span, run) if span else None
    return Identity(finding.kind, places.get("zh"), places.get("en"))


def bead_words(comparison: Comparison, finding: Finding, language: Language) -> tuple[str, Span]:
    """One side's text around a finding, condensed, and where in it the words at fault stand."""
    bead = comparison.alignment.beads[finding.bead]
    first = comparison.src.document.language == language
    side, span, run = (comparison.src, finding.src, bead.src) if first else (comparison.tgt, finding.tgt, bead.tgt)
    assert span is not None
    around = _around(side, span, run)
    text = side.document.text
    start = len(condense(text[around.start : span.start]))
    return condense(around.of(text)), Span(start, start + len(condense(span.of(text))))


def _place(side: Side, span: Span, run: range) -> Place:
    text, around, most = side.document.text, _around(side, span, run), AROUND[side.document.language]
    start, end = max(around.start, span.start - most), min(around.end, span.end + most)
    before, after = text[start : span.start], text[span.end : end]
    if side.document.language == "en":  # cut at words
        before = before if start == around.start else re.sub(r"^\S*\s+", "", before, count=1)
        after = after if end == around.end else re.sub(r"\s+\S*$", "", after, count=1)
    return Place(_line(span.of(text)), _line(before + span.of(text) + after))


def _around(side: Side, span: Span, run: range) -> Span:
    """The sentences of the bead that the words stand in; the words alone where they lie outside of it."""
    spans = (sentence.span for sentence in side.sentences[run.start : run.stop])
    inside = [s for s in spans if s.start < span.end and span.start < s.end]
    if not inside:
        return span
    return Span(min(inside[0].start, span.start), max(inside[-1].end, span.end))


def _line(text: str) -> str:
    return " ".join(text.split())
