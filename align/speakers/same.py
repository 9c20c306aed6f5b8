"""Whether a Chinese and an English name of a speaker mean the same one."""

from __future__ import annotations

import re
from functools import lru_cache

from align.names.lexicon import english_places, fold, word_list
from align.names.people import chinese_likeness, foreign_likeness
from align.names.romanise import (
    is_chinese_name,
    letters,
    surname_of,
    surname_spellings,
)
from align.names.shape import is_personal
from align.names.wording import content_words, word_likeness
from align.speakers import chinese, english

UNKNOWN = 0.5
"""What is said where a name is missing: nothing either way."""


@lru_cache(maxsize=8192)
def same_speaker(zh: str, en: str) -> float:
    """How likely, 0 to 1, the Chinese and the English name are one speaker's; 0.5 where either is unknown.

    People are compared by spelling and sound, institutions and descriptions word by word.
    """
    if not zh.strip() or not en.strip():
        return UNKNOWN
    zh, en = fold(zh).strip(), en.strip()
    several = [part for part in re.split("[、，]|和|与|及", zh) if part]
    many = [part for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", en) if part]
    if len(several) == len(many) > 1:
        return sum(max(_same(a, b) for b in many) for a in several) / len(several)
    return _same(zh, en) * (1.0 if len(several) == len(many) or min(len(several), len(many)) > 1 else 0.6)


def _same(zh: str, en: str) -> float:
    inner = re.findall(r"[A-Za-z][\w .’'&-]*[A-Za-z.]", zh)
    latin = max((_word_overlap(form, en) for form in inner), default=0.0)
    bare = re.sub(r"\([^()]*\)", "", zh).strip(' 《》“”"') or zh
    en = re.sub(r"['’]s?$|\s*\([A-Z]{2,}\)$", "", en)
    bare = re.sub("(?<=..)方面$", "", bare)
    return max(latin, _person_likeness(bare, en), word_likeness(bare, en))


def _word_overlap(a: str, b: str) -> float:
    left, right = set(content_words(a)), set(content_words(b))
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right)) if len(left & right) else 0.0


@lru_cache(maxsize=8192)
def _person_likeness(zh: str, en: str) -> float:
    """How well two names of people agree; titles are taken off first."""
    mention = chinese.read_source(zh)
    name = fold(mention.speaker) if mention.kind == "person" else zh if is_personal(zh) else ""
    if not name and mention.kind == "role" and mention.speaker.endswith(mention.head):
        stem = fold(mention.speaker[: -len(mention.head)])
        name = stem if stem and stem == surname_of(stem) else ""
    if not name:
        return 0.0
    read = english.read_source(en)
    words = [w.strip('“”"') for w in (read.speaker if read.kind == "person" else en).split() if letters(w)]
    if not words or not all(w[0].isupper() or w in word_list("en particles") or "-" in w for w in words):
        return 0.0
    best = chinese_likeness(name, words) if is_chinese_name(name) or len(name) <= 3 else 0.0
    is_place = not best and " ".join(words).lower() in english_places()  # Lu is a surname, and a state of old
    if is_place or any(w.lower() in word_list("en bodies") for w in words):
        return 0.0
    if best or (is_chinese_name(name) and any(letters(word) in surname_spellings(name) for word in words)):
        return best
    return max(best, foreign_likeness(name, words) if len(name) > 1 else 0.0)
