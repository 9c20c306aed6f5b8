"""Finding texts in a side and cutting its sentences anew where a person has cut them.

Positions here count the characters of the side's sentences without white space and without what tables
cannot hold, so that line breaks, joined lines and text of another language between sentences do not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.formats.texts import FORBIDDEN
from align.records import Sentence, Side, Span

_DROPPED = re.compile(rf"\s|{FORBIDDEN.pattern}")


@dataclass(frozen=True, slots=True)
class Dense:
    """A side's text without white space, with the way back to the document."""

    side: Side
    text: str
    offsets: tuple[int, ...]
    """Position -> code point of the document."""
    starts: tuple[int, ...]
    """Sentence -> position where it begins; one more for the end."""


def condense(text: str) -> str:
    """Take white space and what tables cannot hold out of ``text``."""
    return _DROPPED.sub("", text)


def make_dense(side: Side) -> Dense:
    """Condense the sentences of a side, in order."""
    text = side.document.text
    offsets: list[int] = []
    starts = []
    for sentence in side.sentences:
        starts.append(len(offsets))
        span = sentence.span
        offsets.extend(place for place in range(span.start, span.end) if not _DROPPED.match(text[place]))
    starts.append(len(offsets))
    return Dense(side, "".join(text[place] for place in offsets), tuple(offsets), tuple(starts))


def measure_place(dense: Dense, given: range | Span) -> Span | None:
    """Place sentences, or a stretch of the document, in the condensed text; None where nothing of it is there."""
    if isinstance(given, Span):
        place = Span(bisect_left(dense.offsets, given.start), bisect_left(dense.offsets, given.end))
    else:
        place = Span(dense.starts[given.start], dense.starts[given.stop])
    return place if place.start < place.end else None


def find_text(dense: Dense, wanted: str, cursor: int, claimed: bytearray) -> Span | None:
    """Locate condensed ``wanted``: at ``cursor``, else the next free place, else the first free one.

    A place that begins with a sentence comes before one in the middle of a sentence.
    ``claimed`` has a 1 at each position that is taken.
    """
    for begin in (cursor, 0):
        places = _free_places(dense.text, wanted, begin, claimed)
        first = next(places, None)
        if first is None:
            continue
        if first == cursor or _begins_sentence(dense, first):
            return Span(first, first + len(wanted))
        better = next((place for place in places if _begins_sentence(dense, place)), first)
        return Span(better, better + len(wanted))
    return None


def cut_sentences(dense: Dense, cuts: Iterable[int]) -> Dense:
    """Cut the sentences that have a position of ``cuts`` inside, and number them anew.

    The side comes back as it was where nothing is cut, else without its encoding.
    """
    inner = sorted({cut for cut in cuts if 0 < cut < len(dense.text)} - set(dense.starts))
    if not inner:
        return dense
    pieces: list[Sentence] = []
    for sentence, (begin, end) in zip(dense.side.sentences, pairwise(dense.starts), strict=True):
        within = inner[bisect_left(inner, begin) : bisect_left(inner, end)]
        for span in _pieces(dense, sentence.span, within):
            pieces.append(Sentence(len(pieces), span, sentence.paragraph))
    return make_dense(Side(dense.side.document, tuple(pieces), None))


def covered_sentences(dense: Dense, place: Span) -> range:
    """Sentences inside ``place``, whose two ends are ends of sentences."""
    first = bisect_left(dense.starts, place.start)
    # A sentence of nothing but control codes begins where the next one does and is not what was meant.
    while dense.starts[first + 1] == place.start:
        first += 1
    return range(first, bisect_left(dense.starts, place.end))


def _free_places(text: str, wanted: str, begin: int, claimed: bytearray) -> Iterator[int]:
    place = text.find(wanted, begin)
    while place >= 0:
        taken = claimed.rfind(1, place, place + len(wanted))
        if taken < 0:
            yield place
            begin = place + 1
        else:
            begin = claimed.find(0, taken)
            if begin < 0:
                return
        place = text.find(wanted, begin)


def _begins_sentence(dense: Dense, place: int) -> bool:
    found = bisect_left(dense.starts, place)
    return dense.starts[found] == place


def _pieces(dense: Dense, span: Span, within: Sequence[int]) -> Iterable[Span]:
    text = dense.side.document.text
    bounds = [span.start, *(dense.offsets[cut] for cut in within), span.end]
    for start, end in pairwise(bounds):
        yield Span(start, start + len(text[start:end].rstrip()))
