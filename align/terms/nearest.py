"""Where the other version renders a stretch of words, by the token vectors that both sides have already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.records import Side, Span, TermHit
from align.vectors import comparable_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LONGEST = 10
_NEAR = 0.03
"""How much better the best match elsewhere may be, where the tokens of a term may still go with it."""


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """A side's tokens with vectors that can be compared with the other side's."""

    offsets: NDArray[np.int32]
    sentence: NDArray[np.int32]
    vectors: NDArray[np.float32]

    def of_sentences(self, run: range) -> NDArray[np.intp]:
        """Indices of the tokens that a run of sentences owns."""
        import numpy as np

        return np.flatnonzero((self.sentence >= run.start) & (self.sentence < run.stop))

    def within(self, span: Span) -> NDArray[np.intp]:
        """Indices of the tokens that share a character with ``span``."""
        import numpy as np

        a, b = self.offsets[:, 0], self.offsets[:, 1]
        return np.flatnonzero((a < span.end) & (b > span.start))


def side_tokens(side: Side) -> Tokens | None:
    """The tokens of a side, or None where it was not encoded, or by whole sentences."""
    held = side.encoding
    if held is None or held.unit != "token" or not len(held.tokens):
        return None
    return Tokens(held.tokens, held.sentence, comparable_vectors(held))


def correspondence(
    src: Tokens, src_run: range, src_span: Span, tgt: Tokens, tgt_run: range, tgt_span: Span
) -> float:
    """How far two stretches are each other's rendering, 0 to 1.

    The share of the tokens of each that find their best match in the other rather than elsewhere in the bead, the
    mean of both directions.
    """
    shares = (
        _share(src, src_span, src_run, tgt, tgt_span, tgt_run),
        _share(tgt, tgt_span, tgt_run, src, src_span, src_run),
    )
    return (shares[0] + shares[1]) / 2


def _share(here: Tokens, span: Span, run: range, there: Tokens, other: Span, other_run: range) -> float:
    import numpy as np

    mine, rest = here.within(span), there.of_sentences(other_run)
    inside = np.isin(rest, there.within(other))
    if not len(mine) or not inside.any():
        return 0.0
    likeness = here.vectors[mine] @ there.vectors[rest].T
    held = likeness[:, inside].max(1)
    elsewhere = likeness[:, ~inside].max(1, initial=-1.0)
    return float(np.mean(held >= elsewhere - _NEAR))


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
