"""Which rules there are, in which order, and their settings in TOML."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar, cast

from align.corpus.records import Refusal, SegmentPair
from align.corpus.rules.confidence import Confidence
from align.corpus.rules.documents import Copied, NearDocument, Unrelated
from align.corpus.rules.duplicates import Boilerplate, Duplicate, Excluded, NearDuplicate
from align.corpus.rules.fidelity import Fidelity
from align.corpus.rules.language import LanguageAndScript
from align.corpus.rules.length import Length, LengthRatio
from align.corpus.rules.numbers import Numbers
from align.corpus.rules.punctuation import TerminalPunctuation
from align.corpus.rules.repetition import Repetition
from align.corpus.rules.rule import PairRule, Rule
from align.corpus.rules.similarity import Similarity
from align.corpus.rules.untranslated import Untranslated
from align.errors import ConfigError
from align.settings import require_known

R = TypeVar("R")

DOCUMENT_RULES: tuple[type[Rule], ...] = (Unrelated, Copied, NearDocument)
PAIR_RULES: tuple[type[PairRule], ...] = (
    Length, LanguageAndScript, Untranslated, LengthRatio, Numbers, Confidence, Similarity, Fidelity,
    TerminalPunctuation, Repetition,
)  # fmt: skip
CORPUS_RULES: tuple[type[Rule], ...] = (Excluded, Boilerplate, Duplicate, NearDuplicate)
RULES: tuple[type[Rule], ...] = (*DOCUMENT_RULES, *PAIR_RULES, *CORPUS_RULES)
"""In the order in which they are asked."""

READING = {
    "unpaired": "the other version is not there",
    "unpaired-document": "no other document is surely its other version",
    "broken": "a file cannot be read",
    "failed": "a bug in align or a lack of memory stopped this document alone",
    "licence": "its licence is none of those asked for",
    "language": "a text is in a third language",
    "untranslated": "both texts are in one language",
}
"""Rules without parameters that refuse a document while it is read -> reason."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules that are on, with their parameters, in their order."""

    rules: tuple[Rule, ...]

    @property
    def version(self) -> str:
        """Twelve hex digits that change with any rule or parameter."""
        described = json.dumps(self.describe(), sort_keys=True)
        return hashlib.sha256(described.encode()).hexdigest()[:12]

    def describe(self) -> dict[str, dict[str, Any]]:
        """Name -> parameters, in order, as TOML would hold them."""
        return {rule.name: asdict(cast("Any", rule)) for rule in self.rules}

    def get(self, kind: type[R]) -> R | None:
        """The rule of this kind, None where it is off."""
        return next((rule for rule in self.rules if isinstance(rule, kind)), None)

    def judge(self, pair: SegmentPair) -> tuple[Refusal, ...]:
        """All that the rules which look at one pair alone have against it."""
        on = [rule for rule in self.rules if isinstance(rule, PAIR_RULES)]
        return tuple(found for rule in on if (found := rule.judge(pair)))


def read_rules(tables: Mapping[str, Any] | None = None, where: str = "") -> RuleSet:
    """Every rule with its defaults, changed as the tables of ``[corpus.rules]`` say; ``enabled = false`` is off.

    A rule whose class says ``enabled = False`` is off until its table says ``enabled = true``.

    :raises ConfigError: an unknown rule or key, a value of another type than the default's.
    """
    tables = tables or {}
    require_known(tables, {rule.name for rule in RULES}, f"{where}, [corpus.rules]")
    found = []
    for rule in RULES:
        table = tables.get(rule.name, {})
        place = f"{where}, [corpus.rules.{rule.name}]"
        if not isinstance(table, dict):
            raise ConfigError("must be a table", place, "Write it as a line in square brackets.")
        made = _make(rule, table, place)
        if made is not None:
            found.append(made)
    return RuleSet(tuple(found))


def _make(rule: type[Rule], table: Mapping[str, Any], where: str) -> Rule | None:
    defaults = {f.name: f.default for f in fields(cast("Any", rule))}
    require_known(table, {*defaults, "enabled"}, where)
    given = dict(table)
    enabled = given.pop("enabled", getattr(rule, "enabled", True))
    for key, value, default in [("enabled", enabled, True), *((k, v, defaults[k]) for k, v in given.items())]:
        fits = isinstance(value, (int, float)) if isinstance(default, float) else type(value) is type(default)
        if not fits or (isinstance(value, bool) != isinstance(default, bool)):
            raise ConfigError(f"{key} must be like {default!r}, not {value!r}", where, "")
    return rule(**given) if enabled else None
