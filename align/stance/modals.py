"""The modal words of a text by what they say: duty, resolve, ability, possibility, wish, effort, study."""

from __future__ import annotations

import re

from align.records import Language, Span
from align.stance.lists import Found, word_list

_NAMES = re.compile(
    r"(?<![\w'])(?:May|Will|Must|Can|Might|Hope)\b(?=[ ,.]? ?(?:\d|[A-Z]))|(?<=[a-z,] )(?:May|Will|Hope)\b"
)
"""Months and names that look like modal words: May 5, Will Smith, last May."""

_AT_REQUEST = re.compile("应(?=[^，。；！？]{2,20}(?:邀请|之邀|约请|请求)(?:[，于将来对访赴出]|$))")
"""应 in 应……邀请, at the invitation of."""


def find_modals(text: str, folded: str, language: Language, area: Span) -> tuple[Found, ...]:
    """The modal words inside ``area``, in order; a class that ends in "?" is only possible and never told.

    :param folded: ``text`` as :func:`align.stance.lists.fold` gives it.
    """
    names = {m.start() for m in _NAMES.finditer(text, area.start, area.end)} if language == "en" else set()
    found = word_list("modals.tsv", language).find(folded, area)
    names |= {m.start() for m in _AT_REQUEST.finditer(folded, area.start, area.end)} if language == "zh" else set()
    return tuple(f for f in found if "none" not in f.classes and f.span.start not in names)


def senses(found: Found) -> frozenset[str]:
    """All that the word may say."""
    return frozenset(kind.removesuffix("?") for kind in found.classes) - {"modal"}


def is_modal(found: Found) -> bool:
    """Whether it is a modal verb of any sense, so that it can stand in the place of another."""
    return "modal" in found.classes or bool(plain_sense(found))


def plain_sense(found: Found) -> str:
    """What the word says where it is told; "" for a word that is only a possible counterpart."""
    return next((kind for kind in found.classes if not kind.endswith("?") and kind != "modal"), "")
