"""The lists behind the speakers: names and words in both languages (align/resources), read when first asked for.

names.tsv.gz is free of conditions but notice, names-sharealike.tsv.gz is CC BY-SA, roles.tsv is our own.
All Chinese is looked up in Simplified characters: :func:`fold` brings a text to them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

PACKED = ("names.tsv.gz", "names-sharealike.tsv.gz")


class Names(NamedTuple):
    """The lists by kind: Chinese to English names set apart by semicolons."""

    english: Mapping[str, str]
    people: frozenset[str]
    places: frozenset[str]
    bodies: frozenset[str]
    simplified: Mapping[int, str]


def _lines(name: str) -> Iterator[list[str]]:
    import gzip
    from importlib.resources import files

    data = files("align").joinpath("resources", name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


@cache
def names() -> Names:
    """Both packed lists, read once."""
    english: dict[str, str] = {}
    kinds: dict[str, set[str]] = {"person": set(), "place": set(), "org": set(), "name": set(), "word": set()}
    simplified: dict[int, str] = {}
    for file in PACKED:
        for zh, kind, en in _lines(file):
            if kind == "char":
                simplified[ord(zh)] = en
                continue
            english[zh] = f"{english[zh]};{en}" if zh in english else en
            kinds[kind].add(zh)
    places = frozenset(kinds["place"])
    return Names(english, frozenset(kinds["person"] - places), places, frozenset(kinds["org"]), simplified)


@cache
def roles() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Our own list: kind (title, body, group, document, country, modifier) to Chinese to English."""
    out: dict[str, dict[str, tuple[str, ...]]] = {}
    for zh, kind, en in _lines("roles.tsv"):
        out.setdefault(kind, {})[zh] = tuple(en.split(";"))
    return out


@cache
def english_words(kind: str) -> frozenset[str]:
    """Every English form of one kind of :func:`roles`, in lower case."""
    return frozenset(form for forms in roles().get(kind, {}).values() for form in forms)


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
    return frozenset(
        word
        for zh, forms in held.english.items()
        if zh in held.people or zh not in held.bodies
        for form in forms.split(";")
        if form[:1].isupper()
        for word in form.lower().split()
    )


def fold(text: str) -> str:
    """``text`` in Simplified characters, half-width, one code point for each of its own where possible."""
    return unicodedata.normalize("NFKC", text).translate(names().simplified)


def same_length_fold(text: str) -> str:
    """``text`` in Simplified characters, of the same length, so that positions stay."""
    return text.translate(names().simplified)
