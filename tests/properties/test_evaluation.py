"""Our scores against the published counting, written down a second time and as plainly as we can."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.evaluation import BeadSpans, Score, SideSpan, score_beads
from align.records import Span

STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any),
    min_size=1,
    max_size=12,
)


def beads(steps, spans=False):
    out, position = [], [0, 0]
    for step in steps:
        sides = []
        for which, size in enumerate(step):
            start = position[which]
            position[which] += size
            ids = tuple(range(start, start + size))
            span = Span(10 * start, 10 * (start + size) - 1) if spans else None
            sides.append(SideSpan(ids, span) if size else None)
        out.append(BeadSpans(*sides))
    return out


def plain(bead):
    return tuple(frozenset(side.sentences) if side else frozenset() for side in (bead.src, bead.tgt))


def published(predicted, gold):
    """(strict, lax) as Score, by definition: every predicted bead against every gold one."""
    predicted, gold = {plain(b) for b in predicted}, {plain(b) for b in gold}
    full_predicted, full_gold = ([b for b in beads if all(b)] for beads in (predicted, gold))

    def hits(tested, reference):
        strict = sum(t in reference for t in tested)
        lax = sum(t in reference or any(t[0] & r[0] and t[1] & r[1] for r in reference) for t in tested)
        return strict, lax

    right, found = hits(predicted, gold), hits(full_gold, full_predicted)
    return tuple(Score(r, len(predicted), f, len(full_gold)) for r, f in zip(right, found, strict=True))


@given(STEPS, STEPS)
def test_scores_are_the_published_ones(predicted, gold):
    scores = score_beads(beads(predicted), beads(gold))
    assert (scores.strict, scores.lax) == published(beads(predicted), beads(gold))


@given(STEPS, STEPS)
def test_spans_of_the_same_sentences_give_the_same_scores(predicted, gold):
    by_index = score_beads(beads(predicted), beads(gold))
    by_span = score_beads(beads(predicted, spans=True), beads(gold, spans=True))
    assert (by_index.strict, by_index.lax, by_index.shapes) == (by_span.strict, by_span.lax, by_span.shapes)


@given(STEPS)
def test_gold_against_itself_is_perfect(steps):
    scores = score_beads(beads(steps), beads(steps))
    assert scores.strict == scores.lax
    assert scores.strict.right == scores.strict.predicted
    assert all(entry.score.f1 == 1 for entry in scores.shapes)
