"""Institutions and descriptions compared word by word: 美国国务院 and the US State Department."""

from __future__ import annotations

import re
from functools import lru_cache

from align.names.lexicon import names, roles, word_list, words
from align.names.romanise import is_chinese_name, letters, spellings, surname_spellings
from align.names.sounds import listed_likeness


@lru_cache(maxsize=8192)
def content_words(en: str) -> tuple[str, ...]:
    """The words of an English name that count, in lower case, plurals as singulars."""
    text = re.sub(
        r"['’]s\b|\.(?=\s|$)", " ", en.lower().replace("u.s.", "us").replace("u.n.", "un").replace("u.k.", "uk")
    )
    return tuple(
        _stem(word)
        for word in re.split(r"[^\w’'-]+|-(?=[a-z])", text)
        if word and word not in word_list("en small")
    )


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 2 else word


@lru_cache(maxsize=2048)
def _senses(piece: str) -> tuple[tuple[str, ...], ...]:
    """English forms of a piece of Chinese, each as words."""
    forms: list[str] = [form for listed in roles().values() for form in listed.get(piece, ())]
    for held in (names().english, words()):
        forms += held[piece].split(";") if piece in held else []
    return tuple(dict.fromkeys(terms for form in forms if (terms := content_words(form))))


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
def word_likeness(zh: str, en: str) -> float:
    """How much of each name has its counterpart in the other: the harmonic mean of the two shares.

    Less where the nouns that carry the two names do not meet, where the countries differ, or where each side
    has a proper name that the other has not.
    """
    terms = content_words(en)
    if not terms:
        return 0.0
    proper = _proper(en, terms)
    zh = re.sub("^(?:一些|有些|多名|多位|几名|部分)", "", zh)
    zh = re.sub('[的之《》“”"\\s()]|^(?:这|那|该|此)[名位个家]?|^[一某](?:名|位|个|家|小?群)|们$', "", zh)
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
    sizes = [0.3 if word in word_list("en lesser") else 1.0 for word in terms]
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
    capital = {stem for word in re.findall(r"[A-Z][\w’'.-]*", en) for stem in content_words(word)}
    return frozenset(i for i, word in enumerate(terms) if word in capital)


def _head(en: str, terms: tuple[str, ...]) -> int:
    """Index of the noun that carries an English name: the last before "of", "in" and the like."""
    en = (
        re.sub(r"^.*?\b(?:group|number|pair|couple|one|majority|team) of\s+", "", en)
        if not en[:1].isupper()
        else en
    )
    offset = len(terms) - len(content_words(en))
    front = content_words(re.split(r"(?<=\w)\s+(?:of|in|at|from|for|to|on|and|who)\s", en, maxsplit=1)[0])
    return offset + len(front) - 1 if front else len(terms) - 1


def _is_proper(piece: str) -> bool:
    held = names()
    known = piece in held.english
    if any(piece in listed for kind, listed in roles().items() if kind != "country"):
        return False
    return (
        not _senses(piece)
        or piece in held.people
        or (known and held.english[piece][:1].isupper() and piece not in roles()["body"])
    )


@lru_cache(maxsize=1)
def _countries() -> dict[str, frozenset[str]]:
    held = {
        zh: frozenset(word for form in forms for word in content_words(form))
        for zh, forms in roles()["country"].items()
    }
    every = frozenset().union(*held.values())
    for side, forms in roles()["group"].items():
        if meant := every & {word for form in forms for word in content_words(form)}:
            held[side] = meant
    return held


def _countries_differ(pieces: list[str], terms: tuple[str, ...]) -> bool:
    """Whether both name countries, and none in common."""
    mine = [forms for piece in pieces if (forms := _countries().get(piece))]
    theirs = {word for word in terms if any(word in forms for forms in _countries().values())} - {
        "south",
        "north",
        "arab",
        "new",
    }
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
        top, i = max(((listed_likeness(piece, terms[i]), i) for i in proper), default=(0.0, 0))
        if top > max(best, 0.4):
            return top, {i}
    return best, places
