"""The text of one side of a bead, as written to files."""

from __future__ import annotations

import re
from itertools import pairwise

from align.records import Side, Span

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2, Char) and therefore XLSX cannot hold."""


def bead_span(side: Side, indices: range) -> Span:
    """Measure from the first sentence's start to the last one's end; ``indices`` is not empty."""
    return Span(side.sentences[indices[0]].span.start, side.sentences[indices[-1]].span.end)


def bead_text(side: Side, indices: range) -> str:
    """Return the stretch of the document, or the sentences joined where other text lies between.

    On a page that holds both languages in turn, the slice would contain the other side's sentences.
    """
    text = side.document.text
    spans = [side.sentences[index].span for index in indices]
    if any(text[left.end : right.start].strip() for left, right in pairwise(spans)):
        return _joiner(side).join(span.of(text) for span in spans)
    return bead_span(side, indices).of(text)


def bead_line(side: Side, indices: range) -> str:
    """Join the sentences on one line: runs of white space become one space, Chinese has no joint."""
    text = side.document.text
    return _joiner(side).join(" ".join(side.sentences[index].span.of(text).split()) for index in indices)


def remove_forbidden(text: str) -> tuple[str, int]:
    """Take the characters that XML cannot hold out of ``text``, and count them."""
    return FORBIDDEN.subn("", text)


def forbidden_notices(count: int) -> tuple[str, ...]:
    """Return the notice for ``count`` removed characters, none for 0."""
    if not count:
        return ()
    return (f"{count} character{'s' * (count > 1)} that the format cannot hold (control codes) left out.",)


def _joiner(side: Side) -> str:
    return "" if side.document.language == "zh" else " "
