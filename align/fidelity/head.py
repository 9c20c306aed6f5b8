"""The trained head: a pair of texts, as token vectors → a score, and for each token whether it is at fault.

Each token is projected, looks for its like on the other side (one step of attention, in which the cosine of the
encoder's own vectors and the table of lexical translations count, and "nothing there" is a choice), and is
described by itself, by what it found, by how well, and by how likely a word there translates it; two convolutions
look at its neighbours. From that come two logits a token (an error of accuracy; any error), and, pooled over both
sides, one a pair. Where the English was first, a weight for each piece is added to that: which words tend to be
translated wrongly (of Chinese originals too little is judged to learn it). ``scripts/train_fidelity.py`` trains it
on damage of known place and on people's judgements; nothing but numpy is needed here. A head may hold several such
networks, whose answers are averaged: they err in different places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.fidelity.lexical import LexicalTable, describe_pieces, read_table
from align.models import weights
from align.models.weights import Weights
from align.records import Encoding, Language
from align.vectors import token_inputs, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PATH = Path(__file__).resolve().parents[1] / "models" / "fidelity" / "head.npz"
MAKE = 2
"""Of the network; a file of another make is refused."""
FEATURES = 3
"""Numbers beside the pooled vectors: whether the Chinese was first, how the lengths compare (twice)."""
SIDES: dict[Language, int] = {"zh": 0, "en": 1}


@dataclass(frozen=True, slots=True, eq=False)
class FidelityHead:
    """The weights and the calibration."""

    weights: Weights
    networks: tuple[Mapping[str, NDArray[np.float32]], ...]
    """The arrays of each."""
    table: LexicalTable
    calibration: Mapping[str, float]
    """Logit of the probability that people find no major error = bias + score × logit + what findings take off:
    ``critical``, ``major``, ``minor``, or ``en_critical`` and so on where the English was written first."""


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """One side as the head sees it: T x width states for each network, T x d unit vectors, T pieces, surprisal."""

    states: tuple[NDArray[np.float32], ...]
    units: NDArray[np.float32]
    pieces: NDArray[np.int32]
    weight: NDArray[np.float32]

    def part(self, rows: slice | NDArray[np.bool_]) -> Tokens:
        """Some of the tokens."""
        states = tuple(states[rows] for states in self.states)
        return Tokens(states, self.units[rows], self.pieces[rows], self.weight[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What the network says of one pair: a logit, and T x 2 probabilities for each side (accuracy, any error)."""

    logit: float
    zh: NDArray[np.float32]
    en: NDArray[np.float32]


def read_head(path: Path | None = None) -> FidelityHead:
    """The head that ships with the package, or one of the same make from a file.

    :raises ModelError: the file is missing or is no such head.
    """
    path = path or PATH
    hint = "Install align-enzh again." if path == PATH else "Give a file that scripts/train_fidelity.py wrote."
    return weights.read_head(path, _make, what="fidelity", hint=hint)


def _make(held: Weights) -> FidelityHead:
    if held.about["make"] != MAKE:
        raise ValueError("it is of another make")
    table = read_table()
    if held.about["lexical"] != table.model.hash:
        raise ValueError("it was trained with another table of lexical translations")
    said = held.about.get("calibration", {"score": 1.0})
    return FidelityHead(held, _networks(held.arrays), table, {str(k): float(v) for k, v in said.items()})


def _networks(arrays: Mapping[str, NDArray[np.float32]]) -> tuple[Mapping[str, NDArray[np.float32]], ...]:
    """The arrays of each network: those after the first have "1.", "2." before their names, and its mean."""
    held: dict[str, dict[str, NDArray[np.float32]]] = {}
    for name, array in arrays.items():
        number, own = name.split(".", 1) if name[:1].isdigit() else ("", name)
        held.setdefault(number, {"mean": arrays["mean"]})[own] = array
    return tuple(held.values())


def read_tokens(head: FidelityHead, encoding: Encoding, language: Language) -> Tokens:
    """All tokens of a side, projected once; each bead then takes its own."""
    import numpy as np

    assert encoding.pieces is not None
    mean, side = head.networks[0]["mean"], SIDES[language]
    if not len(encoding.tokens):
        none = tuple(np.zeros((0, w["language"].shape[1]), np.float32) for w in head.networks)
        return Tokens(none, np.zeros((0, 1), np.float32), encoding.pieces, encoding.weight)
    x = token_inputs(encoding, head.weights.layers)
    upper = x[:, -mean.shape[1] :]
    states = tuple(_gelu(x @ w["input.weight"].T + w["input.bias"] + w["language"][side]) for w in head.networks)
    return Tokens(states, unit_rows(upper - mean[side]), encoding.pieces, encoding.weight)


def judge_tokens(head: FidelityHead, zh: Tokens, en: Tokens, zh_first: bool) -> Verdict:
    """Judge a pair; both sides hold a token at least."""
    import numpy as np

    cosine = zh.units @ en.units.T
    into_en, into_zh = head.table.compare(zh.pieces, en.pieces)
    known = (
        describe_pieces(into_en, into_zh, cosine, zh.weight),
        describe_pieces(into_zh.T, into_en.T, cosine.T, en.weight),
    )
    likely = np.sqrt(into_en * into_zh)
    said = [
        _judge(w, (zh, en), (zh.states[k], en.states[k]), (cosine, likely), known, zh_first)
        for k, w in enumerate(head.networks)
    ]
    tags = (np.asarray(np.mean([getattr(v, side) for v in said], axis=0), np.float32) for side in SIDES)
    return Verdict(sum(v.logit for v in said) / len(said), *tags)


def _judge(
    w: Mapping[str, NDArray[np.float32]],
    tokens: tuple[Tokens, Tokens],
    states: tuple[NDArray[np.float32], NDArray[np.float32]],
    pairs: tuple[NDArray[np.float32], NDArray[np.float32]],
    known: tuple[NDArray[np.float32], NDArray[np.float32]],
    zh_first: bool,
) -> Verdict:
    """What one network says of the Chinese and the English side; ``pairs``: cosines, lexical probabilities."""
    import numpy as np

    (zh, en), (cosine, likely) = states, pairs
    alike = w["cosine"] * cosine + w["lexical"] * likely
    to_en, found_zh = _look(w, zh, en, cosine, alike)
    to_zh, found_en = _look(w, en, zh, cosine.T, alike.T)
    x = _describe(w, zh, found_zh, to_zh.sum(0), known[0])
    y = _describe(w, en, found_en, to_en.sum(0), known[1])
    tags = [f @ w["tag.weight"].T + w["tag.bias"] for f in (x, y)]
    ratio = float(np.log(len(zh) / len(en)))
    pooled = [part for f, tag in ((x, tags[0]), (y, tags[1])) for part in _pool(w, f, tag)]
    row = np.concatenate([*pooled, np.array([float(zh_first), ratio, abs(ratio)], np.float32)])
    hidden = _gelu(w["hidden.weight"] @ row + w["hidden.bias"])
    logit = float(w["score.weight"][0] @ hidden + w["score.bias"][0])
    if not zh_first:
        logit += sum(_weigh(w["words"][side], t.pieces) for side, t in enumerate(tokens))
    return Verdict(logit, _sigmoid(tags[0]), _sigmoid(tags[1]))


def _weigh(weights: NDArray[np.float32], pieces: NDArray[np.int32]) -> float:
    """What the words alone say: each piece once, over the root of their number (ridge regression learnt them)."""
    import numpy as np

    once = np.unique(pieces)
    return float(weights[once].sum() / np.sqrt(len(once)))


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    context: NDArray[np.float32]
    best: NDArray[np.float32]
    margin: NDArray[np.float32]
    absent: NDArray[np.float32]


def _look(
    w: Mapping[str, NDArray[np.float32]],
    states: NDArray[np.float32],
    other: NDArray[np.float32],
    cosine: NDArray[np.float32],
    alike: NDArray[np.float32],
) -> tuple[NDArray[np.float32], _Found]:
    """What each token finds in the other side, and how much it gives to each token there."""
    import numpy as np

    query, key = states @ w["query.weight"].T, other @ w["key.weight"].T
    logits = query @ key.T / np.float32(query.shape[1] ** 0.5) + alike
    logits = np.concatenate([logits, np.full((len(states), 1), w["null"][0], np.float32)], 1)
    logits -= logits.max(1, keepdims=True)
    attention = np.exp(logits)
    attention /= attention.sum(1, keepdims=True)
    context = attention[:, :-1] @ other + attention[:, -1:] * w["absent"]
    top = np.sort(cosine, axis=1)[:, -2:]
    best, second = top[:, -1:], top[:, :1]
    return attention[:, :-1], _Found(context, best, best - second, attention[:, -1:])


def _describe(
    w: Mapping[str, NDArray[np.float32]],
    states: NDArray[np.float32],
    found: _Found,
    covered: NDArray[np.float32],
    known: NDArray[np.float32],
) -> NDArray[np.float32]:
    import numpy as np

    parts = [states, found.context, states * found.context, found.best, found.margin, found.absent]
    f = np.concatenate([*parts, np.minimum(covered, 3)[:, None], known], 1)
    f = _gelu(f @ w["mix.weight"].T + w["mix.bias"])
    for name, step in (("near", 1), ("far", 3)):
        f = f + _gelu(_convolve(f, w[f"{name}.weight"], w[f"{name}.bias"], step))
    return f


def _convolve(
    f: NDArray[np.float32], weight: NDArray[np.float32], bias: NDArray[np.float32], step: int
) -> NDArray[np.float32]:
    """Three taps, ``step`` tokens apart; nothing stands outside the text."""
    import numpy as np

    out = f @ weight[:, :, 1].T + bias
    if len(f) > step:
        out[step:] += f[:-step] @ weight[:, :, 0].T
        out[:-step] += f[step:] @ weight[:, :, 2].T
    return np.asarray(out, np.float32)


def _pool(
    w: Mapping[str, NDArray[np.float32]], f: NDArray[np.float32], tags: NDArray[np.float32]
) -> tuple[NDArray[np.float32], ...]:
    shapes = f @ w["shape.weight"].T + w["shape.bias"]
    return f.mean(0), shapes.max(0), _sigmoid(tags).max(0)


def _gelu(x: NDArray[Any]) -> NDArray[np.float32]:
    """By the error function, as torch has it (Abramowitz and Stegun 7.1.26; within 2e-7)."""
    import numpy as np

    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail = poly * np.exp(-z * z)
    return np.asarray(np.where(x > 0, x * (1 - tail / 2), x * tail / 2), np.float32)


def _sigmoid(x: NDArray[Any]) -> NDArray[np.float32]:
    import numpy as np

    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), np.float32)
