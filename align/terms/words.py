"""English words brought to one shape, so that a wording is found inflected and in either spelling.

The shape is a key for comparing, not a word: "recognised", "recognizing" and "recognise" have the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

GAP = "..."
_WORD = re.compile(r"\.\.\.|(?:[A-Za-z]\.){2,}|[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)*['’]?|\d+")
_KEPT = frozenset({
    "according", "accordingly", "beijing", "being", "bring", "building", "concerning", "considering",
    "during", "dumping", "engineering", "evening", "finding", "hearing", "holding", "housing", "king",
    "meaning", "meeting", "morning", "news", "nothing", "offering", "opening", "rating", "red", "ruling",
    "shooting", "something", "spring", "standing", "string", "talks", "thing", "training", "united",
    "warning", "wedding", "wing",
})  # fmt: skip
_VERBS = {
    "met": "meet", "held": "hold", "rose": "rise", "risen": "rise", "grew": "grow", "grown": "grow",
    "fell": "fall", "fallen": "fall", "broke": "break", "broken": "break", "paid": "pay", "led": "lead",
    "taken": "take", "took": "take", "left": "leave", "made": "make", "sought": "seek", "withdrew": "withdraw",
    "withdrawn": "withdraw", "said": "say", "spoke": "speak", "gave": "give", "given": "give", "men": "man",
    "women": "woman", "sued": "sue",
    "suing": "sue", "died": "die", "dying": "die", "used": "use", "tied": "tie", "fishermen": "fisherman",
    "gunmen": "gunman",
}  # fmt: skip
_BRITISH = (
    (re.compile(r"is(e|ed|es|ing|er|ers|ation|ations)$"), r"iz\1"),
    (re.compile(r"our(s|ed|ing|able)?$"), r"or\1"),
    (re.compile(r"([dt]|st)re(s|d)?$"), r"\1er\2"),
    (re.compile(r"(ef|ff|ic|et)ence(s|d)?$"), r"\1ense\2"),
    (re.compile(r"ogramme"), "ogram"),
    (re.compile(r"dgement"), "dgment"),
)


class Word(NamedTuple):
    """A word of a text: its key, itself where it is all capitals (an acronym), and its place."""

    key: str
    acronym: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words and numbers of ``text``, and the gaps of a wording."""
    return [
        Word(word_key(m.group()), _acronym(m.group()), m.start(), m.end()) if m.group() != GAP else _GAP
        for m in _WORD.finditer(text)
    ]


_GAP = Word(GAP, "", 0, 0)


def _acronym(word: str) -> str:
    if not word[0].isupper() or word[1:2].islower():  # nearly every word
        return ""
    bare = re.sub(r"['’]s?$|\.", "", word)
    bare = bare[:-1] if len(bare) > 3 and bare.endswith("s") else bare
    return bare if len(bare) > 1 and bare.isupper() else ""


@lru_cache(maxsize=16384)
def word_key(word: str) -> str:
    """What the inflected and spelling variants of a word have in common."""
    key = re.sub(r"['’]s?$|\.", "", word.lower()).replace("’", "'")
    key = key.replace("é", "e").replace("è", "e")
    if key in _KEPT:
        return key
    key = _VERBS.get(key, key)
    if len(key) > 4:
        for pattern, new in _BRITISH:
            key = pattern.sub(new, key)
    return _strip(key)


def _strip(key: str) -> str:
    """Without the endings of plural, third person, past and -ing, doubled letters and a final e."""
    if len(key) > 4 and key.endswith(("ies", "ied")):
        return key[:-3] + "i"
    if len(key) > 4 and re.search(r"(ch|sh|x|z|ss)es$", key):
        key = key[:-2]
    elif len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        key = key[:-1]
    for ending in ("ed", "ing"):
        bare = key.removesuffix(ending)
        if bare != key and len(bare) >= 3 and re.search("[aeiouy]", bare):
            key = bare
    if key.endswith("y") and len(key) > 3:
        key = key[:-1] + "i"
    if len(key) > 3 and key[-1] == key[-2] and key[-1] not in "aeiou":
        key = key[:-1]
    return key.removesuffix("e") if len(key) > 3 else key
