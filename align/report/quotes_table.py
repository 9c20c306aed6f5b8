"""Quotes on a terminal: a row a pair of quotes, by speaker; or the attributions of one document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.records import Comparison, Quote, QuotePair, Side
from align.report.rows import name_language
from align.report.table import SCORES_FROM, Wrapped, head_side
from align.report.utterances import (
    QuoteRow,
    QuoteSummary,
    Speaker,
    Utterance,
    list_speakers,
    show_quote,
    summarise_quotes,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_MISSING = "— not quoted in this version —"
_KIND_WIDTH = len("/ indirect")


def print_quotes(comparison: Comparison, console: Console, shown: Sequence[QuotePair] | None = None) -> None:
    """Print the quotes of both versions next to each other, by speaker, and a summary.

    Sentence numbers count from 1; the cue stands before the content. Nothing is told by colour alone:
    words that the other version's quote lacks are underlined, in brackets where there is no colour, and
    a side without such a quote says so.

    :param shown: those of the quotes that are wanted; None: all.
    """
    from rich.padding import Padding

    speakers = list_speakers(comparison, shown)
    if not speakers:
        console.print("No quotes found.")
        return
    numbers = max(
        len(str(side.sentence))
        for speaker in speakers
        for row in speaker.rows
        for side in (row.src, row.tgt)
        if side
    )
    brackets = _needs_brackets(console)
    console.print(_columns(comparison, console.width, numbers))
    for speaker in speakers:
        console.print(Padding(_heading(speaker), (1, 1, 0, 1)))
        table = _columns(comparison, console.width, numbers, heads=False)
        for row in speaker.rows:
            table.add_row(*_cells(comparison, row, brackets, scores=console.width >= SCORES_FROM))
        console.print(table)
    console.print(Padding(_describe(comparison, summarise_quotes(speakers), brackets), (1, 1, 0, 1)))


def print_attributions(side: Side, quotes: Sequence[Quote], console: Console) -> None:
    """Print who says what in one document: speaker, kind, cue, content and source, a row a quote."""
    from rich import box
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if not quotes:
        console.print("No quotes found.")
        return
    wide = console.width >= SCORES_FROM
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False, border_style="dim")
    table.leading = 1
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column("speaker", ratio=2)
    if wide:
        table.add_column("source", ratio=2)
        table.add_column("cue", ratio=1)
    table.add_column(head_side(side), ratio=6 if wide else 4)
    table.add_column("kind", width=len("indirect"), no_wrap=True)
    for shown in (show_quote(side, quote) for quote in quotes):
        speaker = Text(shown.speaker, "bold") if shown.speaker else Text("unknown", "italic")
        source, cue = Text(shown.source, "dim"), Text(shown.cue, "dim")
        who = [
            Wrapped(part)
            for part in (speaker, source, cue)
            if wide or part is speaker or part.plain not in ("", speaker.plain)
        ]
        content = Text("".join(words.text for words in shown.words))
        table.add_row(_number(shown), *(who if wide else [Group(*who)]), Wrapped(content), shown.kind)
    console.print(table)
    speakers = len({quote.speaker for quote in quotes if quote.speaker})
    console.print(Padding(Text(f"{_count(len(quotes), 'quote')} · {_count(speakers, 'speaker')}"), (1, 1, 0, 1)))


def _columns(comparison: Comparison, width: int, numbers: int, heads: bool = True) -> Table:
    """Make a table whose columns are as wide as those of every other such table on this terminal."""
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD,
        show_header=heads,
        expand=True,
        padding=(0, 1, 0, 0),
        show_edge=False,
        border_style="dim",
        leading=0 if heads else 1,
    )
    for side in (comparison.src, comparison.tgt):
        table.add_column("", justify="right", style="dim", width=numbers, no_wrap=True)
        table.add_column(head_side(side), ratio=1)
    table.add_column("kind", width=_KIND_WIDTH)
    if width >= SCORES_FROM:
        table.add_column("score", justify="right", style="dim", width=len("score"), no_wrap=True)
    return table


def _heading(speaker: Speaker) -> Text:
    from rich.text import Text

    figures = _count(len(speaker.rows), "quote")
    figures += f", {speaker.unpaired} unpaired" if speaker.unpaired else ""
    return Text.assemble(
        (speaker.group.name, "bold" if speaker.group.known else "bold italic"), "  ", (figures, "dim")
    )


def _cells(comparison: Comparison, row: QuoteRow, brackets: bool, scores: bool) -> list[Text | Wrapped | str]:
    from rich.text import Text

    kinds = Text("\n/ ".join(row.kinds), "yellow" if row.differ else "")
    cells: list[Text | Wrapped | str] = [
        *(_number(row.src), _text(row.src, comparison.src, brackets)),
        *(_number(row.tgt), _text(row.tgt, comparison.tgt, brackets, row.disputed)),
        kinds,
    ]
    return [*cells, "" if row.unpaired else f"{row.score:.2f}"] if scores else cells


def _number(side: Utterance | None) -> str:
    return str(side.sentence) if side and side.sentence else ""


def _text(shown: Utterance | None, side: Side, brackets: bool, disputed: bool = False) -> Wrapped:
    from rich.text import Text

    if shown is None:
        return Wrapped(Text(_MISSING, "yellow"))
    colon = ": " if side.document.language == "en" else "："
    named = f"! given to {shown.speaker}; " if disputed else ""
    text = Text.assemble((named, "bold yellow"), (shown.cue + colon if shown.cue else "", "dim"))
    for words in shown.words:
        if words.uncovered:
            text.append(f"[{words.text}]" if brackets else words.text, "underline")
        else:
            text.append(words.text)
    return Wrapped(text)


def _describe(comparison: Comparison, summary: QuoteSummary, brackets: bool) -> Text:
    from rich.text import Text

    src, tgt = name_language(comparison.src.document), name_language(comparison.tgt.document)
    text = Text.assemble((f"{summary.src} {src}, {summary.tgt} {tgt} quotes", "bold"))
    text.append(f" · {summary.paired} paired, {summary.unpaired} unpaired")
    if summary.differ:
        text.append(f" · {summary.differ} of different kinds", "yellow")
    if summary.disputed:
        text.append(f" · {summary.disputed} given to two speakers, marked !: look at these first", "bold yellow")
    text.append(f" · {_count(summary.speakers, 'speaker')}")
    if summary.uncovered:
        text.append(" · ")
        text.append("[in brackets]" if brackets else "underlined", "underline")
        text.append(": not in the other version's quote")
    return text


def _needs_brackets(console: Console) -> bool:
    return console.no_color or console.color_system is None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
