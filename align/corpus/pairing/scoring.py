"""How well two texts fit as versions of one report: their meaning, values, names, length, address and date.

The weights of meaning, values, names and length were set on documents of NTREX, WMT 2017 and TICO-19, and the
probability fitted there by scripts/fit_document_pairing.py. What addresses and dates add is not fitted and cannot
be: no set of ../shared/data has an address or a day of publication of its own for each version. It is set by hand,
so that they decide between candidates that are nearly as good and make no pair of texts that say different things:
at the usual least confidence a pair needs a score of .71 where it leads by far and .91 where it hardly leads.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from datetime import date
from math import exp, log

from align.corpus.names import strip_marks
from align.corpus.pairing.features import Features

_VALUES, _NAMES, _LENGTH = 0.3, 0.3, 0.1
_ADDRESS, _SAME_TIME, _OTHER_TIME = 0.15, 0.03, 0.1
_NEAR_DAYS, _FAR_DAYS = 2, 30
_DOUBT = 6.0
"""Rarity of values or names, in nats, that a text needs before their share counts in full."""
_BIAS, _SCORE, _MARGIN, _WIDEST_MARGIN = -15.0, 18.7, 7.7, 0.5

Rarity = Callable[[str], float]
"""How much it tells that two texts share this, in nats."""


def score_pair(likeness: float, zh: Features, en: Features, rarity_of: Rarity) -> float:
    """Higher is better; good pairs are near or over 1.

    :param likeness: cosine of the two centred vectors.
    """
    fewer = min(_sum(zh.values, rarity_of), _sum(en.values, rarity_of))
    values = _sum(zh.values & en.values, rarity_of) / (fewer + _DOUBT)
    names = [(max(map(rarity_of, sorted(forms)), default=0.0), bool(forms & en.words)) for forms in zh.names]
    said = sum(rarity for rarity, is_said in names if is_said) / (sum(rarity for rarity, _ in names) + _DOUBT)
    lengths = abs(log((zh.length + 50) / (en.length + 50)))
    return likeness + _VALUES * values + _NAMES * said - _LENGTH * lengths


def compare_addresses(zh: str, en: str) -> float:
    """What it adds that two names or addresses differ in their marks of language alone."""
    return _ADDRESS if zh != en and strip_marks(zh) == strip_marks(en) != "" else 0.0


def compare_dates(zh: str, en: str) -> float:
    """What two days of publication (ISO 8601, or "") add."""
    try:
        days = abs((date.fromisoformat(zh[:10]) - date.fromisoformat(en[:10])).days)
    except ValueError:
        return 0.0
    return _SAME_TIME if days <= _NEAR_DAYS else -_OTHER_TIME if days > _FAR_DAYS else 0.0


def estimate_confidence(score: float, margin: float) -> float:
    """Probability, 0 to 1, that a text's best candidate is its version; ``margin``: how much it leads the next."""
    return 1 / (1 + exp(-(_BIAS + _SCORE * score + _MARGIN * min(margin, _WIDEST_MARGIN))))


def rarity(total: int, count: int) -> float:
    """Of something that ``count`` of ``total`` texts have."""
    return log((total + 1) / (count + 0.5))


def _sum(held: Set[str], rarity_of: Rarity) -> float:
    return sum(rarity_of(one) for one in sorted(held))
