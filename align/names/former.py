"""Offices that somebody held once: 前总理, 原董事长, the former prime minister."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
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
_FRONT_ZH = re.compile(rf"(?<![{_NO_FRONT}])[前原]任?")
_FRONT_EN = re.compile(r"\b(?:former |ex-)", re.I)
_WORD = re.compile(r"[\w'’]+")
_RUN = re.compile(r"[\w'’]+(?:[ -][\w'’]+)*")
"""Words with nothing but a blank or a hyphen between them."""


class Former(NamedTuple):
    """An office of the past at its place, and what it may be called in the other language."""

    span: Span
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
def _longest() -> tuple[int, int]:
    """Characters of the longest Chinese title, words of the longest English one."""
    zh, en = _titles()
    return max(map(len, zh)), max(len(form.split()) for form in en)


def chinese_former(text: str) -> Iterator[Former]:
    """Offices of the past in a Simplified text."""
    titles = _titles()[0]
    for front in _FRONT_ZH.finditer(text):
        for end in range(front.end() + _longest()[0], front.end(), -1):
            title = text[front.end() : end]
            if title in titles and text[end : end + 1] != "府":
                yield Former(Span(front.start(), end), titles[title])
                break


def english_former(text: str) -> Iterator[Former]:
    """Offices of the past in an English text; a word may stand before the title (the former US president)."""
    titles, most = _titles()[1], _longest()[1]
    for front in _FRONT_EN.finditer(text):
        run = _RUN.match(text, front.end())
        words = list(islice(_WORD.finditer(text, *run.span()), most + 1)) if run else []
        runs = ((words[first], words[last]) for first in (0, 1) for last in range(len(words) - 1, first - 1, -1))
        for first, last in runs:
            form = plain_english(text[first.start() : last.end()])
            if renderings := titles.get(form) or titles.get(form.removesuffix("s")):
                yield Former(Span(front.start(), last.end()), renderings)
                break


def title_place(renderings: frozenset[str], text: str) -> Span | None:
    """Where a text has one of ``renderings``, the longest."""
    for form in sorted(renderings, key=lambda f: (-len(f), f)):
        spelt = re.escape(form).replace(r"\ ", "[ -]")
        edges = r"\b" if form.isascii() else ""
        if found := re.search(f"{edges}{spelt}{edges}", text, re.I):
            return Span(*found.span())
    return None
