"""Which sentences the encoder reads together, so that each is read in its context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens [start, end) of one sentence."""

    sentence: int
    start: int
    end: int


def plan_windows(lengths: Sequence[int], limit: int) -> tuple[tuple[Piece, ...], ...]:
    """Pack neighbouring sentences into windows of at most ``limit`` tokens.

    A sentence is cut only where it alone is longer than a window. Every token of every sentence is in
    exactly one window, so a text costs one pass whatever its length.

    :param lengths: tokens in each sentence.
    :param limit: tokens in a window, without the two that mark its ends.
    """
    windows: list[tuple[Piece, ...]] = []
    window: list[Piece] = []
    room = limit
    for sentence, length in enumerate(lengths):
        if length > room and window:
            windows.append(tuple(window))
            window, room = [], limit
        for start in range(0, length, limit):
            piece = Piece(sentence, start, min(length, start + limit))
            window.append(piece)
            room -= piece.end - piece.start
            if room == 0:
                windows.append(tuple(window))
                window, room = [], limit
    if window:
        windows.append(tuple(window))
    return tuple(windows)
