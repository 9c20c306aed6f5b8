import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.encoding.windows import Piece, plan_windows


@pytest.mark.parametrize(
    ("lengths", "limit", "shapes"),
    [
        ([3, 3, 3], 6, [[(0, 0, 3), (1, 0, 3)], [(2, 0, 3)]]),
        ([8], 3, [[(0, 0, 3)], [(0, 3, 6)], [(0, 6, 8)]]),
        ([0, 2], 4, [[(1, 0, 2)]]),
        ([], 4, []),
    ],
)
def test_windows(lengths, limit, shapes):
    assert plan_windows(lengths, limit) == tuple(tuple(Piece(*p) for p in w) for w in shapes)


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(1, 20))
def test_each_token_once_and_no_window_too_long(lengths, limit):
    windows = plan_windows(lengths, limit)
    tokens = [(p.sentence, t) for w in windows for p in w for t in range(p.start, p.end)]
    assert tokens == [(s, t) for s, n in enumerate(lengths) for t in range(n)]
    assert all(sum(p.end - p.start for p in w) <= limit for w in windows)
