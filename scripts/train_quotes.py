"""Train the quote head (align/quotes/head.py) on annotated quotes, the encoder untouched.

    python scripts/train_quotes.py --out align/models/quotes/head.npz
    python scripts/train_quotes.py --out HEAD.npz --leave-out ID [--leave-out ID ...]

Reads ../shared/data/polnear-train (English political news) and quotes-dev (article pairs, both languages;
less the articles named by ``--leave-out``) and, with ``--own``, only what is
ours to pass on: the sample pairs in corpora/ and the short texts in tests/quotes/cases. Every text goes through the encoder once; the vectors are kept under ``--cache``. PolNeAR's
spans are brought to the rules of quotes-dev/GUIDE.md: marks and stops at the ends of a content fall away.
Needs torch. The same seed and thread count give the same weights; the exported head is checked against the
trained one before it is written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, gelu

from align.documents import document_from_text
from align.encoding import Encoder, load_encoder
from align.models.weights import LAYERS
from align.pipeline import prepare
from align.quotes.head import (
    BUCKETS,
    PLACES,
    REACH,
    ROLES,
    SENTENCES,
    TAGS,
    distance_bucket,
    token_middles,
    token_places,
)
from align.quotes.marks import MARKS, find_marked
from align.records import Encoding, Language, Side
from align.vectors import token_inputs

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
DILATIONS = (1, 2, 4, 8)
WIDTH, DEPTH, TAPS = 144, 48, 3
AVERAGE = 0.995  # decay of the weights' moving average, a step
LANGUAGES: tuple[Language, ...] = ("zh", "en")
EDGES = "".join(MARKS) + " \t\n\u3000,，.。;；:：!！、…—-"
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One text, read: its vectors, places, and for each quote the tokens of each role."""

    side: Side
    vectors: Tensor
    places: Tensor
    region: Tensor
    sentence: Tensor
    quotes: list[dict[str, list[int]]]


def read_brat(path: Path) -> list[dict[str, Spans]]:
    """Quotes of a PolNeAR annotation file."""
    spans: dict[str, Spans] = {}
    quotes = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T"):
            _, offsets = fields[1].split(" ", 1)
            spans[fields[0]] = [(int(a), int(b)) for a, b in (s.split() for s in offsets.split(";"))]
        elif line.startswith("E"):
            quote: dict[str, Spans] = {role: [] for role in ROLES}
            for part in fields[1].split():
                role, reference = part.split(":")
                role = role.rstrip("0123456789").lower()
                if role in quote:
                    quote[role] += spans.get(reference, [])
            quotes.append(quote)
    return quotes


def trim(text: str, spans: Spans) -> Spans:
    """Spans without the marks, stops and spaces at their ends."""
    out = []
    for a, b in spans:
        while a < b and text[a] in EDGES:
            a += 1
        while a < b and text[b - 1] in EDGES:
            b -= 1
        if a < b:
            out.append((a, b))
    return sorted(out)


def texts(options: argparse.Namespace) -> Iterator[tuple[str, Language, str, list[dict[str, Spans]]]]:
    """(origin, language, text, quotes) of everything to train on; origin is "polnear" or "guide"."""
    if not options.own:
        for path in sorted((SHARED / "polnear-train").glob("*.txt")):
            text = path.read_bytes().decode("utf-8")
            quotes = [{r: trim(text, s) for r, s in q.items()} for q in read_brat(path.with_suffix(".ann"))]
            yield "polnear", "en", text, quotes
        for line in (SHARED / "quotes-dev" / "quotes.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["id"] not in options.leave_out:
                for language in LANGUAGES:
                    quotes = [q[language] for q in row["quotes"] if q[language]]
                    yield "guide", language, row[language], quotes
    for folder in sorted((ROOT / "corpora").glob("*/gold.quotes.jsonl")):
        manifest = json.loads((folder.parent / "manifest.json").read_text(encoding="utf-8"))
        rows = [json.loads(line) for line in folder.read_text(encoding="utf-8").splitlines()]
        for side in ("src", "tgt"):
            entry = manifest[side]
            path = folder.parent / entry.get("text", entry["path"])
            text = path.read_bytes().decode("utf-8")
            yield "guide", entry["language"], text, [q[side] for q in rows if q[side]]
    if options.own:
        yield from own_cases()


def own_cases() -> Iterator[tuple[str, Language, str, list[dict[str, Spans]]]]:
    """The short texts of tests/quotes/cases: ours too, and kept for testing the other head."""
    sys.path.insert(0, str(ROOT / "tests"))
    from quotes.cases import read_cases

    for case in read_cases():
        quotes = [{r: [(s.start, s.end) for s in getattr(q, r)] for r in ROLES} for q in case.quotes]
        yield "guide", case.language, case.text, quotes


class Reader:
    """Prepares texts with the embedded encoder, keeping what it gave for the next run."""

    def __init__(self, cache: Path) -> None:
        self.encoder: Encoder = load_encoder(None, layers=LAYERS)
        self.cache = cache

    def read(self, text: str, language: Language) -> Side:
        document = document_from_text(text, language=language)
        key = hashlib.sha256((self.encoder.model.hash + language + text).encode()).hexdigest()[:24]
        path = self.cache / f"{key}.npz"
        if path.exists():
            side = prepare(document, encoder=None)
            with np.load(path) as kept:
                vectors = {n: kept[f"layer{n}"].astype(np.float32) for n in LAYERS}
                e = Encoding(
                    kept["tokens"], kept["sentence"], kept["weight"], vectors, "token", self.encoder.model
                )
            return Side(side.document, side.sentences, e)
        side = prepare(document, encoder=self.encoder)
        e = side.encoding
        assert e is not None
        layers = {f"layer{n}": e.vectors[n].astype(np.float16) for n in LAYERS}
        np.savez(path, tokens=e.tokens, sentence=e.sentence, weight=e.weight, **layers)
        return side


def make_example(side: Side, quotes: list[dict[str, Spans]], broad: bool) -> Example:
    e = side.encoding
    assert e is not None
    places, region = token_places(side, find_marked(side.document.text, side.document.paragraphs), broad)
    middle = token_middles(e)
    marked = []
    for quote in quotes:
        roles = {
            role: sorted({i for a, b in quote[role] for i in range(*np.searchsorted(middle, [a, b]))})
            for role in ROLES
        }
        if roles["content"]:
            marked.append(roles)
    return Example(
        side,
        torch.from_numpy(token_inputs(e, LAYERS)),
        torch.from_numpy(places),
        torch.from_numpy(region.astype(np.int64)),
        torch.from_numpy(np.array(e.sentence, np.int64)),
        marked,
    )


class QuoteModel(nn.Module):
    """The same sums as align/quotes/head.py, to be trained."""

    def __init__(self, inputs: int, dropout: float) -> None:
        super().__init__()
        self.inside = nn.Linear(inputs, WIDTH)
        self.place = nn.Linear(PLACES, WIDTH, bias=False)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in DILATIONS)
        self.convs = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, TAPS, padding=d, dilation=d) for d in DILATIONS)
        self.norm = nn.LayerNorm(WIDTH)
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.query = nn.Linear(WIDTH, len(ROLES) * DEPTH)
        self.key = nn.Linear(WIDTH, len(ROLES) * DEPTH)
        self.distance = nn.Parameter(torch.zeros(len(ROLES), BUCKETS))
        self.sentences = nn.Parameter(torch.zeros(len(ROLES), SENTENCES[1] - SENTENCES[0] + 1))
        self.same_marks = nn.Parameter(torch.zeros(len(ROLES)))
        self.tag_share = nn.Parameter(torch.ones(len(ROLES)))
        self.drop_in, self.drop = nn.Dropout(dropout), nn.Dropout(dropout)

    def tokens(self, vectors: Tensor, places: Tensor) -> Tensor:
        h = gelu(self.inside(self.drop_in(vectors)) + self.place(places), approximate="tanh")
        for norm, conv in zip(self.norms, self.convs, strict=True):
            h = h + self.drop(gelu(conv(norm(h).T[None])[0].T, approximate="tanh"))
        return self.norm(h)

    def relations(self, h: Tensor, tags: Tensor, example: Example, starts: Sequence[int]) -> Tensor:
        """Starts x roles x T logits; minus infinity is not used, REACH is masked by the caller."""
        query = self.query(h[list(starts)]).view(len(starts), len(ROLES), DEPTH)
        key = self.key(h).view(len(h), len(ROLES), DEPTH)
        logits = torch.einsum("ard,trd->art", query, key) / math.sqrt(DEPTH)
        distance = np.arange(len(h))[None] - np.array(starts)[:, None]
        logits = logits + self.distance[:, torch.from_numpy(distance_bucket(distance))].transpose(0, 1)
        apart = (example.sentence[None] - example.sentence[list(starts)][:, None]).clamp(*SENTENCES) - SENTENCES[0]
        logits = logits + self.sentences[:, apart].transpose(0, 1)
        own = example.region[list(starts)]
        same = (example.region[None] == own[:, None]) & (own[:, None] > 0)
        logits = logits + self.same_marks[None, :, None] * same[:, None]
        return logits + self.tag_share[None, :, None] * tags[:, : len(ROLES)].T[None]


def losses(model: QuoteModel, example: Example) -> Tensor:
    h = model.tokens(example.vectors, example.places)
    tags = model.tag(h)
    count = len(h)
    gold = torch.zeros(count, len(TAGS))
    for quote in example.quotes:
        for r, role in enumerate(ROLES):
            gold[quote[role], r] = 1
        gold[quote["content"][0], len(ROLES)] = 1
    weight = torch.tensor([1.0, 1.0, 1.0, 2.0])
    loss = (binary_cross_entropy_with_logits(tags, gold, reduction="none") * weight).sum(1).mean()
    if not example.quotes:
        return loss
    starts = [q["content"][0] for q in example.quotes]
    logits = model.relations(h, tags, example, starts)
    target = torch.zeros_like(logits)
    for a, quote in enumerate(example.quotes):
        for r, role in enumerate(ROLES):
            target[a, r, quote[role]] = 1
    distance = torch.arange(count)[None] - torch.tensor(starts)[:, None]
    inside = ((distance >= REACH[0]) & (distance < REACH[1])).float()[:, None]
    each = binary_cross_entropy_with_logits(logits, target, reduction="none") * inside
    # Summed over tokens: a quote is one decision, however long the text around it.
    related = each.sum((1, 2)).mean() / 40
    return loss + related


def train(model: QuoteModel, examples: list[Example], steps: int, rate: float, seed: int, label: str) -> None:
    """Train in place; the model ends with the moving average of its weights, which overfits less than the last."""
    rng = random.Random(seed)
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE)
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.02)
    warm = max(1, steps // 20)
    model.train()
    order: list[Example] = []
    seen: list[float] = []
    begun = time.monotonic()
    for step in range(steps):
        if not order:
            order = rng.sample(examples, len(examples))
        share = min((step + 1) / warm, 0.02 + 0.98 * (1 + math.cos(math.pi * step / steps)) / 2)
        for group in optimizer.param_groups:
            group["lr"] = rate * share
        loss = losses(model, order.pop())
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        average.update_parameters(model)
        seen.append(float(loss.detach()))
        if (step + 1) % 100 == 0:
            line = {"stage": label, "step": step + 1, "loss": round(float(np.mean(seen[-100:])), 4)}
            print(json.dumps({**line, "seconds": round(time.monotonic() - begun)}), flush=True)
    if steps:
        model.load_state_dict(average.module.state_dict())


def arrays_of(model: QuoteModel) -> dict[str, np.ndarray]:
    """Weights under the names that align/quotes/head.py reads, in 16 bits."""
    state = {k: v.detach().numpy() for k, v in model.state_dict().items()}
    out = {}
    for name, value in state.items():
        name = name.replace("inside.", "in.")
        for k in range(len(DILATIONS)):
            name = name.replace(f"norms.{k}.", f"norm{k}.").replace(f"convs.{k}.", f"conv{k}.")
        out[name] = value.astype(np.float16)
    return out


def save_head(model: QuoteModel, encoder: str, name: str, path: Path) -> None:
    about = {"name": name, "layers": LAYERS, "dilations": DILATIONS, "encoder": encoder}
    part = path.with_suffix(".part.npz")
    with part.open("wb") as file:
        np.savez_compressed(file, about=np.array(json.dumps(about)), **arrays_of(model))
    part.replace(path)


def check_export(model: QuoteModel, example: Example, path: Path) -> None:
    """Compare the written head with the trained one on a text; both must say the same."""
    from align.quotes.head import read_head, score_tokens

    model.eval()
    with torch.no_grad():
        wanted = torch.sigmoid(model.tag(model.tokens(example.vectors, example.places))).numpy()
    marked = find_marked(example.side.document.text, example.side.document.paragraphs)
    got = score_tokens(read_head(path), example.side, marked).tags
    apart = float(np.abs(wanted - got).max())
    print(json.dumps({"exported, largest difference of a probability": round(apart, 5)}))
    if apart > 0.03:
        sys.exit("the exported head differs from the trained one")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--leave-out", action="append", default=[], metavar="ID", help="article of quotes-dev")
    parser.add_argument("--own", action="store_true", help="only texts that may be passed on")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "align-build" / "quotes")
    parser.add_argument("--start", type=Path, help="state of the first stage, to train only the second")
    parser.add_argument("--save-start", type=Path, help="where to keep the state of the first stage")
    parser.add_argument("--steps", type=int, nargs=2, default=[2200, 800], help="of both stages")
    parser.add_argument("--rate", type=float, nargs=2, default=[2e-3, 8e-4])
    parser.add_argument("--dropout", type=float, default=0.4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.cache.mkdir(parents=True, exist_ok=True)
    reader = Reader(options.cache)
    examples: dict[str, list[Example]] = {"polnear": [], "guide": []}
    for origin, language, text, quotes in texts(options):
        examples[origin].append(make_example(reader.read(text, language), quotes, origin == "polnear"))
    print(json.dumps({k: [len(v), sum(len(e.quotes) for e in v)] for k, v in examples.items()}), flush=True)
    model = QuoteModel(examples["guide"][0].vectors.shape[1], options.dropout)
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True))
    elif examples["polnear"]:
        train(model, examples["polnear"], options.steps[0], options.rate[0], options.seed, "polnear")
    if options.save_start:
        torch.save(model.state_dict(), options.save_start)
    # The second stage sees as many texts of each origin: the rules of the guide, and PolNeAR's variety.
    several = max(1, round(len(examples["polnear"]) / max(1, len(examples["guide"]))))
    both = examples["polnear"] + examples["guide"] * several
    train(model, both, options.steps[1], options.rate[1], options.seed + 1, "both")
    save_head(model, reader.encoder.model.name, "align-quotes" + ("-own" if options.own else ""), options.out)
    check_export(model, examples["guide"][0], options.out)


if __name__ == "__main__":
    main()
