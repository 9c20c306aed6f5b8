"""Numbers, dates and units that one version gives and the other does not, or gives otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from align.records import Alignment, Finding, FindingKind, PartialDate, Severity, Side, Span, Value
from align.values import describe, find_values, match_values

CATEGORY = "accuracy/mistranslation"
DIFFERS, MISSING = 0.85, 0.5
"""Confidence that a value is changed, and that one without counterpart is."""


def find_value_changes(
    src: Side, tgt: Side, alignment: Alignment, today: date | None = None
) -> tuple[Finding, ...]:
    """Values of each bead that differ, and those that stand in one version only.

    A value that has no counterpart in its bead but in a neighbouring one is not told: sentences share them.
    """
    zh_first = src.document.language == "zh"
    zh, en = (src, tgt) if zh_first else (tgt, src)
    runs = [(b.src, b.tgt) if zh_first else (b.tgt, b.src) for b in alignment.beads]
    values = [(_values(zh, a), _values(en, b)) for a, b in runs]
    found: list[Finding] = []

    def tell(
        kind: FindingKind, severity: Severity, sure: float, a: Span | None, b: Span | None, why: str, k: int
    ) -> None:
        src_span, tgt_span = (a, b) if zh_first else (b, a)
        found.append(Finding(kind, CATEGORY, severity, sure, src_span, tgt_span, why, k))

    for k, (here, there) in enumerate(values):
        if not runs[k][0] or not runs[k][1]:
            continue
        match = match_values(here, there, today)
        near = [values[n] for n in (k - 1, k + 1) if 0 <= n < len(values)]
        around = [v for zh_values, _ in near for v in zh_values], [v for _, en_values in near for v in en_values]
        for pair in match.pairs:
            verdict = pair.verdict
            if verdict.relation == "differs":
                severity: Severity = "minor" if verdict.is_slight else "critical"
                words = pair.zh.span.of(zh.document.text), pair.en.span.of(en.document.text)
                why = f"“{words[0]}” against “{words[1]}”: {verdict.reason}."
                kind: FindingKind = "unit" if verdict.aspect == "unit" else _kind(pair.zh)
                tell(kind, severity, DIFFERS, pair.zh.span, pair.en.span, why, k)
        for value in match.only_zh:
            if not _said(value, around[1], today, zh_value=True):
                tell(_kind(value), "major", MISSING, value.span, None, f"The English has no {describe(value)}.", k)
        for value in match.only_en:
            if not _said(value, around[0], today, zh_value=False):
                tell(_kind(value), "major", MISSING, None, value.span, f"The Chinese has no {describe(value)}.", k)
    return tuple(found)


def _values(side: Side, run: range) -> tuple[Value, ...]:
    if not run:
        return ()
    span = Span(side.sentences[run.start].span.start, side.sentences[run.stop - 1].span.end)
    return find_values(side.document.text, side.document.language, span)


def _said(value: Value, others: Sequence[Value], today: date | None, zh_value: bool) -> bool:
    match = match_values([value], others, today) if zh_value else match_values(others, [value], today)
    return any(p.verdict.relation == "same" or p.verdict.is_slight for p in match.pairs)


def _kind(value: Value) -> FindingKind:
    return "date" if isinstance(value.value, PartialDate) else "number"
