"""Which heads are asked: the broader one too where English attributions are wanted, and no other is given."""

import pytest
from conftest import FakeEncoder, make_side

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
    monkeypatch.setattr(find, "fits", lambda head, encoding: True)
    monkeypatch.setattr(find, "decode_quotes", lambda heads, *rest: heard.append(heads) or ())
    side = make_side(["It rained." if language == "en" else "下雨了。"], language, FakeEncoder())
    assert find.find_quotes(side, head=given, broad=broad) == ()
    assert [head.model for head in heard[0]] == [read_head(path).model for path in asked]


def test_both_heads_read_the_same_vectors():
    one, other = read_head(PATH), read_head(BROAD)
    assert (one.layers, one.encoder) == (other.layers, other.encoder)
    assert one.model.hash != other.model.hash
