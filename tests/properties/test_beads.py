from conftest import FakeEncoder, make_side
from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads import align_beads

lines = st.lists(st.text(alphabet="abcdefgh", max_size=6), max_size=9)


@settings(max_examples=60, deadline=None)
@given(lines, lines)
def test_every_sentence_in_one_bead_in_order_and_mirrored(a, b):
    fake = FakeEncoder()
    zh, en = make_side(a, "zh", fake), make_side(b, "en", fake)
    found = align_beads(zh, en).beads
    assert [i for bead in found for i in bead.src] == list(range(len(a)))
    assert [j for bead in found for j in bead.tgt] == list(range(len(b)))
    assert all(bead.src or bead.tgt for bead in found)
    assert all(0 <= bead.confidence <= 1 for bead in found)
    mirrored = align_beads(en, zh).beads
    assert [(x.src, x.tgt) for x in mirrored] == [(x.tgt, x.src) for x in found]
