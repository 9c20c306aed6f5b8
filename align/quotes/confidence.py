"""How sure a quote is: the probability that it is one, 0 to 1.

It is one where a person marked a quote in that place: the two contents share at least half of their union, as
../shared/eval/quotes.py counts. The decoder's score (how likely a content begins there, how clear its words
are) is no probability: a logistic model makes one of it, with what else the text shows. Where both versions
were searched, a second one adds what the other says: of quotes that have a counterpart far more are right.
``scripts/fit_quote_confidence.py`` fits both on articles that the head has not seen, all of them news; the
calibration stands in docs/benchmarks.md. For attributions in the wider sense (``align attributions``) the mean
score of the two heads is near the share that is right on ../shared/data/polnear-dev, and is left as it is.
"""

from __future__ import annotations

from math import log

from align.logistic import probability

ONE_TEXT = (-1.317, 1.281, 1.249, 0.972)
"""Of the constant, the logit of the decoder's score, a cue, words in quotation marks."""
TWO_TEXTS = (-1.156, 0.757, 1.145, 0.574)
"""Of the constant, the logit of the confidence by its own text, a counterpart, the logit of that one's."""
LEAST, MOST = 0.02, 0.99
"""Scores and confidences beyond these count as these."""


def text_confidence(score: float, *, has_cue: bool, marked: bool) -> float:
    """Probability that a quote is one, by its own text.

    :param score: the decoder's, 0 to 1.
    :param marked: whether words of its content stand in quotation marks.
    """
    return probability(ONE_TEXT, (1.0, _logit(score), float(has_cue), float(marked)))


def pair_confidence(own: float, other: float | None) -> float:
    """Probability that a quote is one, both versions searched.

    :param own: the confidence by its own text.
    :param other: that of its counterpart by the other text; None: it has none.
    """
    paired = (0.0, 0.0) if other is None else (1.0, _logit(other))
    return probability(TWO_TEXTS, (1.0, _logit(own), *paired))


def _logit(p: float) -> float:
    p = min(max(p, LEAST), MOST)
    return log(p / (1 - p))
