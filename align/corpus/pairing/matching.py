"""Scored candidates → pairs, one to one, the sure ones first; what stays alone, and how near it came."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.corpus.pairing.scoring import estimate_confidence
from align.corpus.pairing.settings import PairingSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Two texts that are versions of one report."""

    zh: int
    en: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """The best that was found for a text that stays alone."""

    confidence: float
    other: int
    """The text that fits it best."""
    rival: int | None
    """Another one that fits either of the two nearly as well, where that is what stood against it."""


@dataclass(frozen=True, slots=True)
class Matching:
    """All pairs, and what became of the others that had a candidate."""

    pairs: tuple[Match, ...]
    zh: dict[int, Doubt]
    en: dict[int, Doubt]


Tells = Callable[[int, int, int], bool]
"""Whether a text has what sets the second apart from the third, a version of nearly the same words."""


def match_texts(
    scored: Iterable[tuple[int, int, float]], settings: PairingSettings, tells: Tells = lambda *_: False
) -> Matching:
    """Pair what is each other's best, surely and by a margin; then again among those that are left.

    :param scored: (zh, en, score), each pair once.
    :param tells: is asked where the margin is too small.
    """
    rows, columns = _candidates(scored)
    free_zh, free_en = rows.texts(), columns.texts()
    pairs: list[Match] = []
    while True:
        found = []
        for zh in sorted(free_zh):
            best = _best(rows[zh], free_en)
            if best is None or (_best(columns[best[1]], free_zh) or best)[1] != zh:
                continue
            margin, _ = _margin(zh, best, rows, columns, free_zh, free_en)
            confidence = estimate_confidence(best[0], margin)
            if confidence < settings.least_confidence:
                continue
            close = best[0] - settings.least_margin
            if margin >= settings.least_margin or (
                all(tells(zh, best[1], rival) for rival in _near(rows[zh], free_en, best[1], close))
                and all(tells(best[1], zh, rival) for rival in _near(columns[best[1]], free_zh, zh, close))
            ):
                found.append(Match(zh, best[1], round(confidence, 4)))
        if not found:
            break
        pairs += found
        free_zh -= {match.zh for match in found}
        free_en -= {match.en for match in found}
    doubts = (
        {zh: d for zh in free_zh if (d := _doubt(zh, rows, columns, free_zh, free_en, settings))},
        {en: d for en in free_en if (d := _doubt(en, columns, rows, free_en, free_zh, settings))},
    )
    return Matching(tuple(sorted(pairs)), *doubts)


class _Lists:
    """Of each text its candidates, the best first: (score, text). Held as arrays, 20 bytes a candidate."""

    def __init__(self, texts: NDArray[np.int64], others: NDArray[np.int64], scores: NDArray[np.float64]) -> None:
        import numpy as np

        order = np.lexsort((others, -scores, texts))
        self._texts, self._others, self._scores = texts[order], others[order].astype(np.int32), scores[order]

    def texts(self) -> set[int]:
        """All that have a candidate."""
        return set(self._texts.tolist())

    def __getitem__(self, text: int) -> list[tuple[float, int]]:
        import numpy as np

        part = slice(*np.searchsorted(self._texts, [text, text + 1]).tolist())
        return list(zip(self._scores[part].tolist(), self._others[part].tolist(), strict=True))


def _candidates(scored: Iterable[tuple[int, int, float]]) -> tuple[_Lists, _Lists]:
    """By Chinese and by English text."""
    import numpy as np

    kinds = [("zh", np.int64), ("en", np.int64), ("score", np.float64)]
    held = np.fromiter(scored, np.dtype(kinds))
    return _Lists(held["zh"], held["en"], held["score"]), _Lists(held["en"], held["zh"], held["score"])


def _best(candidates: list[tuple[float, int]], free: set[int], but: int | None = None) -> tuple[float, int] | None:
    return next((one for one in candidates if one[1] in free and one[1] != but), None)


def _near(candidates: list[tuple[float, int]], free: set[int], but: int, over: float) -> list[int]:
    return [other for score, other in candidates if other in free and other != but and score > over]


def _margin(
    this: int, best: tuple[float, int], own: _Lists, others: _Lists, free: set[int], free_others: set[int]
) -> tuple[float, int | None]:
    """How much better than any other free pair of either text it is, and the text that comes nearest."""
    score, other = best
    rivals = [_best(own[this], free_others, but=other), _best(others[other], free, but=this)]
    nearest = max((one for one in rivals if one), default=None, key=lambda one: one[0])
    return (score - max(0.0, nearest[0]), nearest[1]) if nearest else (score, None)


def _doubt(
    this: int, own: _Lists, others: _Lists, free: set[int], free_others: set[int], settings: PairingSettings
) -> Doubt | None:
    best = _best(own[this], free_others)
    if best is None:
        return None
    margin, rival = _margin(this, best, own, others, free, free_others)
    confidence = estimate_confidence(best[0], margin)
    is_close = margin < settings.least_margin and confidence >= 0.5
    return Doubt(round(confidence, 4), best[1], rival if is_close else None)
