"""Unmatched sentences that a neighbouring bead has the counterpart of, joined to it.

The search compares whole sentences: where one version puts two into a long one, the shorter of the two adds little
to the bead, and leaving it out can look better. Whether the long sentence has words that only the left one
renders shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.beads.coverage import Tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Path = list[tuple[range, range]]
LEAST_BEST = 0.34
"""Mean best match that the sentence's tokens must find in the bead's other side."""
LEAST_NEW = 0.06
"""How much better that side must be rendered with it, in parts of the sentence's own weight. By
scripts/fit_joining.py 46 of 62 that belong pass both, and 6 of 893 others."""


def join_unmatched(path: Path, src: Tokens, tgt: Tokens, limit: int) -> Path:
    """The path with such sentences in the bead before or behind them, one after the other.

    :param limit: sentences of a bead, both sides together.
    """
    ratio = float(tgt.weight.sum() / max(1e-9, src.weight.sum()))
    path = list(path)
    k = 0
    while k < len(path):
        found = _neighbour(path, k, src, tgt, ratio, limit) if bool(path[k][0]) != bool(path[k][1]) else None
        if found is None:
            k += 1
            continue
        low, high = sorted((k, found))
        (a, b), (c, d) = path[low], path[high]
        path[low : high + 1] = [(_joined(a, c), _joined(b, d))]
        k = max(0, low - 1)  # the sentence before may follow now
    return path


def _neighbour(path: Path, k: int, src: Tokens, tgt: Tokens, ratio: float, limit: int) -> int | None:
    """The place of the bead that the unmatched sentence at ``k`` belongs to."""
    side = 0 if path[k][0] else 1
    mine, theirs, ratio = (src, tgt, ratio) if side == 0 else (tgt, src, 1 / ratio)
    left, least, best = path[k][side], LEAST_NEW, None
    for at in (k - 1, k + 1):
        if not 0 <= at < len(path) or not (path[at][0] and path[at][1]):
            continue
        beside, other = path[at][side], path[at][1 - side]
        if len(left) + len(beside) + len(other) <= limit:
            own, new = measure(left, beside, other, mine, theirs, ratio)
            if own >= LEAST_BEST and new > least:
                least, best = new, at
    return best


def measure(
    left: range, beside: range, other: range, mine: Tokens, theirs: Tokens, ratio: float
) -> tuple[float, float]:
    """What LEAST_BEST and LEAST_NEW are about, of a sentence ``left`` and the two sides of a bead next to it.

    :param ratio: weight of all of ``theirs`` in parts of that of ``mine``.
    """
    (x, weight), (near, _), (y, known) = _rows(mine, left), _rows(mine, beside), _rows(theirs, other)
    match = x @ y.T
    new = (match.max(0) - (near @ y.T).max(0)).clip(0) @ known / (weight.sum() * ratio)
    return float((match.max(1) * weight).sum() / weight.sum()), float(new)


def _rows(tokens: Tokens, sentences: range) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    a, b = tokens.first[sentences.start], tokens.first[sentences.stop]
    return tokens.vectors[a:b], tokens.weight[a:b]


def _joined(a: range, b: range) -> range:
    """Of two neighbouring stretches of which one may be empty."""
    return range(min(a.start, b.start), max(a.stop, b.stop)) if a and b else a or b
