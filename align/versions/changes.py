"""Which words differ between two versions in one language: difflib over words, a Chinese character being one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from align.records import Side, Span, WordChange

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f0-9]+(?:['’.,\-][A-Za-z\u00c0-\u024f0-9]+)*|\S")


def changed_words(
    version: Sequence[Span], reference: Sequence[Span], version_side: Side, reference_side: Side
) -> tuple[WordChange, ...]:
    """Stretches that were put in place of one another, in order; white space does not count."""
    a, b = _words(version, version_side), _words(reference, reference_side)
    texts = [
        [span.of(side.document.text) for span in spans] for spans, side in ((a, version_side), (b, reference_side))
    ]
    matcher = SequenceMatcher(None, texts[0], texts[1], autojunk=False)
    return tuple(
        WordChange(_stretch(a[i:j]), _stretch(b[k:m]))
        for operation, i, j, k, m in matcher.get_opcodes()
        if operation != "equal"
    )


def _words(spans: Sequence[Span], side: Side) -> list[Span]:
    text = side.document.text
    return [Span(*found.span()) for span in spans for found in _WORD.finditer(text, span.start, span.end)]


def _stretch(words: Sequence[Span]) -> Span | None:
    return Span(words[0].start, words[-1].end) if words else None
