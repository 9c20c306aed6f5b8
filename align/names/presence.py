"""Whether a text of the other language has a name: by the lists, by spelling, by sound."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from align.names.chinese import is_said_in_chinese
from align.names.english import is_said_in_english
from align.names.known import index, ours, plain_english
from align.names.lexicon import surnames
from align.names.name import Name
from align.names.people import DOTS, chinese_likeness, foreign_likeness
from align.names.romanise import is_chinese_name, letters, spellings, surname_spellings, syllables
from align.names.shape import NOT_NAME, transliterating
from align.names.sounds import listed_likeness, sound_likeness

HEARD = 0.4
"""Likeness in sound from which on a word may be the name."""
HEARD_LISTED = 0.55
SOUNDS = 0.75
"""The same for a stretch of Chinese that no list knows as a name."""
SOUNDS_LISTED = 0.82
ACRONYM = re.compile(r"\b(?!US\b|UK\b|TV\b|AI\b)[A-Z][A-Z&]{1,6}s?\b")
CAPITALS = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [A-Z][\w’'-]*)*")


@cache
def english_form(text: str) -> str:
    """A text as the forms of names are looked up in it, a space at either end."""
    return f" {plain_english(text)} "


def in_english(name: Name, text: str) -> bool:
    """Whether an English text has the Chinese ``name``, or something that may stand for it."""
    if is_said_in_english(name, english_form(text)):
        return True
    if name.kind == "body":
        return has_acronym(text)
    if name.text in ours():
        return False
    if name.kind in ("place", "person") and any(
        len(f) > 4 and f" {f[:5]}" in english_form(text) for f in name.renderings
    ):
        return True  # Catalonia and Catalans
    if name.kind in ("country", "office"):
        return False
    runs = CAPITALS.findall(text)
    if is_chinese_name(name.text) and any(_spelt(name.text, run) for run in runs):
        return True
    if name.kind == "place" and any(
        "".join(syllables(name.text.rstrip("市省县州区"))) in letters(run) for run in runs
    ):
        return True
    if name.group == "chinese" or "".join(syllables(name.text)) in name.renderings:
        return False
    words = [w for run in runs for w in run.split()]
    last = DOTS.split(name.text)[-1]
    least = HEARD_LISTED if name.renderings else HEARD
    return any(listed_likeness(part, w) >= least for part in {last, name.text} for w in words) or any(
        foreign_likeness(name.text, run.split()) >= least for run in runs
    )


def _spelt(name: str, run: str) -> bool:
    """Whether a run of capitalised words has a Chinese name, in part or freely spelt."""
    words = run.split()
    joined = letters(run)
    if any(form in joined for form in spellings(name)):
        return True
    if len(words) == 1:
        return letters(run) in surname_spellings(name)
    pairs = [words[i : i + n] for n in (2, 3) for i in range(len(words) - n + 1)]
    return any(chinese_likeness(name, pair) >= 0.5 for pair in pairs)


def in_chinese(name: Name, text: str) -> bool:
    """Whether a Simplified text has the English ``name``, or something that may stand for it."""
    if is_said_in_chinese(name, text):
        return True
    if name.kind in ("country", "office") or (name.kind == "place" and name.text in ours()):
        return False
    if name.kind == "body":
        return has_acronym(text)
    words = name.text.removesuffix("'s").removesuffix("’s").split()
    if any(len(w) > 2 and w.lower() in text.lower() for w in words):
        return True  # in Latin letters
    if any(_read_so(letters(w), text) for w in words if len(w) > 2):
        return True
    if name.group == "chinese":
        return any(chinese_likeness(form, words) >= 0.5 for form in native_stretches(text))
    # of a name that the lists know, a rendering that they do not know must be near
    least = SOUNDS_LISTED if name.renderings else SOUNDS
    return any(sound_likeness(piece, w) >= least for piece in _pieces(text) for w in words if len(w) > 2)


@lru_cache(maxsize=512)
def has_acronym(text: str) -> bool:
    """Whether a text has initials that the lists do not know, which may stand for any institution: BMA, NHS."""
    return any(found.lower() not in index().english for found in ACRONYM.findall(text))


def _read_so(heard: str, text: str) -> bool:
    """Whether characters of the text are read as a word: two to four of them, or one that is a surname."""
    said = syllables("".join(c if "\u4e00" <= c <= "\u9fff" else "" for c in text))
    if any("".join(said[i : i + n]) == heard for i in range(len(said)) for n in (2, 3, 4)):
        return True
    return any(heard in surname_spellings(form) for form in native_stretches(text))


@lru_cache(maxsize=512)
def native_stretches(text: str) -> frozenset[str]:
    """Every stretch that is built like a Chinese name."""
    known = surnames()
    found = [
        text[i : i + n]
        for i in range(len(text))
        if text[i] in known or text[i : i + 2] in known
        for n in (2, 3, 4)
    ]
    return frozenset(form for form in found if is_chinese_name(form))


@lru_cache(maxsize=512)
def _pieces(text: str) -> frozenset[str]:
    """Every stretch in characters of transliterations."""
    out = set()
    for i in range(len(text)):
        for n in range(2, 7):
            if i + n > len(text) or text[i + n - 1] in NOT_NAME or text[i + n - 1] not in transliterating():
                break
            if text[i] in transliterating() and text[i] not in NOT_NAME:
                out.add(text[i : i + n])
    return frozenset(out)
