"""Rows gathered into stretches that begin level on a page, each side in its own paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from align.report.rows import Line, Row

GROUP_ROWS = 8
"""Longest stretch: where no paragraph break is shared, the sides are brought level after so many beads."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one paragraph holds of one bead; no lines where this side has no counterpart.

    ``place`` counts the beads of the group from 1; ``first`` on the bead's first fragment on this side.
    """

    row: Row
    place: int
    lines: tuple[Line, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or the part of one that a group holds: then ``goes_on`` from the group before."""

    fragments: tuple[Fragment, ...]
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch of beads that begins at the same height on both sides."""

    rows: tuple[Row, ...]
    src: tuple[Paragraph, ...]
    tgt: tuple[Paragraph, ...]

    @property
    def title(self) -> bool:
        """Whether it holds the headline and nothing else."""
        return all(row.title for row in self.rows)

    @property
    def low(self) -> bool:
        """Whether a bead of low confidence is in it."""
        return any(row.level == "low" for row in self.rows)

    @property
    def unmatched(self) -> bool:
        """Whether a sentence without counterpart is in it."""
        return any(row.unmatched for row in self.rows)


def group_rows(rows: tuple[Row, ...]) -> Iterator[Group]:
    """Divide rows where both sides begin a paragraph, or after :data:`GROUP_ROWS` beads."""
    held: list[Row] = []
    for row in rows:
        if held and (row.opens or len(held) == GROUP_ROWS):
            yield _build_group(tuple(held))
            held = []
        held.append(row)
    if held:
        yield _build_group(tuple(held))


def _build_group(rows: tuple[Row, ...]) -> Group:
    return Group(
        rows,
        _paragraphs(rows, "src", not rows[0].src_opens),
        _paragraphs(rows, "tgt", not rows[0].tgt_opens),
    )


def _paragraphs(rows: tuple[Row, ...], side: Literal["src", "tgt"], goes_on: bool) -> tuple[Paragraph, ...]:
    paragraphs: list[list[Fragment]] = [[]]
    for place, row in enumerate(rows, 1):
        for i, lines in enumerate(_split_at_paragraphs(getattr(row, side))):
            if lines and lines[0].opens and any(fragment.lines for fragment in paragraphs[-1]):
                paragraphs.append([])
            paragraphs[-1].append(Fragment(row, place, lines, first=i == 0))
    return tuple(Paragraph(tuple(held), goes_on and i == 0) for i, held in enumerate(paragraphs))


def _split_at_paragraphs(lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    starts = [0, *(i for i in range(1, len(lines)) if lines[i].opens)]
    return [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
