"""Findings of an audit against the differences that a person marked in the same texts.

A difference is found where a finding points at it on a side that the gold points at: the two overlap, and the
finding is no longer than three times the gold, or 40 Chinese or 120 English characters. One that is critical or
major is found only by findings that are not minor. So ../shared/eval/audit.py counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.records import Finding, Severity, Span

_WIDEST = {"zh": 40, "en": 120}


@dataclass(frozen=True, slots=True)
class MarkedDifference:
    """What a person marked; ``zh`` or ``en`` is None where that side has no such words."""

    severity: Severity
    zh: Span | None
    en: Span | None


@dataclass(frozen=True, slots=True)
class FindingScore:
    """Counts of marked differences and of those found, and of the findings that meet none."""

    grave: int
    """Marked as critical or major."""
    grave_found: int
    minor: int
    minor_found: int
    false_grave: int
    false_minor: int


def score_findings(found: Sequence[Finding], marked: Sequence[MarkedDifference]) -> FindingScore:
    """Compare; ``src`` of a finding is the Chinese side."""
    grave = [m for m in marked if m.severity != "minor"]
    minor = [m for m in marked if m.severity == "minor"]
    lone = [f for f in found if not any(_points_at(f, m) for m in marked)]
    false_grave = sum(f.severity != "minor" for f in lone)
    return FindingScore(
        len(grave),
        sum(any(f.severity != "minor" and _points_at(f, m) for f in found) for m in grave),
        len(minor),
        sum(any(_points_at(f, m) for f in found) for m in minor),
        false_grave,
        len(lone) - false_grave,
    )


def _points_at(finding: Finding, marked: MarkedDifference) -> bool:
    sides = ((finding.src, marked.zh, _WIDEST["zh"]), (finding.tgt, marked.en, _WIDEST["en"]))
    return any(
        mine.start < gold.end and gold.start < mine.end
        and mine.end - mine.start <= max(3 * (gold.end - gold.start), widest)
        for mine, gold, widest in sides
        if mine and gold
    )  # fmt: skip
