"""What each rule threw away, alone and in order, with examples: the numbers of report.json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from align.corpus.records import Refusal, SegmentPair, Split
from align.corpus.rules.ruleset import DOCUMENT_RULES, READING, RuleSet
from align.corpus.shards import DocumentLine

EXAMPLES = 3
FAILED = ("broken", "failed")
"""Rules that stand for a fault, not for a choice."""


class Tally:
    """Counts while a corpus is assembled."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self.documents: Counter[str] = Counter()
        self.kept: Counter[Split] = Counter()
        self.quotes: dict[str, Any] | None = None
        """Pairs of quotes in each part, and refused ones; None unless asked for."""
        self._alone: Counter[str] = Counter()
        self._first: Counter[str] = Counter()
        self._unmatched: Counter[str] = Counter()
        self._examples: dict[str, list[dict[str, Any]]] = {}

    @property
    def failed(self) -> int:
        """Documents that could not be read or worked on."""
        return sum(self.documents[rule] for rule in FAILED)

    def count_document(self, document: DocumentLine, refusal: Refusal | None) -> None:
        """One document, kept or refused."""
        self.documents[refusal.rule if refusal else "kept"] += 1
        self._unmatched.update(en=document.unmatched[0], zh=document.unmatched[1])
        if refusal:
            shown = {"document": document.entry.id, "value": refusal.value, "detail": refusal.detail}
            self._show("document " + refusal.rule, shown)

    def count_pair(self, pair: SegmentPair, refusals: Sequence[Refusal], split: Split) -> None:
        """One candidate pair with all that speaks against it."""
        self._alone.update({refusal.rule for refusal in refusals})
        if not refusals:
            self.kept[split] += 1
            return
        first = refusals[0]
        self._first[first.rule] += 1
        shown = {"document": pair.document, "value": first.value, "en": pair.en[:300], "zh": pair.zh[:200]}
        self._show("pair " + first.rule, shown)

    def report(self) -> dict[str, Any]:
        """All of it as report.json holds it; nothing in it depends on time or machine."""
        kept, refused = sum(self.kept.values()), sum(self._first.values())
        return {
            "documents": {
                "read": self.documents.total(),
                "kept": self.documents["kept"],
                "refused": self.documents.total() - self.documents["kept"],
            },
            "pairs": {
                "candidates": kept + refused,
                "kept": kept,
                **{part: self.kept[part] for part in ("train", "valid", "test")},
                "refused": refused,
            },
            "unmatched_sentences": {side: self._unmatched[side] for side in ("en", "zh")},
            "document_rules": self._document_rules(),
            "pair_rules": self._pair_rules(),
            "rules_version": self._rules.version,
            **({} if self.quotes is None else {"quotes": self.quotes}),
        }

    def _document_rules(self) -> list[dict[str, Any]]:
        reading: list[tuple[str, str, dict[str, Any]]] = [(name, reason, {}) for name, reason in READING.items()]
        judging = [(r.name, r.reason, _parameters(r)) for r in self._rules.rules if isinstance(r, DOCUMENT_RULES)]
        return [
            {
                "rule": name,
                "reason": reason,
                "parameters": parameters,
                "documents": self.documents[name],
                "examples": self._examples.get("document " + name, []),
            }
            for name, reason, parameters in [*reading, *judging]
        ]

    def _pair_rules(self) -> list[dict[str, Any]]:
        return [
            {
                "rule": rule.name,
                "reason": rule.reason,
                "parameters": _parameters(rule),
                "alone": self._alone[rule.name],
                "in_order": self._first[rule.name],
                "examples": self._examples.get("pair " + rule.name, []),
            }
            for rule in self._rules.rules
            if not isinstance(rule, DOCUMENT_RULES)
        ]

    def _show(self, kind: str, example: dict[str, Any]) -> None:
        shown = self._examples.setdefault(kind, [])
        if len(shown) < EXAMPLES:
            shown.append(example)


def _parameters(rule: object) -> dict[str, Any]:
    return asdict(cast("Any", rule))
