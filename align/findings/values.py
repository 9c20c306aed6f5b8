"""Numbers, dates and units that one version gives and the other does not, or gives otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from align.formats.texts import bead_span
from align.records import (
    Alignment,
    Amount,
    Bead,
    Finding,
    FindingKind,
    Language,
    PartialDate,
    Severity,
    Side,
    Span,
    Value,
)
from align.values import (
    RateChange,
    ValueMatch,
    ValuePair,
    describe,
    find_rate_changes,
    find_values,
    is_telling,
    match_values,
)

CATEGORY = "accuracy/mistranslation"
DIFFERS, MISSING, HARDLY_MISSING = 0.85, 0.5, 0.2
"""Confidence that a value is changed, that one without counterpart is, and that one which tells little is."""
NEIGHBOURS = 3
"""Beads on either side in which a value may stand that its own bead lacks: sentences share them."""


@dataclass(frozen=True, slots=True, eq=False)
class _Bead:
    """The values of a bead, and those of the beads around it."""

    index: int
    zh: tuple[Value, ...]
    en: tuple[Value, ...]
    zh_around: tuple[Value, ...]
    en_around: tuple[Value, ...]


def find_value_changes(
    src: Side, tgt: Side, alignment: Alignment, today: date | None = None
) -> tuple[Finding, ...]:
    """Values of each bead that differ, and those that stand in one version only.

    A value that has no counterpart in its bead but in a neighbouring one is not told; one that the other language
    often says without a number (a small count, a weekday) is minor.
    """
    if src.document.language != "zh":
        return tuple(f.mirrored() for f in find_value_changes(tgt, src, alignment.mirrored(), today))
    found: list[Finding] = []
    for bead in _beads(src, tgt, alignment):
        found += _compare(src, tgt, bead, alignment, today)
    return tuple(found)


def agreed_values(zh: Side, en: Side, bead: Bead) -> tuple[list[Span], list[Span]]:
    """Where each side of a bead says a value that the other says too, in another way (一成, ten percent)."""
    pairs = matched_values(zh, en, bead)
    return [p.zh.span for p in pairs], [p.en.span for p in pairs]


def matched_values(zh: Side, en: Side, bead: Bead) -> list[ValuePair]:
    """The values of a bead that both sides give."""
    pairs = match_values(_values(zh, bead.src), _values(en, bead.tgt)).pairs
    return [p for p in pairs if p.verdict.relation == "same"]


def _beads(zh: Side, en: Side, alignment: Alignment) -> Iterator[_Bead]:
    values = [(_values(zh, bead.src), _values(en, bead.tgt)) for bead in alignment.beads]
    for k, bead in enumerate(alignment.beads):
        if bead.src and bead.tgt:
            near = [*values[max(0, k - NEIGHBOURS) : k], *values[k + 1 : k + 1 + NEIGHBOURS]]
            around = tuple(v for a, _ in near for v in a), tuple(v for _, b in near for v in b)
            yield _Bead(k, *values[k], *around)


def _compare(zh: Side, en: Side, bead: _Bead, alignment: Alignment, today: date | None) -> Iterator[Finding]:
    match = match_values(bead.zh, bead.en, today)
    texts = zh.document.text, en.document.text
    near = _text_around(zh, alignment, bead.index, "zh"), _text_around(en, alignment, bead.index, "en")
    for pair in match.pairs:
        if pair.verdict.relation == "differs" and not _is_local_dollar(pair, zh):
            yield _changed(pair, texts, bead.index)
    rates = find_rate_changes(bead.zh, bead.en, match, texts, near)
    yield from (_rate_changed(change, texts, bead.index) for change in rates)
    told = {id(change.instead) for change in rates}
    spelt = _spelt(bead.en, texts[1], bead_span(en, alignment.beads[bead.index].tgt)) if match.only_zh else set()
    for value in match.only_zh:
        if id(value) in told or _is_number_of(value, spelt):
            continue
        if not _said(value, lambda v: match_values([v], bead.en_around, today)):
            yield _alone(value, value.span, None, texts[0], f"The English has no {describe(value)}.", bead.index)
    for value in match.only_en:
        if id(value) not in told and not _said(value, lambda v: match_values(bead.zh_around, [v], today)):
            yield _alone(value, None, value.span, texts[1], f"The Chinese has no {describe(value)}.", bead.index)


def _spelt(values: Sequence[Value], text: str, area: Span) -> set[int]:
    """The numbers that an English text writes in digits without their being values: Shenzhou-21, 3:57.86."""
    taken = [v.span for v in values if v.kind != "time"]
    found = re.compile(r"\d+").finditer(text, area.start, area.end)
    return {int(m[0]) for m in found if not any(s.start < m.end() and m.start() < s.end for s in taken)}


def _is_number_of(value: Value, spelt: set[int]) -> bool:
    amount = value.value
    return isinstance(amount, Amount) and amount.low == amount.high and amount.low in spelt


def _changed(pair: ValuePair, texts: tuple[str, str], bead: int) -> Finding:
    severity: Severity = "minor" if pair.verdict.is_slight else "critical"
    kind: FindingKind = "unit" if pair.verdict.aspect == "unit" else _kind(pair.zh)
    why = f"“{pair.zh.span.of(texts[0])}” against “{pair.en.span.of(texts[1])}”: {pair.verdict.reason}."
    return Finding(kind, CATEGORY, severity, DIFFERS, pair.zh.span, pair.en.span, why, bead)


def _is_local_dollar(pair: ValuePair, zh: Side) -> bool:
    """Whether 元 in Traditional characters and $ are one: Hong Kong's, Macau's and Taiwan's dollars are 元."""
    yuan = pair.zh.unit == "CNY" and not re.search("人民[币幣]|[A-Z]", pair.zh.span.of(zh.document.text))
    same = isinstance(pair.zh.value, Amount) and pair.zh.value == pair.en.value
    return zh.document.script == "Hant" and yuan and pair.en.unit in ("$", "HKD", "TWD", "MOP") and same


def _rate_changed(change: RateChange, texts: tuple[str, str], bead: int) -> Finding:
    pair, rate = change.pair, change.rate
    zh, en = (
        _cover(pair.zh, rate if change.rated == "zh" else change.instead),
        _cover(pair.en, rate if change.rated == "en" else change.instead),
    )
    language = "Chinese" if change.rated == "zh" else "English"
    text = texts[0] if change.rated == "zh" else texts[1]
    other = "gives the number without it" if change.instead is None else f"has {describe(change.instead)}"
    why = f"The {language} says “{rate.span.of(text)}”, the other {other}."
    severity: Severity = "critical" if change.instead else "major"
    sure = DIFFERS if change.instead else MISSING
    return Finding("unit", CATEGORY, severity, sure, zh, en, why, bead)


def _cover(number: Value, other: Value | None) -> Span:
    if other is None:
        return number.span
    return Span(min(number.span.start, other.span.start), max(number.span.end, other.span.end))


def _alone(value: Value, zh: Span | None, en: Span | None, text: str, why: str, bead: int) -> Finding:
    telling = is_telling(value, text)
    severity: Severity = "major" if telling else "minor"
    return Finding(_kind(value), CATEGORY, severity, MISSING if telling else HARDLY_MISSING, zh, en, why, bead)


_find_values = lru_cache(maxsize=256)(find_values)
"""Several finders ask for the values of the same bead."""


def _values(side: Side, run: range) -> tuple[Value, ...]:
    if not run:
        return ()
    return _find_values(side.document.text, side.document.language, bead_span(side, run))


def _text_around(side: Side, alignment: Alignment, index: int, language: Language) -> str:
    """The sentences of a bead and of its neighbours."""
    beads = alignment.beads[max(0, index - 1) : index + 2]
    runs = (bead.src if language == "zh" else bead.tgt for bead in beads)
    return "\n".join(bead_span(side, run).of(side.document.text) for run in runs if run)


def _said(value: Value, match: Callable[[Value], ValueMatch]) -> bool:
    """Whether ``match``, which looks for the value's counterpart around the bead, finds one."""
    return any(p.verdict.relation == "same" or p.verdict.is_slight for p in match(value).pairs)


def _kind(value: Value) -> FindingKind:
    return "date" if isinstance(value.value, PartialDate) else "number"
