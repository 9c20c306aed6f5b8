"""Train the fidelity head: from the token vectors of a pair to a score and to the words at fault.

    python scripts/train_fidelity.py encode --data ../shared/data --wordnet FOLDER --cache CACHE
    python scripts/train_fidelity.py damage --cache CACHE --out stage1.pt
    python scripts/train_fidelity.py people --cache CACHE --start stage1.pt --folds 5 --out FOLDER
    python scripts/train_fidelity.py words --cache CACHE --folds 5 --out FOLDER
    python scripts/train_fidelity.py join FOLDER FOLDER --out FOLDER

``encode`` makes the damage (scripts/damage.py), reads the judged translations, and encodes every text once.
``damage`` learns from good pairs and their damaged twins: which tokens are at fault, which of two is better.
``people`` goes on with what people judged (MQM, DEMETR, MLQE-PE, WMT21 critical errors): without each fold in turn,
and with all, and writes FOLDER/head.npz (all) and FOLDER/fold0.npz ... with the score of each held-out pair.
``words`` gives each of these heads a weight for each piece, where the English was written first.
``join`` puts the networks of several folders into one head for each fold, whose answers are then averaged.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import torch
from build_lexical_table import FOLDS, fold_of
from damage import WordNet, collect_sources, damage
from segments import held_out, read_rows
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from align.encoding.embedded import NAME, EmbeddedEncoder
from align.fidelity.head import FEATURES, MAKE
from align.fidelity.lexical import FLOOR, NUMBERS, read_table
from align.models.weights import LAYERS

WIDTH, KEY, MIXED, SHAPES, HIDDEN = 128, 64, 96, 32, 64
JUDGED_LIMIT = 80
"""The same for judged texts: long ones make batches slow."""
LIMIT = 160
"""Tokens from which on a text is left out of the training."""
GOOD = {
    "ntrex_zho-CN": 1000, "ntrex_zho-TW": 500, "wmt17_newstest": 1000, "wmt18_newstest": 2000, "wmt20_newstest": 700,
    "tico19": 1500, "pud_hant": 500, "flores_hans": 500, "flores_hant": 500, "sdg": 445, "official_speeches": 28,
    "udhr": 109, "xquad": 600, "blocks_debian_handbook": 600, "blocks_debian_reference": 300,
    "blocks_opensource_guide": 450, "blocks_plurality": 400, "tatoeba": 1500,
}  # fmt: skip
"""Good pairs: rows taken of each file of ../shared/data/parallel."""
RIDGE, WORDS = 6.0, 1.8
"""Of the weights of pieces: penalty, and how far they count beside the network (half as far, on held-out pairs)."""
TARGET = {"critical": 0.05, "major": 0.3, "minor": 0.7}
"""What the score of a damaged pair should come near, if its good twin's is 1."""


# --- data -----------------------------------------------------------------------------------------


@dataclass
class Item:
    """A pair of texts (numbers into the cache) and what is known of it."""

    zh: int
    en: int
    source: str
    group: str
    zh_first: bool = True
    better: tuple[int, int] | None = None
    """The good twin's texts."""
    severity: str = ""
    target: float | None = None
    """What people said: MQM score, z-score, 1 for a critical error; by ``source``."""
    zh_tags: list[tuple[int, int]] = field(default_factory=list)
    en_tags: list[tuple[int, int]] = field(default_factory=list)
    tagged: str = ""
    """"zh", "en" or "both": sides whose tags are known to be all."""


class Texts:
    """Texts by number, each once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.numbers: dict[str, int] = {}

    def add(self, text: str) -> int:
        if text not in self.numbers:
            self.numbers[text] = len(self.texts)
            self.texts.append(text)
        return self.numbers[text]


def good_pairs(data: Path, rng: random.Random) -> list[tuple[str, str]]:
    pairs: dict[tuple[str, str], None] = {}
    for name, most in GOOD.items():
        rows = list(read_rows(data / "parallel" / f"{name}.jsonl.gz"))
        rng.shuffle(rows)
        for r in rows[:most]:
            zh, en = " ".join(r["zh"].split()), " ".join(r["en"].split())
            if 4 <= len(zh) <= 180 and 8 <= len(en) <= 600:
                pairs[zh, en] = None
    return list(pairs)


def damaged_items(pairs: list[tuple[str, str]], wordnet: Path, texts: Texts, rng: random.Random) -> list[Item]:
    sources = collect_sources(pairs, WordNet(wordnet))
    items = []
    for k, (zh, en) in enumerate(pairs):
        good = texts.add(zh), texts.add(en)
        for language in ("en", "en", "en", "zh"):
            done = damage(*((en, zh) if language == "en" else (zh, en)), language, sources, rng)
            if done is None:
                continue
            here = texts.add(done.text)
            pair = (good[0], here) if language == "en" else (here, good[1])
            # kind:spans:removed ride along; the other side's tags need the vectors (tags_of)
            item = Item(*pair, f"damage:{language}:{done.kind}", str(k), rng.random() < 0.5, good, done.severity)
            tags = item.en_tags if language == "en" else item.zh_tags
            tags.extend(done.spans)
            item.tagged = json.dumps({"side": language, "removed": done.removed})
            items.append(item)
    return items


def judged_items(data: Path, texts: Texts) -> list[Item]:
    items = []
    for r in read_rows(data / "mqm" / "wmt21-zhen.jsonl"):
        items.append(Item(texts.add(r["zh"]), texts.add(r["en"]), "mqm", f"mqm{r['seg']}", True, target=r["mqm"]))
    for r in read_rows(data / "demetr" / "zh-dev.jsonl"):
        zh, good, bad = texts.add(r["zh"]), texts.add(r["good"]), texts.add(r["bad"])
        severity = "critical" if r["severity"] == "base" else r["severity"]
        item = Item(zh, bad, f"demetr:{r['perturbation']}", f"dem{r['zh']}", True, (zh, good), severity)
        if severity != "critical" or not r["perturbation"].startswith("base"):  # those are other texts altogether
            item.en_tags, removed = changed_words(r["good"], r["bad"])
            item.tagged = json.dumps({"side": "en", "removed": removed})
        items.append(item)
    for r in read_rows(data / "parallel" / "qe_catastrophic.jsonl.gz"):
        pair = texts.add(r["zh"]), texts.add(r["en"])
        items.append(Item(*pair, "critical", r["id"], False, target=float(r["label"] == "ERR")))
    for r in read_rows(data / "parallel" / "qe_mlqe.jsonl.gz"):
        item = Item(texts.add(r["zh"]), texts.add(r["en"]), "mlqe", f"mlqe{r['doc']}", False, target=r["score"])
        item.en_tags = bad_words(r["en"], r["src_tok"], r["src_tags"].split())
        item.zh_tags = bad_words(r["zh"], r["mt_tok"], r["mt_tags"].split()[1::2])
        item.tagged = "both"
        items.append(item)
    return items


def changed_words(good: str, bad: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Places of the words that only ``bad`` has, and of those of ``good`` that it lacks and has nothing for."""
    words = [[m.span() for m in re.finditer(r"\w+|[^\w\s]", text)] for text in (good, bad)]
    plain = [[text[a:b] for a, b in spans] for text, spans in zip((good, bad), words, strict=True)]
    put_in: list[tuple[int, int]] = []
    removed: list[tuple[int, int]] = []
    for what, a, b, c, d in SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        if what in ("replace", "insert"):
            put_in.append((words[1][c][0], words[1][d - 1][1]))
        elif what == "delete":
            removed.append((words[0][a][0], words[0][b - 1][1]))
    return put_in, removed


def bad_words(text: str, words: str, tags: list[str]) -> list[tuple[int, int]]:
    out, at = [], 0
    for word, tag in zip(words.split(), tags, strict=False):
        found = text.find(word, at)
        if found < 0:
            continue
        at = found + len(word)
        if tag == "BAD":
            out.append((found, at))
    return out


def encode(args: argparse.Namespace) -> None:
    rng, texts = random.Random(7), Texts()
    items = damaged_items(good_pairs(args.data, rng), args.wordnet, texts, rng) + judged_items(args.data, texts)
    encoder = EmbeddedEncoder(layers=LAYERS, threads=args.threads)
    tokenizer = encoder._tokenizer
    pieces = [tokenizer.encode(t, add_special_tokens=False) for t in texts.texts]
    starts = np.concatenate([[0], np.cumsum([min(len(p.ids), 254) for p in pieces])])
    args.cache.mkdir(parents=True, exist_ok=True)
    vectors = np.lib.format.open_memmap(
        args.cache / "vectors.npy", "w+", np.float16, (int(starts[-1]), 384 * len(LAYERS))
    )
    offsets = np.zeros((int(starts[-1]), 2), np.int32)
    weight = np.zeros(int(starts[-1]), np.float32)
    began = time.time()
    order = sorted((k for k, p in enumerate(pieces) if p.ids), key=lambda k: len(pieces[k].ids))
    for at in range(0, len(order), 16):  # of like length: little padding
        part = order[at : at + 16]
        ids = np.ones((len(part), 2 + max(starts[k + 1] - starts[k] for k in part)), np.int64)
        for row, k in enumerate(part):
            row_ids = [0, *pieces[k].ids[:254], 2]
            ids[row, : len(row_ids)] = row_ids
        mask = (ids != 1).astype(np.int64)
        outputs = encoder._session.run([f"layer_{n}" for n in LAYERS], {"input_ids": ids, "attention_mask": mask})
        for row, k in enumerate(part):
            a, b = int(starts[k]), int(starts[k + 1])
            out = [x[row, 1 : 1 + b - a] for x in outputs]
            vectors[a:b] = np.concatenate(
                [x / np.linalg.norm(x, axis=1, keepdims=True) * 384**0.5 for x in out], axis=1
            )
            offsets[a:b] = pieces[k].offsets[: b - a]
            weight[a:b] = encoder._surprisal[pieces[k].ids[: b - a]]
        if at % 4000 == 0:
            print(at, len(order), f"{time.time() - began:.0f} s", flush=True)
    vectors.flush()
    ids = np.concatenate([np.array(p.ids[:254], np.int32) for p in pieces])
    np.savez(args.cache / "index.npz", starts=starts, offsets=offsets, weight=weight, pieces=ids)
    with (args.cache / "items.jsonl").open("w", encoding="utf-8") as out_file:
        for item in items:
            out_file.write(json.dumps(item.__dict__) + "\n")
    (args.cache / "texts.json").write_text(json.dumps(texts.texts, ensure_ascii=False), encoding="utf-8")
    print(len(items), "items", len(texts.texts), "texts", int(starts[-1]), "tokens")


class Cache:
    """Encoded texts and the items over them."""

    def __init__(self, folder: Path) -> None:
        index = np.load(folder / "index.npz")
        self.starts, self.offsets, self.weight = index["starts"], index["offsets"], index["weight"]
        self.pieces = index["pieces"]
        self.table = read_table()
        self.fold_tables = [read_table(folder / f"fold{k}.npz") for k in range(FOLDS)]
        self.vectors = np.load(folder / "vectors.npy", mmap_mode="r")
        self.items = [Item(**json.loads(line)) for line in (folder / "items.jsonl").open(encoding="utf-8")]
        self.texts: list[str] = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
        self.size = np.diff(self.starts)

    def rows(self, text: int) -> slice:
        return slice(int(self.starts[text]), int(self.starts[text + 1]))

    def likely(self, zh: int, en: int, fold: int | None) -> tuple[np.ndarray, np.ndarray]:
        """Lexical translation probabilities both ways, by the table that has not seen the texts of ``fold``."""
        table = self.table if fold is None else self.fold_tables[fold]
        return table.compare(self.pieces[self.rows(zh)], self.pieces[self.rows(en)])

    def fold(self, item: Item) -> int | None:
        """Which share of the table's texts an item was made from; None for judged texts, which are in none."""
        return fold_of(self.texts[item.better[1]]) if item.better and item.source.startswith("damage") else None

    def fits(self, item: Item, limit: int = LIMIT) -> bool:
        all_texts = [item.zh, item.en, *(item.better or ())]
        return all(0 < self.size[t] <= limit for t in all_texts)

    def means(self) -> np.ndarray:
        """2 x 384: mean vector of the upper layer, Chinese and English, over good texts."""
        out = []
        for side in (0, 1):
            numbers = sorted({i.better[side] for i in self.items if i.better and i.source.startswith("damage")})[
                :4000
            ]
            out.append(
                np.concatenate([self.vectors[self.rows(t)][:, -384:].astype(np.float32) for t in numbers]).mean(0)
            )
        return np.stack(out)


def overlap(offsets: np.ndarray, spans: list[tuple[int, int]]) -> np.ndarray:
    hit = np.zeros(len(offsets), bool)
    for a, b in spans:
        hit |= (offsets[:, 0] < b) & (a < offsets[:, 1])
    return hit


def tags_of(cache: Cache, item: Item, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For zh and en tokens: 1 at fault, 0 not, -1 not known."""
    out = [
        overlap(cache.offsets[cache.rows(t)], s).astype(np.int8)
        for t, s in ((item.zh, item.zh_tags), (item.en, item.en_tags))
    ]
    if not item.tagged.startswith("{"):
        return (out[0], out[1]) if item.tagged == "both" else (out[0] * 0 - 1, out[1] * 0 - 1)
    known = json.loads(item.tagged)
    changed = 0 if known["side"] == "zh" else 1
    if known["removed"] and item.better:
        good, other = item.better[changed], (item.zh, item.en)[1 - changed]
        x = cache.vectors[cache.rows(other)][:, -384:].astype(np.float32) - means[1 - changed]
        y = cache.vectors[cache.rows(good)][:, -384:].astype(np.float32) - means[changed]
        x, y = (v / np.linalg.norm(v, axis=1, keepdims=True) for v in (x, y))
        into_en, into_zh = cache.likely(*((item.zh, good) if changed else (good, item.en)), cache.fold(item))
        both = np.sqrt(into_en * into_zh)
        similarity = x @ y.T + (both if changed else both.T)  # the vectors alone take a neighbour now and then
        gone = overlap(cache.offsets[cache.rows(good)], known["removed"])
        inside = gone[similarity.argmax(1)]
        sure = similarity.max(1) > 0.35
        out[1 - changed] = np.where(inside, np.where(sure, 1, -1), 0).astype(np.int8)
    return out[0], out[1]


# --- network --------------------------------------------------------------------------------------


class Net(nn.Module):
    """The network of ``align/fidelity/head.py``, with gradients and batches."""

    def __init__(self, means: np.ndarray, dropout: float = 0.2) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(means))
        self.input = nn.Linear(384 * len(LAYERS), WIDTH)
        self.language = nn.Parameter(torch.zeros(2, WIDTH))
        self.query, self.key = nn.Linear(WIDTH, KEY, bias=False), nn.Linear(WIDTH, KEY, bias=False)
        self.cosine, self.lexical = nn.Parameter(torch.tensor(8.0)), nn.Parameter(torch.tensor(4.0))
        self.null = nn.Parameter(torch.zeros(1))
        self.absent = nn.Parameter(torch.zeros(WIDTH))
        self.mix = nn.Linear(3 * WIDTH + 4 + NUMBERS, MIXED)
        self.near = nn.Conv1d(MIXED, MIXED, 3, padding=1)
        self.far = nn.Conv1d(MIXED, MIXED, 3, padding=3, dilation=3)
        self.tag = nn.Linear(MIXED, 2)
        self.shape = nn.Linear(MIXED, SHAPES)
        self.hidden = nn.Linear(2 * (MIXED + SHAPES + 2) + FEATURES, HIDDEN)
        self.score = nn.Linear(HIDDEN, 1)
        self.dropout = dropout

    def drop(self, x: Tensor) -> Tensor:
        """Dropout, with the same features gone from all tokens of a text (Gal and Ghahramani 2016); quick to draw."""
        if not self.training:
            return x
        shape = (len(x), *[1] * (x.dim() - 2), x.shape[-1])
        return x * ((torch.rand(shape) >= self.dropout) / (1 - self.dropout))

    def read(self, x: torch.Tensor, side: int) -> tuple[torch.Tensor, torch.Tensor]:
        unit = F.normalize(x[..., -384:] - self.mean[side], dim=-1)
        return self.drop(F.gelu(self.input(self.drop(x)) + self.language[side])), unit

    def side(self, h: Tensor, g: Tensor, cos: Tensor, both: Tensor, other: Tensor) -> tuple[Tensor, ...]:
        """One side's tokens with what they find in the other side."""
        logit = self.query(h) @ self.key(g).transpose(1, 2) / KEY**0.5 + self.cosine * cos + self.lexical * both
        logit = logit.masked_fill(~other[:, None, :], -1e4)
        logit = torch.cat([logit, self.null.expand(*logit.shape[:2], 1)], 2)
        attention = logit.softmax(2)
        context = attention[..., :-1] @ g + attention[..., -1:] * self.absent
        cos = cos.masked_fill(~other[:, None, :], -1)
        top = cos.topk(min(2, cos.shape[2]), 2).values
        margin = top[..., :1] - top[..., -1:]
        return attention, context, top[..., :1], margin

    def token_states(
        self,
        h: Tensor,
        context: Tensor,
        best: Tensor,
        margin: Tensor,
        absent: Tensor,
        covered: Tensor,
        known: Tensor,
        mask: Tensor,
    ) -> Tensor:
        m = mask[..., None].float()
        f = torch.cat([h, context, h * context, best, margin, absent, covered, known], 2)
        f = self.drop(F.gelu(self.mix(f))) * m
        for conv in (self.near, self.far):
            f = (f + F.gelu(conv(f.transpose(1, 2)).transpose(1, 2))) * m
        return f

    @staticmethod
    def known(given: Tensor, back: Tensor, cos: Tensor, weight: Tensor) -> Tensor:
        """``align.fidelity.lexical.describe_pieces``, in batches; padding has probability 0."""
        both = (given * back).sqrt()
        best = torch.stack([given.amax(2), back.amax(2), both.amax(2)], 2)
        return torch.cat([(best + FLOOR).log() / 3, (both * cos).amax(2, keepdim=True), weight[..., None] / 10], 2)

    def forward(
        self, zh: Tensor, en: Tensor, zh_mask: Tensor, en_mask: Tensor, likely: Sequence[Tensor], zh_first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """``likely``: lexical probabilities into English and into Chinese, surprisal of both sides' tokens."""
        (h, u), (g, v) = self.read(zh, 0), self.read(en, 1)
        cos = u @ v.transpose(1, 2)
        into_en, into_zh, weight_zh, weight_en = likely
        both = (into_en * into_zh).sqrt()
        a, c, best_a, margin_a = self.side(h, g, cos, both, en_mask)
        b, d, best_b, margin_b = self.side(g, h, cos.transpose(1, 2), both.transpose(1, 2), zh_mask)
        known_zh = self.known(into_en, into_zh, cos, weight_zh)
        known_en = self.known(into_zh.transpose(1, 2), into_en.transpose(1, 2), cos.transpose(1, 2), weight_en)
        to_en = (a[..., :-1] * zh_mask[..., None]).sum(1)[..., None].clamp(max=3)
        to_zh = (b[..., :-1] * en_mask[..., None]).sum(1)[..., None].clamp(max=3)
        x = self.token_states(h, c, best_a, margin_a, a[..., -1:], to_zh, known_zh, zh_mask)
        y = self.token_states(g, d, best_b, margin_b, b[..., -1:], to_en, known_en, en_mask)
        tags = self.tag(x), self.tag(y)
        pooled = [self.pool(s, t, m) for s, t, m in ((x, tags[0], zh_mask), (y, tags[1], en_mask))]
        ratio = torch.log(zh_mask.sum(1).float() / en_mask.sum(1).float())
        extra = torch.stack([zh_first.float(), ratio, ratio.abs()], 1)
        z = F.gelu(self.hidden(torch.cat([*pooled, extra], 1)))
        return self.score(self.drop(z))[:, 0], tags[0], tags[1]

    def pool(self, x: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        m = mask[..., None].float()
        mean = (x * m).sum(1) / m.sum(1)
        shapes = self.shape(x).masked_fill(~mask[..., None], -1e4).max(1).values
        worst = torch.sigmoid(tags).masked_fill(~mask[..., None], 0).max(1).values
        return torch.cat([mean, shapes, worst], 1)


def go_on(net: Net, state: dict[str, Tensor]) -> None:
    """Weights of an earlier run; what it had no table for begins at nothing."""
    mix = state["mix.weight"]
    missing = net.mix.weight.shape[1] - mix.shape[1]
    state = {**state, "mix.weight": torch.cat([mix, mix.new_zeros(len(mix), missing)], 1)}
    net.load_state_dict({**{k: v for k, v in net.state_dict().items() if k == "lexical"}, **state})


def batch_of(
    cache: Cache, pairs: list[tuple[int, int]], folds: Sequence[int | None]
) -> tuple[Tensor, Tensor, Tensor, Tensor, tuple[Tensor, ...]]:
    """What ``Net.forward`` takes, but who was first."""
    out: list[torch.Tensor] = []
    masks = []
    sizes = [max(int(cache.size[p[side]]) for p in pairs) for side in (0, 1)]
    for side, size in enumerate(sizes):
        x = np.zeros((len(pairs), size, cache.vectors.shape[1]), np.float32)
        mask = np.zeros((len(pairs), size), bool)
        for k, p in enumerate(pairs):
            rows = cache.rows(p[side])
            x[k, : rows.stop - rows.start] = cache.vectors[rows]
            mask[k, : rows.stop - rows.start] = True
        out.append(torch.from_numpy(x))
        masks.append(torch.from_numpy(mask))
    likely = [np.zeros((len(pairs), *sizes), np.float32) for _ in range(2)]
    weights = [np.zeros((len(pairs), size), np.float32) for size in sizes]
    for k, (pair, fold) in enumerate(zip(pairs, folds, strict=True)):
        a, b = (int(cache.size[t]) for t in pair)
        for whole, part in zip(likely, cache.likely(*pair, fold), strict=True):
            whole[k, :a, :b] = part
        for text, whole in zip(pair, weights, strict=True):
            whole[k, : cache.size[text]] = cache.weight[cache.rows(text)]
    return out[0], out[1], masks[0], masks[1], tuple(torch.from_numpy(x) for x in (*likely, *weights))


def padded(tags: list[np.ndarray], size: int) -> torch.Tensor:
    out = np.full((len(tags), size), -1, np.float32)
    for k, t in enumerate(tags):
        out[k, : len(t)] = t
    return torch.from_numpy(out)


def tag_loss(logit: torch.Tensor, tags: torch.Tensor) -> torch.Tensor:
    known = tags >= 0
    if not known.any():
        return logit.sum() * 0
    return F.binary_cross_entropy_with_logits(logit[known], tags[known], pos_weight=torch.tensor(2.0))


class Trainer:
    """One network with its average, trained on batches of items."""

    def __init__(self, cache: Cache, net: Net, rate: float, steps: int, means: np.ndarray) -> None:
        self.cache, self.net, self.means, self.steps = cache, net, means, steps
        self.affine = nn.ParameterDict(
            {k: nn.Parameter(torch.tensor([1.0, b])) for k, b in (("mqm", 0.0), ("mlqe", 0.0), ("critical", 0.0))}
        )
        parameters = [*net.parameters(), *self.affine.parameters()]
        self.optimiser = torch.optim.AdamW(parameters, rate, weight_decay=0.02)
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(self.optimiser, rate, total_steps=steps, pct_start=0.1)
        self.average = torch.optim.swa_utils.AveragedModel(
            net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995)
        )

    def step(self, twins: list[Item], judged: list[Item]) -> float:
        pairs = (
            [(i.zh, i.en) for i in twins] + [i.better for i in twins if i.better] + [(i.zh, i.en) for i in judged]
        )
        first = torch.tensor([i.zh_first for i in (*twins, *twins, *judged)])
        folds = [self.cache.fold(i) for i in (*twins, *(i for i in twins if i.better), *judged)]
        score, zh, en = self.net(*batch_of(self.cache, pairs, folds), first)
        n = len(twins)
        loss = torch.zeros(())
        if twins:
            loss = loss + self.twin_loss(twins, score[:n], score[n : 2 * n], zh[: 2 * n], en[: 2 * n])
        if judged:
            loss = loss + self.judged_loss(judged, score[2 * n :], zh[2 * n :], en[2 * n :])
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.average.update_parameters(self.net)
        return float(loss.detach())

    def twin_loss(self, items: list[Item], bad: Tensor, good: Tensor, zh: Tensor, en: Tensor) -> Tensor:
        n = len(items)
        target = torch.tensor([TARGET[i.severity] for i in items])
        loss = F.softplus(good.new_tensor(0.0) - (good - bad)).mean()
        loss = loss + 0.3 * F.binary_cross_entropy_with_logits(bad, target)
        loss = loss + 0.3 * F.binary_cross_entropy_with_logits(good, torch.full_like(good, 0.92))
        known = [tags_of(self.cache, i, self.means) for i in items]
        for side, logit in ((0, zh), (1, en)):
            here = padded([k[side] for k in known], logit.shape[1])
            grave = torch.tensor([i.severity != "minor" for i in items])[:, None]
            accuracy = torch.where(grave, here, torch.where(here > 0, torch.tensor(0.0), here))
            clean = padded(
                [np.zeros(int(self.cache.size[i.better[side]])) for i in items if i.better], logit.shape[1]
            )
            loss = loss + tag_loss(logit[:n, :, 0], accuracy) + 0.5 * tag_loss(logit[:n, :, 1], here)
            loss = loss + 0.5 * tag_loss(logit[n:, :, 0], clean) + 0.25 * tag_loss(logit[n:, :, 1], clean)
        return loss

    def judged_loss(self, items: list[Item], score: Tensor, zh: Tensor, en: Tensor) -> Tensor:
        loss = torch.zeros(())
        for source in ("mqm", "mlqe", "critical"):
            where = [k for k, i in enumerate(items) if i.source == source]
            if not where:
                continue
            said = torch.tensor([float(items[k].target or 0.0) for k in where])
            a, b = self.affine[source]
            x = score[where] * a + b
            if source == "mqm":
                loss = loss + 0.5 * F.binary_cross_entropy_with_logits(score[where], (said > -5).float())
                loss = loss + 0.5 * self.order_loss(score[where], said.clamp(min=-15))
            elif source == "mlqe":
                loss = loss + F.mse_loss(x, said) + 0.5 * self.order_loss(score[where], said)
                known = [tags_of(self.cache, items[k], self.means) for k in where]
                for side, logit in ((0, zh), (1, en)):
                    loss = loss + 0.3 * tag_loss(
                        logit[where][..., 1], padded([k[side] for k in known], logit.shape[1])
                    )
            else:
                loss = loss + 1.5 * F.binary_cross_entropy_with_logits(x, 1 - said)
        return loss

    @staticmethod
    def order_loss(score: torch.Tensor, said: torch.Tensor) -> torch.Tensor:
        gap = said[:, None] - said[None, :]
        better = gap > 0
        if not better.any():
            return score.sum() * 0
        return (F.softplus(-(score[:, None] - score[None, :])) * better).sum() / better.sum()


def batches(items: list[Item], cache: Cache, size: int, rng: random.Random) -> Iterator[list[Item]]:
    """Endless batches of items of like length."""
    while True:
        rng.shuffle(items)
        for a in range(0, len(items), size * 50):
            pool = sorted(items[a : a + size * 50], key=lambda i: cache.size[i.en])
            parts = [pool[k : k + size] for k in range(0, len(pool), size)]
            rng.shuffle(parts)
            yield from parts


class Drawer:
    """Groups of items by length, so that a batch holds texts of like length and little padding."""

    def __init__(self, items: list[Item], cache: Cache, rng: random.Random, together: bool = False) -> None:
        groups: dict[str, list[Item]] = {}
        for k, i in enumerate(items):
            groups.setdefault(i.group if together else str(k), []).append(i)
        self.groups = sorted(groups.values(), key=lambda g: max(cache.size[i.en] + cache.size[i.zh] for i in g))
        self.rng = rng

    def draw(self, size: int, place: float) -> list[Item]:
        """Whole groups with ``size`` items at least, of lengths around the quantile ``place``."""
        wide = max(size, len(self.groups) // 12)
        start = int(place * max(0, len(self.groups) - wide))
        out: list[Item] = []
        while len(out) < size:
            out += self.rng.choice(self.groups[start : start + wide])
        return out


def predict(net: nn.Module, cache: Cache, items: list[Item]) -> tuple[np.ndarray, np.ndarray]:
    """Scores and the highest accuracy tag of each pair."""
    net.eval()
    scores, worst = np.zeros(len(items)), np.zeros((len(items), 2))
    order = sorted(range(len(items)), key=lambda k: cache.size[items[k].en])
    with torch.no_grad():
        for a in range(0, len(order), 64):
            part = order[a : a + 64]
            x = batch_of(cache, [(items[k].zh, items[k].en) for k in part], [cache.fold(items[k]) for k in part])
            score, zh, en = net(*x, torch.tensor([items[k].zh_first for k in part]))
            scores[part] = score.numpy()
            for side, (tags, mask) in enumerate(((zh, x[2]), (en, x[3]))):
                worst[part, side] = torch.sigmoid(tags[..., 0]).masked_fill(~mask, 0).max(1).values.numpy()
    return scores, worst


def report(
    cache: Cache,
    items: list[Item],
    scores: np.ndarray,
    worst: np.ndarray,
    good_scores: np.ndarray,
    good_worst: np.ndarray,
) -> dict[str, float]:
    """Figures like those of ../shared/eval/fidelity.py, for items with their held-out scores."""
    from scipy.stats import kendalltau, pearsonr

    out: dict[str, float] = {}
    by: dict[str, list[tuple[float, float, int]]] = {}
    for k, i in enumerate(items):
        by.setdefault(i.source, []).append((scores[k], i.target if i.target is not None else good_scores[k], k))
    if "mqm" in by:
        segments: dict[str, list[tuple[float, float]]] = {}
        for s, y, k in by["mqm"]:
            segments.setdefault(items[k].group, []).append((s, y))
        taus = [kendalltau(*zip(*v, strict=True))[0] for v in segments.values() if len({y for _, y in v}) > 1]
        out["mqm within"] = float(np.mean([0.0 if t != t else t for t in taus]))
        s, y = np.array([v[0] for v in by["mqm"]]), np.array([v[1] for v in by["mqm"]])
        out["mqm kendall"] = float(kendalltau(s, y)[0])
        p, ok = 1 / (1 + np.exp(-s)), y > -5
        edges = np.digitize(p, np.linspace(0, 1, 11)[1:-1])
        out["mqm ece"] = float(
            sum(
                abs(p[edges == b].mean() - ok[edges == b].mean()) * (edges == b).mean()
                for b in range(10)
                if (edges == b).any()
            )
        )
    if "mlqe" in by:
        out["mlqe pearson"] = float(pearsonr([v[0] for v in by["mlqe"]], [v[1] for v in by["mlqe"]])[0])
    if "critical" in by:
        s, y = np.array([v[0] for v in by["critical"]]), np.array([v[1] for v in by["critical"]])
        low, high = s[y > 0], s[y == 0]
        out["critical auc"] = float(((high[None] > low[:, None]) + 0.5 * (high[None] == low[:, None])).mean())
    for severity in ("critical", "major", "minor"):
        kinds = [s for s in by if s.startswith(f"demetr:{severity}")]
        if kinds:
            out[f"demetr {severity}"] = float(np.mean([np.mean([b < g for b, g, _ in by[s]]) for s in kinds]))
    return out


def kinds_report(
    items: list[Item],
    scores: np.ndarray,
    worst: np.ndarray,
    good_scores: np.ndarray,
    good_worst: np.ndarray,
    at: float,
) -> None:
    by: dict[str, list[int]] = {}
    for k, i in enumerate(items):
        if i.better:
            by.setdefault(i.source, []).append(k)
    for source in sorted(by):
        k = by[source]
        print(
            f"  {source:40s} n {len(k):4d}  better higher {np.mean(scores[k] < good_scores[k]):.2f}  zh>{at} {np.mean(worst[k, 0] > at):.2f} (good {np.mean(good_worst[k, 0] > at):.2f})  en>{at} {np.mean(worst[k, 1] > at):.2f} (good {np.mean(good_worst[k, 1] > at):.2f})"
        )


def evaluate(net: nn.Module, cache: Cache, items: list[Item]) -> tuple[np.ndarray, ...]:
    scores, worst = predict(net, cache, items)
    twins = [k for k, i in enumerate(items) if i.better]
    good_scores, good_worst = np.zeros(len(items)), np.zeros((len(items), 2))
    better = [
        Item(*items[k].better, items[k].source, "", items[k].zh_first, items[k].better)  # type: ignore[misc]
        for k in twins
    ]
    if twins:
        good_scores[twins], good_worst[twins] = predict(net, cache, better)
    return scores, worst, good_scores, good_worst


def train_damage(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng, cache = random.Random(args.seed), Cache(args.cache)
    means = cache.means()
    items = [i for i in cache.items if i.source.startswith("damage") and cache.fits(i)]
    test = [i for i in items if held_out(i.group, 40) == 0]
    train = [i for i in items if held_out(i.group, 40) != 0]
    net = Net(means)
    if args.start:
        go_on(net, torch.load(args.start, weights_only=False)["net"])
    trainer = Trainer(cache, net, args.rate, args.steps, means)
    began, total = time.time(), 0.0
    stream = batches(train, cache, args.batch, rng)
    for step in range(1, args.steps + 1):
        total += trainer.step(next(stream), [])
        if step % 200 == 0:
            print(f"step {step} loss {total / 200:.4f} {time.time() - began:.0f} s", flush=True)
            total = 0.0
        if step % 2000 == 0:
            torch.save({"net": trainer.average.module.state_dict(), "means": means}, args.out)
            kinds_report(test, *evaluate(trainer.average.module, cache, test), at=0.5)
    net = trainer.average.module
    torch.save({"net": net.state_dict(), "means": means}, args.out)
    kinds_report(test, *evaluate(net, cache, test), at=0.5)
    judged = [i for i in cache.items if not i.source.startswith("damage") and cache.fits(i)]
    figures = evaluate(net, cache, judged)
    print(report(cache, judged, *figures))
    kinds_report(judged, *figures, at=0.5)


def train_people(args: argparse.Namespace) -> None:
    torch.set_num_threads(args.threads)
    cache = Cache(args.cache)
    start = torch.load(args.start, weights_only=False)
    means = start["means"]
    judged = [i for i in cache.items if not i.source.startswith("damage")]
    damaged = [i for i in cache.items if i.source.startswith("damage") and cache.fits(i, JUDGED_LIMIT)]
    args.out.mkdir(parents=True, exist_ok=True)
    figures = [
        np.zeros(len(judged)),
        np.zeros((len(judged), 2)),
        np.zeros(len(judged)),
        np.zeros((len(judged), 2)),
    ]
    runs = args.runs or [*map(str, range(args.folds)), *(["head"] if args.final else [])]
    for fold in (None if run == "head" else int(run) for run in runs):
        torch.manual_seed(2)
        rng = random.Random(5)
        here = [
            i
            for i in judged
            if cache.fits(i, JUDGED_LIMIT) and (fold is None or held_out(i.group, args.folds) != fold)
        ]
        twins = [i for i in here if i.better]
        net = Net(means)
        go_on(net, start["net"])
        trainer = Trainer(cache, net, args.rate, args.steps, means)
        said = [
            Drawer([i for i in here if i.source == source], cache, rng, together=source == "mqm")
            for source in ("mqm", "mlqe", "critical")
        ]
        real, made = Drawer(twins, cache, rng), Drawer(damaged, cache, rng)
        began = time.time()
        for _ in range(args.steps):
            place = rng.random()
            pairs = real.draw(args.batch // 4, place) + made.draw(args.made or args.batch // 4, place)
            trainer.step(pairs, [i for drawer in said for i in drawer.draw(args.batch // 3, place)])
        average = trainer.average.module
        name = "head" if fold is None else f"fold{fold}"
        write_head(average, args.out / f"{name}.npz")
        print(f"{name} {time.time() - began:.0f} s", flush=True)
        if fold is not None:
            test = [k for k, i in enumerate(judged) if held_out(i.group, args.folds) == fold]
            for whole, part in zip(figures, evaluate(average, cache, [judged[k] for k in test]), strict=True):
                whole[test] = part
            print(report(cache, [judged[k] for k in test], *(f[test] for f in figures)), flush=True)
    if args.runs:
        return
    print("held out:", report(cache, judged, *figures))
    kinds_report(judged, *figures, at=0.5)
    np.savez(
        args.out / "held-out.npz",
        scores=figures[0],
        worst=figures[1],
        good_scores=figures[2],
        good_worst=figures[3],
    )


def write_head(net: nn.Module, path: Path) -> None:
    """The weights in 16 bits, named as ``align/fidelity/head.py`` reads them."""
    arrays = {
        k: v.detach().numpy().astype(np.float16 if v.ndim > 1 else np.float32) for k, v in net.state_dict().items()
    }
    about = {
        "name": "align-fidelity", "encoder": NAME, "layers": LAYERS, "make": MAKE, "lexical": read_table().model.hash,
    }  # fmt: skip
    np.savez_compressed(path, about=json.dumps(about), **arrays)


def learn_words(args: argparse.Namespace) -> None:
    """Ridge regression of people's judgements of English originals on which pieces are there, into each head."""
    from scipy.sparse import csr_matrix, hstack, vstack
    from scipy.sparse.linalg import lsqr

    torch.set_num_threads(args.threads)
    cache = Cache(args.cache)
    judged = [i for i in cache.items if i.source in ("mlqe", "critical") and cache.size[i.zh] and cache.size[i.en]]
    said = np.array([(i.target or 0.0) * (1 if i.source == "mlqe" else -1) for i in judged])
    for source in ("mlqe", "critical"):
        here = np.array([i.source == source for i in judged])
        said[here] = (said[here] - said[here].mean()) / said[here].std()
    size = cache.table.size

    def present(text: int) -> csr_matrix:
        once = np.unique(cache.pieces[cache.rows(text)])
        ends = np.array([0, len(once)])
        return csr_matrix((np.full(len(once), len(once) ** -0.5), once, ends), shape=(1, size))

    rows = vstack([hstack([present(i.zh), present(i.en)]) for i in judged]).tocsr()
    for path in sorted(args.out.glob("*.npz")):
        with np.load(path) as archive:
            arrays = {k: archive[k] for k in archive.files}
        if "about" not in arrays:
            continue
        net = Net(arrays["mean"]).eval()
        net.load_state_dict({k: torch.from_numpy(arrays[k]).float() for k in net.state_dict()})
        fold = int(path.stem.removeprefix("fold")) if path.stem != "head" else None
        known = np.array([k for k, i in enumerate(judged) if held_out(i.group, args.folds) != fold])
        spread = predict(net, cache, [judged[k] for k in known[::10]])[0].std()
        weights = lsqr(rows[known], said[known], damp=RIDGE**0.5)[0] * WORDS * spread
        arrays["words"] = weights.reshape(2, size).astype(np.float16)
        np.savez_compressed(path, **arrays)
        print(path.name, f"spread {spread:.3f}", f"{path.stat().st_size / 1e6:.2f} MB", flush=True)


def join(args: argparse.Namespace) -> None:
    """Heads of one network each → heads of several; the mean of the vectors is theirs together."""
    args.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(args.heads[0].glob("*.npz")):
        with np.load(path) as archive:
            arrays = {k: archive[k] for k in archive.files}
        if "about" not in arrays:
            continue
        for number, folder in enumerate(args.heads[1:], 1):
            with np.load(folder / path.name) as archive:
                assert np.array_equal(archive["mean"], arrays["mean"])
                arrays |= {f"{number}.{k}": archive[k] for k in archive.files if k not in ("about", "mean")}
        np.savez_compressed(args.out / path.name, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, run in (
        ("encode", encode),
        ("damage", train_damage),
        ("people", train_people),
        ("words", learn_words),
    ):
        p = commands.add_parser(name)
        p.set_defaults(run=run)
        p.add_argument("--cache", type=Path, required=True)
        p.add_argument("--out", type=Path)
        p.add_argument("--batch", type=int, default=48)
        p.add_argument("--threads", type=int, default=2)
        p.add_argument("--folds", type=int, default=5)
        if name == "encode":
            p.add_argument("--data", type=Path, required=True)
            p.add_argument("--wordnet", type=Path, required=True)
        if name == "damage":
            p.add_argument("--start", type=Path, help="go on with what an earlier run wrote")
            p.add_argument("--seed", type=int, default=1)
            p.add_argument("--rate", type=float, default=1.5e-3)
            p.add_argument("--steps", type=int, default=4000)
        if name == "people":
            p.add_argument("--start", type=Path, required=True)
            p.add_argument("--rate", type=float, default=5e-4)
            p.add_argument("--steps", type=int, default=500)
            p.add_argument("--made", type=int, help="damaged pairs in a batch, if not a quarter of it")
            p.add_argument("--final", action="store_true")
            p.add_argument("--runs", nargs="+", help="only these: numbers of folds, head; for two processes")
    p = commands.add_parser("join")
    p.set_defaults(run=join)
    p.add_argument("heads", type=Path, nargs="+", help="folders")
    p.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    sys.exit(main())
