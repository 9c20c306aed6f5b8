"""A comparison with its findings as the reports of an audit show it: one record for HTML, Markdown and XLSX."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from align.records import Comparison, Fidelity, FindingKind, Severity
from align.report.coverage import Coverage, measure_coverage
from align.report.finding_rows import FindingRow, list_findings
from align.report.unchecked import Unchecked, list_unchecked
from align.report.utterances import QuoteSummary, Speaker, list_speakers, summarise_quotes
from align.report.words import GRAVITY


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many findings of one kind there are, by severity."""

    kind: FindingKind
    counts: Mapping[Severity, int]
    total: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit's reports show. ``findings`` are the gravest first."""

    findings: tuple[FindingRow, ...]
    severities: Mapping[Severity, int]
    kinds: tuple[KindCount, ...]
    """Those that occur, in the order of the records."""
    speakers: tuple[Speaker, ...]
    quoted: QuoteSummary
    in_quotes: Mapping[int, tuple[FindingRow, ...]]
    """Number of a pair of quotes -> the findings in it."""
    src_coverage: Coverage
    tgt_coverage: Coverage
    unchecked: tuple[Unchecked, ...]
    original: Literal["src", "tgt"]
    fidelity: Fidelity | None


def view_audit(comparison: Comparison) -> Audit:
    """Prepare a comparison for an audit's reports."""
    speakers = list_speakers(comparison)
    findings = list_findings(comparison, speakers)
    severities = Counter(row.severity for row in findings)
    written = comparison.signature.get("original", comparison.src.document.language)
    return Audit(
        findings=findings,
        severities={severity: severities[severity] for severity in GRAVITY},
        kinds=_count_kinds(findings),
        speakers=speakers,
        quoted=summarise_quotes(speakers),
        in_quotes=_by_quote(findings, speakers),
        src_coverage=measure_coverage(comparison, "src"),
        tgt_coverage=measure_coverage(comparison, "tgt"),
        unchecked=list_unchecked(comparison),
        original="src" if written == comparison.src.document.language else "tgt",
        fidelity=comparison.fidelity,
    )


def _count_kinds(findings: tuple[FindingRow, ...]) -> tuple[KindCount, ...]:
    counts = Counter((row.kind, row.severity) for row in findings)
    by_kind = Counter(row.kind for row in findings)
    return tuple(
        KindCount(kind, {severity: counts[kind, severity] for severity in GRAVITY}, by_kind[kind])
        for kind in get_args(FindingKind)
        if by_kind[kind]
    )


def _by_quote(
    findings: tuple[FindingRow, ...], speakers: tuple[Speaker, ...]
) -> Mapping[int, tuple[FindingRow, ...]]:
    """Findings placed in a quote, and those that lie over its words all the same (a quote around it)."""
    held = {}
    for speaker in speakers:
        for row in speaker.rows:
            inside = {number for side in (row.src, row.tgt) if side for number in side.marks}
            held[row.number] = tuple(f for f in findings if f.quote == row.number or f.number in inside)
    return held
