"""A text cut into stretches where findings and uncovered words begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.records import Comparison, FindingKind, Severity, Span
from align.report.rows import clean_pieces

GRAVITY: dict[Severity, int] = {"critical": 0, "major": 1, "minor": 2}
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on one side; ``number`` counts all from 1, ``span`` is None where this side lacks words."""

    number: int
    severity: Severity
    kind: FindingKind
    span: Span | None


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of clean text; ``uncovered`` where the other version's quote has nothing for it."""

    text: str
    uncovered: bool = False
    marks: tuple[Mark, ...] = ()
    """Findings over it."""
    opens: tuple[Mark, ...] = ()
    """Those of them that begin here."""

    @property
    def severity(self) -> Severity | None:
        """The gravest of the findings over it."""
        return min((mark.severity for mark in self.marks), key=GRAVITY.__getitem__, default=None)


def list_marks(comparison: Comparison, key: str) -> tuple[Mark, ...]:
    """Give every finding as it lies on one side, "src" or "tgt"."""
    return tuple(
        Mark(number, finding.severity, finding.kind, finding.src if key == "src" else finding.tgt)
        for number, finding in enumerate(comparison.findings, 1)
    )


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a.start < b.end and b.start < a.end


def cut_span(text: str, span: Span, edges: Sequence[int]) -> Iterator[tuple[Span, str]]:
    """Cut ``span`` at the edges inside it: each stretch with its clean text, if it leaves any."""
    cuts = sorted({edge for edge in edges if span.start < edge < span.end})
    bounds = [span.start, *cuts, span.end]
    pieces = clean_pieces(span.of(text), [cut - span.start for cut in cuts])
    for start, end, piece in zip(bounds, bounds[1:], pieces, strict=False):
        if piece:
            yield Span(start, end), piece


def cut_words(
    text: str, span: Span, opened: set[int], *, marks: Sequence[Mark] = (), uncovered: Sequence[Span] = ()
) -> Iterator[Words]:
    """Cut ``span`` where a finding or uncovered words begin or end.

    ``opened`` holds the numbers of findings whose beginning was shown before, and grows.
    """
    here = [mark for mark in marks if mark.span is not None and overlap(mark.span, span)]
    spans = [*(mark.span for mark in here if mark.span), *uncovered]
    for part, piece in cut_span(text, span, [edge for each in spans for edge in (each.start, each.end)]):
        over = tuple(mark for mark in here if mark.span and overlap(mark.span, part))
        opens = tuple(mark for mark in over if mark.number not in opened)
        opened.update(mark.number for mark in opens)
        yield Words(piece, any(overlap(each, part) for each in uncovered), over, opens)
