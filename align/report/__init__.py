"""A Comparison as a person reads it: on a terminal, as one page for a browser, as Markdown or a workbook."""

from __future__ import annotations

from align.report.audit_page import render_audit
from align.report.citation import cite
from align.report.findings_table import print_findings
from align.report.html import render_comparison, render_quotes
from align.report.markdown import write_audit_markdown
from align.report.quotes_table import print_attributions, print_quotes
from align.report.table import print_comparison
from align.report.terms_page import render_terms
from align.report.terms_table import print_terms
from align.report.versions_table import print_versions
from align.report.workbook import write_audit_workbook

__all__ = [
    "cite",
    "print_attributions",
    "print_comparison",
    "print_findings",
    "print_quotes",
    "print_terms",
    "print_versions",
    "render_audit",
    "render_comparison",
    "render_quotes",
    "render_terms",
    "write_audit_markdown",
    "write_audit_workbook",
]
