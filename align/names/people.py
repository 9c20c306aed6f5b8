"""A person's name in Chinese and in Latin letters: Chinese people by spelling, foreign ones by sound."""

from __future__ import annotations

import re
from itertools import pairwise

from align.names.lexicon import word_list
from align.names.romanise import given_likeness, letters, spellings, surname_spellings
from align.names.sounds import listed_likeness

DOTS = re.compile("[·•・‧∙\\s]")


def chinese_likeness(name: str, words: list[str]) -> float:
    """How well the words of a Latin name may spell a Chinese one, 0 to 1."""
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


def foreign_likeness(name: str, words: list[str]) -> float:
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
