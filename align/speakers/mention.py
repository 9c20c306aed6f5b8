"""What the words of a source say about the speaker, and who appears in an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "name", "role", "pronoun", "body", "document", "description"]
"""person: a name of a person; name: a name of we know not what; role: a title or noun for one person or people
without a name; body: an institution, a country, a side; document: a report, a statement; description: the rest."""

Gender = Literal["", "m", "f"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A source as it was read."""

    kind: Kind
    speaker: str
    """The name or the description, titles and apposition off."""
    head: str = ""
    """The noun that carries a role, body or document: minister, 委员会."""
    plural: bool = False
    gender: Gender = ""
    back: bool = False
    """It points back to someone named before: the minister, 该机构, he."""
    owner: str = ""
    """The pronoun of a possessive (his lawyer, 他的母亲)."""
    first: bool = False
    """I, we: the one who is speaking."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom the article names."""

    name: str
    """The fullest form."""
    starts: tuple[int, ...]
    """Where any form of the name stands in the text."""
    titles: str = ""
    """The words around the name that may tell the office, in lower case."""
    gender: Gender = ""


def pronouns(
    words: str, gender: Gender = "", *, plural: bool = False, first: bool = False, thing: bool = False
) -> dict[str, Mention]:
    """The mentions that ``words``, pronouns of one kind, are; a ``thing`` is not a person."""
    mention = Mention(
        "pronoun", "", head="it" if thing else "", plural=plural, gender=gender, back=True, first=first
    )
    return dict.fromkeys(words.split(), mention)
