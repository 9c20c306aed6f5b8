"""``align corpus train-check``: does a model learn from the corpus? A tiny one, made here, trained for some steps.

The model is one vector a token of the embedded encoder's tokenizer, drawn at random: it knows neither language, so
all that it finds afterwards it has learnt from the pairs.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from align.corpus.chosen import Chosen
from align.corpus.opened import Corpus, Row
from align.corpus.packages import needed_for
from align.corpus.records import Split
from align.corpus.store import Folder
from align.errors import InputError

LEAST, HELD_OUT = 100, 500
"""Pairs to train on that there must be, and how many pairs are looked for at most."""
_FEW, _BATCH, _WIDTH, _RATE = 50, 64, 128, 0.02
"""Held-out pairs under which the part is too small to measure on; pairs a step; numbers a token; step size."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TrainCheck:
    """What the training showed."""

    pairs: int
    """Trained on."""
    held_out: int
    held_out_from: str
    """Name of the part that the held-out pairs are from; no document of theirs was trained on."""
    steps: int
    loss: tuple[float, float]
    """Mean of the first and the last tenth of the steps."""
    found: tuple[float, float]
    """Share of the held-out sentences whose counterpart is the nearest of all, before and after; 0 to 1."""

    @property
    def learnt(self) -> bool:
        """Whether the loss fell and more counterparts are found."""
        return self.loss[1] < self.loss[0] and self.found[1] > self.found[0]


def check_training(corpus: str, *, sample: int = 10_000, steps: int = 200, seed: int = 1) -> TrainCheck:
    """Train on pairs of train.jsonl and look for the counterparts of pairs of valid.jsonl, before and after.

    Where valid.jsonl has fewer than 50 pairs, a tenth of the sampled documents of train.jsonl is held out instead.

    :param sample: pairs to train on at most, drawn evenly; they alone are in memory.
    :raises InputError: no corpus there, a line that is no pair, fewer than 100 pairs.
    :raises ModelError: sentence-transformers is not installed.
    """
    opened = Corpus(Folder(corpus))
    drawn = _draw(opened, "train", sample, seed)
    held, named = _draw(opened, "valid", HELD_OUT, seed), "valid"
    if len(held) < _FEW:
        held, named = [row for row in drawn if _is_aside(row, seed)][:HELD_OUT], "train"
        drawn = [row for row in drawn if not _is_aside(row, seed)]
    train, held_out = _texts(drawn), _texts(held)
    if len(train) < LEAST or not held_out:
        what = f"has too few pairs to learn from ({len(train)} to train on, {len(held_out)} held out)"
        raise InputError(what, corpus, f"Build a corpus of at least {LEAST} pairs from several documents")
    model = new_model(seed)
    before = share_found(model, held_out)
    losses = train_model(model, islice(_batches(train, random.Random(seed)), steps), _RATE)
    tenth = max(1, len(losses) // 10)
    loss = sum(losses[:tenth]) / tenth, sum(losses[-tenth:]) / tenth
    return TrainCheck(len(train), len(held_out), named, steps, loss, (before, share_found(model, held_out)))


def _draw(corpus: Corpus, part: Split, count: int, seed: int) -> list[Row]:
    chosen = Chosen(count, seed)
    for row in corpus.kept(part):
        chosen.add(row)
    return list(chosen.by_rank())


def _is_aside(row: Row, seed: int) -> bool:
    """Whether a row is of the tenth of the documents that is held out."""
    digest = hashlib.blake2b(f"{seed}\0{row['document']}".encode("utf-8", "replace"), digest_size=8).digest()
    return digest[0] % 10 == 0


def _texts(rows: list[Row]) -> list[Pair]:
    return [(row["en"], row["zh"]) for row in rows]


def new_model(seed: int) -> Any:  # noqa: ANN401
    """A sentence-transformers model of static vectors, drawn at random.

    :raises ModelError: sentence-transformers is not installed.
    """
    with needed_for("align corpus train-check", "models"):
        import torch
        from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    embedding, _ = _parts_of_the_library()
    torch.manual_seed(seed)
    path = Path(__file__).parents[1] / "models" / "encoder" / "tokenizer.json"
    return SentenceTransformer(
        modules=[embedding(Tokenizer.from_file(str(path)), embedding_dim=_WIDTH)], device="cpu"
    )


def _parts_of_the_library() -> tuple[Any, Any]:
    """The embedding module and the loss, which newer releases keep elsewhere."""
    from importlib import import_module

    try:
        home = "sentence_transformers.sentence_transformer"
        losses, modules = import_module(f"{home}.losses"), import_module(f"{home}.modules")
    except ImportError:
        losses, modules = (
            import_module("sentence_transformers.losses"),
            import_module("sentence_transformers.models"),
        )
    return modules.StaticEmbedding, losses.MultipleNegativesRankingLoss


def train_model(model: Any, batches: Iterable[list[Pair]], rate: float) -> list[float]:  # noqa: ANN401
    """The loss of each step: of all sentences of a batch, a sentence's own counterpart should be the nearest."""
    import torch

    _, loss_of = _parts_of_the_library()
    loss, optimizer = loss_of(model), torch.optim.Adam(model.parameters(), lr=rate)
    read = getattr(model, "preprocess", None) or model.tokenize
    losses = []
    for batch in batches:
        value = loss([read([pair[side] for pair in batch]) for side in (0, 1)], None)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        losses.append(float(value.detach()))
    return losses


def _batches(pairs: list[Pair], rng: random.Random) -> Iterator[list[Pair]]:
    """Batches without end, each of as many pairs; all pairs in another order in each round."""
    size = min(_BATCH, len(pairs))
    while True:
        mixed = rng.sample(pairs, len(pairs))
        yield from (mixed[k : k + size] for k in range(0, len(mixed) - size + 1, size))


def share_found(model: Any, pairs: list[Pair]) -> float:  # noqa: ANN401
    """Share of sentences whose nearest of the other language is their own counterpart, over both directions."""
    import numpy as np

    en, zh = (
        model.encode([pair[side] for pair in pairs], normalize_embeddings=True, show_progress_bar=False)
        for side in (0, 1)
    )
    alike, own = en @ zh.T, np.arange(len(pairs))
    return float(((alike.argmax(1) == own).mean() + (alike.argmax(0) == own).mean()) / 2)
