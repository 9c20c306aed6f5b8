"""The aligned pair → findings: one module a kind of evidence."""

from align.findings.gaps import find_gaps
from align.findings.mistranslation import find_mistranslations
from align.findings.names import find_name_changes
from align.findings.omissions import find_omissions
from align.findings.overlap import drop_doubles
from align.findings.quotes import find_quote_changes, place_in_quotes, tell_speakers
from align.findings.stance import find_stance_changes
from align.findings.terminology import opposite_findings, term_findings
from align.findings.values import find_value_changes
from align.records import FindingKind

KINDS: tuple[FindingKind, ...] = (
    "omission", "addition", "number", "date", "unit", "name", "negation", "modality", "reporting-verb",
    "terminology", "attribution", "quotation-marks", "mistranslation",
)  # fmt: skip
"""What is looked for. Reports name the other kinds as not checked, so a new kind is added here too."""

__all__ = [
    "KINDS",
    "drop_doubles",
    "find_gaps",
    "find_mistranslations",
    "find_name_changes",
    "find_omissions",
    "find_quote_changes",
    "find_stance_changes",
    "find_value_changes",
    "opposite_findings",
    "place_in_quotes",
    "tell_speakers",
    "term_findings",
]
