"""Differences of terms → findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from align.records import Finding, FindingKind, Glossary, TermDifference


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


def opposite_findings(differences: Sequence[TermDifference], contrasts: Glossary) -> tuple[Finding, ...]:
    """Words that became their opposite; the table says how grave each is, and which are modal or negate."""
    category = "accuracy/mistranslation"
    subjects = {concept.id: concept.subject for concept in contrasts.concepts} if differences else {}
    return tuple(
        Finding(
            _kind(subjects[d.concept], subjects[d.rendered]),
            category,
            d.severity,
            round(d.confidence, 4),
            d.src,
            d.tgt,
            d.reason,
            d.bead,
        )
        for d in differences
    )


def _kind(*subjects: str) -> FindingKind:
    """What the exchange of two words of these subjects is."""
    if "negation" in subjects:
        return "negation"
    return "modality" if "modality" in subjects else "mistranslation"
