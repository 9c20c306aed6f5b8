"""Where the other version renders a stretch of words, by the token vectors that both sides have already."""

from __future__ import annotations

from align.records import Span, TermHit
from align.vectors import Tokens

_LONGEST = 10


def trace_term(hit: TermHit, src: Tokens, tgt: Tokens, run: range) -> TermHit | None:
    """Where the sentences ``run`` of tgt render a term of src most probably; scored by mean best match, 0 to 1.

    Nothing is encoded: the vectors are those of the two sides. None where either has no tokens there.
    """
    import numpy as np

    mine, rest = src.within(hit.span), tgt.of_sentences(run)
    if not len(mine) or not len(rest):
        return None
    likeness = src.vectors[mine] @ tgt.vectors[rest].T
    best, place = -np.inf, (0, 0)
    column = likeness.max(0)
    for start in range(len(rest)):
        rows = likeness[:, start].copy()
        for end in range(start + 1, min(start + _LONGEST, len(rest)) + 1):
            rows = np.maximum(rows, likeness[:, end - 1])
            score = float(rows.mean() + column[start:end].mean()) / 2
            if score > best:
                best, place = score, (start, end)
    offsets = tgt.offsets[rest[place[0] : place[1]]]
    span = Span(int(offsets[0, 0]), int(offsets[-1, 1]))
    return TermHit(hit.concept, hit.term, span, "vector", min(1.0, max(0.0, best)))
