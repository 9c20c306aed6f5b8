"""Sentences of one side only, and those that the sentence beside them says; no model."""

import pytest
from conftest import FakeEncoder, make_side

from align.findings import find_omissions
from align.records import Alignment, Bead

FIRST, SECOND = "天地玄黄宇宙洪荒广", "日月盈昃辰宿列张来"


@pytest.mark.parametrize(
    ("other", "severity", "reason"),
    [
        (FIRST + SECOND, "minor", "No sentence of the English version says this one; those beside it may."),
        (SECOND, "major", "No sentence of the English version says this one."),
    ],
)
def test_a_sentence_that_the_next_bead_says_too_is_only_cut_otherwise(other, severity, reason):
    zh, en = make_side([FIRST, SECOND], "zh", FakeEncoder()), make_side([other], "en", FakeEncoder())
    beads = (Bead(range(1), range(0), 0.0, 0.9), Bead(range(1, 2), range(1), 0.8, 0.9))
    found = find_omissions(zh, en, Alignment(beads), "zh")
    assert [(f.kind, f.severity, f.reason, f.src) for f in found if f.bead == 0] == [
        ("omission", severity, reason, zh.sentences[0].span)
    ]


def test_nothing_beside_nothing_said():
    zh, en = make_side([FIRST], "zh", FakeEncoder()), make_side([], "en", FakeEncoder())
    (found,) = find_omissions(zh, en, Alignment((Bead(range(1), range(0), 0.0, 0.9),)), "zh")
    assert (found.kind, found.severity) == ("omission", "major")


def test_a_sentence_that_stands_elsewhere_is_not_left_out():
    zh = make_side([FIRST, SECOND], "zh", FakeEncoder())
    en = make_side([SECOND, FIRST], "en", FakeEncoder())
    beads = (
        Bead(range(1), range(0), 0.0, 0.9),
        Bead(range(1, 2), range(1), 0.8, 0.9),
        Bead(range(2, 2), range(1, 2), 0.0, 0.9),
    )
    (found,) = find_omissions(zh, en, Alignment(beads), "zh")
    assert (found.severity, found.src, found.tgt) == ("minor", zh.sentences[0].span, en.sentences[1].span)
    assert found.reason == "The English version says this at another place."


def test_two_that_are_left_over_at_one_place_are_told_once():
    zh = make_side([FIRST, SECOND], "zh", FakeEncoder())
    en = make_side([FIRST, "云腾致雨露结为霜金"], "en", FakeEncoder())
    beads = (
        Bead(range(1), range(1), 1.0, 0.9),
        Bead(range(1, 2), range(1, 1), 0.0, 0.9),
        Bead(range(2, 2), range(1, 2), 0.0, 0.9),
    )
    (found,) = find_omissions(zh, en, Alignment(beads), "zh")
    assert (found.kind, found.severity) == ("mistranslation", "major")
    assert (found.src, found.tgt) == (zh.sentences[1].span, en.sentences[1].span)
