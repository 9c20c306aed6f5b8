"""``align score``, each pair by the head that was trained without it; and what its scores mean in people's eyes.

    python scripts/crossval_fidelity.py score --heads FOLDER --data ../shared/data IN.jsonl -o OUT.jsonl
    python scripts/crossval_fidelity.py fit --heads FOLDER --data ../shared/data [--plot docs/calibration.svg]

``score`` stands in for ``align score`` in ../shared/eval/fidelity.py (``--cmd "python scripts/... score --heads ..."``).
``fit`` finds how the logit and the findings make the probability that people find no major error (MQM over -5), on
held-out scores, and writes it into every head of FOLDER; it prints the calibration error of a fit on other folds.
What a finding takes off where the English was first, it finds on people's scores of such translations (MLQE-PE).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import rankdata
from segments import calibration_error, held_out, partial_correlation
from train_fidelity import Item, Texts, judged_items

from align.encoding import load_encoder
from align.models.weights import LAYERS
from align.pipeline import score_segments
from align.records import Comparison

SEVERITIES = ("critical", "major", "minor")
FINDING_SOURCES = ("mqm", "demetr")
LEAST_SHARE = 0.2
"""What a finding takes off where the English was first, of what it takes off else: a reader expects it to count."""


def folds_of(data: Path, folds: int) -> dict[tuple[str, str], int]:
    """(source text, translation) -> the fold that holds it out."""
    texts = Texts()
    out: dict[tuple[str, str], int] = {}
    for item in judged_items(data, texts):
        fold = held_out(item.group, folds)
        for pair in ((item.zh, item.en), item.better):
            if pair:
                zh, en = (texts.texts[t] for t in pair)
                out[(zh, en) if item.zh_first else (en, zh)] = fold
    return out


def score_pairs(pairs: Sequence[tuple[str, str]], args: argparse.Namespace) -> list[Comparison]:
    """In the order of ``pairs``, each by its own fold's head; pairs that no fold holds by the first."""
    folds, encoder = folds_of(args.data, args.folds), load_encoder(None, layers=LAYERS)
    out: list[Comparison | None] = [None] * len(pairs)
    for fold in range(args.folds):
        here = [k for k, pair in enumerate(pairs) if folds.get(pair, 0) == fold]
        judged = score_segments((pairs[k] for k in here), head=args.heads / f"fold{fold}.npz", encoder=encoder)
        for k, result in zip(here, judged, strict=True):
            out[k] = result
    return [r for r in out if r is not None]


def score(args: argparse.Namespace) -> None:
    from align.formats.segments import Segment, write_json_score

    rows = [json.loads(line) for line in args.pairs.open(encoding="utf-8")]
    results = score_pairs([(r["src"], r["tgt"]) for r in rows], args)
    with args.output.open("wb") as out:
        for row, result in zip(rows, results, strict=True):
            out.write(write_json_score(Segment(row["src"], row["tgt"]), result))


def features(result: Comparison) -> list[float]:
    assert result.fidelity is not None
    p = min(max(result.fidelity.document, 1e-4), 1 - 1e-4)
    return [log(p / (1 - p)), *(float(min(2, sum(f.severity == s for f in result.findings))) for s in SEVERITIES)]


def fit(args: argparse.Namespace) -> None:
    for path in args.heads.glob("*.npz"):
        set_calibration(path, {"score": 1.0})
    texts = Texts()
    items = [i for i in judged_items(args.data, texts) if i.source.split(":")[0] in FINDING_SOURCES]
    mqm = [i for i in items if i.source == "mqm"]
    twins = [i for i in items if i.better]
    x = np.array([features(r) for r in score_pairs([pair_of(i, texts) for i in mqm], args)])
    y = np.array([(i.target or 0.0) > -5 for i in mqm], float)
    bad = np.array([features(r) for r in score_pairs([pair_of(i, texts) for i in twins], args)])
    good = np.array(
        [
            features(r)
            for r in score_pairs(
                [(texts.texts[i.better[0]], texts.texts[i.better[1]]) for i in twins if i.better], args
            )
        ]
    )
    fold = np.array([held_out(i.group, args.folds) for i in mqm])
    p = np.zeros(len(y))
    for k in range(args.folds):
        p[fold == k] = probabilities(x[fold == k], solve(x[fold != k], y[fold != k], good, bad))
    print(
        f"held out: expected calibration error {calibration_error(p, y):.4f} in {len(y)} pairs, mean {p.mean():.3f} / {y.mean():.3f}"
    )
    said, length = np.array([(i.target or 0.0, len(texts.texts[i.en])) for i in mqm]).T
    given = [partial_correlation(*map(f, (x[:, 0], said, length))) for f in (np.asarray, rankdata)]
    print(f"logit and MQM given the length of the English: Pearson {given[0]:.3f}, ranks {given[1]:.3f}")
    weights = solve(x, y, good, bad)
    english = [i for i in judged_items(args.data, texts) if i.source == "mlqe"]
    z = np.array([features(r) for r in score_pairs([pair_of(i, texts) for i in english], args)])
    taken = solve_english(z, np.array([i.target or 0.0 for i in english]), float(weights[1]))
    taken = np.minimum(taken, LEAST_SHARE * weights[2:])
    names = "bias", "score", *SEVERITIES, *(f"en_{s}" for s in SEVERITIES)
    calibration = dict(zip(names, (round(float(w), 4) for w in (*weights, *taken)), strict=True))
    print(calibration)
    for path in args.heads.glob("*.npz"):
        if path.stem != "held-out":
            set_calibration(path, calibration)
    if args.plot:
        args.plot.write_text(draw(p, y), encoding="utf-8")


def pair_of(item: Item, texts: Texts) -> tuple[str, str]:
    zh, en = texts.texts[item.zh], texts.texts[item.en]
    return (zh, en) if item.zh_first else (en, zh)


def solve(x: np.ndarray, y: np.ndarray, good: np.ndarray, bad: np.ndarray) -> np.ndarray:
    """Bias and weights by gradient: the likelihood of people's verdicts, and twins in the right order; findings never add."""
    w = np.array([0.0, 0.5, -0.5, -0.3, -0.1])
    for _ in range(3000):
        error = probabilities(x, w) - y
        gap = (good - bad) @ w[1:]
        push = -1 / (1 + np.exp(np.clip(gap, -30, 30)))
        gradient = np.concatenate([[error.mean()], x.T @ error / len(y)])
        gradient[2:] += 0.5 * (good - bad)[:, 1:].T @ push / len(bad)
        w = w - 0.3 * gradient
        w[2:] = np.minimum(w[2:], 0)
    return w


def solve_english(x: np.ndarray, y: np.ndarray, scale: float) -> np.ndarray:
    """What findings take off so that the whole goes with ``y`` (any scale): regression on logit and counts, none adding."""
    used = list(range(1, x.shape[1]))
    while True:
        w = np.linalg.lstsq(np.column_stack([np.ones(len(y)), x[:, [0, *used]]]), y, rcond=None)[0]
        wrong = [k for k, v in zip(used, w[2:], strict=True) if v > 0]
        if not wrong:
            break
        used = [k for k in used if k not in wrong]
    out = np.zeros(x.shape[1] - 1)
    out[[k - 1 for k in used]] = w[2:] / w[1] * scale
    return out


def probabilities(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.clip(w[0] + x @ w[1:], -30, 30))))


def draw(p: np.ndarray, y: np.ndarray, bins: int = 10) -> str:
    """The reliability diagram as SVG: a point a bin, as large as its share, with two standard errors."""
    where = np.minimum((p * bins).astype(int), bins - 1)
    at = lambda v: 40 + 320 * v  # noqa: E731
    parts = []
    for b in range(bins):
        inside = where == b
        if inside.any():
            q, share, n = p[inside].mean(), y[inside].mean(), inside.sum()
            error = 2 * (share * (1 - share) / n) ** 0.5
            parts.append(
                f'<line x1="{at(q):.1f}" x2="{at(q):.1f}" y1="{at(1 - share - error):.1f}" y2="{at(1 - share + error):.1f}" stroke="#2563a8"/>'
            )
            parts.append(
                f'<circle cx="{at(q):.1f}" cy="{at(1 - share):.1f}" r="{3 + 12 * (n / len(y)) ** 0.5:.1f}" fill="#2563a8" fill-opacity=".55"><title>{n} pairs: said {q:.2f}, were {share:.2f}</title></circle>'
            )
    ticks = "".join(
        f'<text x="{at(t)}" y="378" text-anchor="middle">{t:g}</text><text x="34" y="{at(1 - t) + 4}" text-anchor="end">{t:g}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 410" font-family="sans-serif" font-size="11" fill="#333">'
        '<rect width="400" height="410" fill="#fff"/><rect x="40" y="40" width="320" height="320" fill="none" stroke="#bbb"/>'
        f'<line x1="40" y1="360" x2="360" y2="40" stroke="#bbb" stroke-dasharray="4"/>{ticks}{"".join(parts)}'
        '<text x="200" y="398" text-anchor="middle">fidelity score</text>'
        '<text x="40" y="28">share without a major error in people’s eyes (MQM over −5), held out</text></svg>\n'
    )


def set_calibration(path: Path, calibration: dict[str, float]) -> None:
    with np.load(path, allow_pickle=False) as archive:
        if "about" not in archive.files:
            return
        arrays: dict[str, Any] = {k: archive[k] for k in archive.files if k != "about"}
        about = json.loads(str(archive["about"]))
    np.savez_compressed(path, about=json.dumps({**about, "calibration": calibration}), **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, run in (("score", score), ("fit", fit)):
        p = commands.add_parser(name)
        p.set_defaults(run=run)
        p.add_argument("--heads", type=Path, required=True)
        p.add_argument("--data", type=Path, required=True)
        p.add_argument("--folds", type=int, default=5)
        if name == "score":
            p.add_argument("pairs", type=Path)
            p.add_argument("-o", "--output", type=Path, required=True)
        else:
            p.add_argument("--plot", type=Path)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    sys.exit(main())
