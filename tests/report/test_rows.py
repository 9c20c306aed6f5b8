import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.report.groups import GROUP_ROWS, group_rows
from align.report.rows import clean_pieces, clean_text, list_rows, summarise_rows


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("a  b\t\nc\r\nd", "a b c d"),
        ("港口\n开放", "港口开放"),
        ("港口，\r\n  开放", "港口，开放"),
        ("港口 2026\n年", "港口 2026 年"),
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("\x9b31m\x7f\x00", "\ufffd31m␡␀"),
        ("a\u202eb\u2066c\u200e", "abc"),
        ("\ud800x", "\ufffdx"),
        ("a\u2028b", "a b"),
    ],
)
def test_text_is_shown_on_one_line_and_without_controls(text, shown):
    assert clean_text(text) == shown


def test_rows_know_numbers_shapes_and_paragraphs(harbour):
    rows = list_rows(harbour)
    assert [row.shape for row in rows[:6]] == ["1-1", "1-1", "1-1", "1-1", "1-2", "1-0"]
    assert [row.number for row in rows if row.opens] == [1, 2, 4, 7, 11]
    assert [row.number for row in rows if row.title] == [1]
    assert [row.level for row in rows[-3:]] == ["fair", "low", "sure"]


def test_summary_counts(harbour):
    summary = summarise_rows(list_rows(harbour))
    assert (summary.beads, summary.unmatched_src, summary.unmatched_tgt, summary.low) == (12, 2, 1, 1)
    assert summary.shapes[0] == ("1-1", 6)
    assert summary.confidence == pytest.approx(0.8242, abs=1e-4)


def test_summary_of_nothing(compare):
    assert summarise_rows(list_rows(compare([], [], []))).beads == 0


def test_groups_hold_every_row_once_and_stay_short(compare):
    count = 3 * GROUP_ROWS + 1
    one = compare(
        [[f"E{i}." for i in range(count)]], [[f"第{i}。" for i in range(count)]], [(1, 1, 0.9, 0.9)] * count
    )
    groups = list(group_rows(list_rows(one)))
    assert [len(group.rows) for group in groups] == [GROUP_ROWS] * 3 + [1]
    assert [row.number for group in groups for row in group.rows] == list(range(1, count + 1))
    assert [group.src[0].goes_on for group in groups] == [False, True, True, True]


def test_a_bead_over_a_paragraph_break_keeps_both_paragraphs(compare):
    (group,) = group_rows(list_rows(compare([["One."], ["Two."]], [["一二。"]], [(2, 1, 0.8, 0.9)])))
    assert [[line.text for part in p.fragments for line in part.lines] for p in group.src] == [
        ["One."],
        ["Two."],
    ]
    assert [part.first for p in group.src for part in p.fragments] == [True, False]
    assert len(group.tgt) == 1


@pytest.mark.parametrize(
    ("text", "cuts", "pieces"),
    [
        ("plain  text", [5, 7], ["plain", " ", "text"]),
        ("plain text", [], ["plain text"]),
        ("港口\n开放", [2, 3], ["港口", "", "开放"]),
        ("\u202eab\x07c", [1, 3], ["", "ab", "␇c"]),
        ("  ab  ", [0, 2, 6], ["", "", "ab", ""]),
        ("", [0], ["", ""]),
    ],
)
def test_clean_text_is_cut_where_the_text_is(text, cuts, pieces):
    assert clean_pieces(text, cuts) == pieces


@given(st.text(st.sampled_from("ab 港口。\n\u2028\u202e\x1b\ud800"), max_size=30), st.lists(st.integers(0, 30)))
def test_pieces_together_are_the_clean_text(text, cuts):
    cuts = sorted(min(cut, len(text)) for cut in cuts)
    pieces = clean_pieces(text, cuts)
    assert "".join(pieces) == clean_text(text)
    assert len(pieces) == len(cuts) + 1
