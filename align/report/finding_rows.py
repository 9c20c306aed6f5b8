"""Findings as rows of clean text: what every report of an audit lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from align.records import Comparison, FindingKind, Severity, Side, Span
from align.report.rows import clean_pieces, clean_text
from align.report.utterances import Speaker
from align.report.words import GRAVITY

CONTEXT = {"en": 48, "zh": 20}
"""Characters that are shown around the words, by language."""
LONGEST = 400
"""Characters of the words that a list shows; the text itself shows all."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words at fault, and some of what stands around them in the bead."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as it is shown. ``number`` and ``bead`` count from 1."""

    number: int
    kind: FindingKind
    category: str
    severity: Severity
    confidence: float
    src: Excerpt | None
    tgt: Excerpt | None
    reason: str
    bead: int
    quote: int | None
    """Number of the pair of quotes, from 1."""
    who: int | None
    """Place of its speaker among the speakers; None outside quotes."""
    speaker: str


def list_findings(comparison: Comparison, speakers: Sequence[Speaker]) -> tuple[FindingRow, ...]:
    """List the findings, the gravest first, then in the order of the text."""
    place = {row.number: at for at, speaker in enumerate(speakers) for row in speaker.rows}
    rows = [_row(comparison, number, place, speakers) for number in range(1, len(comparison.findings) + 1)]
    return tuple(sorted(rows, key=lambda row: GRAVITY[row.severity]))


def _row(comparison: Comparison, number: int, place: Mapping[int, int], speakers: Sequence[Speaker]) -> FindingRow:
    finding = comparison.findings[number - 1]
    quote = None if finding.quote is None else finding.quote + 1
    who = place.get(quote) if quote else None
    return FindingRow(
        number=number,
        kind=finding.kind,
        category=clean_text(finding.category),
        severity=finding.severity,
        confidence=finding.confidence,
        src=_excerpt(comparison, "src", finding.bead, finding.src),
        tgt=_excerpt(comparison, "tgt", finding.bead, finding.tgt),
        reason=clean_text(finding.reason),
        bead=finding.bead + 1,
        quote=quote if who is not None else None,
        who=who,
        speaker=clean_text(finding.speaker) if who is None else speakers[who].group.name,
    )


def _excerpt(comparison: Comparison, key: Literal["src", "tgt"], bead: int, span: Span | None) -> Excerpt | None:
    if span is None:
        return None
    side: Side = getattr(comparison, key)
    text, held = side.document.text, getattr(comparison.alignment.beads[bead], key)
    room = CONTEXT[side.document.language]
    low = min(side.sentences[held.start].span.start, span.start) if held else span.start
    high = max(side.sentences[held.stop - 1].span.end, span.end) if held else span.end
    start, end = max(low, span.start - room), min(high, span.end + room)
    if side.document.language == "en":  # whole words
        start = max(text.find(" ", start, span.start), start) if start > low else start
        end = max(text.rfind(" ", span.end, end), span.end) if end < high else end
    before, words, after = clean_pieces(text[start:end], [span.start - start, span.end - start])
    words = words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"
    return Excerpt(
        ("…" if start > low else "") + before.lstrip(), words, after.rstrip() + ("…" if end < high else "")
    )
