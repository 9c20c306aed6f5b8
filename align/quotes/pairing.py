"""Quotes of two versions → pairs: which report the same utterance.

Two quotes go together where the beads lead from one's sentences to the other's, where each one's words
find their like in the other, and where the speakers are the same. The best pair is taken first, one to one.
A quote that neither version marks surely is kept where the other version has it too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from align.records import Alignment, Encoding, Quote, QuotePair, Side, Span
from align.vectors import comparable_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SURE = 0.5
"""Confidence from which on a quote stands alone."""
TOGETHER = 0.9
"""Sum of two paired quotes' confidences from which on both stand."""
LEAST_SCORE = 0.5
UNLIKE = 0.25
"""Best similarity under which a token has no counterpart."""
LEAST_WEIGHT = 7.0
"""Weight (nats) of a run of tokens that is worth showing as uncovered."""
WEIGHTS = (-6.4, 12.0, 3.0, 1.5)
"""Of the constant, the contents' coverage, the beads' and the speakers' agreement."""


@dataclass(frozen=True, slots=True, eq=False)
class _Content:
    """A quote's content tokens."""

    vectors: NDArray[np.float32]
    weight: NDArray[np.float32]
    spans: NDArray[np.int32]
    sentences: dict[int, float]
    """Sentence -> share of the content's weight."""


def pair_quotes(
    src: Side,
    tgt: Side,
    alignment: Alignment,
    quotes: tuple[Sequence[Quote], Sequence[Quote]],
    agree: Callable[[Quote, Quote], float],
) -> tuple[QuotePair, ...]:
    """Pair the quotes of ``src`` with those of ``tgt``.

    :param agree: 0 to 1, whether a src and a tgt quote have the same speaker; .5 where that is not known.
    :return: pairs and unpaired quotes in the order of the src text; what only tgt has stands where tgt has it.
    """
    contents = [_contents(side, q) for side, q in zip((src, tgt), quotes, strict=True)]
    across = _sentences_across(alignment)
    scored = []
    for i, a in enumerate(contents[0]):
        for j, b in enumerate(contents[1]):
            linked = _linked(a, b, across)
            if linked or not alignment.beads:
                score = _score(a, b, linked, agree(quotes[0][i], quotes[1][j]))
                if score >= LEAST_SCORE:
                    scored.append((score, i, j))
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        sure = quotes[0][i].confidence + quotes[1][j].confidence >= TOGETHER
        if i not in partner and j not in taken and sure:
            partner[i] = (j, score)
            taken.add(j)
    pairs = [_pair(quotes, contents, i, *partner[i]) for i in sorted(partner)]
    alone = [QuotePair(q, None, 0.0) for i, q in enumerate(quotes[0]) if i not in partner and q.confidence >= SURE]
    alone += [QuotePair(None, q, 0.0) for j, q in enumerate(quotes[1]) if j not in taken and q.confidence >= SURE]
    return _in_order(pairs + alone, src, tgt, alignment)


def _contents(side: Side, quotes: Sequence[Quote]) -> list[_Content]:
    import numpy as np

    encoding = side.encoding
    if encoding is None:
        return []
    vectors = comparable_vectors(encoding)
    out = []
    for quote in quotes:
        at = _tokens_within(encoding, quote.content)
        weight = encoding.weight[at]
        owners, where = np.unique(encoding.sentence[at], return_inverse=True)
        shares = np.bincount(where, weights=weight, minlength=len(owners)) / max(1e-6, float(weight.sum()))
        sentences = {int(s): float(share) for s, share in zip(owners, shares, strict=True)}
        out.append(_Content(vectors[at], weight, encoding.tokens[at], sentences))
    return out


def _tokens_within(encoding: Encoding, spans: Sequence[Span]) -> NDArray[np.int64]:
    import numpy as np

    middle = encoding.tokens.mean(1) if encoding.unit == "token" else encoding.tokens[:, 0] + 0.5
    inside = np.zeros(len(middle), bool)
    for s in spans:
        if encoding.unit == "token":
            inside |= (middle > s.start) & (middle < s.end)
        else:
            inside |= (encoding.tokens[:, 0] < s.end) & (s.start < encoding.tokens[:, 1])
    return np.flatnonzero(inside)


def _sentences_across(alignment: Alignment) -> dict[int, set[int]]:
    """Src sentence -> tgt sentences of its bead."""
    return {i: set(b.tgt) for b in alignment.beads for i in b.src}


def _linked(a: _Content, b: _Content, across: dict[int, set[int]]) -> float:
    """Share of both contents that lies in beads which the other content touches; half for a neighbour."""
    reached = {i: across.get(i, set()) for i in a.sentences}
    forward = sum(share * _near(reached[i], set(b.sentences)) for i, share in a.sentences.items())
    all_reached = {j for r in reached.values() for j in r}
    back = sum(share * _near({j}, all_reached) for j, share in b.sentences.items())
    return (forward + back) / 2


def _near(ones: set[int], others: set[int]) -> float:
    if ones & others:
        return 1.0
    return 0.5 if any(i + d in others for i in ones for d in (-1, 1)) else 0.0


def coverage(a: _Content, b: _Content) -> float:
    """How well each content's tokens find their like in the other: weighted mean best match, both ways."""
    import numpy as np

    if not len(a.weight) or not len(b.weight):
        return 0.0
    similarity = a.vectors @ b.vectors.T
    forward = np.average(similarity.max(1), weights=a.weight)
    back = np.average(similarity.max(0), weights=b.weight)
    return float(forward + back) / 2


def _score(a: _Content, b: _Content, linked: float, agreement: float) -> float:
    total = sum(w * x for w, x in zip(WEIGHTS, (1.0, coverage(a, b), linked, agreement), strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def _pair(
    quotes: tuple[Sequence[Quote], Sequence[Quote]], contents: list[list[_Content]], i: int, j: int, score: float
) -> QuotePair:
    a, b = contents[0][i], contents[1][j]
    return QuotePair(quotes[0][i], quotes[1][j], round(score, 4), _uncovered(a, b), _uncovered(b, a))


def _uncovered(a: _Content, b: _Content) -> tuple[Span, ...]:
    """Runs of words of ``a`` without a like in ``b``."""
    import numpy as np

    if not len(a.weight) or not len(b.weight):
        return ()
    alone = (a.vectors @ b.vectors.T).max(1) < UNLIKE
    spans = []
    edges = np.flatnonzero(np.diff(np.concatenate([[0], alone.astype(np.int8), [0]])))
    for first, stop in edges.reshape(-1, 2):
        if a.weight[first:stop].sum() >= LEAST_WEIGHT:
            spans.append(Span(int(a.spans[first, 0]), int(a.spans[stop - 1, 1])))
    return tuple(s for s in spans if s.start < s.end)


def _in_order(pairs: list[QuotePair], src: Side, tgt: Side, alignment: Alignment) -> tuple[QuotePair, ...]:
    """By the place in src; a tgt-only quote by the bead that its first sentence lies in."""
    bead_of = {j: k for k, b in enumerate(alignment.beads) for j in b.tgt}
    first = [b.src.start for b in alignment.beads]

    def place(pair: QuotePair) -> tuple[int, int, int]:
        if pair.src:
            return pair.src.content[0].start, 0, pair.src.content[-1].end
        assert pair.tgt is not None
        at = pair.tgt.content[0].start
        sentence = max((s.index for s in tgt.sentences if s.span.start <= at), default=0)
        start = first[bead_of[sentence]] if sentence in bead_of else 0
        begin = src.sentences[start].span.start if start < len(src.sentences) else len(src.document.text)
        return begin, 1, at

    return tuple(sorted(pairs, key=place))
