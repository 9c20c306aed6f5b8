"""Whether a Chinese and an English name of a speaker mean the same one."""

from __future__ import annotations

import re
from functools import lru_cache

from align.speakers import chinese, english
from align.speakers.lexicon import fold, names, roles, words
from align.speakers.romanise import given_likeness, is_chinese_name, letters, spellings, surname_of, surname_spellings
from align.speakers.sounds import sound_likeness

UNKNOWN = 0.5
"""What is said where a name is missing: nothing either way."""
SMALL = frozenset("the a an of and for in at on to from by with s some mr mrs ms dr by who".split())
LESSER = frozenset("senior anonymous local several many former current new chief state national small group number".split())
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
    bare = re.sub(r"\([^()]*\)", "", zh).strip(" 《》“”\"") or zh
    en = re.sub(r"['’]s?$|\s*\([A-Z]{2,}\)$", "", en)
    bare = re.sub("(?<=..)方面$", "", bare)
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
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 2 else word


@lru_cache(maxsize=8192)
def _person_likeness(zh: str, en: str) -> float:
    """How well two names of people agree; titles are taken off first."""
    mention = chinese.read_source(zh)
    name = fold(mention.speaker) if mention.kind == "person" else zh if chinese.is_personal(zh) else ""
    if not name and mention.kind == "role" and mention.speaker.endswith(mention.head):
        stem = fold(mention.speaker[: -len(mention.head)])
        name = stem if stem and stem == surname_of(stem) else ""
    if not name:
        return 0.0
    read = english.read_source(en)
    words = [w.strip("“”\"") for w in (read.speaker if read.kind == "person" else en).split() if letters(w)]
    if not words or not all(w[0].isupper() or w in english.PARTICLES or "-" in w for w in words):
        return 0.0
    if any(w.lower() in english.BODIES for w in words) or " ".join(words).lower() in english.english_places():
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
            return 0.6 if rest[0].lower() in english.MALE | english.FEMALE else 0.2
    return 0.0


@lru_cache(maxsize=8192)
def _sound(zh: str, word: str) -> float:
    """1 where the lexicon knows the pair, else how well they sound alike, 0 for less than chance."""
    listed = {letters(form) for form in names().english.get(zh, "").split(";")}
    if letters(word) in listed or any(letters(word) == letters(part) for form in names().english.get(zh, "").split(";") for part in form.split()):
        return 1.0
    heard = 0.95 * min(1.0, max(0.0, (sound_likeness(zh, word) - 0.45) / 0.3))
    return 0.45 * heard if zh in names().english and sound_likeness(zh, word) < 0.85 else heard


def _foreign_likeness(name: str, words: list[str]) -> float:
    """Match the parts of a transliterated name with Latin words, the shorter list against the longer."""
    parts = [re.sub("[“”\"']", "", part) for part in DOTS.split(name)]
    parts = [part for part in parts if part]
    if not parts:
        return 0.0
    forms = [*words, *("".join(pair) for pair in zip(words, words[1:], strict=False)), "".join(words)]
    if len(parts) == 1:
        return max(max(_sound(parts[0], word) for word in words), 0.97 * max(_sound(parts[0], form) for form in forms))
    last = max(_sound(parts[-1], form) for form in forms[1:] or forms)
    if len(words) == 1:
        return max(last, 0.8 * max(_sound(part, words[0]) for part in parts))
    given = max(_sound(part, form) for part in parts[:-1] for form in (*words[:-1], "".join(words[:-1])))
    return last * (0.3 + 0.7 * given)


@lru_cache(maxsize=2048)
def _senses(piece: str) -> tuple[tuple[str, ...], ...]:
    """English forms of a piece of Chinese, each as words."""
    forms: list[str] = [form for listed in roles().values() for form in listed.get(piece, ())]
    for held in (names().english, words()):
        forms += held[piece].split(";") if piece in held else []
    return tuple(dict.fromkeys(terms for form in forms if (terms := _words(form))))


def _pieces(zh: str, every: bool) -> list[str]:
    """Cut Chinese into pieces that the lists know, the fewest and longest; what they do not know stays together.

    Without ``every`` entries of more than four characters are cut too, so that 选举委员会 is 选举 and 委员会.
    """
    best: list[tuple[float, int, bool]] = [(0.0, 0, False)]
    for end in range(1, len(zh) + 1):
        options = [(best[end - 1][0] + 1.2, end - 1, False)]
        for start in range(max(0, end - 10), end):
            if _senses(zh[start:end]) and (every or end - start <= 4):
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
    """How much of each name has its counterpart in the other: the harmonic mean of the two shares.

    Less where the nouns that carry the two names do not meet, where the countries differ, or where each side
    has a proper name that the other has not.
    """
    terms = _words(en)
    if not terms:
        return 0.0
    proper = _proper(en, terms)
    zh = re.sub("^(?:一些|有些|多名|多位|几名|部分)", "", zh)
    zh = re.sub("[的之《》“”\"\\s()]|^(?:这|那|该|此)[名位个家]?|^[一某](?:名|位|个|家|小?群)|们$", "", zh)
    return max(_pieces_likeness(_pieces(zh, every), en, terms, proper) for every in (True, False))


def _pieces_likeness(pieces: list[str], en: str, terms: tuple[str, ...], proper: frozenset[int]) -> float:
    met: set[int] = set()
    held = total = 0.0
    lone = head = False
    for piece in pieces:
        weight = 0.3 if piece in roles().get("modifier", {}) else float(min(len(piece), 4))
        total += weight
        share, places = _counterpart(piece, terms, proper)
        held += weight * share
        met |= places
        lone |= share < 0.3 and _is_proper(piece)
        head = share > 0
    sizes = [0.3 if word in LESSER else 1.0 for word in terms]
    matched = sum(size for i, size in enumerate(sizes) if i in met)
    if not held or not matched:
        return 0.0
    precision, recall = held / total, matched / sum(sizes)
    score = 2 * precision * recall / (precision + recall)
    if not head or _head(en, terms) not in met:
        score *= 0.6
    if _countries_differ(pieces, terms):
        score *= 0.4
    elif lone and any(i not in met for i in proper):
        score *= 0.6
    return score


def _proper(en: str, terms: tuple[str, ...]) -> frozenset[int]:
    """Which terms are written with a capital, the first only where more of them are."""
    capital = {stem for word in re.findall(r"[A-Z][\w’'.-]*", en) for stem in _words(word)}
    return frozenset(i for i, word in enumerate(terms) if word in capital)


def _head(en: str, terms: tuple[str, ...]) -> int:
    """Index of the noun that carries an English name: the last before "of", "in" and the like."""
    en = re.sub(r"^.*?\b(?:group|number|pair|couple|one|majority|team) of\s+", "", en) if not en[:1].isupper() else en
    offset = len(terms) - len(_words(en))
    front = _words(re.split(r"(?<=\w)\s+(?:of|in|at|from|for|to|on|and|who)\s", en, maxsplit=1)[0])
    return offset + len(front) - 1 if front else len(terms) - 1


def _is_proper(piece: str) -> bool:
    held = names()
    known = piece in held.english
    if any(piece in listed for kind, listed in roles().items() if kind != "country"):
        return False
    return not _senses(piece) or piece in held.people or (known and held.english[piece][:1].isupper() and piece not in roles()["body"])


@lru_cache(maxsize=1)
def _countries() -> dict[str, frozenset[str]]:
    held = {zh: frozenset(word for form in forms for word in _words(form)) for zh, forms in roles()["country"].items()}
    every = frozenset().union(*held.values())
    for side, forms in roles()["group"].items():
        if meant := every & {word for form in forms for word in _words(form)}:
            held[side] = meant
    return held


def _countries_differ(pieces: list[str], terms: tuple[str, ...]) -> bool:
    """Whether both name countries, and none in common."""
    mine = [forms for piece in pieces if (forms := _countries().get(piece))]
    theirs = {word for word in terms if any(word in forms for forms in _countries().values())} - {"south", "north", "arab", "new"}
    return bool(mine and theirs) and not any(forms & theirs for forms in mine)


def _counterpart(piece: str, terms: tuple[str, ...], proper: frozenset[int]) -> tuple[float, set[int]]:
    """How much of one piece the English terms have, and which of them."""
    best, places = 0.0, set[int]()
    for sense in _senses(piece):
        at = {i for i, word in enumerate(terms) if word in sense}
        share = len({terms[i] for i in at}) / len(set(sense))
        if (share, len(at)) > (best, len(places)):
            best, places = share, at
    if best < 1 and len(piece) >= 2 and _is_proper(piece):
        for size in (3, 2, 1):
            for start in range(len(terms) - size + 1):
                if is_chinese_name(piece) and letters("".join(terms[start : start + size])) in spellings(piece):
                    return 1.0, set(range(start, start + size))
        if is_chinese_name(piece) and any(letters(term) in surname_spellings(piece) for term in terms):
            return best, places
        top, i = max(((_sound(piece, terms[i]), i) for i in proper), default=(0.0, 0))
        if top > max(best, 0.4):
            return top, {i}
    return best, places
