"""A corpus's numbers, some of its pairs, and what came or went, as tables on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from align.corpus.difference import Difference, count_changes
from align.corpus.distribution import PERCENTILES
from align.corpus.opened import Row
from align.corpus.summary import Group, Summary
from align.report.rows import clean_text
from align.report.table import Wrapped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

NAMED = 20
"""Sources, licences, and kinds of change that have a line of their own."""


def print_stats(summary: Summary, alone: Mapping[str, int], console: Console) -> None:
    """Print parts, sources, licences, rules and percentiles.

    :param alone: rule -> pairs that it would have dropped by itself.
    """
    console.print(_group_table("part", (*summary.parts, summary.total)))
    for name, groups in (("source", summary.sources), ("licence", summary.licences)):
        if [group.name for group in groups] not in ([], [""]):
            console.print(_group_table(name, groups[:NAMED]))
            if len(groups) > NAMED:
                console.print(f"and {len(groups) - NAMED} more\n")
    struck = [rule for rule in summary.rules if rule.pairs or rule.documents or alone.get(rule.name)]
    if struck:
        table = _table("rule", "documents", "pairs in order", "pairs alone")
        for rule in struck:
            told = str(alone[rule.name]) if rule.name in alone else "—"
            table.add_row(clean_text(rule.name), f"{rule.documents:,}", f"{rule.pairs:,}", told)
        console.print(table)
    table = _table("of kept pairs", *(f"{percent} %" for percent in PERCENTILES))
    for name, spread in summary.kept.items():
        if spread.total:
            table.add_row(name, *(f"{value:g}" for value in spread.percentiles().values()))
    if table.row_count:
        console.print(table)


def _group_table(name: str, groups: Iterable[Group]) -> Table:
    table = _table(
        name,
        "documents",
        "refused",
        "pairs",
        "dropped",
        "English words",
        "characters",
        "Chinese words",
        "characters",
    )
    for group in groups:
        counts = (
            group.documents, group.refused_documents, group.pairs, group.refused,
            group.en_tokens, group.en_characters, group.zh_tokens, group.zh_characters,
        )  # fmt: skip
        table.add_row(clean_text(group.name) or "(not told)", *(f"{count:,}" for count in counts))
    return table


def print_sample(rows: Sequence[Row], console: Console) -> None:
    """Print pairs side by side, with what a rule measured where one dropped them."""
    from rich.text import Text

    if not rows:
        console.print("There is none.")
        return
    is_dropped = "rule" in rows[0]
    heads = ("document", "value" if is_dropped else "part")
    table = _table(*heads)
    table.columns[0].ratio, table.columns[1].ratio = 2, 2
    table.columns[1].justify = "left"
    for name, ratio in (("English", 7), ("Chinese", 6)):
        table.add_column(name, ratio=ratio)
    table.expand = True
    for row in rows:
        what = " ".join(str(row.get(key) or "") for key in ("value", "detail")) if is_dropped else row["split"]
        texts = [Wrapped(Text(clean_text(row.get(side) or ""))) for side in ("en", "zh")]
        if not row.get("en") and not row.get("zh"):
            texts[0] = Wrapped(Text("the whole document", style="italic"))
        table.add_row(clean_text(row["document"]), clean_text(what), *texts)
    console.print(table)


def print_difference(differences: Iterable[Difference], console: Console) -> None:
    """Print the settings that differ, and how many documents and pairs changed in which way."""
    settings: list[Difference] = []
    rest: Counter[Any] = Counter()
    for one in differences:
        if one.what == "setting":
            settings.append(one)
        else:
            rest.update(count_changes([one]))
    if not settings and not rest:
        console.print("No difference.")
        return
    if settings:
        table = _table("setting", "old", "new")
        for one in settings:
            table.add_row(clean_text(one.name), *(clean_text(_told(value)) for value in (one.old, one.new)))
        console.print(table)
    for what in ("document", "pair"):
        counted = Counter({key: count for key, count in rest.items() if key[0] == what})
        if counted:
            console.print(_change_table(what, counted))


def _change_table(what: str, counted: Counter[Any]) -> Table:
    table = _table(f"{what}s", "old", "new", "count")
    table.columns[1].justify = table.columns[2].justify = "left"
    order = sorted(counted.items(), key=lambda item: (item[0][1], -item[1], str(item[0])))
    for (_, change, old, new, with_document), count in order:
        told = f"{change} with their documents" if with_document else change
        table.add_row(told, clean_text(_told(old)), clean_text(_told(new)), f"{count:,}")
    return table


def _told(value: object) -> str:
    return "—" if value is None else value if isinstance(value, str) else str(value)


def _table(first: str, *others: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, border_style="dim")
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right", overflow="fold")
    return table
