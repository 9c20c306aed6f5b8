"""What a rule is: a name, a reason, parameters with defaults, and a judgement."""

from __future__ import annotations

from typing import ClassVar, Protocol

from align.corpus.records import Refusal, SegmentPair


class Rule(Protocol):
    """A frozen dataclass whose fields are its parameters, and so the keys of its table in TOML."""

    name: ClassVar[str]
    reason: ClassVar[str]


class PairRule(Rule, Protocol):
    """A rule that looks at one pair alone."""

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """What speaks against the pair, None where nothing does."""
