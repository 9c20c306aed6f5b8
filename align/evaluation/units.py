"""Two alignments brought to one unit of comparison, so that both can be scored by the same sets.

With sentence numbers, the unit is the sentence. With character spans, each side is cut at every start and end
of a span of either alignment; a span is then the run of cuts that it covers: equal runs are equal spans, and
runs that share a cut share characters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from align.evaluation.spans import BeadSpans, SideSpan

Unit = Literal["index", "character"]
Ids = tuple[int, ...]
Bead = tuple[Ids, Ids]
_IdsOf = Callable[[SideSpan | None, int], Ids]


@dataclass(frozen=True, slots=True)
class UnitBeads:
    """The beads of one file, each once, in the common unit."""

    beads: tuple[Bead, ...]
    shapes: tuple[str, ...]
    """Goes with ``beads``: numbers of sentences, such as "1-2"."""
    alone: frozenset[tuple[int, Ids]]
    """What has no counterpart: (0 for src or 1 for tgt, ids)."""
    weight: Callable[[int, int], int]
    """(side, id) -> how much the id stands for: 1 for a sentence, else its length in characters."""


def in_one_unit(
    predicted: Sequence[BeadSpans], gold: Sequence[BeadSpans], *, numbers: bool = False
) -> tuple[UnitBeads, UnitBeads, Unit]:
    """Both alignments by characters where both have spans, else by the numbers of their sentences.

    A prediction whose src is the language of the gold's tgt is turned round first.

    :param numbers: by the numbers of the sentences in any case.
    """
    predicted = _turned_like(gold, predicted)
    if not numbers and _has_spans(predicted) and _has_spans(gold):
        return (*_by_character(predicted, gold), "character")
    return _by_index(predicted), _by_index(gold), "index"


def _turned_like(gold: Sequence[BeadSpans], predicted: Sequence[BeadSpans]) -> Sequence[BeadSpans]:
    guess, truth = _languages(predicted), _languages(gold)
    known = [pair for pair in zip(guess, reversed(truth), strict=True) if None not in pair]
    if guess == truth or not known or any(one != other for one, other in known):
        return predicted
    return tuple(BeadSpans(bead.tgt, bead.src) for bead in predicted)


def _languages(beads: Sequence[BeadSpans]) -> tuple[str | None, str | None]:
    """Language of src and of tgt, None where the file does not say."""
    src = (bead.src.language for bead in beads if bead.src and bead.src.language)
    tgt = (bead.tgt.language for bead in beads if bead.tgt and bead.tgt.language)
    return next(src, None), next(tgt, None)


def _has_spans(beads: Sequence[BeadSpans]) -> bool:
    return all(side is None or side.span is not None for bead in beads for side in (bead.src, bead.tgt))


def _by_index(beads: Sequence[BeadSpans]) -> UnitBeads:
    each = _each_once(beads, lambda side, which: side.sentences if side else ())
    alone = frozenset((side, (index,)) for side, ids in _alone(each) for index in ids)
    return UnitBeads(tuple(each), tuple(each.values()), alone, lambda side, index: 1)


def _by_character(predicted: Sequence[BeadSpans], gold: Sequence[BeadSpans]) -> tuple[UnitBeads, UnitBeads]:
    cuts = [_cuts([(bead.src, bead.tgt)[which] for bead in (*predicted, *gold)]) for which in (0, 1)]

    def ids(side: SideSpan | None, which: int) -> Ids:
        if side is None or side.span is None:
            return ()
        return tuple(range(bisect_left(cuts[which], side.span.start), bisect_left(cuts[which], side.span.end)))

    def weight(which: int, index: int) -> int:
        return cuts[which][index + 1] - cuts[which][index]

    def convert(beads: Sequence[BeadSpans]) -> UnitBeads:
        each = _each_once(beads, ids)
        return UnitBeads(tuple(each), tuple(each.values()), _alone(each), weight)

    return convert(predicted), convert(gold)


def _cuts(sides: Sequence[SideSpan | None]) -> list[int]:
    spans = [side.span for side in sides if side and side.span]
    return sorted({cut for span in spans for cut in (span.start, span.end)})


def _each_once(beads: Sequence[BeadSpans], ids: _IdsOf) -> dict[Bead, str]:
    """Bead -> shape; a bead that stands in the file twice counts once, as in the published scorer."""
    shapes: dict[Bead, str] = {}
    for bead in beads:
        sizes = [len(side.sentences) if side else 0 for side in (bead.src, bead.tgt)]
        shapes.setdefault((ids(bead.src, 0), ids(bead.tgt, 1)), f"{sizes[0]}-{sizes[1]}")
    return shapes


def _alone(beads: dict[Bead, str]) -> frozenset[tuple[int, Ids]]:
    src = {(0, src) for src, tgt in beads if not tgt}
    return frozenset(src | {(1, tgt) for src, tgt in beads if not src})
