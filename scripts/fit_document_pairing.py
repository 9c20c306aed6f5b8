"""Fit the probability in align/corpus/pairing/scoring.py: score and margin of a best candidate → is it the right one.

  fit_document_pairing.py ../shared/data/parallel [--seed 1]

Documents (at most twelve lines) of NTREX, WMT 2017 and TICO-19; sets of 2 to 150 of them are drawn, of which a
fifth or half of the texts is taken away, so that many a best candidate is wrong. Prints the weights.
The weights of addresses and dates are no part of it: these sets name a document once for both versions (the "doc" of
NTREX and WMT, "CMU_1"), and readouts-dev gives one day for both, so there is nothing from which to learn how often
two versions agree in theirs, and two other texts do.
"""

import argparse
import gzip
import json
import random
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np

from align.corpus.pairing.index import TextIndex
from align.corpus.pairing.reading import Single, read_single
from align.corpus.records import Entry
from align.corpus.scratch import open_scratch

SETS, LINES, FEWEST = ("ntrex_zho-CN", "wmt17_newstest", "tico19"), 12, 4
SIZES, WIDEST_MARGIN = (2, 3, 5, 10, 30, 100, 150), 0.5


def read_documents(path: Path) -> list[tuple[Single, Single]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    found = []
    for _, group in groupby(rows, key=lambda row: row["doc"]):
        held = list(group)
        for at in range(0, len(held), LINES):
            part = held[at : at + LINES]
            if len(part) >= FEWEST:
                texts = ("\n".join(row[side] for row in part) for side in ("zh", "en"))
                both = [read_single(Entry(f"{len(found)}", text, "", True)) for text in texts]
                if not any(one.refusal for one in both):
                    found.append((both[0], both[1]))
    return found


def best_candidates(documents: list[tuple[Single, Single]], missing: float, rng: random.Random) -> Iterator[tuple]:
    """(score, margin, whether right) of the pairs that are each other's best."""
    kept = [(n, side) for n in range(len(documents)) for side in (0, 1) if rng.random() > missing]
    with (
        open_scratch() as database,
        tempfile.TemporaryDirectory() as folder,
        closing(TextIndex(Path(folder), database)) as index,
    ):
        for number, (n, side) in enumerate(kept):
            single = documents[n][side]
            index.add(number, replace(single, entry=replace(single.entry, id=str(number))))
        scored = list(index.score_candidates())
    for zh, en, score in scored:
        others = [other for a, b, other in scored if (a == zh) != (b == en)]
        nearest = max([0.0, *others])
        if score > nearest or not others:
            yield score, min(score - nearest, WIDEST_MARGIN), kept[zh][0] == kept[en][0]


def fit(samples: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method: bias, score, margin."""
    inputs, right = np.column_stack([np.ones(len(samples)), samples[:, :2]]), samples[:, 2]
    weights = np.zeros(3)
    for _ in range(60):
        p = 1 / (1 + np.exp(-inputs @ weights))
        ridge = np.diag([0.0, 1e-2, 1e-2])
        slope = inputs.T @ (p - right) + ridge @ weights
        weights -= np.linalg.solve((inputs * (p * (1 - p))[:, None]).T @ inputs + ridge + 1e-9 * np.eye(3), slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng, samples = random.Random(arguments.seed), []
    for name in SETS:
        documents = read_documents(arguments.folder / f"{name}.jsonl.gz")
        for size in SIZES:
            for _ in range(max(2, 200 // size)):
                drawn = rng.sample(documents, min(size, len(documents)))
                samples += best_candidates(drawn, rng.choice([0.0, 0.2, 0.5]), rng)
        print(name, len(documents), "documents", len(samples), "samples", flush=True)
    held = np.array(samples, float)
    print("right", round(held[:, 2].mean(), 4), "bias, score, margin:", *fit(held).round(2))


if __name__ == "__main__":
    main()
