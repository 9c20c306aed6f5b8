from __future__ import annotations

from dataclasses import replace

import pytest

from align.errors import ConfigError
from align.evaluation import BeadSpans, Score, SideSpan, score_beads, score_many
from align.records import Span


def by_index(*beads):
    """Beads from ("0 1", "2") pairs of sentence numbers."""
    return tuple(BeadSpans(*(SideSpan(ids) if ids else None for ids in map(numbers, bead))) for bead in beads)


def numbers(text):
    return tuple(int(number) for number in text.split())


def by_span(*beads):
    """Beads from (spans of src sentences, spans of tgt sentences), each ((start, end), ...)."""
    return tuple(BeadSpans(*(outer(side) for side in bead)) for bead in beads)


def outer(spans):
    return SideSpan(tuple(range(len(spans))), Span(spans[0][0], spans[-1][1])) if spans else None


GOLD = by_index(("0", "0"), ("1", "1 2"), ("2", ""), ("3", "3"), ("", "4"))


@pytest.mark.parametrize(
    ("predicted", "strict", "lax"),
    [
        pytest.param(GOLD, Score(5, 5, 3, 3), Score(5, 5, 3, 3), id="perfect"),
        pytest.param(
            by_index(("0", "0"), ("1 2", "1 2"), ("3", "3 4")),
            Score(1, 3, 1, 3),
            Score(3, 3, 3, 3),
            id="too much in a bead is right laxly",
        ),
        pytest.param(
            by_index(("0", "0"), ("1", "1"), ("2", "2"), ("3", "3"), ("", "4")),
            Score(3, 5, 2, 3),
            Score(4, 5, 3, 3),
            id="an overlap on one side alone is wrong laxly too",
        ),
        pytest.param(
            by_index(("0", ""), ("1", ""), ("", "0 1")),
            Score(0, 3, 0, 3),
            Score(0, 3, 0, 3),
            id="nothing right",
        ),
        pytest.param(
            by_index(("0", "0"), ("0", "0"), ("3", "3")),
            Score(2, 2, 2, 3),
            Score(2, 2, 2, 3),
            id="a bead twice in the file counts once",
        ),
    ],
)
def test_strict_and_lax(predicted, strict, lax):
    scores = score_beads(predicted, GOLD)
    assert (scores.strict, scores.lax) == (strict, lax)


def test_score_divides_only_what_is_there():
    assert Score(0, 0, 0, 0).f1 == 0
    score = Score(right=3, predicted=4, found=3, gold=6)
    assert (score.precision, score.recall) == (0.75, 0.5)
    assert score.f1 == pytest.approx(0.6)


def test_shapes_count_strict_hits_and_empty_sides_too():
    predicted = by_index(("0", "0"), ("1", "1"), ("2", ""), ("", "2"), ("3", "3"), ("", "4"))
    shapes = {entry.shape: entry.score for entry in score_beads(predicted, GOLD).shapes}
    assert shapes == {
        "1-1": Score(2, 3, 2, 2),
        "1-2": Score(0, 0, 0, 1),
        "1-0": Score(1, 1, 1, 1),
        "0-1": Score(1, 2, 1, 1),
    }


def test_shapes_come_most_frequent_in_gold_first():
    assert [entry.shape for entry in score_beads(GOLD, GOLD).shapes] == ["1-1", "0-1", "1-0", "1-2"]


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [
        pytest.param(GOLD, Score(2, 2, 2, 2), id="both found"),
        pytest.param(by_index(("0", "0"), ("1 2 3", "1 2 3 4")), Score(0, 0, 0, 2), id="none said"),
        pytest.param(
            by_index(("0", "0"), ("1", "1"), ("2 3", ""), ("", "2 3 4")),
            Score(2, 5, 2, 2),
            id="runs count by sentence",
        ),
    ],
)
def test_unmatched_sentences(predicted, expected):
    assert score_beads(predicted, GOLD).unmatched == expected


def test_many_files_are_summed_before_dividing():
    short = by_index(("0", "0"))
    scores = score_many([(GOLD, GOLD), (by_index(("", "0"), ("0", "")), short)])
    assert scores.strict == Score(5, 7, 3, 4)
    assert scores.files == 2
    shapes = {entry.shape: entry.score for entry in scores.shapes}
    assert shapes["1-1"] == Score(2, 2, 2, 3)


SPAN_GOLD = by_span(
    ([(0, 10)], [(0, 30)]),
    ([(10, 20)], [(31, 50), (51, 70)]),
    ([(20, 30)], []),
    ([(30, 40)], [(71, 90)]),
)


@pytest.mark.parametrize(
    ("predicted", "strict", "lax", "unmatched"),
    [
        pytest.param(SPAN_GOLD, Score(4, 4, 3, 3), Score(4, 4, 3, 3), Score(1, 1, 1, 1), id="perfect"),
        pytest.param(
            by_span(
                ([(0, 4), (4, 10)], [(0, 30)]),
                ([(10, 20)], [(31, 70)]),
                ([(20, 30)], []),
                ([(30, 40)], [(71, 90)]),
            ),
            Score(4, 4, 3, 3),
            Score(4, 4, 3, 3),
            Score(1, 1, 1, 1),
            id="another splitter, the same beads",
        ),
        pytest.param(
            by_span(
                ([(0, 10)], [(0, 30)]),
                ([(10, 23)], [(31, 70)]),
                ([(24, 30)], []),
                ([(30, 40)], [(71, 90)]),
            ),
            Score(2, 4, 2, 3),
            Score(3, 4, 3, 3),
            Score(1, 1, 1, 1),
            id="a boundary moved",
        ),
        pytest.param(
            by_span(([(0, 10)], [(31, 70)]), ([(10, 20)], [(0, 30)]), ([], [(71, 90)]), ([(20, 40)], [])),
            Score(0, 4, 0, 3),
            Score(0, 4, 0, 3),
            Score(1, 2, 1, 1),
            id="crossed, and half of what stands alone is right",
        ),
    ],
)
def test_spans(predicted, strict, lax, unmatched):
    scores = score_beads(predicted, SPAN_GOLD)
    assert (scores.strict, scores.lax, scores.unmatched) == (strict, lax, unmatched)


def test_spans_keep_each_sides_own_shape():
    predicted = by_span(([(0, 4), (4, 10)], [(0, 30)]), *[])
    shapes = {entry.shape: entry.score for entry in score_beads(predicted, SPAN_GOLD[:1]).shapes}
    assert shapes == {"2-1": Score(1, 1, 0, 0), "1-1": Score(0, 0, 1, 1)}


@pytest.mark.parametrize(
    ("pairs", "unit"),
    [
        ([(GOLD, GOLD)], "index"),
        ([(SPAN_GOLD, SPAN_GOLD)], "character"),
        ([(SPAN_GOLD, GOLD)], "index"),
        ([(GOLD, GOLD), (SPAN_GOLD, SPAN_GOLD)], "character+index"),
    ],
)
def test_signature_names_the_unit(pairs, unit):
    assert score_many(pairs).signature.startswith(f"strict+lax|unit:{unit}|version:")


@pytest.mark.parametrize("pairs", [[], [((), GOLD)], [(GOLD, ())]])
def test_nothing_to_score(pairs):
    with pytest.raises(ConfigError):
        score_many(pairs)


def in_languages(beads, src, tgt):
    def named(side, language):
        return replace(side, language=language) if side else None

    return tuple(BeadSpans(named(bead.src, src), named(bead.tgt, tgt)) for bead in beads)


@pytest.mark.parametrize(
    ("languages", "right"),
    [
        (("en", "zh"), True),
        (("en", None), True),
        ((None, "zh"), True),
        (("zh", "en"), False),
        ((None, None), False),
    ],
)
def test_prediction_in_the_other_order_is_turned(languages, right):
    gold = in_languages(GOLD, "zh", "en")
    turned = tuple(BeadSpans(bead.tgt, bead.src) for bead in GOLD)
    scores = score_beads(in_languages(turned, *languages), gold)
    assert (scores.strict.f1 == scores.unmatched.f1 == 1) is right
    assert (scores.shapes == score_beads(gold, gold).shapes) is right


def test_gold_without_a_prediction_is_not_found():
    scores = score_many([(GOLD, GOLD)], missing=[GOLD])
    assert (scores.files, scores.missing) == (2, 1)
    assert (scores.strict, scores.lax) == (Score(5, 5, 3, 6),) * 2
    assert scores.unmatched == Score(2, 2, 2, 4)
    assert {s.shape: s.score.recall for s in scores.shapes} == {"1-1": 0.5, "1-2": 0.5, "1-0": 0.5, "0-1": 0.5}


def test_missing_gold_is_counted_as_the_others_are():
    gold = by_span((((0, 5),), ((0, 9),)), (((6, 9), (10, 15)), ()))
    by_number = score_many([(GOLD, GOLD)], missing=[gold])
    assert "unit:index" in by_number.signature and by_number.unmatched.gold == 4
    assert "unit:character" in score_many([(gold, gold)], missing=[gold]).signature


def test_missing_gold_alone_is_nothing_to_score():
    with pytest.raises(ConfigError, match="nothing to score"):
        score_many([], missing=[GOLD])
