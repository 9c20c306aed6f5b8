"""Which of two findings on the same words is kept."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.findings import KINDS, drop_doubles
from align.records import Finding, Span


def finding(text, bead=0):
    """Kind, severity, src and tgt as start-end, "-" for none."""
    kind, severity, *sides = text.split()
    spans = [None if s == "-" else Span(*map(int, s.split("-"))) for s in sides]
    return Finding(kind, f"accuracy/{kind}", severity, 0.5, *spans, f"{kind}.", bead)


KEPT = [
    # the graver stays, whatever the kinds
    ("number critical 3-5 9-12", "terminology major 2-6 8-14", "first"),
    ("attribution critical 0-8 0-20", "name major 0-3 0-9", "first"),
    ("negation critical 4-7 10-15", "modality minor 5-6 10-13", "first"),
    # equally grave: the kind that names it more closely
    ("name critical 0-3 0-6", "terminology critical 0-3 0-6", "second"),
    ("attribution critical 0-8 0-20", "name critical 2-5 4-12", "second"),
    ("modality major 3-5 7-9", "number major 4-6 8-12", "second"),
    ("negation major 3-5 7-9", "date major 4-6 8-12", "second"),
    ("modality critical 3-5 7-9", "negation critical 2-6 7-9", "second"),
    ("modality minor 3-5 7-9", "reporting-verb minor 3-7 7-12", "first"),
    # one kind: the one that shows both places
    ("number major 3-5 -", "number major 3-5 9-12", "second"),
    ("number major 3-5 -", "unit major 2-7 9-12", "second"),
    # one side is enough where the other is empty
    ("name major 3-5 -", "terminology major 3-6 9-14", "second"),
    ("negation major - 9-14", "terminology major 3-6 9-14", "second"),
    # other words of either side: two differences
    ("name critical 0-3 0-6", "terminology critical 3-6 0-6", "both"),
    ("name critical 0-3 0-6", "terminology critical 0-3 6-9", "both"),
    ("number major 3-5 -", "number major - 3-5", "both"),
    # a missing clause says all that is missing in it, but for what is graver
    ("omission major 0-20 -", "number major 4-6 -", "first"),
    ("omission minor 0-20 -", "number major 4-6 -", "both"),
    ("omission major 0-20 -", "omission minor 4-6 -", "first"),
    ("addition major - 0-40", "name minor - 4-9", "first"),
    ("addition major - 0-40", "name minor 2-4 4-9", "both"),
    ("omission major 0-20 -", "number critical 4-6 8-9", "both"),
    ("omission major 0-20 -", "negation minor 18-24 -", "both"),
    # and a clause within a typed difference is that difference
    ("omission major 4-8 -", "terminology major 2-9 5-12", "second"),
    ("addition minor - 4-8", "modality minor 2-9 4-8", "second"),
    ("omission major 4-8 -", "modality minor 4-8 -", "first"),
    # an opposite is graver than what it stands on
    ("mistranslation critical 0-9 0-9", "modality minor 3-4 5-6", "first"),
    ("mistranslation critical 0-9 -", "omission minor 3-12 -", "first"),
    ("mistranslation critical 3-9 -", "omission minor 3-12 -", "first"),
    ("mistranslation major 0-9 0-9", "number minor 3-4 20-26", "both"),
    # marks are not what the words within say
    ("quotation-marks minor 0-30 0-60", "number critical 3-4 5-6", "both"),
    ("quotation-marks minor 0-30 0-60", "mistranslation major 3-4 5-6", "both"),
    ("quotation-marks minor 0-30 0-60", "omission major 3-9 -", "both"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "kept"), KEPT)
def test_which_is_kept(first, second, kept):
    a, b = finding(first), finding(second)
    expected = {"first": [a], "second": [b], "both": [a, b]}[kept]
    assert list(drop_doubles([a, b])) == expected
    assert list(drop_doubles([b, a])) == expected[::-1]
    mirrored = [f.mirrored() for f in expected]
    assert list(drop_doubles([a.mirrored(), b.mirrored()])) == mirrored


def test_other_beads_are_other_words():
    a, b = finding("name major 0-3 0-6", 1), finding("terminology major 0-3 0-6", 2)
    assert drop_doubles([a, b]) == (a, b)


def test_what_overlaps_only_a_dropped_one_stays():
    best, middle, last = map(
        finding, ("number critical 0-4 0-4", "terminology major 2-8 2-8", "modality minor 6-9 6-9")
    )
    for order in permutations([best, middle, last]):
        assert set(drop_doubles(order)) == {best, last}


def test_the_same_finding_twice_is_one():
    a = finding("number major 0-4 -")
    assert drop_doubles([a, a]) == (a,)


@st.composite
def some_findings(draw):
    span = st.tuples(st.integers(0, 12), st.integers(1, 8)).map(lambda t: Span(t[0], t[0] + t[1]))
    src, tgt = draw(st.none() | span), draw(st.none() | span)
    kind, severity = draw(st.sampled_from(KINDS)), draw(st.sampled_from(["critical", "major", "minor"]))
    sure = draw(st.sampled_from([0.2, 0.5, 0.9]))
    return Finding(kind, f"accuracy/{kind}", severity, sure, src, tgt, "Why.", draw(st.integers(0, 1)))


def touch(a, b):
    return a.bead == b.bead and any(
        x and y and x.start < y.end and y.start < x.end for x, y in ((a.src, b.src), (a.tgt, b.tgt))
    )


@given(st.lists(some_findings(), max_size=9), st.randoms())
def test_always(findings, random):
    kept = drop_doubles(findings)
    assert [f for f in findings if f in kept] == [*kept] or len(set(findings)) < len(findings)
    assert drop_doubles(kept) == kept
    shuffled = random.sample(findings, len(findings))
    assert sorted(map(repr, drop_doubles(shuffled))) == sorted(map(repr, kept))
    dropped = [f for f in findings if f not in kept]
    # nothing goes but for one that stays on the same words
    assert all(any(touch(f, other) for other in kept) for f in dropped)
