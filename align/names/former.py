"""Offices that somebody held once: 前总理, 原董事长, the former prime minister."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from align.names.known import plain_english
from align.names.lexicon import roles
from align.records import Span

PAST = {
    "zh": re.compile("前|原|曾|卸任|离任|离职|退|时任|当时|已故|昔|历任"),
    "en": re.compile(
        r"\b(?:former(?:ly)?|ex|then|once|one-?time|previous(?:ly)?|past|late|retired|outgoing|ousted|deposed"
        r"|disgraced|served|was|were|had been|used to)\b",
        re.I,
    ),
}
"""What may say that an office is held no more."""
_NO_FRONT = "目日此之以会事提跟面生赛战空眼当先从史年月天周"
"""Characters that make a word with 前 behind them: 目前, 此前, 年前."""


class Former(NamedTuple):
    """An office of the past at its place, and what it may be called in the other language."""

    span: Span
    title: Span
    renderings: frozenset[str]


@cache
def _titles() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    zh = {title: frozenset(map(plain_english, forms)) for title, forms in roles()["title"].items()}
    en: dict[str, set[str]] = {}
    for title, forms in zh.items():
        for form in forms:
            en.setdefault(form, set()).add(title)
    return zh, {form: frozenset(titles) for form, titles in en.items()}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    zh, en = _titles()
    titles, forms = (sorted(held, key=lambda t: -len(t)) for held in (zh, en))
    chinese = rf"(?<![{_NO_FRONT}])[前原]任?(?P<title>{'|'.join(map(re.escape, titles))})(?!府)"
    spelt = "|".join(re.escape(form).replace(r"\ ", "[ -]") for form in forms if len(form) > 3)
    return re.compile(chinese), re.compile(rf"\b(?:former |ex-)(?:[\w'’]+ )??(?P<title>{spelt})s?\b", re.I)


def chinese_former(text: str, span: Span) -> Iterator[Former]:
    """Offices of the past in a Simplified text."""
    for found in _patterns()[0].finditer(text, span.start, span.end):
        yield Former(Span(*found.span()), Span(*found.span("title")), _titles()[0][found["title"]])


def english_former(text: str, span: Span) -> Iterator[Former]:
    """Offices of the past in an English text."""
    for found in _patterns()[1].finditer(text, span.start, span.end):
        title = plain_english(found["title"])
        yield Former(Span(*found.span()), Span(*found.span("title")), _titles()[1].get(title, frozenset()))


def title_place(renderings: frozenset[str], text: str, span: Span) -> Span | None:
    """Where a text has one of ``renderings``, the longest."""
    for form in sorted(renderings, key=lambda f: (-len(f), f)):
        spelt = re.escape(form).replace(r"\ ", "[ -]")
        edges = r"\b" if form.isascii() else ""
        if found := re.compile(f"{edges}{spelt}{edges}", re.I).search(text, span.start, span.end):
            return Span(*found.span())
    return None
