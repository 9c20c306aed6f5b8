"""Does what ``align corpus build`` throws away help a model? One trained on what it keeps against one trained on all.

    python scripts/filtered_vs_unfiltered.py [--documents 1200] [--noise 0.3] [--steps 200] [--seeds 3]

Documents as in bench_corpus.py (news, health, manuals, short sentences), of which a share (--noise) is spoilt: the
English of another document; every third English sentence gone; the English sentences in another order; every number
in English another one. ``align corpus build`` runs twice, with its rules and with all of them off. On each corpus a
sentence-transformers model (static embeddings of the shipped tokenizer's pieces, from random numbers, ranking loss) is
trained for the same steps with the same batch, once a seed. Scored by retrieval on ../shared/data/tatoeba: how many of
1,000 sentences find their own translation first, each way. Prints JSON lines; needs the extra ``models``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench_corpus import CLEAN, MORE, SHARED, Row, take, write_folder

from align.corpus import CorpusSettings, build_corpus
from align.corpus.rules import read_rules
from align.corpus.rules.ruleset import RULES
from align.corpus.training import new_model, share_found, train_model

BATCH, RATE = 128, 0.1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1200)
    parser.add_argument("--noise", type=float, default=0.3, help="share of the documents that are spoilt")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there; this script needs the development data")
    documents = spoil(take((*CLEAN, *MORE), 8, options.documents), options.noise)
    off = read_rules({rule.name: {"enabled": False} for rule in RULES})
    scores: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "in"
        write_folder(documents, source)
        for name, rules in (("filtered", read_rules()), ("unfiltered", off)):
            folder = Path(scratch) / name
            built = build_corpus(
                str(source), str(folder), CorpusSettings(rules, valid=0.0, test=0.0), workers=options.workers
            )
            told: dict[str, Any] = {"corpus": name, "pairs": built.report["pairs"]["kept"], "documents": built.report["documents"]["kept"]}  # fmt: skip
            pairs = read_pairs(folder / "train.jsonl")
            for seed in range(options.seeds):
                accuracy = train_and_score(pairs, options.steps, seed)
                scores.setdefault(name, []).append(accuracy)
                print(json.dumps({**told, "seed": seed, "accuracy": round(accuracy, 4)}), flush=True)
    means = {name: round(statistics.mean(found), 4) for name, found in scores.items()}
    wins = sum(a > b for a, b in zip(scores["filtered"], scores["unfiltered"], strict=True))
    print(json.dumps({"mean": means, "filtered_wins": f"{wins} of {options.seeds}"}))


def spoil(documents: list[tuple[str, list[Row]]], noise: float) -> list[tuple[str, list[Row]]]:
    """The same with the English of a share of them changed, each kind in turn."""
    draw, out = random.Random(2), []
    for k, (name, rows) in enumerate(documents):
        zh, en = [row[0] for row in rows], [row[1] for row in rows]
        if draw.random() < noise:
            kind = draw.randrange(4)
            if kind == 0:
                en = [row[1] for row in documents[(k + len(documents) // 2) % len(documents)][1]]
            elif kind == 1:
                en = ["" if i % 3 == 2 else text for i, text in enumerate(en)]
            elif kind == 2:
                draw.shuffle(en)
            else:
                en = [re.sub(r"\d+", lambda found: str(int(found[0]) + 3), text) for text in en]
        out.append((name, list(zip(zh, en, strict=True))))
    return out


def read_pairs(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [(row["zh"], row["en"]) for row in map(json.loads, lines)]


def train_and_score(pairs: list[Row], steps: int, seed: int) -> float:
    """Accuracy on Tatoeba, the mean of both ways, of a model trained on the pairs."""
    model = new_model(seed)
    train_model(model, batches(pairs, steps, seed), RATE)
    zh, en = (
        (SHARED / "data" / "tatoeba" / f"cmn-eng.{code}").read_text(encoding="utf-8").splitlines()
        for code in ("cmn", "eng")
    )
    return share_found(model, list(zip(zh, en, strict=True)))


def batches(pairs: list[Row], steps: int, seed: int) -> Iterator[list[Row]]:
    """As many as there are steps, whatever the corpus: a small one is gone through more often."""
    draw = random.Random(seed)
    left: list[Row] = []
    for _ in range(steps):
        if len(left) < BATCH:
            left = draw.sample(pairs, len(pairs))
        yield [left.pop() for _ in range(min(BATCH, len(left)))]


if __name__ == "__main__":
    main()
