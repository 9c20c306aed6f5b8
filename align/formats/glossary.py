"""Glossaries: a CSV or TBX file → Glossary, checked; which of the two it is shows in its first character."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, get_args

from align.errors import ConfigError, InputError
from align.records import Concept, Glossary, Language, Severity, Term, TermStatus

LANGUAGES: tuple[Language, ...] = ("zh", "en")
STATUSES: tuple[TermStatus, ...] = get_args(TermStatus)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_ID = re.compile(r"[^\W_][\w.-]*")
_WORD = re.compile(r"\w")


def read_glossary(path: str | Path) -> Glossary:
    """Read a glossary in CSV (``align.formats.glossary_csv``) or TBX (``align.formats.tbx``).

    :raises ConfigError: missing, undecodable, malformed, with entities; a concept twice, without a wording, with a
        severity or a contrast that is not known: by file and line.
    """
    name = str(path)
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise ConfigError("the glossary is not there", name, "Check the name.") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "not a file name"
        raise ConfigError("the glossary cannot be read", name, f"The system says: {reason}.") from error
    return parse_glossary(data, name)


def parse_glossary(data: bytes, name: str) -> Glossary:
    """Read a glossary from the content of a file."""
    if _is_xml(data):
        from align.formats.tbx import parse_tbx

        return parse_tbx(data, name)
    from align.formats.encodings import decode_table
    from align.formats.glossary_csv import parse_csv

    try:
        text = decode_table(data, name, "的一是在不中国")
    except InputError as error:
        raise ConfigError("the glossary's encoding cannot be told", name, "Save the file as UTF-8.") from error
    return parse_csv(text, name)


@cache
def shipped_glossary() -> Glossary:
    """The glossary that comes with align, our own work."""
    from importlib.resources import files

    return parse_glossary((files("align") / "resources" / "glossary.csv").read_bytes(), "glossary.csv")


@cache
def shipped_contrasts() -> Glossary:
    """The opposites of ordinary words that come with align, our own work, kept like a glossary."""
    from importlib.resources import files

    return parse_glossary((files("align") / "resources" / "contrasts.csv").read_bytes(), "contrasts.csv")


def merge_glossaries(base: Glossary, added: Glossary) -> Glossary:
    """Both; where they share an id, the concept of ``added`` stands."""
    mine = {concept.id: concept for concept in base.concepts}
    mine.update({concept.id: concept for concept in added.concepts})
    return Glossary(_both_ways(mine.values()))


def make_concept(values: dict[str, Any], terms: Iterable[Term], where: str) -> Concept:
    """Return the concept, its wordings tidied and in order.

    :raises ConfigError: at ``where``, what does not fit.
    """
    identity = values["id"]
    if not _ID.fullmatch(identity):
        raise ConfigError(f"not a concept id {identity!r}", where, "Use letters, digits, hyphens and points.")
    severity = values.pop("severity") or "major"
    if severity not in SEVERITIES:
        raise ConfigError(f"unknown severity {severity!r}", where, f"Known: {', '.join(SEVERITIES)}.")
    tidy = [
        term if term.text == (text := " ".join(term.text.split())) else replace(term, text=text) for term in terms
    ]
    for term in tidy:
        if not _WORD.search(term.text):
            raise ConfigError(f"a wording without a word {term.text!r}", where, "Write the term, or leave it out.")
    if not any(term.status == "preferred" for term in tidy):
        raise ConfigError(f"no wording of {identity!r}", where, "Give a preferred term in one language at least.")
    keys = list(product(LANGUAGES, STATUSES))
    ordered = sorted(dict.fromkeys(tidy), key=lambda term: keys.index((term.language, term.status)))
    contrasts = tuple(dict.fromkeys(values.pop("contrasts")))
    return Concept(terms=tuple(ordered), severity=severity, contrasts=contrasts, **values)


def make_glossary(found: Iterable[tuple[str, Concept]], name: str) -> Glossary:
    """Return the glossary of concepts that each come with the place where they stand.

    :raises ConfigError: none, an id twice, a contrast that no concept has as its id.
    """
    places: dict[str, str] = {}
    concepts = []
    for where, concept in found:
        if concept.id in places:
            raise ConfigError(
                f"concept {concept.id!r} is there twice", where, f"The first is in {places[concept.id]}."
            )
        places[concept.id] = where
        concepts.append(concept)
    if not concepts:
        raise ConfigError(
            "no concepts in the glossary", name, "Give one at least; docs/formats.md shows the form."
        )
    for concept in concepts:
        for other in concept.contrasts:
            if other not in places or other == concept.id:
                what = "itself" if other == concept.id else f"{other!r}, which is not there"
                raise ConfigError(
                    f"{concept.id!r} contrasts with {what}", places[concept.id], "Name another concept's id."
                )
    return Glossary(_both_ways(concepts))


def _both_ways(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """A contrast named on one side holds on both; one whose other side has gone is dropped."""
    concepts = tuple(concepts)
    named: dict[str, list[str]] = {concept.id: [] for concept in concepts}
    for concept in concepts:
        for other in concept.contrasts:
            if other in named:
                named[concept.id].append(other)
    for concept in concepts:
        for other in concept.contrasts:
            if other in named and concept.id not in named[other]:
                named[other].append(concept.id)
    return tuple(replace(c, contrasts=tuple(dict.fromkeys(named[c.id]))) for c in concepts)


def _is_xml(data: bytes) -> bool:
    head = data[:200].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    return head.removeprefix(b"\xfe\xff").lstrip().startswith(b"<")
