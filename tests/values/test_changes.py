from pathlib import Path

import pytest
from conftest import FakeEncoder, make_side

from align.findings import find_value_changes
from align.records import Alignment, Bead

LINES = (Path(__file__).parent / "alone.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


def changes(zh, en, first="zh"):
    sides = make_side(zh, "zh", FakeEncoder()), make_side(en, "en", FakeEncoder())
    alignment = Alignment(tuple(Bead(range(i, i + 1), range(i, i + 1), 1.0, 1.0) for i in range(len(zh))))
    if first == "en":
        return find_value_changes(sides[1], sides[0], alignment.mirrored())
    return find_value_changes(*sides, alignment)


@pytest.mark.parametrize(("expected", "zh", "en"), ROWS)
def test_what_is_told_of_a_pair(expected, zh, en):
    assert " | ".join(f"{f.kind} {f.severity}" for f in changes([zh], [en])) == expected.replace("none", "")


def test_a_value_in_a_bead_three_away_is_said_and_one_four_away_is_not():
    zh, en = ["会议讨论了贸易。"] * 6, ["They spoke of trade."] * 6
    zh[0] = "300名专家与会。"
    assert not changes(zh, [*en[:3], "300 experts came.", *en[4:]])
    assert len(changes(zh, [*en[:4], "300 experts came.", *en[5:]])) == 2


def test_the_order_of_the_files_changes_nothing():
    for _, zh, en in ROWS:
        assert changes([zh], [en]) == tuple(f.mirrored() for f in changes([zh], [en], first="en"))
