"""A comparison on a terminal: both sides next to each other, a row a bead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.records import Comparison, Side
from align.report.rows import CJK, Line, Row, Summary, clean_text, list_rows, name_language, summarise_rows

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

_MARKS = {"sure": " ", "fair": "~", "low": "?"}
_STYLES = {"sure": "green", "fair": "yellow", "low": "bold red"}
_OPENING = "(\\[{（《〈“‘「『【〔［｛"
_CLOSING = ")\\]},.;:?!%，。、；：？！）》〉”’」』】〕］｝％…—·"
# Where a line may end: after a Chinese character, or after a word and its space; never before a closing mark
# nor after an opening one. rich breaks at spaces alone. (uniseg does all of UAX 14, but in Python, a
# character at a time: half a minute for a book.)
_UNIT = re.compile(rf"[{_OPENING}]*(?:[{CJK}][{_CLOSING}]*|[^\s{CJK}{_OPENING}]*)\s*")
SCORES_FROM = 90
"""Terminals at least so many cells wide have room for the scores."""


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print the two sides next to each other, a row a bead, and a summary.

    Sentence numbers count from 1. A line is left free where both sides begin a paragraph, ``¶`` stands
    where only one does. Nothing is told by colour alone: ``~`` marks a fair confidence, ``?`` a low
    one, and a side without a sentence says so.
    """
    from rich.padding import Padding

    rows = list_rows(comparison)
    console.print(_build_table(comparison, rows, console.width))
    console.print(Padding(_describe(comparison, summarise_rows(rows)), (1, 1, 0, 1)))


def _build_table(comparison: Comparison, rows: tuple[Row, ...], width: int) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False, border_style="dim")
    scores = width >= SCORES_FROM
    src_share, tgt_share = _share(rows)
    src_space, tgt_space = _space(comparison.src), _space(comparison.tgt)
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column(head_side(comparison.src), ratio=src_share)
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column(head_side(comparison.tgt), ratio=tgt_share)
    if scores:
        table.add_column("score", justify="right", style="dim", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    for row, following in zip(rows, (*rows[1:], None), strict=False):
        score = [] if not scores else ["" if row.unmatched else f"{row.score:.2f}"]
        table.add_row(
            _number(row.src),
            _text(row.src, row.src_opens and not row.tgt_opens, src_space),
            _number(row.tgt),
            _text(row.tgt, row.tgt_opens and not row.src_opens, tgt_space),
            *score,
            _confidence(row),
            end_section=following is not None and following.opens,
        )
    return table


def head_side(side: Side) -> Wrapped:
    """Head a column with the side's language and path."""
    from rich.text import Text

    name, path = name_language(side.document), clean_text(side.document.path)
    return Wrapped(Text.assemble((name, "bold"), "  ", (path, "dim")))


def _share(rows: tuple[Row, ...]) -> tuple[int, int]:
    """Widths of the two text columns, in proportion to what they hold, so that rows end level."""
    from rich.cells import cell_len

    src = sum(cell_len(line.text) for row in rows if not row.unmatched for line in row.src)
    tgt = sum(cell_len(line.text) for row in rows if not row.unmatched for line in row.tgt)
    share = min(max(round(100 * src / max(src + tgt, 1)), 40), 60)
    return share, 100 - share


def _space(side: Side) -> str:
    return " " if side.document.language == "en" else ""


def _number(lines: tuple[Line, ...]) -> str:
    if not lines:
        return ""
    first, last = lines[0].index + 1, lines[-1].index + 1
    return str(first) if first == last else f"{first}-{last}"


def _text(lines: tuple[Line, ...], alone: bool, space: str) -> Wrapped:
    """Show the sentences of one side; ``alone`` where only this side begins a paragraph here."""
    from rich.text import Text

    if not lines:
        return Wrapped(Text("— no counterpart —", "yellow"))
    text = Text.assemble(("¶ " if alone else "", "dim"))
    for line in lines:
        text.append(line.text if line is lines[0] else space + line.text, "bold" if line.title else "")
    return Wrapped(text)


def _confidence(row: Row) -> Text:
    from rich.text import Text

    return Text(f"{row.confidence:.0%} {_MARKS[row.level]}", _STYLES[row.level])


def _describe(comparison: Comparison, summary: Summary) -> Text:
    from rich.text import Text

    src, tgt = name_language(comparison.src.document), name_language(comparison.tgt.document)
    shapes = ", ".join(f"{count} × {shape}" for shape, count in summary.shapes)
    text = Text.assemble((f"{summary.beads} beads", "bold"), f" ({shapes})" if shapes else "")
    text.append(f" · no counterpart: {summary.unmatched_src} {src}, {summary.unmatched_tgt} {tgt}")
    text.append(f" · mean confidence {summary.confidence:.0%}")
    if summary.low:
        text.append(f" · {summary.low} of low confidence, marked ?: look at these first", _STYLES["low"])
    return text


class Wrapped:
    """Text that rich breaks into lines where Chinese and English may be broken."""

    __slots__ = ("text",)

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        from rich.measure import Measurement

        return Measurement(min(4, options.max_width), options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        lines = self.text.divide(_find_breaks(self.text.plain, options.max_width))
        for line in lines:
            line.rstrip()
        yield Text("\n").join(lines)


def _find_breaks(text: str, width: int) -> list[int]:
    """Positions in ``text`` where a new line begins, so that no line is wider than ``width`` cells."""
    from rich.cells import cell_len, chop_cells

    breaks: list[int] = []
    at = used = 0
    for unit in _UNIT.findall(text):
        pieces = chop_cells(unit, width) if cell_len(unit.rstrip()) > width else [unit]
        for piece in pieces:
            if used and used + cell_len(piece.rstrip()) > width:
                breaks.append(at)
                used = 0
            at, used = at + len(piece), used + cell_len(piece)
    return breaks
