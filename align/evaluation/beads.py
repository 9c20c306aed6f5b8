"""An alignment against a gold one: strict and lax precision, recall, F1, by shape and of unmatched sentences.

The strict and lax figures are those of Sennrich & Volk (2010), "MT-based sentence alignment for OCR-generated
parallel texts", counted as vecalign's ``score.py`` counts them: equal beads count once; a predicted bead is
strictly right where gold holds the very same bead, laxly where one gold bead overlaps it on both sides; beads
with an empty side count towards precision only. Counts are summed over files before anything is divided.

Where both files give character spans, beads are compared by these, so that the two may come from different
sentence splitters: strict is then the same outer spans, lax a common character on both sides. Otherwise the
numbers of the sentences are compared, and both files must count the same sentences.

Where both files name the languages of their sides and have them the other way round, the prediction is turned.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from align.errors import ConfigError
from align.evaluation.spans import BeadSpans
from align.evaluation.units import Bead, Unit, UnitBeads, in_one_unit
from align.version import package_version


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, each 0 to 1 (0 where nothing could be right), and the counts behind them."""

    right: int
    """Of ``predicted``, how many are right."""
    predicted: int
    found: int
    """Of ``gold``, how many were found."""
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class ShapeScore:
    """Strict score of the beads of one shape: "1-2" is one src sentence with two tgt sentences."""

    shape: str
    score: Score


@dataclass(frozen=True, slots=True)
class BeadScores:
    """What a comparison of alignments gave; ``signature`` says how it was counted, as sacrebleu's does.

    In ``shapes`` (most frequent in gold first) beads with an empty side count towards recall too.
    ``unmatched`` scores the sentences, not beads, that stand alone; by characters, a bead that stands alone
    is right where at least half of it stands alone in gold too, and found likewise.
    """

    strict: Score
    lax: Score
    shapes: tuple[ShapeScore, ...]
    unmatched: Score
    files: int
    """Gold files, those without a prediction among them."""
    signature: str
    missing: int = 0
    """Gold files without a prediction."""


@dataclass(frozen=True, slots=True)
class _Tally:
    strict: Score
    lax: Score
    shapes: dict[str, Score]
    unmatched: Score
    unit: Unit


def score_beads(predicted: Sequence[BeadSpans], gold: Sequence[BeadSpans]) -> BeadScores:
    """Score one alignment; :func:`align.evaluation.read_bead_spans` reads both sides from files.

    :raises ConfigError: one of the two is empty.
    """
    return score_many([(predicted, gold)])


def score_many(
    pairs: Iterable[tuple[Sequence[BeadSpans], Sequence[BeadSpans]]], missing: Sequence[Sequence[BeadSpans]] = ()
) -> BeadScores:
    """Score (predicted, gold) for many files, micro-averaged: counts are summed, then divided.

    :param missing: gold alignments without a prediction; all that they hold counts as not found.
    :raises ConfigError: there is no pair, or an alignment is empty.
    """
    tallies = [_tally(predicted, gold) for predicted, gold in pairs]
    if not tallies:
        raise ConfigError("nothing to score", hint="Give at least one predicted and one gold alignment.")
    numbers = all(tally.unit == "index" for tally in tallies)
    tallies += [_tally_missing(gold, numbers) for gold in missing]
    shapes = {shape for tally in tallies for shape in tally.shapes}
    scores = [ShapeScore(s, _add(t.shapes[s] for t in tallies if s in t.shapes)) for s in shapes]
    return BeadScores(
        strict=_add(tally.strict for tally in tallies),
        lax=_add(tally.lax for tally in tallies),
        shapes=tuple(sorted(scores, key=lambda s: (-s.score.gold, -s.score.predicted, s.shape))),
        unmatched=_add(tally.unmatched for tally in tallies),
        files=len(tallies),
        signature=_signature({tally.unit for tally in tallies}),
        missing=len(missing),
    )


def _signature(units: set[Unit]) -> str:
    return f"strict+lax|unit:{'+'.join(sorted(units))}|version:{package_version()}"


def _add(scores: Iterable[Score]) -> Score:
    columns = [(score.right, score.predicted, score.found, score.gold) for score in scores]
    return Score(*(sum(column) for column in zip(*columns, strict=True)))


def _tally(predicted: Sequence[BeadSpans], gold: Sequence[BeadSpans]) -> _Tally:
    _require_beads(predicted, "predicted")
    _require_beads(gold, "gold")
    return _compare(*in_one_unit(predicted, gold))


def _tally_missing(gold: Sequence[BeadSpans], numbers: bool) -> _Tally:
    _require_beads(gold, "gold")
    return _compare(*in_one_unit((), gold, numbers=numbers))


def _require_beads(beads: Sequence[BeadSpans], name: str) -> None:
    if not beads:
        raise ConfigError(f"the {name} alignment holds no beads")


def _compare(guess: UnitBeads, truth: UnitBeads, unit: Unit) -> _Tally:
    return _Tally(
        strict=_score(_strict, guess.beads, truth.beads),
        lax=_score(_lax, guess.beads, truth.beads),
        shapes=_score_shapes(guess, truth),
        unmatched=Score(*_half_in(guess, truth), *_half_in(truth, guess)),
        unit=unit,
    )


_Hits = Callable[[Sequence[Bead], Sequence[Bead]], int]


def _score(hits: _Hits, predicted: Sequence[Bead], gold: Sequence[Bead]) -> Score:
    full_predicted = [bead for bead in predicted if bead[0] and bead[1]]
    full_gold = [bead for bead in gold if bead[0] and bead[1]]
    return Score(hits(predicted, gold), len(predicted), hits(full_gold, full_predicted), len(full_gold))


def _strict(tested: Sequence[Bead], reference: Sequence[Bead]) -> int:
    return len(set(tested) & set(reference))


def _lax(tested: Sequence[Bead], reference: Sequence[Bead]) -> int:
    same = set(reference)
    across: defaultdict[int, set[int]] = defaultdict(set)
    for src, tgt in reference:
        for index in src:
            across[index].update(tgt)
    return sum(
        bead in same or any(not across[i].isdisjoint(bead[1]) for i in bead[0] if i in across) for bead in tested
    )


def _score_shapes(guess: UnitBeads, truth: UnitBeads) -> dict[str, Score]:
    right = _shape_counts(guess, set(truth.beads))
    found = _shape_counts(truth, set(guess.beads))
    predicted, gold = Counter(guess.shapes), Counter(truth.shapes)
    return {s: Score(right[s], predicted[s], found[s], gold[s]) for s in {*predicted, *gold}}


def _shape_counts(beads: UnitBeads, among: set[Bead]) -> Counter[str]:
    return Counter(s for bead, s in zip(beads.beads, beads.shapes, strict=True) if bead in among)


def _half_in(tested: UnitBeads, reference: UnitBeads) -> tuple[int, int]:
    """How many runs that stand alone have half their weight alone in ``reference`` too; of how many."""
    covered = {(side, index) for side, ids in reference.alone for index in ids}
    count = 0
    for side, ids in tested.alone:
        weights = {index: reference.weight(side, index) for index in ids}
        inside = sum(weight for index, weight in weights.items() if (side, index) in covered)
        count += 2 * inside >= sum(weights.values())
    return count, len(tested.alone)
