"""Fit the confidence of beads (align/beads/confidence.py) on ../shared/data/mac-dev and news.

    python scripts/fit_confidence.py

Prints the weights to put into the module, and the calibration cross-validated by document: for each
band of confidence, the share of beads that were exactly right. News texts are built as
../shared/eval/news.py builds them, with a tenth of the segments left out on each side.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from align.beads import alignment as search
from align.documents import document_from_text
from align.encoding import Encoder, load_encoder
from align.pipeline import prepare
from align.settings import AlignmentSettings

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
Gold = set[tuple[tuple[int, ...], tuple[int, ...]]]


def texts() -> Iterator[tuple[list[str], list[str], Gold, bool]]:
    """(Chinese lines, English lines, gold beads, whether literary) of every document."""
    for gold in sorted((SHARED / "mac-dev").glob("*.gold")):
        lines = [gold.with_suffix(s).read_text(encoding="utf-8").splitlines() for s in (".zh", ".en")]
        beads = [tuple(tuple(json.loads(p)) for p in row.split(":")[:2]) for row in gold.read_text().splitlines()]
        yield lines[0], lines[1], {(b[0], b[1]) for b in beads}, True
    rng = random.Random(2)
    for path in sorted((SHARED / "news").glob("*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(row)
            zh, en = ([s for p in document[k] for s in p] for k in ("zh", "en"))
            kept = [[k for k in range(len(zh)) if rng.random() >= 0.1] for _ in range(2)]
            beads = {((kept[0].index(k),) if k in kept[0] else (), (kept[1].index(k),) if k in kept[1] else ())
                     for k in set(kept[0]) | set(kept[1])}  # fmt: skip
            yield [zh[k] for k in kept[0]], [en[k] for k in kept[1]], beads, False


def examples(encoder: Encoder) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(features, exactly right) of the beads of each document."""
    settings = AlignmentSettings()
    for zh, en, gold, _ in texts():
        # Both are called Chinese, so that neither is mirrored: the search walks along the first, as it does there.
        documents = [document_from_text("\n".join(lines), language="zh") for lines in (zh, en)]
        sides = [prepare(d, encoder=encoder, presplit=True) for d in documents]
        tokens = search._tokens_of_sides(*sides)
        if tokens is None:
            continue
        gains = search._gains(*tokens, settings)
        found = search.align_beads(*sides, settings)
        path = [(b.src, b.tgt) for b in found.beads]
        e = found.estimates
        evidence = [
            search._evidence(gains, path, k, e["margin"], e["skip"], e["one_to_one_share"])
            for k in range(len(path))
        ]
        right = [(tuple(s), tuple(t)) in gold for s, t in path]
        yield np.array([x.features() for x in evidence]), np.array(right, float)


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Logistic regression by Newton's method, with a ridge."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w += np.linalg.solve(hessian, x.T @ (y - p) - ridge * w)
    return w


def main() -> None:
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there; this script needs the development data")
    data = list(examples(load_encoder(None)))
    folds = []
    for k in range(10):
        train = [d for i, d in enumerate(data) if i % 10 != k]
        w = fit(np.concatenate([x for x, _ in train]), np.concatenate([y for _, y in train]))
        folds += [(1 / (1 + np.exp(-x @ w)), y) for i, (x, y) in enumerate(data) if i % 10 == k]
    p, y = (np.concatenate(c) for c in zip(*folds, strict=True))
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1)
        if inside.sum():
            error += abs(p[inside].mean() - y[inside].mean()) * inside.mean()
            print(
                f"{low:.1f}-{low + 0.1:.1f}  beads {inside.sum():5d}  said {p[inside].mean():.3f}  right {y[inside].mean():.3f}"
            )
    print(
        f"beads {len(y)}  right {y.mean():.3f}  expected calibration error {error:.3f}  Brier {((p - y) ** 2).mean():.3f}"
    )
    w = fit(np.concatenate([x for x, _ in data]), np.concatenate([y for _, y in data]))
    print("WEIGHTS =", tuple(float(round(v, 3)) for v in w))


if __name__ == "__main__":
    main()
