"""Chinese people whose names are spelt with one syllable that is not theirs: 杨立明, Yang Liping."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from align.names.name import Name
from align.names.presence import native_stretches
from align.names.romanise import letters, surname_of, surname_spellings, syllable_pairs, wade_giles

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
    for surname, given in (words, words[::-1]):
        forms = [form for form in native_stretches(text) if _has_surname(form, letters(surname))]
        heard = list(syllable_pairs(letters(given))) if forms else []
        for form in sorted(forms, key=text.index):
            right = max((_right(pair, form[-_GIVEN:]) for pair in heard), default=0)
            if right == _GIVEN:
                return None
            near = form if right == 1 and near is None else near
    return near


def _has_surname(form: str, surname: str) -> bool:
    return len(form) - len(surname_of(form)) == _GIVEN and surname in surname_spellings(form)


def _right(heard: tuple[str, str], given: str) -> int:
    """How many of two syllables the two characters are read as."""
    return sum(s in _readings(c) for s, c in zip(heard, given, strict=True))


@lru_cache(maxsize=1024)
def _readings(char: str) -> frozenset[str]:
    """Every way to read a character, in pinyin without tones and as Wade and Giles write it."""
    from pypinyin.constants import PINYIN_DICT

    marked = PINYIN_DICT.get(ord(char), "").split(",")
    plain = {unicodedata.normalize("NFD", one).replace("u\u0308", "v") for one in marked if one}
    heard = {"".join(c for c in one if c.isascii()) for one in plain}
    spelt = {one.replace("v", vowel) for one in heard for vowel in ("v", "u", "yu", "ue")}
    return frozenset(spelt | {wade_giles(one) for one in heard})
