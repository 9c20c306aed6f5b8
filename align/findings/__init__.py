"""The aligned pair → findings: one module a kind of evidence."""

from align.findings.mistranslation import find_mistranslations
from align.findings.omissions import find_omissions
from align.findings.quotes import find_quote_changes, place_in_quotes
from align.findings.terminology import term_findings
from align.findings.values import find_value_changes

__all__ = [
    "find_mistranslations",
    "find_omissions",
    "find_quote_changes",
    "find_value_changes",
    "place_in_quotes",
    "term_findings",
]
