"""Whether a Chinese and an English name of a speaker mean the same one."""

from __future__ import annotations

import re
from functools import lru_cache

from align.speakers import chinese, english
from align.speakers.lexicon import fold, names, roles
from align.speakers.romanise import given_likeness, is_chinese_name, letters, spellings, surname_spellings
from align.speakers.sounds import sound_likeness

UNKNOWN = 0.5
"""What is said where a name is missing: nothing either way."""
SMALL = frozenset("the a an of and for in at on to from by with s some mr mrs ms dr by who".split())
LESSER = frozenset("senior anonymous local several many former current new chief state national".split())
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
    return _same(zh, en)


def _same(zh: str, en: str) -> float:
    inner = re.findall(r"[A-Za-z][\w .’'&-]*[A-Za-z.]", zh)
    latin = max((_word_overlap(form, en) for form in inner), default=0.0)
    bare = re.sub(r"\([^()]*\)", "", zh).strip(" 《》“”\"") or zh
    en = re.sub(r"['’]s?$", "", en)
    return max(latin, _person_likeness(bare, en), _word_likeness(bare, en))


def _word_overlap(a: str, b: str) -> float:
    left, right = set(_words(a)), set(_words(b))
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right)) if len(left & right) else 0.0


@lru_cache(maxsize=8192)
def _words(en: str) -> tuple[str, ...]:
    """The words of an English name that count, in lower case, plurals as singulars."""
    text = re.sub(r"['’]s\b|\.(?=\s|$)", " ", en.lower().replace("u.s.", "us").replace("u.n.", "un").replace("u.k.", "uk"))
    return tuple(_stem(word) for word in re.split(r"[^\w’'-]+|-(?=[a-z])", text) if word and word not in SMALL)


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else word


@lru_cache(maxsize=8192)
def _person_likeness(zh: str, en: str) -> float:
    """How well two names of people agree; titles are taken off first."""
    mention = chinese.read_source(zh)
    name = fold(mention.speaker) if mention.kind == "person" else zh if chinese.is_personal(zh) else ""
    if not name:
        return 0.0
    read = english.read_source(en)
    words = [w for w in (read.speaker if read.kind == "person" else en).split() if letters(w)]
    if not words or any(w.lower() in english.BODIES for w in words):
        return 0.0
    best = _chinese_likeness(name, words) if is_chinese_name(name) or len(name) <= 3 else 0.0
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
            joined = " ".join(rest)
            # an English given name before a Chinese surname says nothing against it
            return 0.35 if len(letters(joined)) > 2 else 0.2
    return 0.0


@lru_cache(maxsize=8192)
def _sound(zh: str, word: str) -> float:
    """1 where the lexicon knows the pair, else how well they sound alike, 0 for less than chance."""
    listed = {letters(form) for form in names().english.get(zh, "").split(";")}
    if letters(word) in listed or any(letters(word) == letters(part) for form in names().english.get(zh, "").split(";") for part in form.split()):
        return 1.0
    return 0.95 * min(1.0, max(0.0, (sound_likeness(zh, word) - 0.45) / 0.3))


def _foreign_likeness(name: str, words: list[str]) -> float:
    """Match the parts of a transliterated name with Latin words, the shorter list against the longer."""
    parts = [re.sub("[“”\"']", "", part) for part in DOTS.split(name)]
    parts = [part for part in parts if part]
    if not parts:
        return 0.0
    forms = [*words, *("".join(pair) for pair in zip(words, words[1:], strict=False)), "".join(words)]
    if len(parts) == 1:
        return max(max(_sound(parts[0], word) for word in words), 0.97 * max(_sound(parts[0], form) for form in forms))
    last = max(_sound(parts[-1], word) for word in forms)
    if len(words) == 1:
        return max(last, 0.8 * max(_sound(part, words[0]) for part in parts))
    scores = sorted((max(_sound(part, form) for form in forms) for part in parts), reverse=True)
    count = min(len(scores), len(words))
    return 0.5 * last + 0.5 * sum(scores[:count]) / count


@lru_cache(maxsize=2048)
def _senses(piece: str) -> tuple[tuple[str, ...], ...]:
    """English forms of a piece of Chinese, each as words."""
    forms: list[str] = [form for listed in roles().values() for form in listed.get(piece, ())]
    forms += names().english.get(piece, "").split(";") if piece in names().english else []
    return tuple(dict.fromkeys(words for form in forms if (words := _words(form))))


def _pieces(zh: str) -> list[str]:
    """Cut Chinese into pieces that the lists know, the fewest and longest; what they do not know stays together."""
    best: list[tuple[float, int, bool]] = [(0.0, 0, False)]
    for end in range(1, len(zh) + 1):
        options = [(best[end - 1][0] + 1.2, end - 1, False)]
        for start in range(max(0, end - 10), end):
            if _senses(zh[start:end]):
                options.append((best[start][0] + (1.0 if end - start > 1 else 1.15), start, True))
        best.append(min(options))
    cuts: list[tuple[int, int, bool]] = []
    end = len(zh)
    while end:
        _, start, known = best[end]
        if cuts and not known and not cuts[-1][2]:
            cuts[-1] = (start, cuts[-1][1], False)
        else:
            cuts.append((start, end, known))
        end = start
    return [zh[a:b] for a, b, _ in reversed(cuts)]


@lru_cache(maxsize=8192)
def _word_likeness(zh: str, en: str) -> float:
    """How much of each name has its counterpart in the other: the harmonic mean of the two shares."""
    words = _words(en)
    if not words:
        return 0.0
    zh = re.sub("[的之《》“”\"\\s()]|^(?:这|那|该|此)[名位个家]?|^[一某][名位个家]|们$", "", zh)
    met: set[int] = set()
    held = total = 0.0
    for piece in _pieces(zh):
        weight = 0.3 if piece in roles().get("modifier", {}) else float(min(len(piece), 4))
        total += weight
        share, places = _counterpart(piece, words)
        held += weight * share
        met |= places
    sizes = [0.3 if word in LESSER else 1.0 for word in words]
    matched = sum(size for i, size in enumerate(sizes) if i in met)
    if not held or not matched:
        return 0.0
    precision, recall = held / total, matched / sum(sizes)
    return 2 * precision * recall / (precision + recall)


def _counterpart(piece: str, words: tuple[str, ...]) -> tuple[float, set[int]]:
    """How much of one piece the English words have, and which of them."""
    best, places = 0.0, set[int]()
    for sense in _senses(piece):
        at = {i for i, word in enumerate(words) if word in sense}
        share = len({words[i] for i in at}) / len(set(sense))
        if (share, len(at)) > (best, len(places)):
            best, places = share, at
    if best < 1 and len(piece) >= 2:
        joined = "".join(words)
        if is_chinese_name(piece) and joined in spellings(piece):
            return 1.0, set(range(len(words)))
        sound = [(_sound(piece, word), i) for i, word in enumerate(words)]
        top, i = max(sound)
        if top > max(best, 0.4):
            return top, {i}
    return best, places
