"""A logistic model: weights fitted by a script, and what was seen → a probability."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

_WIDEST = 30.0
"""Sums beyond it are as good as certain, and exp would overflow."""


def probability(weights: Sequence[float], features: Sequence[float]) -> float:
    """Of the outcome that the weights were fitted to; as many features as weights, the constant's 1 among them."""
    total = sum(w * x for w, x in zip(weights, features, strict=True))
    return 1 / (1 + exp(-max(-_WIDEST, min(_WIDEST, total))))
