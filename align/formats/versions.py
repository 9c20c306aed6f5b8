"""What a comparison with another version gave, as JSON lines; a record says its ``type``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from align.formats.jsonl import write_records
from align.formats.written import Written
from align.records import SCHEMA_VERSION, Comparison, Finding, Side, Span, TranslationScores, VersionComparison


def write_versions(comparison: Comparison) -> Written:
    """One record "document", then a "bead" for each group of sentences and a "finding" for each gone or new one.

    Empty where no other version was given.
    """
    found = comparison.reference
    return write_records(_records(comparison, found) if found else ())


def sides_of(comparison: Comparison, found: VersionComparison) -> tuple[Side, Side]:
    """The original and the version: the version is in the reference's language."""
    sides = comparison.src, comparison.tgt
    same = sides[0].document.language == found.reference.document.language
    return (sides[1], sides[0]) if same else sides


def _records(comparison: Comparison, found: VersionComparison) -> Iterator[dict[str, Any]]:
    original, version = sides_of(comparison, found)
    last = {"schema_version": SCHEMA_VERSION}
    signatures = dict(found.signatures)
    yield {"type": "document", **_scores(found.scores), "signatures": signatures, "gone": len(found.gone),
           "new": len(found.new), "reference": found.reference.document.path, **last}  # fmt: skip
    for group in found.groups:
        changes = [{"version": _place(version, c.version), "reference": _place(found.reference, c.reference)}
                   for c in group.changes]  # fmt: skip
        yield {"type": "bead", "original": _run(original, group.original), "version": _run(version, group.version),
               "reference": _run(found.reference, group.reference), **_scores(group.scores), "changes": changes,
               **last}  # fmt: skip
    for k in found.new:
        finding = comparison.findings[k]
        turned = finding if original is comparison.src else finding.mirrored()
        yield {"type": "finding", "status": "new", **_finding(turned, original, version), **last}
    for finding in found.gone:
        yield {"type": "finding", "status": "gone", **_finding(finding, original, found.reference), **last}


def _scores(scores: TranslationScores | None) -> dict[str, float | None]:
    if scores is None:
        return {"bleu": None, "chrf": None, "ter": None}
    return {"bleu": round(scores.bleu, 2), "chrf": round(scores.chrf, 2), "ter": round(scores.ter, 2)}


def _place(side: Side, span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": span.of(side.document.text)}


def _run(side: Side, indices: Sequence[int]) -> dict[str, Any]:
    texts = [side.sentences[index].span.of(side.document.text) for index in indices]
    return {"sentences": list(indices), "texts": texts}


def _finding(finding: Finding, original: Side, other: Side) -> dict[str, Any]:
    return {"kind": finding.kind, "severity": finding.severity, "confidence": finding.confidence,
            "original": _place(original, finding.src), "words": _place(other, finding.tgt),
            "reason": finding.reason}  # fmt: skip
