"""Plain text → paragraphs, whichever way they are set apart.

Blank lines always separate. What a single line break means depends on the file: a person who wraps lines
at a margin fills each line until the next word does not fit; one who writes a paragraph a line does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from align.documents.extract import Extract, trim
from align.records import Span

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
_HAN = re.compile("[\u3400-\u9fff]")
_TERMINAL = re.compile(r"[.!?。！？：:;；…][\"'”’」』）)\]]*$")
_ITEM = re.compile(r"(?:[-*•·●◆■]|\(?\d{1,3}[.)、]|（?[一二三四五六七八九十]{1,3}[）、]|#{1,6})\s*\S")
_BLANKS = frozenset(" \t\u3000\u00a0\u2002\u2003")
_NARROWEST, _WIDEST = 40, 130
"""Columns between which a right margin is believed; a Chinese character takes two."""


def read_text(text: str) -> Extract:
    """Find the paragraphs of a plain text, and a title if it begins with something like one."""
    paragraphs = find_paragraphs(text)
    return Extract(text, paragraphs, guess_title(text, paragraphs))


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Paragraphs as spans of ``text``, in order, none blank."""
    blocks: list[list[Span]] = [[]]
    for start, end in split_lines(text):
        line = trim(text, start, end)
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return join_wrapped(text, blocks)


def split_lines(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of each line without its end: Windows, Unix and old Macintosh ends alike."""
    start = 0
    for end in _LINE_END.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)


def join_wrapped(text: str, blocks: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """Join the lines of each block that were wrapped at a margin; leave other lines as paragraphs."""
    margin = _find_margin(text, blocks)
    paragraphs: list[Span] = []
    for block in blocks:
        for index, line in enumerate(block):
            if index and margin and _runs_on(text, block[index - 1], line, margin):
                paragraphs[-1] = Span(paragraphs[-1].start, line.end)
            else:
                paragraphs.append(line)
    return tuple(paragraphs)


def guess_title(text: str, paragraphs: Sequence[Span]) -> Span | None:
    """Take the first paragraph, if it is one line, at most 120 columns, without a stop, and more follows."""
    if len(paragraphs) < 2:
        return None
    line = paragraphs[0].of(text)
    if _LINE_END.search(line) or _columns(line) > 120 or _TERMINAL.search(line) or line.endswith(("，", ",")):
        return None
    return paragraphs[0]


def _find_margin(text: str, blocks: Sequence[Sequence[Span]]) -> int | None:
    """Columns at which this text's lines were wrapped, or None where a line is a paragraph."""
    widths = sorted(_columns_of(text, line) for block in blocks for line in block)
    margin = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    if not _NARROWEST <= margin <= _WIDEST:
        return None
    breaks = [(a, b) for block in blocks for a, b in pairwise(block)]
    full = [(a, b) for a, b in breaks if _is_full(text, a, b, margin)]
    open_ended = sum(1 for a, _ in full if not _TERMINAL.search(text, max(a.start, a.end - 4), a.end))
    wrapped = len(full) >= 0.5 * len(breaks) and open_ended >= 0.5 * len(full)
    return margin if full and wrapped else None


def _runs_on(text: str, line: Span, following: Span, margin: int) -> bool:
    return _is_full(text, line, following, margin) and not _starts_anew(text, line, following)


def _is_full(text: str, line: Span, following: Span, margin: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    head = following.of(text)[:40]
    word = head[:2] if _WIDE.match(head) else f" {head.split()[0]}"
    return _columns_of(text, line) + _columns(word) > margin - 2


def _starts_anew(text: str, line: Span, following: Span) -> bool:
    """Tell whether the line begins a paragraph: an indented line, a list item, or a change of script."""
    if _ITEM.match(text, following.start, following.end):
        return True
    if _indent(text, following.start) > _indent(text, line.start):
        return True
    return bool(_HAN.search(text, line.start, line.end)) != bool(_HAN.search(text, following.start, following.end))


def _indent(text: str, start: int) -> int:
    before = start
    while before and text[before - 1] in _BLANKS:
        before -= 1
    return start - before


def _columns_of(text: str, line: Span) -> int:
    """Columns of a line; one that is too long to have been wrapped is not counted out."""
    return _WIDEST + 1 if line.end - line.start > _WIDEST else _columns(line.of(text))


def _columns(line: str) -> int:
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))
