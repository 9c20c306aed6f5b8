"""One name for a speaker whom several reports call otherwise: 发言人陶意明, 發言人陶意明, 陶意明."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from align.names.shape import is_personal
from align.simplified import to_simplified
from align.speakers.same import same_speaker

_HAN = re.compile("[\u3400-\u9fff]")
_LIKELY = 0.7
"""Likeness of a Chinese and an English name from which on they are one speaker's."""


def join_speakers(names: Iterable[str]) -> Mapping[str, str]:
    """Each name → the one under which its speaker is counted: the commonest, then the shortest.

    Two names are one speaker's that are the same in Simplified characters, or of which one is the other with a
    title before it; a Chinese and an English one where they spell or sound alike. "" is left alone.
    """
    counts = Counter(name for name in names if name)
    ranked = sorted(counts, key=lambda name: (-counts[name], len(name), name))
    shown: dict[str, str] = {"": ""}
    kept: list[str] = []
    for name in ranked:
        held = next((other for other in kept if _is_one(name, other)), name)
        if held == name:
            kept.append(name)
        shown[name] = held
    return shown


def _is_one(a: str, b: str) -> bool:
    zh = [bool(_HAN.search(name)) for name in (a, b)]
    if zh[0] != zh[1]:
        return same_speaker(*((a, b) if zh[0] else (b, a))) >= _LIKELY
    if zh[0]:
        long, short = sorted(map(to_simplified, (a, b)), key=len, reverse=True)
        return long == short or (long.endswith(short) and is_personal(short))
    long_words, short_words = sorted((a.casefold().split(), b.casefold().split()), key=len, reverse=True)
    return long_words == short_words or (len(short_words) > 1 and long_words[-len(short_words) :] == short_words)
