"""Names in an English text: known ones, people by their capitals and spelling, institutions by their nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.names.bodies import english_bodies
from align.names.known import Entry, capitals, countries, index, ordinary_words, plain_english
from align.names.lexicon import names, surnames, word_list
from align.names.name import Name
from align.names.offices import english_offices
from align.names.romanise import every_syllable, letters, syllable_pairs, syllables, wade_giles
from align.records import Span

WORD = re.compile(r"U\.S\.(?:A\.)?|U\.[KN]\.|[^\W\d_][\w’'-]*|\.|[,;:!?]")
MOST = 6
_MEDIA = frozenset(("news", "daily", "times", "post", "youth"))
"""Words behind a country that make it a paper's or an agency's name; "en media" has more (U.S. Media)."""


def english_names(text: str, span: Span) -> tuple[Name, ...]:
    """Names of ``text`` in order; none overlaps another but for offices."""
    held = [*english_bodies(text, span)]
    taken = [name.span for name in held]
    for name in (*_chinese_people(text, span), *_known(text, span), *_unknown(text, span)):
        if not any(name.span.start < s.end and s.start < name.span.end for s in taken):
            held.append(name)
            taken.append(name.span)
    return tuple(sorted((*held, *english_offices(text, span)), key=lambda n: (n.span.start, n.span.end)))


def _known(text: str, span: Span) -> Iterator[Name]:
    """Listed names, the longest at each place, that are written with a capital."""
    words = [(m[0], m.start(), m.end()) for m in WORD.finditer(text, span.start, span.end)]
    at = 0
    while at < len(words):
        word, start, _ = words[at]
        step = 1
        if word[0].isupper():
            for size in range(min(MOST, len(words) - at), 0, -1):
                last, _, end = words[at + size - 1]
                if not last[0].isalpha() or "\n" in text[start:end]:
                    continue
                whole = text[start:end]
                form = plain_english(whole)
                entries = index().of_english(form)
                if entries and (
                    name := _name(whole, form, Span(start, _bare_end(whole, end)), entries, at == 0, words, at)
                ):
                    yield name
                    step = size
                    break
        at += step


def _bare_end(whole: str, end: int) -> int:
    return end - len(whole) + len(_bare(whole))


def _bare(whole: str) -> str:
    """Without a possessive or a short "is" at its end."""
    return whole.removesuffix("'s").removesuffix("’s")


def _name(
    whole: str,
    form: str,
    span: Span,
    entries: tuple[Entry, ...],
    first: bool,
    words: list[tuple[str, int, int]],
    at: int,
) -> Name | None:
    kind = entries[0].kind
    if (
        kind == "country"
        and at + 1 < len(words)
        and words[at + 1][0].lower() in _MEDIA
        and words[at + 1][0].istitle()
    ):
        return None  # China News
    if form in word_list("en openers") or (form == "us" and whole != "US"):
        return None
    if (
        kind in ("person", "place")
        and " " not in form
        and (first or words[at - 1][0] in ".!?")
        and form in ordinary_words()
    ):
        return None
    if kind == "place" and form in ordinary_words() and _in_title(whole, words, at):
        return None
    if kind == "person":
        opens = first or words[at - 1][0] in ".!?"
        famous = not opens and bool(entries[0].chinese & names().people)
        if (
            (form in ordinary_words() and not famous)
            or form in word_list("en calendar")
            or form in word_list("en groups")
            or len(form) < 3
        ):
            return None
        before = words[at - 1][0] if at else ""
        group = "given" if form in word_list("en male") | word_list("en female") else ""
        group = "known" if not group and before[:1].isupper() and before.isalpha() else group
        return Name("person", span, _bare(whole), entries[0].chinese, group)
    chinese = frozenset(zh for entry in entries for zh in entry.chinese)
    excuses = frozenset(zh for entry in entries for zh in entry.stand_ins[0]) | capitals()[1].get(
        form, frozenset()
    )
    return Name(kind, span, form, chinese, entries[0].group, excuses)


def _in_title(whole: str, words: list[tuple[str, int, int]], at: int) -> bool:
    """Whether a lone word stands by one with a capital, so that its own tells nothing: U.S. Media Unveils."""
    beside = [words[k][0] for k in (at - 1, at + 1) if 0 <= k < len(words)]
    return " " not in whole and any(word[0].isupper() for word in beside)


RUN = re.compile(r"[A-Z][^\W\d_]*[a-z][\w’'-]*(?: [A-Z][^\W\d_]*[a-z][\w’'-]*)*")


def _unknown(text: str, span: Span) -> Iterator[Name]:
    """Runs of capitalised words that the lists do not know; a sentence's first unless it is a common word."""
    for found in RUN.finditer(text, span.start, span.end):
        words = found[0].split()
        start, end = found.span()
        while words and (_says_nothing(words[0]) or (_opens(text, start) and _is_ordinary(words[0]))):
            start += len(words[0]) + 1
            words = words[1:]
        parts = [p for w in words for p in w.lower().split("-")]
        domain = re.match(r"\.[a-z]{2,3}\b", text[end : end + 5])
        if words and not domain and not any(p in ordinary_words() or p in index().english for p in parts):
            end = _bare_end(found[0], end)
            yield Name("person", Span(start, end), text[start:end], frozenset(), "unknown")


def _is_ordinary(word: str) -> bool:
    """Whether a word, or what it is the plural of, is a common one."""
    plain = _bare(word.lower())
    return plain in ordinary_words() or plain.removesuffix("s") in ordinary_words()


def _says_nothing(word: str) -> bool:
    """Whether a capitalised word names nobody: a month, a title, a word of the beginning."""
    plain = re.split("['’]", word.lower())[0].rstrip(".")
    lists = ("en openers", "en calendar", "en titles")
    return any(plain in word_list(name) for name in lists) or plain in word_list("en nobody")


def _opens(text: str, at: int) -> bool:
    ahead = text[max(0, at - 3) : at].rstrip(" “\"'‘(")
    return not ahead or ahead[-1] in '.!?:\n”"'


@cache
def _surname_forms() -> frozenset[str]:
    heard = ["".join(syllables(zh)) for zh in surnames()]
    return frozenset((*heard, *(wade_giles(s) for s in heard)))


@cache
def is_pinyin(word: str) -> bool:
    """Whether a word is one or two syllables of pinyin."""
    plain = letters(word)
    return plain in every_syllable() or any(syllable_pairs(plain))


def pinyin_surname(name: str) -> str:
    """The surname of a Chinese name in pinyin, its first word; or ""."""
    first, _, given = name.partition(" ")
    return first if letters(first) in _surname_forms() and given and is_pinyin(given) else ""


def _chinese_people(text: str, span: Span) -> Iterator[Name]:
    """A surname and a given name in pinyin, in this order."""
    for found in re.finditer(r"(?=\b([A-Z][a-z]+) ([A-Z][a-z]+(?:-?[a-z]+)?)\b)", text[span.start : span.end]):
        if (
            letters(found[1]) in _surname_forms()
            and is_pinyin(found[2])
            and found[2].lower() not in ordinary_words()
        ):
            if plain_english(f"{found[1]} {found[2]}") in index().english or found[2].lower() in word_list(
                "en bodies"
            ):
                continue
            start = span.start + found.start()
            yield Name(
                "person",
                Span(start, start + len(f"{found[1]} {found[2]}")),
                f"{found[1]} {found[2]}",
                frozenset(),
                "chinese",
            )


def is_said_in_english(name: Name, plain: str) -> bool:
    """Whether ``plain`` (:func:`plain_english`, a space at either end) has a form of a Chinese name."""
    forms = name.renderings | name.excuses
    if name.kind == "office" and name.group == "chief":
        under = "".join(f"(?<! {word})" for word in ("vice", "deputy", "assistant", "under", "associate"))
        return any(re.search(f"{under} {re.escape(form)}s? ", plain) for form in forms if form in plain)
    return any(_stands_in(form, plain, forms) for form in forms if f" {form} " in plain or f" {form}s " in plain)


def _stands_in(form: str, plain: str, forms: frozenset[str]) -> bool:
    """Whether it stands there otherwise than as part of another country's name: Korea of North Korea."""
    others = [part for part in _quarters().get(form, ()) if f"{part} {form}" not in forms]
    return not others or bool(re.search(rf"(?<! {')(?<! '.join(others)}) {re.escape(form)}s? ", plain))


@cache
def _quarters() -> dict[str, tuple[str, ...]]:
    """Words that other countries have before a name: korea to north and south."""
    found: dict[str, tuple[str, ...]] = {}
    for country in countries():
        for form in sorted(country.english):
            front, _, rest = form.partition(" ")
            if front in ("north", "south", "east", "west"):
                found[rest] = (*found.get(rest, ()), front)
    return found
