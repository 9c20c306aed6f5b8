"""The trained head: for each token, what part of a quote it is, and which tokens belong to one quote.

A few dilated convolutions over the token vectors of two layers and eight marks of each token's place. From
their output come four probabilities a token (content, cue, source, first word of a content) and, for a
first word a and any token t, how likely t is the content, cue or source of the quote that begins at a: a
product of two projections, plus what their distance, their sentences and their quotation marks say.
``scripts/train_quotes.py`` trains it; nothing but numpy is needed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.models import weights
from align.models.weights import Weights
from align.records import Encoding, Side
from align.vectors import token_inputs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.quotes.marks import Marked

PATH = Path(__file__).resolve().parents[1] / "models" / "quotes" / "head.npz"
BROAD = PATH.with_name("head-broad.npz")
"""A second head, trained on PolNeAR alone, that ``align attributions`` asks too in English."""
ROLES = ("content", "cue", "source")
TAGS = (*ROLES, "start")
PLACES = 8
REACH = (-160, 400)
"""Tokens before and after a quote's first word that may belong to it."""
NEAR = 24
"""Distances up to this have a weight of their own; beyond it they share one a doubling."""
SENTENCES = (-4, 6)


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The weights, and how far apart the taps of each convolution are."""

    weights: Weights
    dilations: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the head says of a document of T tokens."""

    tags: NDArray[np.float32]
    """T x 4 probabilities, in the order of TAGS."""
    query: NDArray[np.float32]
    key: NDArray[np.float32]
    """3 x T x d each: a first word's and any token's projection, by role."""
    sentence: NDArray[np.int32]
    region: NDArray[np.int32]
    """T: number of the quotation marks that the token stands in, 0 for none."""


Parts = tuple[tuple[Head, Scores], ...]
"""Each head with what it says."""


def read_head(path: Path | None = None) -> Head:
    """The head that ships with the package, or one of the same make from a file.

    :raises ModelError: the file is missing or is no such head.
    """
    path = path or PATH
    hint = "Install align-enzh again." if path == PATH else "Give a file that scripts/train_quotes.py wrote."
    return weights.read_head(path, _make, what="quote", hint=hint)


def _make(held: Weights) -> Head:
    import numpy as np

    arrays = dict(held.arrays)
    if arrays["place.weight"].shape[1] != PLACES or arrays["tag.weight"].shape[0] != len(TAGS):
        raise ValueError("it is of another make")
    for key in [k for k in arrays if k.startswith("conv") and k.endswith(".weight")]:
        # One block of memory a tap: numpy would copy a strided one for each product.
        arrays[key.replace("weight", "taps")] = np.ascontiguousarray(arrays[key].transpose(2, 1, 0))
    return Head(replace(held, arrays=arrays), tuple(held.about["dilations"]))


def token_middles(encoding: Encoding) -> NDArray[np.float64]:
    """T: the place that decides in which span a token lies."""
    import numpy as np

    start, end = encoding.tokens.T
    return np.asarray((start + np.maximum(end - 1, start)) / 2)


def token_places(
    side: Side, marked: tuple[Marked, ...], broad: bool
) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """(T x 8 marks of each token's place, T numbers of the quotation marks around each token).

    The last mark says by which rules the text was annotated, or is to be read (``broad``).
    """
    import numpy as np

    encoding = side.encoding
    assert encoding is not None
    owner = encoding.sentence
    count = len(owner)
    places = np.zeros((count, PLACES), np.float32)
    places[:, 7] = broad
    region = np.zeros(count, np.int32)
    middle = token_middles(encoding)
    for number, m in enumerate(marked, 1):
        a, b = np.searchsorted(middle, [m.inner.start, m.inner.end])
        if a == b:
            continue
        region[a:b] = number
        places[a:b, 0] = 1
        places[a, 1] = 1
        places[b - 1, 2] = 1
        places[a:b, 6] = min(1.0, (b - a) / 16)
    if count:
        paragraph = np.array([s.paragraph for s in side.sentences], np.int32)[owner]
        changes = np.flatnonzero(np.diff(owner)) + 1
        first = np.concatenate([[0], changes])
        places[first, 3] = 1
        places[np.concatenate([changes - 1, [count - 1]]), 4] = 1
        places[np.concatenate([[0], np.flatnonzero(np.diff(paragraph)) + 1]), 5] = 1
    return places, region


def distance_bucket(distance: NDArray[Any]) -> NDArray[np.int64]:
    """Number of the weight that a distance in tokens (positive: after the first word) uses."""
    import numpy as np

    size = np.abs(distance)
    far = NEAR + np.ceil(np.log2(np.maximum(size, NEAR) / NEAR)).astype(np.int64)
    bucket = np.minimum(np.where(size <= NEAR, size, far), NEAR + 5)
    return np.asarray(np.where(distance < 0, bucket + NEAR + 5, bucket), np.int64)


BUCKETS = 2 * (NEAR + 5) + 1


def score_tokens(head: Head, side: Side, marked: tuple[Marked, ...], broad: bool = False) -> Scores:
    """Run the head over one document, in one piece.

    :param broad: attributions as PolNeAR marks them (attitudes, mentions of a speech), not only quotes.
    """
    import numpy as np

    encoding = side.encoding
    assert encoding is not None
    w = head.weights.arrays
    places, region = token_places(side, marked, broad)
    x = token_inputs(encoding, head.weights.layers)
    h = _gelu(x @ w["in.weight"].T + places @ w["place.weight"].T + w["in.bias"])
    for k, dilation in enumerate(head.dilations):
        h = h + _gelu(_convolve(_normal(h, w[f"norm{k}.weight"], w[f"norm{k}.bias"]), w, k, dilation))
    h = _normal(h, w["norm.weight"], w["norm.bias"])
    tags = 1 / (1 + np.exp(-(h @ w["tag.weight"].T + w["tag.bias"])))
    depth = len(w["query.weight"]) // len(ROLES)
    query = (h @ w["query.weight"].T + w["query.bias"]).reshape(len(h), len(ROLES), depth)
    key = (h @ w["key.weight"].T + w["key.bias"]).reshape(len(h), len(ROLES), depth)
    return Scores(
        np.asarray(tags, np.float32), query.transpose(1, 0, 2), key.transpose(1, 0, 2), encoding.sentence, region
    )


def score_heads(
    heads: Sequence[Head], side: Side, marked: tuple[Marked, ...], broad: bool = False
) -> tuple[Parts, Scores]:
    """Each head with what it says of a document, and the first one's scores with the mean of all tags."""
    import numpy as np

    parts = tuple((head, score_tokens(head, side, marked, broad)) for head in heads)
    tags = np.asarray(np.stack([s.tags for _, s in parts]).mean(0), np.float32)
    return parts, replace(parts[0][1], tags=tags)


def membership(head: Head, scores: Scores, start: int) -> tuple[int, NDArray[np.float32]]:
    """(first token, 3 x length probabilities): do the tokens around belong to the quote beginning at ``start``."""
    import numpy as np

    w = head.weights.arrays
    low, high = max(0, start + REACH[0]), min(len(scores.tags), start + REACH[1])
    at = np.arange(low, high)
    depth = scores.key.shape[2]
    logits = np.einsum("rd,rtd->rt", scores.query[:, start], scores.key[:, low:high]) / np.float32(depth**0.5)
    logits = logits + w["distance"][:, distance_bucket(at - start)]
    apart = np.clip(scores.sentence[low:high] - scores.sentence[start], *SENTENCES) - SENTENCES[0]
    logits = logits + w["sentences"][:, apart]
    same = (scores.region[low:high] == scores.region[start]) & (scores.region[start] > 0)
    logits = logits + w["same_marks"][:, None] * same
    tags = np.clip(scores.tags[low:high, : len(ROLES)].T, 1e-5, 1 - 1e-5)
    logits = logits + w["tag_share"][:, None] * np.log(tags / (1 - tags))
    return low, np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def _convolve(
    h: NDArray[np.float32], w: Mapping[str, NDArray[np.float32]], k: int, dilation: int
) -> NDArray[np.float32]:
    """A dilated convolution that keeps the length; its taps are (taps, in, out)."""
    import numpy as np

    taps = w[f"conv{k}.taps"]
    reach = dilation * (len(taps) // 2)
    padded = np.pad(h, ((reach, reach), (0, 0)))
    out: NDArray[np.float32] = np.broadcast_to(w[f"conv{k}.bias"], (len(h), taps.shape[2])).copy()
    for tap, weight in enumerate(taps):
        out += padded[tap * dilation : tap * dilation + len(h)] @ weight
    return out


def _normal(h: NDArray[np.float32], weight: NDArray[np.float32], bias: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    centred = h - h.mean(1, keepdims=True)
    return np.asarray(centred / np.sqrt(centred.var(1, keepdims=True) + 1e-5) * weight + bias, np.float32)


def _gelu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """The tanh form, as in training."""
    import numpy as np

    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))), np.float32)
