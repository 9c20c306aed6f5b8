"""The outcome of a check: a line a finding, as compilers and linters write them, and for GitHub's annotations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from align.findings.check import Verdict
from align.formats.accepted import Accepted
from align.formats.findings import segment_of
from align.formats.identity import identify
from align.records import Comparison, Finding, Span
from align.report.rows import clean_text

_EXTRACTED = {".html", ".htm", ".xhtml", ".docx", ".pdf"}
_LONGEST = 60
"""Characters of the words at fault that a line shows."""


def list_verdict(comparison: Comparison, verdict: Verdict) -> Iterator[str]:
    """Lines for a terminal: where, how grave, what, the finding's id, the words of both sides."""
    for finding in verdict.failing:
        identity = identify(comparison, finding).id
        words = f"{_words(comparison, finding, 0)} | {_words(comparison, finding, 1)}"
        yield f"{_where(comparison, finding)}: {finding.severity} {finding.kind} [{identity}] {words}"
    yield summarise(verdict)


def annotate_verdict(comparison: Comparison, verdict: Verdict) -> Iterator[str]:
    """Workflow commands that GitHub shows at the line of the file; a job's lines are not known to us."""
    for finding in verdict.failing:
        identity = identify(comparison, finding).id
        path, line = _line(comparison, finding)
        place = f"file={_property(path)}" + (f",line={line}" if line else "")
        segment = segment_of(comparison, finding)
        head = f"segment {segment}: " if segment else ""
        message = f"{head}{_words(comparison, finding, 0)} | {_words(comparison, finding, 1)}. {finding.reason}"
        title = f"{finding.severity} {finding.kind} {identity}"
        yield f"::error {place},title={_property(title)}::{_escape(clean_text(message))}"
    if verdict.failed:
        yield f"::error::{_escape(summarise(verdict))}"
    else:
        yield f"::notice::{_escape(summarise(verdict))}"


def summarise(verdict: Verdict) -> str:
    """One line: the outcome and what it rests on."""
    parts = [f"{len(verdict.failing)} at or over the threshold", f"{verdict.below} under it"]
    parts += [f"{len(verdict.accepted)} accepted"] if verdict.accepted else []
    parts += [f"{len(verdict.stale)} accepted before and not found any more"] if verdict.stale else []
    if verdict.fidelity is not None and verdict.min_fidelity is not None:
        sign = "<" if verdict.fidelity < verdict.min_fidelity else ">="
        parts.append(f"fidelity {verdict.fidelity:.3f} {sign} {verdict.min_fidelity:g}")
    return f"{'failed' if verdict.failed else 'passed'}: {', '.join(parts)}"


def describe_stale(entry: Accepted, path: str) -> str:
    """Name an entry that fits no finding any more."""
    place = f"{path}, line {entry.line}" if entry.line else path
    words = f"{entry.zh or '—'} | {entry.en or '—'}"
    return f"{place}: accepted by {entry.by}, {entry.date}, and not found any more: {entry.kind} {words}"


def _where(comparison: Comparison, finding: Finding) -> str:
    path, line = _line(comparison, finding)
    segment = segment_of(comparison, finding)
    if segment:
        return f"{clean_text(path)}: segment {clean_text(segment)}"
    return f"{clean_text(path)}:{line}" if line else clean_text(path)


def _line(comparison: Comparison, finding: Finding) -> tuple[str, int]:
    """The file and line of the words at fault; 0 where the text was extracted and its lines are not the file's."""
    side, span = (comparison.tgt, finding.tgt) if finding.tgt else (comparison.src, finding.src or Span(0, 0))
    path = side.document.path
    suffix = PurePath(path).suffix.lower()
    if comparison.segments or suffix in _EXTRACTED or path.startswith(("http://", "https://")):
        return path, 0
    return path, side.document.text.count("\n", 0, span.start) + 1


def _words(comparison: Comparison, finding: Finding, side: int) -> str:
    of = (comparison.src, comparison.tgt)[side]
    span = (finding.src, finding.tgt)[side]
    words = clean_text(" ".join(span.of(of.document.text).split())) if span else "—"
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
