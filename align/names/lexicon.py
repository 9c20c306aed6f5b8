"""The lists behind the speakers: names and words in both languages (align/resources), read when first asked for.

names.tsv.gz is free of conditions but notice, names-sharealike.tsv.gz is CC BY-SA, roles.tsv is our own.
All Chinese is looked up in Simplified characters: :func:`fold` brings a text to them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from align.simplified import PACKED, read_packed, to_simplified


class Names(NamedTuple):
    """The names by kind, Chinese to English ones set apart by semicolons."""

    english: Mapping[str, str]
    people: frozenset[str]
    places: frozenset[str]
    bodies: frozenset[str]


def read_resource(name: str) -> str:
    """A list of align/resources, unpacked."""
    from importlib.resources import files

    if name.endswith(".gz"):
        return read_packed(name)
    return (files("align") / "resources" / name).read_text(encoding="utf-8")


def blocks(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a packed list, kind by kind; in a block every other field is Chinese."""
    for block in read_resource(name).removeprefix("# ").split("\n# "):
        kind, _, rows = block.partition("\n")
        fields = rows.replace("\n", "\t").split("\t")
        yield kind, dict(zip(fields[::2], fields[1::2], strict=True))


@cache
def names() -> Names:
    """Both packed lists, read once."""
    english: dict[str, str] = {}
    kinds: dict[str, set[str]] = {"person": set(), "place": set(), "org": set(), "name": set()}
    for file in PACKED:
        for kind, rows in blocks(file):
            if kind == "char":
                continue  # align.simplified reads them
            kinds[kind].update(rows)
            twice = {zh: f"{english[zh]};{rows[zh]}" for zh in english.keys() & rows.keys()}
            english.update(rows)
            english.update(twice)
    places = frozenset(kinds["place"])
    return Names(english, frozenset(kinds["person"] - places), places, frozenset(kinds["org"]))


@cache
def words() -> Mapping[str, str]:
    """Common nouns, Chinese to English ones set apart by semicolons."""
    return dict(next(blocks("words.tsv.gz"))[1])


@cache
def roles() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Our own list: kind (title, body, group, document, country, modifier) to Chinese to English."""
    out: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in read_resource("roles.tsv").splitlines():
        if line.startswith("#"):
            continue
        zh, kind, en = line.split("\t")
        out.setdefault(kind, {})[zh] = tuple(en.split(";"))
    return out


@cache
def _word_lists() -> Mapping[str, frozenset[str]]:
    rows = [
        line.split("\t") for line in read_resource("speaker-words.tsv").splitlines() if not line.startswith("#")
    ]
    return {name: frozenset(held.split(" ")) for name, _, held in rows}


def word_list(name: str) -> frozenset[str]:
    """One of our own lists of words (speaker-words.tsv), such as "en people"."""
    return _word_lists()[name]


@cache
def longest(name: str) -> tuple[str, ...]:
    """A list of words, the longest first, for finding how a name ends."""
    return tuple(sorted(word_list(name), key=lambda word: (-len(word), word)))


@cache
def surnames() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Chinese surname → its reading where that is its own, and its Hong Kong and Korean spellings."""
    rows = [line.split("\t") for line in read_resource("surnames.tsv").splitlines() if not line.startswith("#")]
    return {zh: (reading, frozenset(spelt.split())) for zh, reading, spelt in rows}


@cache
def english_words(kind: str) -> frozenset[str]:
    """Every English form of one kind of :func:`roles`, in lower case."""
    return frozenset(form for forms in roles().get(kind, {}).values() for form in forms)


def is_listed(zh: str) -> bool:
    """Whether the lists know how a Chinese name is written in English."""
    return zh in names().english or zh in roles().get("body", {})


@cache
def english_places() -> frozenset[str]:
    """English names of places, in lower case: none of them is taken for a person."""
    held = names()
    found = {form.lower() for zh in held.places for form in held.english[zh].split(";")}
    return frozenset(found) | english_words("country")


@cache
def english_name_parts() -> frozenset[str]:
    """Words that occur in English names of people, in lower case; towns among them, as the list does not tell."""
    held = names()
    forms = [
        en for zh, en in held.english.items() if en[:1].isupper() and (zh in held.people or zh not in held.bodies)
    ]
    return frozenset(" ".join(forms).replace(";", " ").lower().split())


def fold(text: str) -> str:
    """``text`` in Simplified characters, half-width, one code point for each of its own where possible."""
    return to_simplified(unicodedata.normalize("NFKC", text))
