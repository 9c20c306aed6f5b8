"""Which heads are asked: the broader one too where English attributions are wanted, and no other is given."""

import pytest
from conftest import FakeEncoder, make_side

from align.models.weights import Weights
from align.quotes import find
from align.quotes.head import BROAD, PATH, read_head


@pytest.mark.parametrize(
    ("language", "broad", "given", "asked"),
    [
        ("en", True, None, [PATH, BROAD]),
        ("en", False, None, [PATH]),
        ("zh", True, None, [PATH]),
        ("zh", False, None, [PATH]),
        ("en", True, BROAD, [BROAD]),
    ],
)
def test_which_heads_are_asked(monkeypatch, language, broad, given, asked):
    heard = []
    monkeypatch.setattr(Weights, "fit", lambda weights, encoding: True)
    monkeypatch.setattr(find, "score_heads", lambda heads, *rest: (heard.append(heads), None))
    monkeypatch.setattr(find, "decode_quotes", lambda *rest: ())
    side = make_side(["It rained." if language == "en" else "下雨了。"], language, FakeEncoder())
    assert find.find_quotes(side, head=given, broad=broad) == ()
    assert [head.weights.model for head in heard[0]] == [read_head(path).weights.model for path in asked]


def test_both_heads_read_the_same_vectors():
    one, other = read_head(PATH), read_head(BROAD)
    assert (one.weights.layers, one.weights.encoder) == (other.weights.layers, other.weights.encoder)
    assert one.weights.model.hash != other.weights.model.hash
