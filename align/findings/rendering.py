"""How far stretches of two aligned runs are each other's rendering, by the token vectors."""

from __future__ import annotations

from functools import cached_property

from align.records import Side, Span
from align.vectors import Tokens, best_match, correspondence, side_tokens


class Links:
    """The tokens of two sides, Chinese first, compared where they are asked for; read when first asked."""

    def __init__(self, zh: Side, en: Side) -> None:
        self._sides = zh, en

    @cached_property
    def _tokens(self) -> tuple[Tokens, Tokens] | None:
        zh, en = (side_tokens(side) for side in self._sides)
        return (zh, en) if zh and en else None

    def between(self, run: range, a: Span, other: range, b: Span) -> float:
        """0 to 1: how far a Chinese stretch and an English one correspond; half without token vectors."""
        if self._tokens is None:
            return 0.5
        return correspondence(self._tokens[0], run, a, self._tokens[1], other, b)

    def best(self, side: int, span: Span, other: range) -> float:
        """Mean best match of a stretch of ``side`` (0 Chinese, 1 English) in the other's run; else 1."""
        if self._tokens is None:
            return 1.0
        return best_match(self._tokens[side], span, self._tokens[1 - side], other)
