"""report.html: what a build kept and what each rule threw away, as a page that stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from align.corpus.charts import FOOT, HEAD, HIGH, LEFT, WIDE, Histogram, draw_histogram, upper_end
from align.corpus.opened import Corpus, Row
from align.corpus.rules.thresholds import THRESHOLDS
from align.corpus.summary import Group, Summary, summarise
from align.report.page import render_alone
from align.report.rows import clean_text

EXAMPLES = 6
"""Pairs that are shown of each rule; of documents twice as many."""
LOWEST = 12
"""Documents of low yield that are named."""
NAMED = 20
"""Sources, and licences, that have a line of their own."""
_LONGEST = {"en": 420, "zh": 220}
"""Characters of a text that are shown."""
_MEASURED_BY = {
    "confidence": "confidence", "score": "similarity", "fidelity": "fidelity", "length ratio": "length-ratio",
}  # fmt: skip
"""Name of a measure -> the rule that has thresholds for it."""
_NOTES = {
    "confidence": "probability that exactly these sentences go together",
    "score": "mean best match of the tokens of both sides",
    "fidelity": "probability that people find no major error",
    "length ratio": "English characters to a Chinese one",
    "English characters": "length of the English side",
    "Chinese characters": "length of the Chinese side",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A pair or a document as it is shown: cleaned and cut."""

    document: str
    value: str
    detail: str
    en: str
    zh: str

    @property
    def is_pair(self) -> bool:
        """Whether there are texts; a refused document has none."""
        return bool(self.en or self.zh)


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule: what it looks for, its thresholds, what it threw away."""

    name: str
    reason: str
    parameters: str
    in_order: int
    """Pairs or documents that it was the first to be against."""
    alone: int | None
    """Pairs that it is against, whichever else is; None where that is not counted (of documents)."""
    examples: tuple[Example, ...]


def render_corpus(corpus: Corpus) -> str:
    """Render the page of a corpus; nothing in it depends on time or machine, and its size not on the corpus's.

    :raises InputError: a file of the corpus is missing, or does not fit the others.
    """
    summary, report, lock = summarise(corpus, EXAMPLES, LOWEST), corpus.report(), corpus.lock()
    return render_alone(
        "corpus.html.j2",
        styles=("pair.css", "corpus.css"),
        scripts=("page.js",),
        report=report,
        summary=summary,
        document_rules=[_view_rule(rule, "documents", summary) for rule in report["document_rules"]],
        pair_rules=[_view_rule(rule, "in_order", summary) for rule in report["pair_rules"]],
        kept=[_example(row) for row in summary.shown[""]],
        sources=_shorten(summary.sources),
        licences=_shorten(summary.licences),
        lowest=[(clean_text(one.document), one.kept, one.candidates) for one in summary.lowest],
        charts=list(_charts(summary, lock.get("rules", {}))),
        yields=draw_histogram(
            "yield of documents", summary.yields, type(summary.yields)(), low=0, high=100,
            note="percent of a kept document's pairs that were kept",
        ),
        size=(WIDE, HIGH, LEFT, FOOT, HEAD),
        made=[(clean_text(key), clean_text(value)) for key, value in _flat(lock)],
    )  # fmt: skip


def _view_rule(rule: Mapping[str, Any], counted: str, summary: Summary) -> RuleView:
    rows = [_example(row) for row in summary.shown.get(rule["rule"], ())]
    wanted = tuple(row for row in rows if row.is_pair == (counted == "in_order"))
    told = ", ".join(f"{key.replace('_', ' ')} {_value(value)}" for key, value in rule["parameters"].items())
    return RuleView(rule["rule"], rule["reason"], told, rule[counted], rule.get("alone"), wanted)


def _example(row: Row) -> Example:
    texts = [_cut(row.get(side) or "", _LONGEST[side]) for side in ("en", "zh")]
    value, detail = clean_text(_value(row.get("value", ""))), clean_text(str(row.get("detail") or ""))
    return Example(_cut(row["document"], 120), _cut(value, 120), _cut(detail, 200), texts[0], texts[1])


def _cut(text: str, most: int) -> str:
    clean = clean_text(text[: 4 * most])
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def _value(value: object) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _shorten(groups: tuple[Group, ...]) -> list[Group]:
    """The largest ones, the rest as one; empty where nothing was said of any document."""
    if [group.name for group in groups] == [""]:
        return []
    shown, rest = [*groups[:NAMED]], groups[NAMED:]
    if rest:
        other = Group(f"{len(rest)} others")
        for group in rest:
            for name in ("documents", "refused_documents", "pairs", "refused", "en_characters", "zh_characters"):
                setattr(other, name, getattr(other, name) + getattr(group, name))
        shown.append(other)
    for group in shown:
        group.name = _cut(group.name, 120)
    return shown


def _charts(summary: Summary, rules: Mapping[str, Any]) -> Iterator[Histogram]:
    for name, kept in summary.kept.items():
        refused = summary.refused[name]
        if not kept.total + refused.total:
            continue
        rule = _MEASURED_BY.get(name, "")
        limits = [(key, float(rules[rule][key])) for key in THRESHOLDS.get(rule, ()) if key in rules.get(rule, ())]
        high = 1.0 if name in ("confidence", "score", "fidelity") else 10.0 if name == "length ratio" else 0.0
        yield draw_histogram(
            name, kept, refused, low=0.0, high=high or upper_end(kept, refused), limits=limits, note=_NOTES[name]
        )


def _flat(record: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """The lock's keys and values; nothing of what was not set, nor of the rules, which have a table."""
    for key, value in record.items():
        name = f"{above}{key.replace('_', ' ')}"
        if isinstance(value, dict):
            if name != "rules":
                yield from _flat(value, f"{name}: ")
        elif value not in (None, [], ""):
            yield name, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
