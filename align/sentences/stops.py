"""Where a sentence may end: stops, with the marks that close behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from align.sentences.marks import CLOSING

_STOP = re.compile(r"[.!?…。！？｡．‼⁇⁈⁉]+(?:[ \u00a0]\.(?=[ \u00a0.]|$|[\"”’)\]]))*")
_REFERENCE = re.compile(r"\[[0-9]{1,3}\]")
_SPACED_CLOSER = re.compile(r"[ \u00a0\u3000]{1,2}(?=([”」』）】\"“]))")


@dataclass(frozen=True, slots=True)
class Stop:
    """A run of stops and what closes behind it; positions are within the paragraph."""

    start: int
    """The first stop."""
    after: int
    """Past the first run of stops: closing marks, if any, begin here."""
    end: int
    """Past everything that closes behind: the sentence ends here, if it does."""
    marks: str
    """The stops themselves, without what closes."""
    closer: str
    """The last closing mark, or ""."""
    opener: int
    """Position of the mark that the last closing mark closes, -1 where there is none."""


def find_stops(text: str, closes: Mapping[int, int]) -> Iterator[Stop]:
    """Each place in a paragraph where a sentence may end, in order; none lies inside another."""
    at = 0
    while found := _STOP.search(text, at):
        marks, end, closer, opener = found.group(), found.end(), "", -1
        while True:
            spaced = _SPACED_CLOSER.match(text, end)
            mark_at = spaced.start(1) if spaced else end
            if _closes(text, mark_at, closes, spaced is not None):
                closer, opener, end = text[mark_at], closes.get(mark_at, -1), mark_at + 1
            elif more := _REFERENCE.match(text, end):
                end = more.end()
            elif closer and (more := _STOP.match(text, end)):
                marks, end = marks + more.group(), more.end()
            else:
                break
        yield Stop(found.start(), found.end(), end, marks, closer, opener)
        at = end


def _closes(text: str, at: int, closes: Mapping[int, int], spaced: bool) -> bool:
    mark, following = text[at : at + 1], text[at + 1 : at + 2]
    if mark and mark in '"＂':
        # A straight mark between two spaces leans on nothing: only the pairing says what it does.
        return at in closes and (not spaced or closes[at] >= 0)
    if mark and mark in "’'":
        return not (following.isascii() and following.isalnum())  # an apostrophe
    if mark == "“":  # typed in place of the closing mark
        return not following or following.isspace()
    return mark in CLOSING
