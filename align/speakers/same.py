"""Whether a Chinese and an English name of a speaker mean the same one."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from align.names.lexicon import english_places, fold, word_list
from align.names.romanise import (
    given_likeness,
    is_chinese_name,
    letters,
    spellings,
    surname_of,
    surname_spellings,
)
from align.names.shape import is_personal
from align.names.sounds import listed_likeness
from align.names.wording import content_words, word_likeness
from align.speakers import chinese, english

UNKNOWN = 0.5
"""What is said where a name is missing: nothing either way."""
DOTS = re.compile("[·•・‧∙\\s]")


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
    if any(w.lower() in word_list("en bodies") for w in words) or " ".join(words).lower() in english_places():
        return 0.0
    best = _chinese_likeness(name, words) if is_chinese_name(name) or len(name) <= 3 else 0.0
    if best or (is_chinese_name(name) and any(letters(word) in surname_spellings(name) for word in words)):
        return best
    return max(best, _foreign_likeness(name, words) if len(name) > 1 else 0.0)


def _chinese_likeness(name: str, words: list[str]) -> float:
    if letters("".join(words)) in spellings(name):
        return 1.0
    surnames = surname_spellings(name)
    if len(words) == 1:
        return 0.8 if letters(words[0]) in surnames else 0.0
    for at in (-1, 0):
        if letters(words[at]) in surnames:
            rest = words[:-1] if at else words[1:]
            if len(name) == 1:
                return 0.7
            if given_likeness(name, " ".join(rest)):
                return 0.85
            # an English given name before a Chinese surname says nothing against it
            return 0.6 if rest[0].lower() in word_list("en male") | word_list("en female") else 0.2
    return 0.0


def _foreign_likeness(name: str, words: list[str]) -> float:
    """Match the parts of a transliterated name with Latin words, the shorter list against the longer."""
    parts = [re.sub("[“”\"']", "", part) for part in DOTS.split(name)]
    parts = [part for part in parts if part]
    if not parts:
        return 0.0
    forms = [*words, *("".join(pair) for pair in pairwise(words)), "".join(words)]
    if len(parts) == 1:
        return max(
            max(listed_likeness(parts[0], word) for word in words),
            0.97 * max(listed_likeness(parts[0], form) for form in forms),
        )
    last = max(listed_likeness(parts[-1], form) for form in forms[1:] or forms)
    if len(words) == 1:
        return max(last, 0.8 * max(listed_likeness(part, words[0]) for part in parts))
    given = max(listed_likeness(part, form) for part in parts[:-1] for form in (*words[:-1], "".join(words[:-1])))
    return last * (0.3 + 0.7 * given)
