"""The word lists of ours, as rows and as patterns; read when first asked for.

A list is a TSV in ``align/resources/``: language, class, words parted by semicolons. A star stands for any ending
(``oppos*``), or for any beginning before an ending of four letters (``*less``); a tilde before an English verb for
all its regular forms (``~warn``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from align.records import Language, Span
from align.simplified import to_simplified

_VOWELS = "aeiou"
_APOSTROPHES = {ord("’"): "'", ord("‘"): "'", ord("\u00a0"): " ", ord("\n"): " ", ord("\u2011"): "-"}


@dataclass(frozen=True, slots=True)
class Found:
    """A listed word in a text: where, of which classes, and the word as it is listed."""

    span: Span
    classes: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """The words of one language in one list: a pattern that finds the longest, and each word's classes."""

    pattern: re.Pattern[str]
    classes: dict[str, tuple[str, ...]]
    stems: tuple[tuple[str, tuple[str, ...]], ...]
    """Words with a star, without it, the longest first."""

    endings: dict[str, tuple[str, ...]]
    """Words that are an ending of four letters (*less)."""

    def find(self, folded: str, area: Span) -> list[Found]:
        """The listed words of ``folded`` (see :func:`fold`) inside ``area``, the longest at each place."""
        out = []
        for m in self.pattern.finditer(folded, area.start, area.end):
            classes = self.classes.get(m[0]) or next(
                (kinds for stem, kinds in self.stems if m[0].startswith(stem)), self.endings.get(m[0][-4:], ())
            )
            out.append(Found(Span(m.start(), m.end()), classes, m[0]))
        return out


def fold(text: str, language: Language) -> str:
    """``text`` as the lists are written (Simplified; lower case, straight apostrophes), as long as before."""
    if language == "zh":
        return to_simplified(text)
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.translate(_APOSTROPHES)


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list of ours, without comments."""
    from importlib.resources import files

    text = (files("align") / "resources" / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def word_list(name: str, language: Language) -> WordList:
    """The words of a list whose rows are language, class, words."""
    listed = [(kind, words) for lang, kind, words, *_ in rows(name) if lang == language]
    return make_list([(kind, words.split(";")) for kind, words in listed], language)


def make_list(listed: list[tuple[str, list[str]]], language: Language) -> WordList:
    """A list from classes and their words; a word may stand in several classes."""
    classes: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    endings: dict[str, tuple[str, ...]] = {
        word[1:]: (kind,) for kind, words in listed for word in words if word.startswith("*")
    }
    for kind, words in listed:
        for word in (w for w in words if not w.startswith("*")):
            for form in verb_forms(word[1:]) if word.startswith("~") else (word,):
                held = stems if form.endswith("*") else classes
                key = form.removesuffix("*")
                if kind not in held.get(key, ()):
                    held[key] = (*held.get(key, ()), kind)
    pieces = sorted({*classes, *(f"{stem}*" for stem in stems)}, key=lambda w: (-len(w), w))
    longest_first = tuple(sorted(stems.items(), key=lambda stem: -len(stem[0])))
    pattern = re.compile(_expression(pieces, language, tuple(endings)))
    return WordList(pattern, classes, longest_first, endings)


def words_expression(words: list[str], language: Language) -> str:
    """An expression that finds any of ``words`` (a tilde: all forms of a verb), for use in a longer one."""
    forms = {form for word in words for form in (verb_forms(word[1:]) if word[:1] == "~" else (word,))}
    return _expression(sorted(forms, key=lambda w: (-len(w), w)), language, ())


def _expression(words: list[str], language: Language, endings: tuple[str, ...]) -> str:
    if not words:
        return "(?!)"
    if language == "zh":
        return _trie(words)
    whole = [w for w in words if not w.startswith(("n't", "'"))]
    tails = [w for w in words if w.startswith(("n't", "'"))]
    shapes = [rf"(?<![\w'])(?:{_trie(whole)})(?![\w])"] if whole else []
    if tails:
        shapes.insert(0, rf"(?<=[a-z])(?:{'|'.join(map(re.escape, tails))})(?!\w)")
    if endings:
        shapes.append(rf"(?<![\w'])\w+(?:{'|'.join(endings)})(?!\w)")
    return "|".join(shapes)


def _trie(words: list[str]) -> str:
    """An expression that finds the longest of ``words`` at a place, parting by the first character."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word[1:])
    out = []
    for first, rest in by_first.items():
        tails = [_ending(r) for r in sorted(rest, key=lambda w: (-len(w), w))]
        out.append(re.escape(first) + (f"(?:{'|'.join(tails)})" if tails != [""] else ""))
    return "|".join(out)


def _ending(tail: str) -> str:
    return re.escape(tail[:-1]) + r"[\w-]*" if tail.endswith("*") else re.escape(tail)


def verb_forms(verb: str) -> tuple[str, ...]:
    """The regular forms of an English verb (warn, warns, warned, warning); of phrases, of their first word."""
    head, _, rest = verb.partition(" ")
    rest = f" {rest}" if rest else ""
    doubled = head + head[-1] if head.endswith(("admit", "regret", "permit", "commit", "refer", "plan")) else head
    if head.endswith("e"):
        past, going = head + "d", head[:-1] + "ing"
    elif head.endswith("y") and head[-2] not in _VOWELS:
        past, going = head[:-1] + "ied", head + "ing"
    else:
        past, going = doubled + "ed", doubled + "ing"
    if head.endswith("y") and head[-2] not in _VOWELS:
        third = head[:-1] + "ies"
    else:
        third = head + ("es" if head.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return tuple(form + rest for form in (head, third, past, going))
