import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from align.report import print_comparison
from align.report.table import _find_breaks


def draw(comparison, width, **options):
    console = Console(file=io.StringIO(), width=width, **options)
    print_comparison(comparison, console)
    return console.file.getvalue()


def test_table_at_width_100(harbour, snapshot):
    assert draw(harbour, 100, no_color=True) == snapshot


@pytest.mark.parametrize("width", [60, 72, 80, 100, 133, 200])
def test_lines_fit_and_no_text_is_cut(harbour, width):
    drawn = draw(harbour, width)
    assert all(cell_len(line) <= width for line in drawn.splitlines())
    assert "…" not in drawn
    squeezed = "".join(drawn.split())
    assert squeezed.count("—nocounterpart—") + squeezed.count("—no") >= 3


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_of_a_cell_begins_with_a_closing_mark(harbour, width):
    cells = [cell for line in draw(harbour, width).splitlines() for cell in line.split("  ")]
    assert not [cell for cell in cells if cell.strip()[:1] in set("，。：”") and cell.strip()]


def test_marks_tell_what_colours_tell(harbour):
    drawn = draw(harbour, 100, no_color=True)
    assert "41% ?" in drawn
    assert "72% ~" in drawn
    assert "look at these first" in drawn


def test_a_break_on_one_side_is_marked(compare):
    drawn = draw(compare([["One."], ["Two."]], [["一。", "二。"]], [(1, 1, 0.9, 0.9)] * 2), 80)
    assert drawn.count("¶") == 1
    assert "¶ Two." in drawn


def test_nothing_to_show(compare):
    assert "0 beads" in draw(compare([], [], []), 80)


@given(st.text(st.sampled_from("ab c，。“”（）港口3.%—é"), max_size=60), st.integers(4, 30))
def test_broken_lines_lose_nothing_and_fit(text, width):
    breaks = _find_breaks(text, width)
    edges = [0, *breaks, len(text)]
    lines = [text[a:b] for a, b in pairwise(edges)]
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip()) <= width for line in lines)
