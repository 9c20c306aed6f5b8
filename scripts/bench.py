"""Compare ways to align, in one run and with the same encoder, so that only ratios have to be trusted.

    python scripts/bench.py [--part once|search|growth ...] [--sentences N]

- ``once``: the document encoded once (ours) against every run of up to five neighbouring sentences encoded
  as a text of its own, as overlap-based aligners do; time and strict F1 on the first texts of mac-dev.
- ``search``: the banded path search in numpy against a plain loop over the full matrix, on the same gains;
  both must find the same sum.
- ``growth``: time and peak memory from 50 to 5,000 English sentences, each size in a process of its own.

Reads ../shared/data/mac-dev and bible. Prints one JSON object a line; docs/benchmarks.md keeps the results.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from align.beads import alignment as beads
from align.beads.band import whole_band
from align.beads.estimate import DEAR
from align.beads.gains import bead_shapes
from align.beads.search import best_path
from align.beads.tokens import comparable_tokens
from align.documents import document_from_text
from align.encoding import Encoder, load_encoder
from align.pipeline import prepare
from align.records import Side
from align.settings import AlignmentSettings
from align.vectors import unit_rows

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
LONGEST = 5
MARGIN = 0.8
SKIPS = (-0.4, -0.3, -0.2, -0.1, -0.05)
"""Costs of an unmatched sentence tried for the runs, the best of which counts: they get no estimate of ours."""


def main() -> None:
    parts: dict[str, Callable[[int], Iterator[dict[str, Any]]]] = {
        "once": once_against_runs, "search": search_against_loop, "growth": growth,
    }  # fmt: skip
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", action="append", choices=list(parts), help="default: all")
    parser.add_argument("--sentences", type=int, default=400, help="of each mac-dev text, at most (default 400)")
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there; this script needs the development data")
    for name in options.part or parts:
        for row in parts[name](options.sentences):
            print(json.dumps({"part": name, **row}), flush=True)


def mac_texts(limit: int) -> Iterator[tuple[str, list[str], list[str], list[tuple[list[int], list[int]]]]]:
    """(name, Chinese lines, English lines, gold beads) of each literary text, cut after about ``limit`` lines."""
    for gold in sorted((SHARED / "mac-dev").glob("*.gold")):
        zh, en = (gold.with_suffix(s).read_text(encoding="utf-8").splitlines() for s in (".zh", ".en"))
        rows = [[json.loads(p) for p in row.split(":")[:2]] for row in gold.read_text().splitlines()]
        kept = []
        m = n = 0
        for a, b in rows:
            if m + len(a) > limit or n + len(b) > limit:
                break
            kept.append((a, b))
            m, n = m + len(a), n + len(b)
        yield gold.stem, zh[:m], en[:n], kept


def sides_of(zh: list[str], en: list[str], encoder: Encoder) -> tuple[Side, Side]:
    """Both texts, one sentence a line, encoded."""
    a = prepare(document_from_text("\n".join(zh), language="zh"), encoder=encoder, presplit=True)
    b = prepare(document_from_text("\n".join(en), language="en"), encoder=encoder, presplit=True)
    return a, b


def strict_f1(found: list[tuple[range, range]], gold: list[tuple[list[int], list[int]]]) -> tuple[int, int, int]:
    """(right, found, gold) beads with two sides."""
    a = {(tuple(s), tuple(t)) for s, t in found if s and t}
    b = {(tuple(s), tuple(t)) for s, t in gold if s and t}
    return len(a & b), len(a), len(b)


def f1(counts: list[tuple[int, int, int]]) -> float:
    right, found, gold = (sum(c) for c in zip(*counts, strict=True))
    return round(float(2 * right) / max(1, found + gold), 4)


def once_against_runs(limit: int) -> Iterator[dict[str, Any]]:
    encoder = load_encoder(None)
    once: list[tuple[int, int, int]] = []
    runs: dict[float, list[tuple[int, int, int]]] = {skip: [] for skip in SKIPS}
    seconds = {"once": 0.0, "runs": 0.0}
    count = 0
    for _, zh, en, gold in mac_texts(limit):
        count += len(zh) + len(en)
        begun = time.perf_counter()
        found = beads.align_beads(*sides_of(zh, en, encoder))
        seconds["once"] += time.perf_counter() - begun
        once.append(strict_f1([(b.src, b.tgt) for b in found.beads], gold))
        begun = time.perf_counter()
        worth = gains_of_runs(run_vectors(zh, encoder), run_vectors(en, encoder), zh, en)
        band = whole_band(len(zh), len(en))
        path = best_path(worth, band, len(zh), len(en), SKIPS[0])
        seconds["runs"] += time.perf_counter() - begun
        for skip in SKIPS:
            path = best_path(worth, band, len(zh), len(en), skip)
            runs[skip].append(strict_f1(path, gold))
    yield {"way": "encode once", "sentences": count, "seconds": round(seconds["once"], 1), "strict_f1": f1(once)}
    best = max(SKIPS, key=lambda skip: f1(runs[skip]))
    yield {
        "way": f"encode all runs of up to {LONGEST}", "sentences": count, "seconds": round(seconds["runs"], 1),
        "strict_f1": f1(runs[best]), "skip": best, "slower": round(seconds["runs"] / seconds["once"], 1),
    }  # fmt: skip


def run_vectors(lines: list[str], encoder: Encoder) -> list[np.ndarray]:
    """[k - 1]: a unit vector for each run of k lines, read as one text; the mean of its token vectors."""
    out = []
    for k in range(1, LONGEST + 1):
        texts = [" ".join(lines[i : i + k]) for i in range(len(lines) - k + 1)]
        side = prepare(document_from_text("\n".join(texts), language="en"), encoder=encoder, presplit=True)
        assert side.encoding is not None
        tokens = comparable_tokens(side.encoding, len(texts))
        raw = (
            np.add.reduceat(tokens.vectors, tokens.first[:-1], axis=0) if texts else np.zeros((0, 384), np.float32)
        )
        out.append(raw / np.maximum(np.diff(tokens.first), 1)[:, None])
    mean = out[0].mean(0)
    return [unit_rows(v - mean) for v in out]


def gains_of_runs(
    x: list[np.ndarray], y: list[np.ndarray], zh: list[str], en: list[str]
) -> dict[tuple[int, int], np.ndarray]:
    """Bertalign's score of each bead: cosine less the mean cosine with the sentences beside it, times length."""
    n, m = len(zh), len(en)
    a, b = (np.cumsum([0, *(len(s.encode()) for s in lines)]) for lines in (zh, en))
    ratio = b[-1] / a[-1]
    out = {}
    for k, q in bead_shapes(AlignmentSettings().max_sentences):
        if k > LONGEST or q > LONGEST:
            continue
        gain = np.full((n, m + 1), -np.inf, np.float32)
        cosine = x[k - 1] @ y[q - 1].T
        rows, columns = cosine.shape
        near = np.zeros_like(cosine)
        tgt, src = x[k - 1] @ y[0].T, x[0] @ y[q - 1].T  # each run against single sentences
        near[:, 1:] += tgt[:, : columns - 1]
        near[:, : m - q] += tgt[:, q:]
        near[1:] += src[: rows - 1]
        near[: n - k] += src[k:]
        near /= 4
        sizes_a = (a[k:] - a[:-k])[:rows, None] * ratio
        sizes_b = (b[q:] - b[:-q])[None, :columns]
        balance = np.log2(1 + np.minimum(sizes_a, sizes_b) / np.maximum(1, np.maximum(sizes_a, sizes_b)))
        gain[:rows, :columns] = (cosine - near) * balance
        out[k, q] = gain
    return out


def search_against_loop(limit: int) -> Iterator[dict[str, Any]]:
    encoder = load_encoder(None)
    _, zh, en, _ = max(mac_texts(limit), key=lambda t: len(t[1]) + len(t[2]))
    sides = sides_of(zh, en, encoder)
    for size in (50, 100, 200, 400):
        if size > len(zh) or size > len(en):
            break
        small = [prepare_slice(s, size, encoder) for s in sides]
        tokens = beads._tokens_of_sides(small[0], small[1])
        assert tokens is not None
        gains = beads._gains(*tokens, AlignmentSettings())
        worth, band = gains.worth(MARGIN), gains.coverage.band
        begun = time.perf_counter()
        path = best_path(worth, band, size, size, DEAR)
        ours = time.perf_counter() - begun
        tokens = [comparable_tokens(s.encoding, size) for s in small if s.encoding is not None]
        full = full_gains(tokens, size)
        begun = time.perf_counter()
        total = plain_search(full, size, size, DEAR)
        plain = time.perf_counter() - begun
        found = sum(gains.at((len(s), len(t)), s.start, t.start, MARGIN)[1] if s and t else DEAR for s, t in path)
        yield {
            "sentences": size, "banded_ms": round(ours * 1000, 1), "plain_ms": round(plain * 1000, 1),
            "ratio": round(plain / ours, 1), "sum_banded": round(found, 4), "sum_plain": round(total, 4),
        }  # fmt: skip


def prepare_slice(side: Side, size: int, encoder: Encoder) -> Side:
    lines = [s.span.of(side.document.text) for s in side.sentences[:size]]
    document = document_from_text("\n".join(lines), language=side.document.language)
    return prepare(document, encoder=encoder, presplit=True)


def full_gains(tokens: list[Any], size: int) -> dict[tuple[int, int], np.ndarray]:
    """Gains of every bead over the whole matrix."""
    from align.beads.coverage import measure_coverage
    from align.beads.gains import Gains

    limit = AlignmentSettings().max_sentences
    coverage = measure_coverage(tokens[0], tokens[1], whole_band(size, size), limit - 1)
    return Gains(coverage, limit).worth(MARGIN)


def plain_search(gains: dict[tuple[int, int], np.ndarray], n: int, m: int, skip: float) -> float:
    """The textbook recurrence, cell by cell over the full matrix; returns the best sum."""
    table = {shape: g.tolist() for shape, g in gains.items()}
    best = [[float("-inf")] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            top = best[i][j]
            if i:
                top = max(top, best[i - 1][j] + skip)
            if j:
                top = max(top, best[i][j - 1] + skip)
            for (a, b), g in table.items():
                if i >= a and j >= b:
                    top = max(top, best[i - a][j - b] + g[i - a][j - b])
            best[i][j] = top
    return best[n][m]


def growth(limit: int) -> Iterator[dict[str, Any]]:
    del limit
    context = multiprocessing.get_context("spawn")
    for size in (50, 100, 200, 500, 1000, 2000, 5000):
        with context.Pool(1) as pool:
            yield pool.apply(_grown, (size,))


def _grown(size: int) -> dict[str, Any]:
    zh, en = ((SHARED / "bible" / f"{k}.001").read_text(encoding="utf-8").splitlines() for k in ("zh", "en"))
    zh, en = zh[: round(size * len(zh) / len(en))], en[:size]  # so that both end about the same place
    begun = time.perf_counter()
    sides = sides_of(zh, en, load_encoder(None))
    encoded = time.perf_counter()
    beads.align_beads(*sides)
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "sentences": size, "encode_s": round(encoded - begun, 2), "align_s": round(done - encoded, 2),
        "peak_mb": round(peak / 1024),
    }  # fmt: skip


if __name__ == "__main__":
    main()
