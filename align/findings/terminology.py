"""Differences of terms → findings."""

from __future__ import annotations

from collections.abc import Iterable

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


def opposite_findings(differences: Iterable[TermDifference], contrasts: Glossary) -> tuple[Finding, ...]:
    """Words that became their opposite; the table says how grave each is, and which are modal or negate."""
    category = "accuracy/mistranslation"
    kinds: dict[str, FindingKind] = {}
    for concept in contrasts.concepts:
        if concept.subject == "negation":
            kinds[concept.id] = "negation"
        elif concept.subject == "modality":
            kinds[concept.id] = "modality"
    return tuple(
        Finding(
            kinds.get(d.concept) or kinds.get(d.rendered, "mistranslation"),
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
