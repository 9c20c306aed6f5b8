"""A Comparison as a person reads it: on a terminal, or as one page for a browser."""

from __future__ import annotations

from align.report.html import render_comparison
from align.report.table import print_comparison

__all__ = ["print_comparison", "render_comparison"]
