"""Offices that a text names, high ones only, and whether a deputy holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.names.lexicon import roles, word_list
from align.names.name import Name
from align.names.shape import ending_title
from align.records import Span

DEPUTY = re.compile(
    r"\b(?:vice|deputy|deputies|associate|assistant|under|acting|sub|no\.? ?2|second|junior|number two)\b"
    r"|vice-|under-|co-",
    re.I,
)
UNDER = re.compile("副|次长|次官|助理|代理|常务|协理|二把手|候补|署理|助教|襄|佐")
HEADS = frozenset(("chief", "head", "leader", "chair", "official", "officer", "supervisor", "boss", "chiefs"))
"""What any head of a body may be called."""
_DEPUTY_HEADS = frozenset(f"deputy {head}" for head in HEADS)
EXTRA = {
    "副议长": ("deputy speaker", "vice speaker"),
    "副省长": ("vice governor", "deputy governor"),
    "副书记": ("deputy secretary", "deputy party secretary", "vice secretary"),
    "副董事长": ("vice chairman", "deputy chairman", "vice chair"),
    "副理事长": ("vice chairman", "vice president", "deputy chairman"),
    "副总领事": ("deputy consul general",),
    "副总干事": ("deputy director general",),
}


@cache
def _chinese() -> dict[str, frozenset[str]]:
    listed = {**{zh: roles()["title"].get(zh, ()) for zh in sorted(word_list("zh offices"))}, **EXTRA}
    return {zh: frozenset(form.replace("-", " ") for form in forms) for zh, forms in listed.items() if forms}


@cache
def _english() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for listed in (roles()["title"], EXTRA):
        for zh, forms in listed.items():
            for form in forms:
                out.setdefault(form.replace("-", " "), set()).add(zh)
    high = {form for forms in _chinese().values() for form in forms} - HEADS
    return {form: frozenset(zh) for form, zh in out.items() if form in high}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    every = sorted({*roles()["title"], *EXTRA}, key=lambda t: -len(t))
    forms = sorted(_english(), key=lambda t: -len(t))
    latin = "|".join(re.escape(form).replace(r"\ ", "[ -]") for form in forms)
    chinese = f"(?:{'|'.join(map(re.escape, every))})(?!馆)"
    return re.compile(chinese), re.compile(rf"\b(?:{latin})(?=s?\b)(?!-elect)", re.I)


def chinese_offices(text: str, span: Span) -> Iterator[Name]:
    """High offices of a Simplified text, the longest at each place."""
    for found in _patterns()[0].finditer(text, span.start, span.end):
        if forms := _chinese().get(found[0]):
            start, said = found.start(), found[0]
            if text[max(span.start, start - 1) : start] == "副":  # 副署长 is on no list, 署长 is
                start, said = start - 1, "副" + said
                forms = frozenset(f"{deputy} {form}" for deputy in ("deputy", "vice") for form in forms)
            place = Span(start, found.end())
            if "副" in said:
                yield Name("office", place, said, forms | _DEPUTY_HEADS, "deputy", frozenset())
            else:
                yield Name("office", place, said, forms, "chief", HEADS)


def english_offices(text: str, span: Span) -> Iterator[Name]:
    """High offices of an English text; a deputy's is one office."""
    for found in _patterns()[1].finditer(text, span.start, span.end):
        plain = found[0].lower().replace("-", " ")
        ahead = text[max(span.start, found.start() - 12) : found.start()]
        under = DEPUTY.search(found[0]) or re.search(rf"(?:{DEPUTY.pattern})[ -]*$", ahead, re.I)
        yield Name("office", Span(*found.span()), plain, _english()[plain], "deputy" if under else "chief")


def is_office(name: str) -> bool:
    """Whether a speaker, in either language, is named by an office alone: 外交部长, the minister of trade."""
    if not name.isascii() and ending_title(name):
        return True
    front = re.split(r" (?:of|for|to|in|at) |, ", name)[0].lower().replace("-", " ").split()
    return any(" ".join(front[-size:]) in _titles() for size in (1, 2, 3))


@cache
def _titles() -> frozenset[str]:
    return frozenset(form.lower().replace("-", " ") for forms in roles()["title"].values() for form in forms)
