"""A name in a text, with the forms that the other language may give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from align.records import Span

NameKind = Literal["country", "place", "person", "body", "office"]


@dataclass(frozen=True, slots=True)
class Name:
    """Someone or something that a text names, at one place."""

    kind: NameKind
    span: Span
    text: str
    """As the lists know it: Chinese in Simplified characters, English in lower case (a person's as written)."""
    renderings: frozenset[str]
    """Forms in the other language, English in lower case; empty where the lists have none."""
    group: str = ""
    """What it is one of: ministry, bank, initiative; names of two groups are not exchanged for each other."""
    excuses: frozenset[str] = frozenset()
    """What the other language may say in its place without naming it: a capital, 中方, 我国."""
