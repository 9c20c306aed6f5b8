import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from align.beads.band import FINE, _band_around, lay_band
from align.beads.search import best_path


@st.composite
def anchors(draw):
    n, m = draw(st.integers(1, 400)), draw(st.integers(2 * FINE + 1, 400))
    rows = sorted(draw(st.sets(st.integers(0, n - 1), max_size=6)))
    columns = sorted(draw(st.sets(st.integers(0, m - 1), min_size=len(rows), max_size=len(rows))))
    return list(zip(rows, columns, strict=True)), n, m


@given(anchors())
def test_a_path_leads_through_the_band_however_far_the_anchors_jump(given_anchors):
    chain, n, m = given_anchors
    band = _band_around(chain, n, m, FINE)
    assert band.low[0] == 0 and band.high[-1] == m and len(band.low) == n + 1
    assert (np.diff(band.low) >= 0).all() and (np.diff(band.high) >= 0).all()
    assert (band.low[1:] <= band.high[:-1]).all()
    path = best_path({(1, 1): np.zeros((n, band.width), np.float32)}, band, n, m, -0.1)
    assert sum(len(s) for s, _ in path) == n and sum(len(t) for _, t in path) == m


def test_the_band_is_narrow_where_sentences_find_each_other():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(600, 16)).astype(np.float32)
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    band = lay_band(x, x)
    assert band.width <= 2 * FINE + 6
    assert all(band.low[i] <= i <= band.high[i] for i in range(601))
