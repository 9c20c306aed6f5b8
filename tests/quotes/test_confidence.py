"""What makes a quote surer, in which order, and that it stays a probability."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.quotes.confidence import pair_confidence, text_confidence

SHARE = st.floats(0, 1)


@given(SHARE, SHARE, st.booleans(), st.booleans())
def test_it_grows_with_the_score(a, b, cue, marked):
    low, high = (text_confidence(s, has_cue=cue, marked=marked) for s in sorted((a, b)))
    assert 0 < low <= high < 1


@given(SHARE)
def test_a_cue_and_marks_speak_for_a_quote(score):
    bare = text_confidence(score, has_cue=False, marked=False)
    assert bare < text_confidence(score, has_cue=False, marked=True)
    assert bare < text_confidence(score, has_cue=True, marked=False)


@given(SHARE, SHARE, SHARE)
def test_it_grows_with_both_texts(own, a, b):
    low, high = (pair_confidence(own, other) for other in sorted((a, b)))
    assert 0 < low <= high < 1
    low, high = (pair_confidence(given_own, own) for given_own in sorted((a, b)))
    assert 0 < low <= high < 1


@pytest.mark.parametrize("own", [0.3, 0.6, 0.9])
def test_the_other_version_has_it_or_lacks_it(own):
    assert pair_confidence(own, None) < own < pair_confidence(own, 0.9)
