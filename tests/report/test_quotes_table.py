import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from align.report import print_attributions, print_quotes


def draw(show, *records, width=100, **options):
    console = Console(file=io.StringIO(), width=width, **options)
    show(*records, console)
    return console.file.getvalue()


def test_quotes_at_width_100(quoted, snapshot):
    assert draw(print_quotes, quoted, no_color=True) == snapshot


def test_attributions(quoted, snapshot):
    quotes = [pair.src for pair in quoted.quotes if pair.src]
    assert draw(print_attributions, quoted.src, quotes, no_color=True) == snapshot


@pytest.mark.parametrize("width", [60, 80, 133, 200])
def test_lines_fit_and_every_quote_is_there(quoted, width):
    quotes = [pair.tgt for pair in quoted.quotes if pair.tgt]
    for drawn in (
        draw(print_quotes, quoted, width=width),
        draw(print_attributions, quoted.tgt, quotes, width=width),
    ):
        assert all(cell_len(line) <= width for line in drawn.splitlines())
    assert "陈伟 / Chen Wei" not in drawn
    assert "Chen Wei / 陈伟  3 quotes, 2 unpaired" in draw(print_quotes, quoted, width=width)


def test_a_side_without_the_quote_says_so(quoted):
    assert draw(print_quotes, quoted, width=160).count("— not quoted in this version —") == 3


def test_words_without_counterpart_are_in_brackets_where_there_is_no_colour(quoted):
    assert "[not people" in draw(print_quotes, quoted, width=160)
    colour = draw(print_quotes, quoted, width=160, force_terminal=True, color_system="truecolor")
    assert "[not people" not in colour
    assert "\x1b[4mnot people" in colour


def test_a_quote_given_to_two_speakers_says_so(disputed):
    drawn = draw(print_quotes, disputed, width=160)
    assert "! given to 气象部门;" in drawn
    assert "1 given to two speakers, marked !" in drawn


def test_no_quotes(harbour):
    assert draw(print_quotes, harbour) == "No quotes found.\n"
    assert draw(print_attributions, harbour.src, []) == "No quotes found.\n"
