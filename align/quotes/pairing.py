"""Quotes of two versions → pairs: which report the same utterance.

Two quotes go together where the beads lead from one's sentences to the other's, where each one's words
find their like in the other, and where the speakers are the same. The best pair is taken first, one to one.
One that moved, so that no bead links it, goes with the one whose words are far more like its own than any other's.
A quote that neither version marks surely is kept where the other version has it too. Each one's confidence, by
its own text until here, then tells what it is with the other version known.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.logistic import probability
from align.quotes.confidence import pair_confidence
from align.records import Alignment, Encoding, Quote, QuotePair, Side, Span
from align.vectors import comparable_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SURE = 0.45
"""Confidence from which on a quote stands, of a pair the mean: where the F1 is highest, so under one half."""
LEAST_SCORE = 0.3
UNLIKE = 0.25
"""Best similarity under which a token has no counterpart."""
MOVED, LEAD = 0.5, 0.1
"""Coverage of a quote that moved, and by how much more than any other it has (scripts/fit_pairing.py)."""
LEAST_WEIGHT = 7.0
"""Weight (nats) of a run of tokens that is worth showing as uncovered."""
WEIGHTS = (-6.74, 4.97, 3.82, 1.72)
"""Of the constant, the contents' coverage, the beads' and the speakers' agreement (scripts/fit_pairing.py)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Contents:
    """The content tokens of one side's quotes, one quote after the other."""

    vectors: NDArray[np.float32]
    weight: NDArray[np.float32]
    spans: NDArray[np.int32]
    first: NDArray[np.int64]
    """Quotes + 1: where each one's tokens begin."""
    sentences: list[dict[int, float]]
    """Of each quote: sentence -> share of the content's weight."""


def pair_quotes(
    src: Side,
    tgt: Side,
    alignment: Alignment,
    quotes: tuple[Sequence[Quote], Sequence[Quote]],
    agree: Callable[[Quote, Quote], float],
    least: float = SURE,
) -> tuple[QuotePair, ...]:
    """Pair the quotes of ``src`` with those of ``tgt``.

    :param agree: 0 to 1, whether a src and a tgt quote have the same speaker; .5 where that is not known.
    :param least: confidence from which on a quote stands, of a pair the mean.
    :return: pairs and unpaired quotes in the order of the src text; what only tgt has stands where tgt has it.
    """
    a, b = _contents(src, quotes[0]), _contents(tgt, quotes[1])
    similarity = a.vectors @ b.vectors.T
    covered = _coverage(similarity, a, b)
    across = _sentences_across(alignment)
    scored = []
    for i, x in enumerate(a.sentences):
        for j, y in enumerate(b.sentences):
            linked = _linked(x, y, across)
            if linked and _score(covered[i, j], linked, 1.0) >= LEAST_SCORE:
                score = _score(covered[i, j], linked, agree(quotes[0][i], quotes[1][j]))
                if score >= LEAST_SCORE:
                    scored.append((score, i, j))
    scored.sort(key=lambda s: (-s[0], s[1], s[2]))
    for i, j in moved(covered):
        if (agreement := agree(quotes[0][i], quotes[1][j])) >= 0.5:
            scored.append((_score(covered[i, j], 1.0, agreement), i, j))
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, i, j in scored:
        sure = [q.confidence for q in _as_pair(quotes[0][i], quotes[1][j])]
        if i not in partner and j not in taken and sum(sure) >= 2 * least:
            partner[i] = (j, score)
            taken.add(j)
    pairs = []
    for i, (j, score) in sorted(partner.items()):
        table = similarity[a.first[i] : a.first[i + 1], b.first[j] : b.first[j + 1]]
        lone = (_uncovered(table, a, i), _uncovered(table.T, b, j))
        pairs.append(QuotePair(*_as_pair(quotes[0][i], quotes[1][j]), round(score, 4), *lone))
    pairs += [QuotePair(q, None, 0.0) for q in _alone(quotes[0], partner, least)]
    pairs += [QuotePair(None, q, 0.0) for q in _alone(quotes[1], taken, least)]
    return _in_order(pairs, src, tgt, alignment)


def moved(covered: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Quotes that are each other's best by far, wherever they stand."""
    import numpy as np

    pairs = []
    for i, j in enumerate(covered.argmax(1)) if covered.size else ():
        others = np.concatenate([np.delete(covered[i], j), np.delete(covered[:, j], i)])
        if covered[i, j] >= max(MOVED, others.max(initial=0.0) + LEAD):
            pairs.append((i, int(j)))
    return pairs


def _as_pair(a: Quote, b: Quote) -> tuple[Quote, Quote]:
    """Both, as sure as each is with the other beside it."""
    sure = (pair_confidence(a.confidence, b.confidence), pair_confidence(b.confidence, a.confidence))
    return replace(a, confidence=round(sure[0], 4)), replace(b, confidence=round(sure[1], 4))


def _alone(quotes: Sequence[Quote], paired: Container[int], least: float) -> list[Quote]:
    """Those that stand without a counterpart."""
    alone = (
        replace(q, confidence=round(pair_confidence(q.confidence, None), 4))
        for k, q in enumerate(quotes)
        if k not in paired
    )
    return [q for q in alone if q.confidence >= least]


def _contents(side: Side, quotes: Sequence[Quote]) -> _Contents:
    import numpy as np

    encoding = side.encoding
    assert encoding is not None
    places = [_tokens_within(encoding, quote.content) for quote in quotes]
    sentences = []
    for at in places:
        owners, where = np.unique(encoding.sentence[at], return_inverse=True)
        weight = encoding.weight[at]
        shares = np.bincount(where, weights=weight, minlength=len(owners)) / max(1e-6, float(weight.sum()))
        sentences.append({int(s): float(share) for s, share in zip(owners, shares, strict=True)})
    every = np.concatenate(places) if places else np.zeros(0, np.int64)
    first = np.cumsum([0, *map(len, places)])
    vectors = comparable_vectors(encoding)[every]
    return _Contents(vectors, encoding.weight[every], encoding.tokens[every], first, sentences)


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


def _linked(a: dict[int, float], b: dict[int, float], across: dict[int, set[int]]) -> float:
    """Share of both contents that lies in beads which the other content touches; half for a neighbour."""
    reached = {i: across.get(i, set()) for i in a}
    forward = sum(share * _near(reached[i], set(b)) for i, share in a.items())
    all_reached = {j for r in reached.values() for j in r}
    back = sum(share * _near({j}, all_reached) for j, share in b.items())
    return (forward + back) / 2


def _near(ones: set[int], others: set[int]) -> float:
    if ones & others:
        return 1.0
    return 0.5 if any(i + d in others for i in ones for d in (-1, 1)) else 0.0


def _coverage(similarity: NDArray[np.float32], a: _Contents, b: _Contents) -> NDArray[np.float32]:
    """Src x tgt quotes: how well the tokens of each find their like in the other, weighted, mean of both ways."""
    import numpy as np

    out = np.zeros((len(a.sentences), len(b.sentences)), np.float32)
    if not similarity.size:
        return out
    rows, columns = (np.flatnonzero(np.diff(c.first)) for c in (a, b))
    forward = np.maximum.reduceat(similarity, b.first[columns], axis=1) * a.weight[:, None]
    back = np.maximum.reduceat(similarity, a.first[rows], axis=0) * b.weight[None]
    a_mass, b_mass = np.add.reduceat(a.weight, a.first[rows]), np.add.reduceat(b.weight, b.first[columns])
    ahead = np.add.reduceat(forward, a.first[rows], axis=0) / np.maximum(a_mass, 1e-6)[:, None]
    behind = np.add.reduceat(back, b.first[columns], axis=1) / np.maximum(b_mass, 1e-6)[None]
    out[np.ix_(rows, columns)] = (ahead + behind) / 2
    return out


def _score(covered: float, linked: float, agreement: float) -> float:
    return probability(WEIGHTS, (1.0, float(covered), linked, agreement))


def _uncovered(similarity: NDArray[np.float32], contents: _Contents, quote: int) -> tuple[Span, ...]:
    """Runs of a quote's words (rows of ``similarity``) without a like in the other content."""
    import numpy as np

    if not similarity.size:
        return ()
    start = int(contents.first[quote])
    alone = np.concatenate([[False], similarity.max(1) < UNLIKE, [False]])
    spans = []
    for first, stop in np.flatnonzero(np.diff(alone.astype(np.int8))).reshape(-1, 2) + start:
        if contents.weight[first:stop].sum() >= LEAST_WEIGHT:
            spans.append(Span(int(contents.spans[first, 0]), int(contents.spans[stop - 1, 1])))
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
