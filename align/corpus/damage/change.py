"""What one error is: words of one side put in the place of others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from align.records import FindingKind, Language, Severity, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text:
    """One side of a good pair, which is to be damaged, and the other, which stays."""

    text: str
    language: Language
    other: str

    @property
    def zh(self) -> str:
        """The Chinese side."""
        return self.text if self.language == "zh" else self.other

    @property
    def en(self) -> str:
        """The English side."""
        return self.text if self.language == "en" else self.other


@dataclass(frozen=True, slots=True)
class Change:
    """``new`` in the place of ``span``; an empty ``new`` leaves words out."""

    span: Span
    new: str
    severity: Severity

    def of(self, text: str) -> str:
        """The text after the change."""
        return text[: self.span.start] + self.new + text[self.span.end :]


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged twin of one side of a pair."""

    side: Language
    text: str
    kind: FindingKind
    severity: Severity
    span: Span
    """What was put in, in ``text``; empty, at the gap, where words were left out."""
    good_span: Span
    """What it replaced, in the good text of that side."""


def draw(seed: str, choices: Iterable[T]) -> list[T]:
    """The choices in an order that the seed and their own text decide, the same on every machine."""
    return sorted(
        choices, key=lambda choice: hashlib.blake2b(f"{seed}\0{choice}".encode("utf-8", "replace")).digest()
    )
