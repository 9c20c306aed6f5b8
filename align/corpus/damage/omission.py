"""A clause left out that says something of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from align.corpus.damage.change import Change, Text
from align.records import Span

_CUTS = {"en": re.compile(r"[,;](?= )|\.(?=[”\"’']?\s*$)"), "zh": re.compile(r"[，；]|[。！](?=[”』」’]?\s*$)")}
_QUOTES = re.compile('["“”『』「」‘’()（）《》]')
_LEAST = {"en": 4, "zh": 7}
"""Words, or Chinese characters, that a clause has at least."""
_WORDS = {"en": re.compile(r"[A-Za-z][\w’'-]*|\d[\d.,]*"), "zh": re.compile(r"[\u4e00-\u9fff]|\d+")}


def leave_out(text: Text) -> Iterator[Change]:
    """A clause between commas, with the comma before it; never the first, and never most of the sentence."""
    language, words = text.language, _WORDS[text.language]
    cuts = [found.start() for found in _CUTS[language].finditer(text.text)]
    whole = len(words.findall(text.text))
    for start, end in pairwise(cuts):
        clause = text.text[start:end]
        said = words.findall(clause)
        rest = {word.lower() for word in words.findall(text.text[:start] + text.text[end:])}
        new = [word for word in said if word.lower() not in rest]
        if (
            len(said) < _LEAST[language]
            or 2 * len(said) > whole
            or _QUOTES.search(clause)
            or len(new) < len(said) / 2
        ):
            continue
        yield Change(Span(start, end), "", "critical")
