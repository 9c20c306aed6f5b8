"""A Comparison as a person reads it: on a terminal, or as one page for a browser."""

from __future__ import annotations

from align.report.findings_table import print_findings
from align.report.html import render_comparison, render_quotes
from align.report.quotes_table import print_attributions, print_quotes
from align.report.table import print_comparison
from align.report.versions_table import print_versions

__all__ = [
    "print_attributions",
    "print_comparison",
    "print_findings",
    "print_quotes",
    "print_versions",
    "render_comparison",
    "render_quotes",
]
