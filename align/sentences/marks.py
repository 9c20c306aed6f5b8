"""Quotation marks and brackets: which closes, and what it closes."""

from __future__ import annotations

import re

PAIRS = dict(zip("”’」』）)]］】》〉»〕﹂﹄〞", "“‘「『（([［【《〈«〔﹁﹃〝", strict=True))
"""Closing mark -> opening mark."""

CLOSING = frozenset(PAIRS)
OPENING = frozenset(PAIRS.values())
QUOTES = frozenset("”’」』»﹂﹄〞\"＂'")
"""Marks that end a quotation."""

BRACKETS = frozenset("）)]］】》〉〕")
"""Marks that end a bracket or a title; what stands inside one belongs to the sentence around it."""

_MARK = re.compile("[" + re.escape("".join(CLOSING | OPENING) + '"＂') + "]")


def match_marks(text: str) -> dict[int, int]:
    """Position of each closing mark -> that of the mark it closes, or -1 where nothing is open.

    A straight quotation mark closes where it hugs what stands before it (``end." He``), opens where it hugs
    what follows, and elsewhere (``他说。"好"``) does what its predecessor did not. An opening mark that is
    never closed, as in a quotation of several paragraphs, disturbs no pair outside it. Time is linear.
    """
    opened: dict[str, list[int]] = {}
    closes: dict[int, int] = {}
    straight = -1
    for found in _MARK.finditer(text):
        at, mark = found.start(), found.group()
        if mark in '"＂':
            curly = opened.get("“")
            if _straight_closes(text, at, straight >= 0 or bool(curly)):
                closes[at] = curly.pop() if straight < 0 and curly else straight
                straight = -1
            else:
                straight = at
        elif mark in OPENING:
            opened.setdefault(mark, []).append(at)
        else:
            stack = opened.get(PAIRS[mark])
            closes[at] = stack.pop() if stack else -1
    return closes


def _straight_closes(text: str, at: int, is_open: bool) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    hugs_before = bool(before) and not before.isspace() and before not in OPENING
    if hugs_before and before in "：:，," and not is_open:
        return False
    hugs_after = bool(after) and not after.isspace()
    if hugs_before == hugs_after:
        return is_open
    return hugs_before
