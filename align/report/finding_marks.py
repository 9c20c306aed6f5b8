"""Where the findings lie in both texts: sentences cut into stretches, and beads whose words are missing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

from align.records import Comparison, Side, Span
from align.report.words import Mark, Words, cut_words, list_marks


def mark_findings(comparison: Comparison, key: Literal["src", "tgt"]) -> Mapping[int, tuple[Words, ...]]:
    """Give the stretches of each sentence of one side that a finding lies over.

    Each finding with words on this side opens exactly once, be it that its words are white space only.
    """
    side: Side = getattr(comparison, key)
    held: dict[int, list[Mark]] = defaultdict(list)
    starts = [sentence.span.start for sentence in side.sentences]
    ends = [sentence.span.end for sentence in side.sentences]
    for mark in list_marks(comparison, key):
        if mark.span is not None and starts:
            for index in _sentences_of(mark.span, starts, ends):
                held[index].append(mark)
    opened: set[int] = set()
    marked = {}
    for at in sorted(held):
        sentence = side.sentences[at]
        words = tuple(cut_words(side.document.text, sentence.span, opened, marks=held[at]))
        left = tuple(mark for mark in held[at] if mark.number not in opened)
        opened.update(mark.number for mark in left)
        marked[sentence.index] = (*words, Words("", opens=left)) if left else words
    return marked


def list_missing(comparison: Comparison, key: Literal["src", "tgt"]) -> Mapping[int, tuple[Mark, ...]]:
    """Give, by the bead's number from 1, the findings that have no words on this side."""
    missing: dict[int, list[Mark]] = defaultdict(list)
    for mark in list_marks(comparison, key):
        if mark.span is None:
            missing[comparison.findings[mark.number - 1].bead + 1].append(mark)
    return {bead: tuple(marks) for bead, marks in missing.items()}


def _sentences_of(span: Span, starts: list[int], ends: list[int]) -> range:
    """Which sentences the span lies over; the last one before it where it lies over none."""
    over = range(bisect_right(ends, span.start), bisect_left(starts, span.end))
    if over:
        return over
    before = max(bisect_right(starts, span.start) - 1, 0)
    return range(before, before + 1)
