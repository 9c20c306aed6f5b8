"""Uses of terms on a terminal: a table a concept, with the counts and who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.records import TermTrace
from align.report.table import Wrapped
from align.report.terms_view import ConceptView, Place, TraceView, Words, view_trace

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

_STYLES = {
    "kept": "green", "softened": "yellow", "switched": "bold red", "reworded": "cyan", "dropped": "bold yellow",
    "added": "magenta",
}  # fmt: skip
_MISSING = "— no counterpart —"


def print_terms(trace: TermTrace, console: Console) -> None:
    """Print each concept: its counts with their denominators, its places by date, and its speakers.

    Below stand the documents in which neither version mentions it, and those without a date.
    """
    from rich.padding import Padding
    from rich.text import Text

    view = view_trace(trace)
    if not view.concepts:
        console.print("None of the glossary's terms occurs.")
    many = view.documents > 1
    for concept in view.concepts:
        console.print(
            Padding(Text.assemble((concept.concept, "bold"), "  ", (concept.sentence, "")), (0, 0, 1, 0))
        )
        if concept.places:
            console.print(_table(view, concept, many))
        for line in _below(concept, many):
            console.print(line)
        console.print()
    for line in _foot(view):
        console.print(line)


def _table(view: TraceView, concept: ConceptView, many: bool) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False, border_style="dim")
    if many:
        table.add_column("document", ratio=3, overflow="fold")
    table.add_column("date", width=10, no_wrap=True)
    table.add_column("speaker", ratio=3)
    table.add_column("outcome", ratio=3, overflow="fold")
    table.add_column(view.src, ratio=7)
    table.add_column(view.tgt, ratio=8)
    for place in concept.places:
        cells: list[RenderableType] = [Text(place.document)] if many else []
        cells += [Text(place.date or "undated", "" if place.date else "italic"), Text(place.speaker or "—")]
        table.add_row(*cells, _outcome(place), _words(place.src), _words(place.tgt, place.guessed))
    return table


def _outcome(place: Place) -> Text:
    from rich.text import Text

    text = Text(place.outcome, _STYLES[place.outcome])
    if place.rendered:
        text.append(f" → {place.rendered}", "dim")
    return text


def _words(words: Words | None, guessed: bool = False) -> Wrapped:
    from rich.text import Text

    if words is None:
        return Wrapped(Text(_MISSING, "yellow"))
    mark = ("≈", "≈") if guessed else ("[", "]")
    middle = (f"{mark[0]}{words.words}{mark[1]}", "bold")
    return Wrapped(Text.assemble((words.before, "dim"), middle, (words.after, "dim")))


def _below(concept: ConceptView, many: bool) -> list[Text]:
    from rich.text import Text

    lines = []
    if len(concept.speakers) > 1 or many:
        lines = [Text.assemble((f"  {who}: ", "bold"), (counts, "")) for who, counts in concept.speakers]
    if concept.missing and many:
        lines.append(Text(f"  not mentioned: {', '.join(concept.missing)}", "dim"))
    return lines


def _foot(view: TraceView) -> list[Text]:
    from rich.text import Text

    lines = []
    if view.undated:
        lines.append(Text(f"undated, {len(view.undated)} of {view.documents}: {', '.join(view.undated)}", "dim"))
    lines += [Text(f"not read: {name}: {why}", "yellow") for name, why in view.failed]
    if any(place.guessed for concept in view.concepts for place in concept.places):
        lines.append(Text("≈: by no wording that the glossary knows; the place that the vectors see", "dim"))
    return lines
