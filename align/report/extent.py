"""How far a content reaches when it is shown: with the marks that wrap it, and over what parts its sentences."""

from __future__ import annotations

from collections.abc import Sequence

from align.records import Span

_OPENING = "“‘「『﹁﹃\"'«"
_CLOSING = "”’」』﹂﹄\"'»"
_STOPS = ".,;:!?…。，、；：！？"


def join_pieces(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Make one of pieces with nothing but marks between, as sentences of one content have, and widen it."""
    joined: list[Span] = []
    for piece in sorted(pieces):
        if joined and not any(map(str.isalnum, text[joined[-1].end : piece.start])):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return [widen_piece(text, piece) for piece in joined]


def widen_piece(text: str, piece: Span) -> Span:
    """Take the opening mark before ``piece`` in, and the closing mark behind it with the stop inside it."""
    start, end = piece.start, piece.end
    if start and text[start - 1] in _OPENING and _opens(text, start - 1):
        start -= 1
    stop = end
    while text[stop : stop + 1] and text[stop] in _STOPS:
        stop += 1
    closes = text[stop : stop + 1] and text[stop] in _CLOSING
    if closes and _is_open(text[start:end]):
        end = stop + 1
    return Span(start, end)


def whole_words(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Widen spans, which tokens may end inside a word of Latin letters, to words; white space at the ends goes."""
    widened = []
    for span in spans:
        start, end = span.start, span.end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        while 0 < start < end and _in_word(text, start):
            start -= 1
        while start < end < len(text) and _in_word(text, end):
            end += 1
        if start < end:
            widened.append(Span(start, end))
    return tuple(widened)


def _in_word(text: str, at: int) -> bool:
    """Whether letters of one Latin word stand on both sides."""
    return all(char.isalnum() and char < "\u0250" for char in text[at - 1 : at + 1])


def _opens(text: str, at: int) -> bool:
    """Whether a mark that may stand for either, as ``'`` does, is not behind a word."""
    return text[at] not in "\"'" or not text[at - 1 : at].isalnum()


def _is_open(words: str) -> bool:
    """Whether a mark is opened in ``words`` and not closed."""
    double = sum(words.count(mark) for mark in "“「『﹁﹃«") - sum(words.count(mark) for mark in "”」』﹂﹄»")
    return double > 0 or words.count('"') % 2 == 1 or words[:1] in ("'", "‘")
