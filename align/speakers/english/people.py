"""Whom and what an English text names, told by capitals, titles and lists of given names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from align.names.lexicon import english_name_parts, english_words, roles, word_list
from align.speakers.english.sources import bare, gender_of, looks_personal, strip_titles, title_words
from align.speakers.mention import Person

CAPITAL = r"(?:(?:al|el|ul|as|ad|an)-)?[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\.(?=[A-Z]))?"
NICK = r"[“\"][A-Z]\w+[”\"]"
INITIAL = r"[A-Z]\."
PARTICLE = rf"(?:{'|'.join(sorted(word_list('en particles')))})"
FURTHER = rf"(?:{INITIAL}|{CAPITAL}|{NICK})"
SEQUENCE = re.compile(rf"{CAPITAL}(?:[ \t]+(?:{PARTICLE}[ \t]+){{0,2}}{FURTHER}|[-‑]{CAPITAL})*")


@cache
def _cuts() -> re.Pattern[str]:
    """What parts the names of one run: a possessive, a verb of headlines (Wang Yi Meets Kerry)."""
    verbs = "|".join(word.capitalize() for word in sorted(word_list("en headline verbs")))
    return re.compile(rf"(?:['’]s?|\b(?:{verbs}))(?=\s|$)")


def _pieces(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Runs of words with capitals: where each starts and ends, its words without openers."""
    for found in SEQUENCE.finditer(text):
        cuts = [cut.span() for cut in _cuts().finditer(text, *found.span())]
        ends = [(found.start(), found.start()), *cuts, (found.end(), found.end())]
        for (_, start), (end, _) in pairwise(ends):
            words = text[start:end].split()
            while words and bare(words[0]) in word_list("en openers"):
                start = text.index(words[0], start) + len(words[0])
                words = words[1:]
            if words:
                yield start, end, words


def _names(text: str) -> Iterator[tuple[int, list[str], list[str], str]]:
    """Names that could be people's: where, the words, those of a title before, and the clause behind a comma."""
    for start, end, words in _pieces(text):
        ahead = re.split(r"[.;:\n]|,(?=.*\S)", text[max(0, start - 60) : start])[-1].split()
        before, name = strip_titles([*ahead[-3:], *words])
        if len(name) > len(words):
            before, name = strip_titles(words)
        title = [*ahead[-6:], *before] if name else []
        while not name and len(words) > 2 and bare(words[0]) in english_words("country"):
            words = words[1:]
        name = name or (words if looks_personal(words) else [])
        if name and bare(name[-1]) not in title_words() and bare(name[0]) not in ("the", "in"):
            after = re.match(r"\s*,\s*([^,.;“”\n]{3,80})[,.]", text[end:])
            yield text.index(name[0], start), name, title, after[1] if after else ""


def find_people(text: str, known: Iterable[str]) -> list[Person]:
    """Whom the text names in full, or by a title; ``known`` are names that sources gave."""
    given = english_name_parts() | word_list("en male") | word_list("en female")
    told = word_list("en people") | title_words()
    known = frozenset(known)
    around: dict[str, list[str]] = {}
    loose: list[tuple[int, str]] = []
    for start, parts, title, after in _names(text):
        joined = " ".join(parts)
        loose.append((start, joined))
        aged = re.fullmatch(r"(?:aged )?\d{1,3}", after.strip())
        described = len(parts) < 4 and (aged or any(bare(word) in told for word in after.split()[:4]))
        if joined in known or title or (len(parts) > 1 and (described or bare(parts[0]) in given)):
            around.setdefault(joined, []).append(" ".join([*title, after]).lower())
    longest = [name for name in around if not any(is_short_for(name, other) for other in around)]
    meant = {form: fullest(form, longest) for form in {*around, *(form for _, form in loose)}}
    people = []
    for name in longest:
        starts = tuple(sorted(at for at, form in loose if meant[form] == name))
        titles = " ".join(words for form, held in around.items() if meant[form] == name for words in held)
        gender = gender_of(name) or gender_of("", around[name][0])
        people.append(Person(name, starts, titles, gender))
    return people


@lru_cache(maxsize=65536)
def is_short_for(short: str, name: str) -> bool:
    """Whether the words of ``short`` stand in ``name`` in order: Wang, Boris Johnson for Boris X Johnson."""
    held = iter([bare(word) for word in name.split()])
    return short != name and all(bare(word) in held for word in short.split())


def fullest(name: str, names: Iterable[str]) -> str:
    """The name in ``names`` that ``name`` is short for, a surname first, then the one found first; or ``name``."""
    forms = [other for other in names if is_short_for(name, other)]
    if name in names and not forms:
        return name
    forms.sort(key=lambda other: bare(other.split()[-1]) != bare(name.split()[-1]))
    return forms[0] if forms else name


def holds_bare_title(titles: str, head: str) -> bool:
    """Whether the words give an office called ``head``, and no country."""
    held = {bare(word) for word in titles.split()}
    return head in held and not held & english_words("country")


def loose_names(text: str) -> list[tuple[int, str]]:
    """What may be names of people in ``text`` by their shape alone: two or three words with capitals."""
    return [(at, " ".join(name)) for at, name, _, _ in _names(text) if 1 < len(name) < 4]


def nouns_of_people(words: str) -> set[str]:
    """Titles and nouns for people in ``words``."""
    held = {bare(word) for word in words.split()}
    return held & (word_list("en people") | title_words())


def holds_title(titles: str, role: str) -> bool:
    """Whether words around a name speak of the office ``role``: the words of its head, and of its country."""
    drop = ("the", "of", "a", "an", "this", "that", "new", "current")
    wanted = [bare(word) for word in role.split() if bare(word) not in drop]
    held = {bare(word) for word in titles.split()}
    for word in wanted:
        forms = next((f for f in _country_forms() if word in f), frozenset({word}))
        if not forms & held:
            return False
    return bool(wanted)


@cache
def _country_forms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(forms) for forms in roles()["country"].values())


def is_media(name: str) -> bool:
    """Whether a name is a paper's, an agency's or a broadcaster's."""
    return bool({bare(word) for word in name.split()} & word_list("en media"))


def body_before(text: str, head: str) -> str:
    """The last institution in ``text`` whose name ends in ``head``: the Libyan commission for "the commission"."""
    if head not in word_list("standing"):
        return ""
    word = re.escape(re.sub("s$", "", head))
    found = re.findall(rf"((?:[A-Z][\w’'-]+ )+(?:[a-z]+ )?{word}s?)\b", text)
    found += re.findall(rf"((?:[A-Z][\w’'-]+ )+{word.capitalize()}s?)\b", text)
    return str(found[-1]) if found else ""


def approached_before(text: str) -> str:
    """Whom the clause that ends ``text`` says somebody turned to: the foreman in "When I asked the foreman"."""
    verbs = "|".join(word_list("en approached"))
    who = r"(?:the|my|our|an?) (?:[\w-]+ ){0,2}?[\w-]+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
    found = re.search(rf"\b(?:{verbs}) (?P<who>{who}),?(?: and| but| then)? ?$", text)
    return found["who"] if found else ""


def country_before(text: str) -> str:
    """The last country that ``text`` names by a noun."""
    nouns = {forms[0]: forms[0] for forms in roles()["country"].values() if len(forms[0]) > 3}
    found = re.findall(rf"\b(?:{'|'.join(map(re.escape, sorted(nouns, key=len, reverse=True)))})\b", text, re.I)
    return str(found[-1]) if found else ""


def owned(owner: str, thing: str) -> str:
    """The words for what someone has: his lawyer → Smith's lawyer."""
    return f"{owner}'s {thing}"
