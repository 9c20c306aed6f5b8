"""Train the upper layers of the encoder so that its token vectors align English with Chinese.

The first ten layers of multilingual-e5-small are kept; the embeddings and layers 0 to 4 stay as they
are, layers 5 to 9 are trained. A step reads neighbouring pairs of one text in context windows. Random
pieces of 1 to 20 tokens of one side must choose their own sentence among all sentences of the other
side by what alignment itself measures: the best match of each token inside the sentence, averaged with
the tokens' weights. A second term holds the vectors close to those of the untouched encoder, so that
what it knew of other kinds of text is kept.

    python scripts/train_encoder.py --data ../shared/data/parallel --downloads DIR --out DIR --steps 700

Needs torch and transformers. The same seed, steps and thread count give the same weights. Written to
``--out``: ``model.safetensors`` (state of ``transformers.BertModel`` without pooler, renewed every
hundred steps) and ``model-half.safetensors`` (half way between it and the original weights).
"""

from __future__ import annotations

import argparse
import bisect
import copy
import gzip
import json
import math
import random
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from encoder_source import Weights, bert_model, fetch

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

# News, Wikipedia, health, politics. Technical manuals made alignment worse and stay out.
SETS = (
    "ntrex_zho-CN",
    "ntrex_zho-TW",
    "wmt17_newstest",
    "wmt18_newstest",
    "wmt20_newstest",
    "tico19",
    "pud_hant",
    "flores_hans",
    "flores_hant",
    "xquad",
    "blocks_plurality",
    "blocks_opensource_guide",
    "official_speeches",
    "sdg",
    "udhr",
    "tatoeba",
)
TATOEBA = 4000  # of 30,000: unrelated short sentences, useful in moderation only
LAYERS, FROZEN = 10, 5
LOSSES = {8: 1.0, 9: 1.0, 10: 0.5}  # weight of each layer's loss; alignment reads 8 and 9
TEMPERATURE = 0.05
LONGEST_PIECE = 20
LIGHTEST_PIECE = 10.0  # nats: less than about one content word cannot tell sentences apart
STEP_TOKENS, STEP_PAIRS = 2600, 56
LONGEST_SENTENCE = 240
CLS, PAD, SEP = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Pair:
    """An English text and its Chinese translation, with their lengths in tokens."""

    en: str
    zh: str
    sizes: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a step: windows of token ids, and the sentence and weight of each real token."""

    windows: list[list[int]]
    owners: list[int]
    weights: list[float]


def token_weights(tokenizer: dict[str, Any]) -> np.ndarray:
    """Minus the log-probability of each piece in the tokenizer's unigram model, kept within 3 to 14."""
    return np.clip([-score for _, score in tokenizer["model"]["vocab"]], 3.0, 14.0)


def held_out(row: dict[str, Any]) -> bool:
    """One document in sixteen is never trained on (the same one in both Chinese versions of NTREX)."""
    return "doc" in row and zlib.crc32(row["doc"].encode()) % 16 == 0


def read_pairs(folder: Path, name: str, tokenizer: Tokenizer, held: bool, seed: int) -> list[Pair]:
    """Return a set's pairs in order; of Tatoeba a random share, since its neighbours are lookalikes."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if held_out(row) == held]
    if name == "tatoeba":
        random.Random(seed).shuffle(rows)
        rows = rows[:TATOEBA]
    sides = [[" ".join(row[side].split()) for row in rows] for side in ("en", "zh")]
    sizes = [[len(e.ids) for e in tokenizer.encode_batch(s, add_special_tokens=False)] for s in sides]
    pairs = [Pair(en, zh, (m, n)) for en, zh, m, n in zip(*sides, *sizes, strict=True)]
    return [p for p in pairs if all(2 <= size <= LONGEST_SENTENCE for size in p.sizes)]


def cut_chunks(pairs: list[Pair], start: int) -> Iterator[list[Pair]]:
    """Yield runs of neighbouring pairs, as many as a step holds; a repeated text is left out of its run."""
    chunk: list[Pair] = []
    seen: set[str] = set()
    tokens = 0
    for pair in pairs[start:]:
        if tokens + sum(pair.sizes) > STEP_TOKENS or len(chunk) == STEP_PAIRS:
            yield chunk
            chunk, seen, tokens = [], set(), 0
        if pair.en not in seen and pair.zh not in seen:
            chunk.append(pair)
            seen |= {pair.en, pair.zh}
            tokens += sum(pair.sizes)
    if len(chunk) >= 8:
        yield chunk


def draw_chunks(sets: list[list[Pair]], rng: random.Random) -> Iterator[list[Pair]]:
    """Yield runs of all sets in random order, over and over; each round cuts them at other places."""
    while True:
        chunks = [c for pairs in sets for c in cut_chunks(pairs, rng.randrange(min(20, len(pairs))))]
        rng.shuffle(chunks)
        yield from chunks


def read_side(
    texts: list[str], sizes: list[int], joiner: str, limit: int, tokenizer: Tokenizer, weight: np.ndarray
) -> Side:
    """Sentences joined into windows of at most ``limit`` tokens (or one longer sentence each)."""
    groups: list[list[int]] = [[]]
    for i, size in enumerate(sizes):
        if groups[-1] and sum(sizes[j] for j in groups[-1]) + size > limit:
            groups.append([])
        groups[-1].append(i)
    side = Side([], [], [])
    for group in groups:
        starts, at = [], 0
        for i in group:
            starts.append(at)
            at += len(texts[i]) + len(joiner)
        encoded = tokenizer.encode(joiner.join(texts[i] for i in group), add_special_tokens=False)
        side.windows.append([CLS, *encoded.ids, SEP])
        # The end of a token decides: its start may be the space before the sentence.
        side.owners.extend(group[bisect.bisect_right(starts, max(e - 1, 0)) - 1] for _, e in encoded.offsets)
        side.weights.extend(weight[encoded.ids].tolist())
    return side


def read_chunk(
    chunk: list[Pair], rng: random.Random, tokenizer: Tokenizer, weight: np.ndarray
) -> tuple[Side, Side]:
    """Both sides in windows of a random size; Chinese sentences joined with or without a space."""
    limit = rng.randint(100, 250)
    en = read_side([p.en for p in chunk], [p.sizes[0] for p in chunk], " ", limit, tokenizer, weight)
    joiner = rng.choice(["", " "])
    zh = read_side([p.zh for p in chunk], [p.sizes[1] for p in chunk], joiner, limit, tokenizer, weight)
    return en, zh


def sentence_spans(side: Side) -> dict[int, range]:
    """Return the run of tokens of each sentence; owners never decrease."""
    spans: dict[int, range] = {}
    for i, owner in enumerate(side.owners):
        spans[owner] = range(spans[owner].start if owner in spans else i, i + 1)
    return spans


def draw_pieces(side: Side, rng: random.Random) -> tuple[Tensor, Tensor]:
    """(pieces x tokens weights, each row summing to 1; the sentence of each piece)."""
    import torch

    rows, targets = [], []
    for owner, tokens in sentence_spans(side).items():
        for _ in range(min(8, math.ceil(len(tokens) / 10))):
            length = rng.randint(1, min(LONGEST_PIECE, len(tokens)))
            start = tokens.start + rng.randint(0, len(tokens) - length)
            piece = torch.tensor(side.weights[start : start + length])
            if piece.sum() >= LIGHTEST_PIECE:
                row = torch.zeros(len(side.owners))
                row[start : start + length] = piece / piece.sum()
                rows.append(row)
                targets.append(owner)
    return torch.stack(rows), torch.tensor(targets)


def best_matches(similarity: Tensor, spans: dict[int, range], sentences: int) -> Tensor:
    """Tokens x sentences: each row token's best similarity to a token of each sentence."""
    import torch

    best = torch.full((len(similarity), sentences), -1.0)
    with torch.no_grad():
        where = [similarity[:, t.start : t.stop].argmax(1) + t.start for t in spans.values()]
    return best.index_copy(1, torch.tensor(list(spans)), similarity.gather(1, torch.stack(where, 1)))


def centre(vectors: Tensor) -> Tensor:
    """Return unit vectors after subtracting their mean, as alignment uses them."""
    from torch.nn.functional import normalize

    return normalize(vectors - vectors.mean(0), dim=-1)


def stack_windows(windows: list[list[int]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return padded ids, attention mask, and the mask of real tokens (not <s>, </s> or padding)."""
    import torch

    length = max(map(len, windows))
    ids = torch.tensor([w + [PAD] * (length - len(w)) for w in windows])
    mask = torch.tensor([[1] * len(w) + [0] * (length - len(w)) for w in windows])
    real = mask.bool()
    real[:, 0] = False
    real[range(len(windows)), [len(w) - 1 for w in windows]] = False
    return ids, mask, real


def layer_vectors(model: Any, side: Side) -> tuple[dict[int, Tensor], Tensor, Tensor, Tensor]:  # noqa: ANN401
    """Centred token vectors of the layers in ``LOSSES``; and what :func:`drift` needs to run the teacher."""
    ids, mask, real = stack_windows(side.windows)
    states = model(ids, attention_mask=mask, output_hidden_states=True).hidden_states
    return {n: centre(states[n][real]) for n in LOSSES}, states[FROZEN].detach(), mask, real


def choice_losses(
    vectors: tuple[Tensor, Tensor], sides: tuple[Side, Side], pieces: list[tuple[Tensor, Tensor]], count: int
) -> tuple[Tensor, Tensor]:
    """(loss, share of right choices) of pieces choosing their sentence on the other side, both ways."""
    import torch
    from torch.nn.functional import cross_entropy

    losses, right = [], []
    similarity = vectors[0] @ vectors[1].T
    for (rows, targets), other, table in zip(pieces, reversed(sides), (similarity, similarity.T), strict=True):
        scores = rows @ best_matches(table, sentence_spans(other), count) / TEMPERATURE
        losses.append(cross_entropy(scores, targets))
        right.append((scores.argmax(1) == targets).float().mean())
    return torch.stack(losses).mean(), torch.stack(right).mean()


def drift(teacher: Any, vectors: dict[int, Tensor], below: Tensor, mask: Tensor, real: Tensor) -> Tensor:  # noqa: ANN401
    """Mean of 1 - cosine between the vectors and those of the untouched layers on the same input."""
    import torch

    apart = []
    with torch.no_grad():
        bias = (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
    for n, layer in enumerate(teacher, FROZEN + 1):
        with torch.no_grad():
            below = layer(below, bias)[0]
        if n in vectors:
            apart.append(1 - (vectors[n] * centre(below[real])).sum(1).mean())
    return torch.stack(apart).mean()


def step_losses(
    model: Any,  # noqa: ANN401
    teacher: Any,  # noqa: ANN401
    sides: tuple[Side, Side],
    count: int,
    rng: random.Random,
) -> tuple[Tensor, Tensor, float]:
    """(alignment loss, drift, share of right choices on layer 9) of one step."""
    read = [layer_vectors(model, side) for side in sides]
    pieces = [draw_pieces(side, rng) for side in sides]
    chosen = {n: choice_losses((read[0][0][n], read[1][0][n]), sides, pieces, count) for n in LOSSES}
    loss = sum(w * chosen[n][0] for n, w in LOSSES.items()) / sum(LOSSES.values())
    # The teacher reads one side a step, in turn by chance: it costs a fifth of the time.
    kept = drift(teacher, *read[rng.randrange(2)])
    return loss, kept, float(chosen[9][1])


def rate(step: int, steps: int) -> float:
    """Share of the peak learning rate: linear warm-up over a tenth, then a cosine down to 2 %."""
    warm = max(1, steps // 10)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.49 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def save_state(state: dict[str, Tensor], path: Path) -> None:
    """Write under another name first, so that ``path`` is always a whole file."""
    from safetensors.torch import save_file

    part = path.with_suffix(".part")
    save_file({name: tensor.detach().clone().contiguous() for name, tensor in state.items()}, part)
    part.replace(path)


def prepare_model(downloads: Path) -> tuple[Any, Any, Any, np.ndarray]:
    """(model with its upper layers trainable, their untouched copy, tokenizer, token weights)."""
    from tokenizers import Tokenizer

    raw, tokenizer = fetch(downloads)
    model = bert_model(Weights(raw), LAYERS)
    model.requires_grad_(False)
    teacher = copy.deepcopy(model.encoder.layer[FROZEN:])
    model.encoder.layer[FROZEN:].requires_grad_(True)
    return model, teacher, Tokenizer.from_str(json.dumps(tokenizer)), token_weights(tokenizer)


def train(options: argparse.Namespace) -> None:
    """Train for ``options.steps`` and write both states."""
    import torch

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    model, teacher, tokenizer, weight = prepare_model(options.downloads)
    original = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    sets = [read_pairs(options.data, name, tokenizer, False, options.seed) for name in SETS]
    print(json.dumps({"pairs": dict(zip(SETS, map(len, sets), strict=True))}), flush=True)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.0)
    seen, begun = [], time.monotonic()
    for step, chunk in zip(range(options.steps), draw_chunks(sets, rng), strict=False):
        for group in optimizer.param_groups:
            group["lr"] = options.rate * rate(step, options.steps)
        sides = read_chunk(chunk, rng, tokenizer, weight)
        loss, kept, right = step_losses(model, teacher, sides, len(chunk), rng)
        (loss + options.keep * kept).backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        seen.append((float(loss.detach()), float(kept.detach()), right))
        if (step + 1) % 20 == 0:
            means = [round(float(x), 4) for x in np.mean(seen[-20:], axis=0)]
            line = dict(zip(("loss", "drift", "right"), means, strict=True))
            print(json.dumps({"step": step + 1, **line, "seconds": round(time.monotonic() - begun)}), flush=True)
        if (step + 1) % 100 == 0 or step + 1 == options.steps:
            save_state(model.state_dict(), options.out / "model.safetensors")
    half = {name: (tensor + original[name]) / 2 for name, tensor in model.state_dict().items()}
    save_state(half, options.out / "model-half.safetensors")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the parallel sets")
    parser.add_argument("--downloads", type=Path, required=True, help="folder for the two source packages")
    parser.add_argument("--out", type=Path, required=True, help="existing folder for the trained states")
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--rate", type=float, default=4e-5, help="peak learning rate (default 4e-5)")
    parser.add_argument("--keep", type=float, default=1.0, help="weight of staying near the original")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.steps < 1:
        parser.error("--steps must be at least 1")
    train(options)


if __name__ == "__main__":
    main()
