"""Chinese people whose names are spelt with one syllable that is not theirs: 杨立明, Yang Liping."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from align.names.lexicon import surnames
from align.names.name import Name
from align.names.romanise import every_syllable, letters, surname_of, surname_spellings, wade_giles

_GIVEN = 2
"""Characters of a given name; of one alone nothing would be left to know it by."""


def misspelt(name: Name, text: str) -> str | None:
    """The name in a Simplified text that the English ``name`` spells but for one syllable of the given name.

    None where the text has a name that is spelt so, or none that is near; of spellings only pinyin is read.
    """
    words = name.text.split()
    if name.kind != "person" or len(words) != 2 or re.search(r"[-'’.]", name.text):
        return None
    near = None
    for surname, given in ((words[0], words[1]), (words[1], words[0])):
        split = list(_split(letters(given)))
        for form in _like(letters(surname), text) if split else ():
            right = max(
                sum(s in _readings(c) for s, c in zip(pair, form[-_GIVEN:], strict=True)) for pair in split
            )
            if right == _GIVEN:
                return None
            near = form if right == 1 and near is None else near
    return near


def _split(given: str) -> Iterator[tuple[str, str]]:
    """The two syllables of a given name in pinyin."""
    known = every_syllable()
    for at in range(1, len(given)):
        if given[:at] in known and given[at:] in known:
            yield given[:at], given[at:]


def _like(surname: str, text: str) -> Iterator[str]:
    """Stretches of a text that are built like a name with this surname."""
    for at, char in enumerate(text):
        first = surname_of(text[at : at + 2]) if char in surnames() or text[at : at + 2] in surnames() else ""
        form = text[at : at + len(first) + _GIVEN]
        if first and len(form) == len(first) + _GIVEN and surname in surname_spellings(form):
            yield form


@lru_cache(maxsize=1024)
def _readings(char: str) -> frozenset[str]:
    """Every way to read a character, in pinyin without tones and as Wade and Giles write it."""
    from pypinyin.constants import PINYIN_DICT

    marked = PINYIN_DICT.get(ord(char), "").split(",")
    plain = {unicodedata.normalize("NFD", one).replace("u\u0308", "v") for one in marked if one}
    heard = {"".join(c for c in one if c.isascii()) for one in plain}
    spelt = {one.replace("v", vowel) for one in heard for vowel in ("v", "u", "yu", "ue")}
    return frozenset(spelt | {wade_giles(one) for one in heard})
