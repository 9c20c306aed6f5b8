"""Findings on a terminal: the gravest first, both places side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from align.records import Comparison, Severity, Side, Span
from align.report.rows import clean_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

ORDER: dict[Severity, int] = {"critical": 0, "major": 1, "minor": 2}
STYLES = {"critical": "bold red", "major": "yellow", "minor": "dim"}


def print_findings(comparison: Comparison, console: Console) -> None:
    """Print each finding with its places and reason, how many there are of each severity, and the fidelity."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    whole = f" · fidelity {comparison.fidelity.document:.2f}" if comparison.fidelity else ""
    if not comparison.findings:
        console.print(Text(f"No differences found{whole}."))
        return
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False, border_style="dim")
    for title, ratio in (
        ("severity", 2),
        ("kind", 3),
        (_head(comparison.src), 7),
        (_head(comparison.tgt), 7),
        ("why", 7),
    ):
        table.add_column(title, ratio=ratio)
    for f in sorted(comparison.findings, key=lambda f: ORDER[f.severity]):
        table.add_row(
            Text(f.severity, style=STYLES[f.severity]),
            Text(f.kind),
            _words(comparison.src, f.src),
            _words(comparison.tgt, f.tgt),
            Text(clean_text(f.reason), style="dim"),
        )
    console.print(table)
    count = Counter(f.severity for f in comparison.findings)
    console.print(Text(" · ".join(f"{count[s]} {s}" for s in ORDER) + whole, style="dim"))


def _head(side: Side) -> str:
    return clean_text(side.document.path)


def _words(side: Side, span: Span | None) -> Text:
    from rich.text import Text

    return Text(clean_text(span.of(side.document.text))) if span else Text("—", style="dim")
