"""Differences of terms → findings."""

from __future__ import annotations

from collections.abc import Iterable

from align.records import Finding, TermDifference


def term_findings(differences: Iterable[TermDifference], least: float = 0.5) -> tuple[Finding, ...]:
    """Those that are likely enough; an inconsistency within one document is minor."""
    return tuple(
        Finding(
            "terminology",
            "terminology/inconsistent-use" if d.kind == "inconsistency" else "terminology/wrong-term",
            "minor" if d.kind == "inconsistency" else d.severity,
            round(d.confidence, 4),
            d.src,
            d.tgt,
            d.reason,
            d.bead,
        )
        for d in differences
        if d.confidence >= least
    )


def opposite_findings(differences: Iterable[TermDifference]) -> tuple[Finding, ...]:
    """Words that became their opposite; the table says how grave each is."""
    category = "accuracy/mistranslation"
    return tuple(
        Finding("mistranslation", category, d.severity, round(d.confidence, 4), d.src, d.tgt, d.reason, d.bead)
        for d in differences
    )
