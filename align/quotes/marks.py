"""Where a text stands in quotation marks.

Marks are paired within a paragraph. A paragraph may end with a mark still open, as it does where a speech
runs over several paragraphs and each begins with a mark of its own. Published Chinese text often has a mark
turned the wrong way (“…“); such a mark closes what is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.records import Span

PAIRS = {"“": "”", "「": "」", "『": "』", "‘": "’", '"': '"', "＂": "＂", "«": "»", "'": "'"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
MARKS = frozenset("".join(PAIRS) + "".join(CLOSING))
SINGLE = frozenset("‘’'")
"""Also apostrophes: they open only before a word and close only behind one or a stop."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch within marks: ``inner`` without them, ``outer`` with them."""

    inner: Span
    outer: Span
    depth: int
    """1 for the outermost marks."""
    closed: bool


def find_marked(text: str, paragraphs: Iterable[Span]) -> tuple[Marked, ...]:
    """All stretches in quotation marks, by where they begin; a nested one after the one around it."""
    found: list[Marked] = []
    for paragraph in paragraphs:
        found += _in_paragraph(text, paragraph)
    return tuple(sorted(found, key=lambda m: (m.outer.start, -m.outer.end)))


def _in_paragraph(text: str, paragraph: Span) -> list[Marked]:
    found: list[Marked] = []
    open_at: list[int] = []
    for i in range(paragraph.start, paragraph.end):
        char = text[i]
        if char not in MARKS:
            continue
        before = text[i - 1] if i > paragraph.start else " "
        after = text[i + 1] if i + 1 < paragraph.end else " "
        if char in SINGLE and before.isalnum() and after.isalnum() and before.isascii():
            continue  # an apostrophe
        match = _closes(text, char, open_at, before, after)
        if match is not None:
            begin = open_at[match]
            del open_at[match:]
            found.append(Marked(Span(begin + 1, i), Span(begin, i + 1), match + 1, True))
        elif _opens(char, before, after):
            open_at.append(i)
    for depth, begin in enumerate(open_at, 1):
        if text[begin] not in SINGLE:
            found.append(Marked(Span(begin + 1, paragraph.end), Span(begin, paragraph.end), depth, False))
    return found


def _closes(text: str, char: str, open_at: list[int], before: str, after: str) -> int | None:
    """Which open mark (its place in ``open_at``) the character closes."""
    if char in SINGLE and after.isalnum() and after.isascii():
        return None
    if char in ('"', "'") and before.isspace() and not after.isspace():
        return None
    for k in range(len(open_at) - 1, -1, -1):
        opening = text[open_at[k]]
        if PAIRS.get(opening) == char or (opening == char and char in "“”"):
            return k
    return None


def _opens(char: str, before: str, after: str) -> bool:
    """Whether a mark that closes nothing opens: some Chinese text has a space behind the opening mark."""
    after_word = before.isalnum() and before.isascii()
    if char in ("'", "‘"):
        return not after_word and after.isalnum()
    if char in ('"', "＂"):
        return not (after.isspace() and (after_word or before in ".!?。！？，,"))
    return char in PAIRS or (char == "”" and not after_word and not after.isspace())


def in_marks(content: Sequence[Span], marked: tuple[Marked, ...]) -> bool:
    """Whether every piece lies within quotation marks."""
    return all(any(m.inner.start <= s.start and s.end <= m.inner.end for m in marked) for s in content)
