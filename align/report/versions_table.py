"""A version beside another one on a terminal: scores, changed words, findings that came and went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.formats.versions import sides_of
from align.records import Comparison, Side, Span, VersionComparison
from align.report.rows import clean_text

if TYPE_CHECKING:
    from rich.console import Console


def print_versions(comparison: Comparison, console: Console) -> None:
    """Print nothing where no other version was given."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    found = comparison.reference
    if found is None:
        return
    original, version = sides_of(comparison, found)
    scores = found.scores
    console.print()
    console.print(Text(f"Against {clean_text(found.reference.document.path)}", style="bold"))
    console.print(Text(f"BLEU {scores.bleu:.1f} · chrF2 {scores.chrf:.1f} · TER {scores.ter:.1f}"))
    for name, signature in found.signatures.items():
        console.print(Text(f"{name}: {signature}", style="dim"))
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False, border_style="dim")
    table.add_column("", justify="right", style="dim", no_wrap=True)
    for title in (found.reference.document.path, version.document.path):
        table.add_column(clean_text(title), ratio=5)
    table.add_column("chrF2", justify="right", style="dim", no_wrap=True)
    for number, group in enumerate(found.groups, 1):
        chrf = f"{group.scores.chrf:.0f}" if group.scores else ""
        for change in group.changes:
            before, after = _words(found.reference, change.reference), _words(version, change.version)
            table.add_row(str(number), Text(before), Text(after), chrf)
    if table.row_count:
        console.print(table)
    for line in _moves(comparison, found, original, version):
        console.print(Text(line))


def _moves(comparison: Comparison, found: VersionComparison, original: Side, version: Side) -> Iterator[str]:
    """Lines for findings that the other version has not, and for those that only it has."""
    for k in found.new:
        finding = comparison.findings[k]
        finding = finding if original is comparison.src else finding.mirrored()
        words = f"{_words(original, finding.src)} | {_words(version, finding.tgt)}"
        yield f"new: {finding.severity} {finding.kind} {words}"
    for finding in found.gone:
        words = f"{_words(original, finding.src)} | {_words(found.reference, finding.tgt)}"
        yield f"gone: {finding.severity} {finding.kind} {words}"


def _words(side: Side, span: Span | None) -> str:
    return clean_text(" ".join(span.of(side.document.text).split())) if span else "—"
