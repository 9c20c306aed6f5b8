"""Fit the line between texts that recut sentences freely and texts that keep to them (align/beads/estimate.py).

    python scripts/fit_estimate.py

Prints the constants to put into the module, and for each offset of the line what it gives: strict F1 on
../shared/data/mac-dev, and strict F1 and F1 of unmatched sentences on news with a tenth of the segments
left out on each side. The offset is a choice between the two kinds of text.
"""

from __future__ import annotations

import json
import sys

import numpy as np
from fit_confidence import SHARED, Gold, fit, texts

from align.beads import alignment as search
from align.beads import estimate
from align.beads.gains import Gains
from align.beads.search import best_path
from align.documents import document_from_text
from align.encoding import load_encoder
from align.pipeline import prepare
from align.settings import AlignmentSettings

STEEPNESS = 1.5


def main() -> None:
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there; this script needs the development data")
    encoder, settings = load_encoder(None), AlignmentSettings()
    read: list[tuple[Gains, int, int, Gold, bool]] = []
    for zh, en, gold, literary in texts():
        documents = [document_from_text("\n".join(lines), language="zh") for lines in (zh, en)]
        sides = [prepare(d, encoder=encoder, presplit=True) for d in documents]
        if tokens := search._tokens_of_sides(*sides):
            read.append((search._gains(*tokens, settings), len(zh), len(en), gold, literary))
    rows = []
    for gains, n, m, _, _ in read:
        path = walk(gains, n, m, estimate.DEAR)
        rows.append((estimate.one_to_one_share(path), estimate.bead_contrast(*gains.along(path))))
    x = np.array(rows)
    news = np.array([not literary for *_, literary in read], float)
    usual, spread = x.mean(0), x.std(0)
    inputs = np.column_stack([np.ones(len(x)), (x - usual) / spread])
    times = np.where(news, 1, max(1, round(news.sum() / max(1, (1 - news).sum()))))  # both kinds weigh the same
    repeat = np.repeat(np.arange(len(x)), times)
    constant, *slopes = fit(inputs[repeat], news[repeat])
    per = STEEPNESS * np.array(slopes) / spread
    print(json.dumps({"usual": usual.round(3).tolist(), "per": per.round(2).tolist()}))
    for extra in (0.0, 0.4, 0.8, 1.2, 1.6, 2.0):
        z = STEEPNESS * (constant + extra) + (x - usual) @ per
        skips = estimate.DEAR + (estimate.CHEAP - estimate.DEAR) / (1 + np.exp(-np.clip(z, -30, 30)))
        found = [walk(g, n, m, s) for (g, n, m, *_), s in zip(read, skips, strict=True)]
        print(json.dumps({
            "offset": round(STEEPNESS * (constant + extra), 2),
            "literary": score([(p, r[3]) for p, r in zip(found, read, strict=True) if r[4]], both=True),
            "news": score([(p, r[3]) for p, r in zip(found, read, strict=True) if not r[4]], both=True),
            "news, unmatched": score([(p, r[3]) for p, r in zip(found, read, strict=True) if not r[4]], both=False),
        }), flush=True)  # fmt: skip


def walk(gains: Gains, n: int, m: int, skip: float) -> list[tuple[range, range]]:
    return best_path(gains.worth(search.MARGIN), gains.coverage.band, n, m, skip)


def score(results: list[tuple[list[tuple[range, range]], Gold]], both: bool) -> float:
    """F1 of the beads with two sides, or of those with one."""
    right = found = wanted = 0
    for path, gold in results:
        a = {(tuple(s), tuple(t)) for s, t in path if bool(s and t) == both}
        b = {(s, t) for s, t in gold if bool(s and t) == both}
        right, found, wanted = right + len(a & b), found + len(a), wanted + len(b)
    return round(2 * right / max(1, found + wanted), 4)


if __name__ == "__main__":
    main()
