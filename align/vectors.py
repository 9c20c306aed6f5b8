"""Arithmetic on encodings that several stages share; numpy in, numpy out, no model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from align.records import Encoding, Side, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAYER = 9
"""The best single layer; 8 and 9 together were no better (docs/benchmarks.md)."""
_NEAR = 0.03
"""How much better the best match elsewhere may be, where a token may still go with a stretch."""


def unit_rows(x: NDArray[Any]) -> NDArray[np.float32]:
    """Rows scaled to length 1; rows of zeros stay zeros."""
    import numpy as np

    x = np.asarray(x, np.float32)
    return np.asarray(x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-9), np.float32)


def comparable_vectors(encoding: Encoding) -> NDArray[np.float32]:
    """T x d, of unit length; centring takes out what all tokens of a language share."""
    import numpy as np

    layer = LAYER if LAYER in encoding.vectors else max(encoding.vectors)
    vectors = np.asarray(encoding.vectors[layer], np.float32)
    return unit_rows(vectors - vectors.mean(0) if len(vectors) > 1 else vectors)


def token_inputs(encoding: Encoding, layers: tuple[int, ...]) -> NDArray[np.float32]:
    """T x (layers x d): the layers' vectors beside one another, each of length sqrt(d), for trained heads."""
    import numpy as np

    parts = []
    for layer in layers:
        x = np.asarray(encoding.vectors[layer], np.float32)
        parts.append(
            x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-6) * np.float32(x.shape[1] ** 0.5)
        )
    return np.concatenate(parts, axis=1)


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
        _share(src, src_span, tgt, tgt_span, tgt_run),
        _share(tgt, tgt_span, src, src_span, src_run),
    )
    return (shares[0] + shares[1]) / 2


def _share(here: Tokens, span: Span, there: Tokens, other: Span, other_run: range) -> float:
    import numpy as np

    mine, rest = here.within(span), there.of_sentences(other_run)
    inside = np.isin(rest, there.within(other))
    if not len(mine) or not inside.any():
        return 0.0
    likeness = here.vectors[mine] @ there.vectors[rest].T
    held = likeness[:, inside].max(1)
    elsewhere = likeness[:, ~inside].max(1, initial=-1.0)
    return float(np.mean(held >= elsewhere - _NEAR))


def best_match(here: Tokens, span: Span, there: Tokens, run: range) -> float:
    """Mean best match of the tokens of a stretch in a run of the other side; 1 where either has none."""
    mine, rest = here.within(span), there.of_sentences(run)
    if not len(mine) or not len(rest):
        return 1.0
    return float((here.vectors[mine] @ there.vectors[rest].T).max(1).mean())
