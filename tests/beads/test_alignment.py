import numpy as np
import pytest
from conftest import make_side

from align.beads import align_beads, align_vectors, rivals
from align.beads.alignment import _tokens_of_sides
from align.beads.joining import join_unmatched
from align.settings import AlignmentSettings

ZH = [
    "会谈昨天在海城举行。",
    "部长说，关税将下调百分之五，农民会受益。",
    "反对党批评了这一决定。",
    "会后没有举行记者会。",
]
EN = [
    "The talks were held in Haicheng yesterday.",
    "The minister said tariffs would fall by five percent.",
    "He added that farmers would benefit.",
    "The opposition criticised the decision.",
    "No press conference was held after the talks.",
]  # fmt: skip


def shapes(alignment):
    return [(list(b.src), list(b.tgt)) for b in alignment.beads]


def test_split_sentence_is_one_bead(encoder):
    found = align_beads(make_side(ZH, "zh", encoder), make_side(EN, "en", encoder))
    assert shapes(found) == [([0], [0]), ([1], [1, 2]), ([2], [3]), ([3], [4])]
    assert all(0 < b.confidence < 1 and 0 < b.score < 1 for b in found.beads)


def test_left_out_sentence_is_unmatched(encoder):
    zh = [*ZH[:1], *ZH[2:]]
    found = align_beads(make_side(zh, "zh", encoder), make_side([EN[0], *EN[3:]], "en", encoder))
    assert shapes(found) == [([0], [0]), ([1], [1]), ([2], [2])]
    extra = "The bakery on Mill Street sells rye bread on Fridays."
    found = align_beads(make_side(zh, "zh", encoder), make_side([EN[0], extra, *EN[3:]], "en", encoder))
    assert ([], [1]) in shapes(found)


def test_an_unmatched_sentence_joins_the_neighbour_that_has_its_words(encoder):
    zh = [ZH[0], "施工单位四名负责人已被公安机关控制，事故原因尚未查明。", *ZH[2:]]
    four = "Four managers of the contractor have been placed under control by public security authorities."
    apart = [(0, 0), (1, 1), (None, 2), (2, 3), (3, 4)]
    path = [(range(0) if a is None else range(a, a + 1), range(b, b + 1)) for a, b in apart]
    joined = [path[0], (range(1, 2), range(1, 3)), *path[3:]]
    for sentence, limit, expected in (
        ("The cause of the accident is still unknown.", 5, joined),
        ("The cause of the accident is still unknown.", 2, path),
        ("The bakery on Mill Street sells rye bread on Fridays.", 5, path),
    ):
        en = make_side([EN[0], four, sentence, *EN[3:]], "en", encoder)
        src, tgt = _tokens_of_sides(make_side(zh, "zh", encoder), en)
        assert join_unmatched(path, src, tgt, limit) == expected
        turned = [(t, s) for s, t in path]
        assert join_unmatched(turned, tgt, src, limit) == [(t, s) for s, t in expected]


@pytest.mark.parametrize(("n", "m"), [(0, 3), (3, 0), (0, 0)])
def test_an_empty_side(n, m, fake_encoder):
    found = align_beads(make_side(["字"] * n, "zh", fake_encoder), make_side(["w"] * m, "en", fake_encoder))
    assert shapes(found) == [([i], []) for i in range(n)] + [([], [j]) for j in range(m)]


def test_blank_lines_keep_their_place(encoder):
    found = align_beads(
        make_side(["会谈开始了。", "", "会谈结束了。"], "zh", encoder), make_side(EN[:2], "en", encoder)
    )
    assert sorted(i for b in found.beads for i in b.src) == [0, 1, 2]


def test_unrelated_matter_after_the_text_moves_nothing(encoder):
    src, tgt = make_side(ZH, "zh", encoder), make_side(EN, "en", encoder)
    more = [
        "The bakery sells rye bread.",
        "Swimming lessons begin at nine.",
        "The museum is closed on Mondays.",
    ]
    longer = align_beads(src, make_side(EN + more, "en", encoder))
    assert shapes(longer)[:4] == shapes(align_beads(src, tgt))


def test_rivals_hold_the_chosen_bead_first_and_then_the_best(encoder):
    src, tgt = make_side(ZH, "zh", encoder), make_side(EN, "en", encoder)
    found = align_beads(src, tgt)
    shown = [r for r in rivals(src, tgt, found) if r.bead == 1]
    assert (range(1, 2), range(1, 3)) in [(r.src, r.tgt) for r in shown]
    others = [r.gain for r in shown[1:]]
    assert others == sorted(others, reverse=True)


def test_vectors_alone(encoder):
    rng = np.random.default_rng(3)
    x = rng.normal(size=(30, 24))
    y = np.delete(x + rng.normal(scale=0.2, size=x.shape), 11, axis=0)
    found = align_vectors(x, y, AlignmentSettings(skip=0.03))
    assert ([11], []) in shapes(found)
    assert ([29], [28]) in shapes(found)


def test_long_text_through_the_band(fake_encoder):
    rng = np.random.default_rng(5)
    lines = ["".join(chr(rng.integers(0x4E00, 0x9000)) for _ in range(8)) for _ in range(400)]
    kept = [line for k, line in enumerate(lines) if not 100 <= k < 160]  # a gap wider than the band
    found = align_beads(
        make_side(lines, "zh", fake_encoder),
        make_side(kept, "en", fake_encoder),
        AlignmentSettings(skip=0.03),
    )
    right = sum(
        (list(b.src), list(b.tgt)) == ([k], [k if k < 100 else k - 60]) for b in found.beads for k in b.src[:1]
    )
    assert right > 330
