"""The aligned pair → findings: one module a kind of evidence."""

from align.findings.omissions import find_omissions
from align.findings.quotes import find_quote_changes, place_in_quotes
from align.findings.stance import find_stance_changes
from align.findings.terminology import term_findings
from align.findings.values import find_value_changes

__all__ = [
    "find_omissions",
    "find_quote_changes",
    "find_stance_changes",
    "find_value_changes",
    "place_in_quotes",
    "term_findings",
]
