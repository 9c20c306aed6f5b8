"""How alike a foreign name and its Chinese transliteration sound: 克里 and Kerry, 默克尔 and Merkel.

Both are brought to rough letters and compared by an edit distance in which vowels weigh little and
consonants of one place of the mouth are near each other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from align.names.lexicon import names
from align.names.romanise import letters, syllables

CLASSES = ("bpfvwm", "dt", "gkqhx", "jzcsqx", "lr", "mn", "yi", "wu", "fh", "wv", "jdt", "gjk")
VOWELS = frozenset("aeiouy")
LATIN = """tsch>c sch>s tch>c ough>o augh>a igh>i ch>c sh>s ph>f th>s ck>k qu>ku x>ks wh>w kn>n wr>r gh>g dg>j ng>n
    ce>se ci>si cy>si c>k q>k y>i"""
"""How English spelling sounds, in the order in which the rules apply."""
PINYIN = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n")]


def _squeeze(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


@lru_cache(maxsize=8192)
def latin_sound(word: str) -> str:
    """Rough letters of a Latin name."""
    text = letters(word)
    text = re.sub("(?<=[aeiou])r(?![aeiouy])", "R", text)  # a weak r, often unheard in Chinese
    text = re.sub("e$", "", text) if len(text) > 3 else text
    for old, new in (rule.split(">") for rule in LATIN.split()):
        # c made of ch and the like must not turn into k below
        text = text.replace(old, new.upper() if new == "c" else new)
    return _squeeze(text.replace("C", "c"))


@lru_cache(maxsize=8192)
def chinese_sound(name: str) -> str:
    """Rough letters of a Chinese transliteration: 尔 and 耳 are an l or an r."""
    out = []
    for syllable in syllables(name):
        heard = "l" if syllable == "er" else syllable
        for old, new in PINYIN:
            heard = heard.replace(old, new)
        out.append(heard)
    return _squeeze("".join(out).replace("v", "u"))


@lru_cache(maxsize=4096)
def _swap(a: str, b: str) -> float:
    if a == b:
        return 0.0
    a, b = a.lower(), b.lower()
    if a in VOWELS and b in VOWELS:
        return 0.15
    if a == b or any(a in kin and b in kin for kin in CLASSES):
        return 0.3
    return 1.1


def _gap(letter: str) -> float:
    if letter in VOWELS:
        return 0.2
    return 0.35 if letter in "hRwy" else 0.5 if letter in "nlrdtskg" else 0.8


@lru_cache(maxsize=8192)
def sound_likeness(zh: str, en: str) -> float:
    """0 to 1: how well ``zh``, a transliteration, sounds like ``en``, one word."""
    a, b = chinese_sound(zh), latin_sound(en)
    if not a or not b:
        return 0.0
    row = [0.0]
    for letter in b:
        row.append(row[-1] + _gap(letter))
    for x in a:
        new = [row[0] + _gap(x)]
        for j, y in enumerate(b):
            new.append(min(row[j] + _swap(x, y), row[j + 1] + _gap(x), new[j] + _gap(y)))
        row = new
    size = sum(0.5 if c in VOWELS else 1.0 for c in a + b) / 2
    return max(0.0, 1 - row[-1] / size)


@lru_cache(maxsize=8192)
def listed_likeness(zh: str, word: str) -> float:
    """1 where the lexicon knows the pair, else how well they sound alike, 0 for less than chance."""
    listed = {letters(form) for form in names().english.get(zh, "").split(";")}
    if letters(word) in listed or any(
        letters(word) == letters(part) for form in names().english.get(zh, "").split(";") for part in form.split()
    ):
        return 1.0
    heard = 0.95 * min(1.0, max(0.0, (sound_likeness(zh, word) - 0.45) / 0.3))
    return 0.45 * heard if zh in names().english and sound_likeness(zh, word) < 0.85 else heard
