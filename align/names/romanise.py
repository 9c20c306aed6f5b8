"""Chinese names in Latin letters: pinyin, Wade-Giles and Cantonese spellings, in either order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial

from align.names.lexicon import surnames

KIN = ("bpfvw", "dt", "gkqhjcxszty", "lnr", "m", "aeiouyhj", "wh", "wy")
"""First letters that different spellings of one syllable may have."""

WADE = "zh>ch ch>ch q>ch j>ch x>hs z>ts c>ts r>j b>p d>t g>k"
WADE_WHOLE = """zi>tzu ci>tzu si>ssu zhi>chih chi>chih shi>shih ri>jih xu>hsu yu>yu he>ho ge>ko ke>ko e>o yi>i
    you>yu jie>chieh gui>kuei"""
"""Initials, and whole syllables that the rules do not give: pinyin > Wade-Giles."""


def letters(text: str) -> str:
    """The letters of a Latin name in lower case, without accents, marks and spaces."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if "a" <= c <= "z")


@cache
def _reader() -> Callable[[str], list[str]]:
    """Pypinyin without its phrases, which take a tenth of a second to load and tell little of names."""
    import os

    settings = ("PYPINYIN_NO_PHRASES", "PYPINYIN_NO_DICT_COPY")
    added = [name for name in settings if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "true"))
    try:
        from pypinyin import Style, lazy_pinyin
    finally:
        for name in added:
            del os.environ[name]
    return partial(lazy_pinyin, style=Style.NORMAL, v_to_u=False, errors="ignore")


@lru_cache(maxsize=4096)
def syllables(name: str) -> tuple[str, ...]:
    """Pinyin of each character, without tones; a surname in the reading that it has as a surname."""
    heard = tuple(_reader()(name))
    reading = surnames().get(name[:1], ("",))[0]
    if reading and len(heard) == len(name) <= 3:
        return (reading, *heard[1:])
    return heard


@cache
def every_syllable() -> frozenset[str]:
    """The syllables of pinyin, without tones: the first reading of every character."""
    _reader()  # before the list, which it reads in a way of its own
    from pypinyin.constants import PINYIN_DICT

    marked = {PINYIN_DICT[c].split(",")[0] for c in range(0x4E00, 0x9FA6) if c in PINYIN_DICT}
    bare = (unicodedata.normalize("NFD", syllable).replace("u\u0308", "v") for syllable in marked)
    return frozenset("".join(c for c in syllable if c.isascii()) for syllable in bare)


def syllable_pairs(word: str) -> Iterator[tuple[str, str]]:
    """The ways to read a word in small letters as two syllables of pinyin."""
    known = every_syllable()
    for at in range(1, len(word)):
        if word[:at] in known and word[at:] in known:
            yield word[:at], word[at:]


@cache
def wade_giles(syllable: str) -> str:
    """A pinyin syllable in Wade-Giles without its apostrophes, as names are commonly written."""
    whole = dict(rule.split(">") for rule in WADE_WHOLE.split())
    if syllable in whole:
        return whole[syllable]
    for initial, old in (rule.split(">") for rule in WADE.split()):
        if syllable.startswith(initial):
            syllable = old + syllable[len(initial) :]
            break
    syllable = re.sub("ong$", "ung", syllable)
    syllable = re.sub("ian$", "ien", syllable)
    syllable = re.sub("(?<=[tlnsj])uo$|(?<=ch)uo$", "o", syllable)
    return re.sub("^yan$", "yen", re.sub("ie$", "ieh", re.sub("ue$", "ueh", syllable)))


def surname_of(name: str) -> str:
    """The surname that a Chinese name starts with, or ""."""
    if len(name) > 1 and name[:2] in surnames():
        return name[:2]
    return name[:1] if name[:1] in surnames() else ""


def is_chinese_name(name: str) -> bool:
    """Whether ``name`` is built like a Chinese person's: a surname and one or two characters."""
    surname = surname_of(name)
    return bool(surname) and 1 <= len(name) - len(surname) <= 2


def spellings(name: str) -> frozenset[str]:
    """Every way to write a Chinese name in Latin letters without marks, either order, whole or the surname."""
    heard = syllables(name)
    cut = max(1, len(surname_of(name)))
    out: set[str] = set()
    for way in (heard, tuple(wade_giles(s) for s in heard)):
        first, last = "".join(way[:cut]), "".join(way[cut:])
        out |= {first + last, last + first}
    return frozenset(out | {form.replace("v", "u") for form in out} | {form.replace("v", "yu") for form in out})


def surname_spellings(name: str) -> frozenset[str]:
    """Every way to write the surname of a Chinese name."""
    surname = surname_of(name) or name[:1]
    heard = "".join(syllables(surname))
    return frozenset({heard, wade_giles(heard)}) | surnames().get(surname, ("", frozenset()))[1]


def given_likeness(name: str, given: str) -> bool:
    """Whether ``given`` (Latin) may be a Cantonese, Korean or freer spelling of the given name of ``name``."""
    heard = syllables(name)[max(1, len(surname_of(name))) :]
    parts = [letters(part) for part in re.split(r"[-\s]+", given) if letters(part)]
    if not heard or len(parts) < len(heard):
        return False
    near = zip(heard, parts, strict=False)
    return all(len(b) <= 2 * len(a) + 1 and any(a[0] in kin and b[0] in kin for kin in KIN) for a, b in near)
