"""Lists of segments as encoded sides, and rows of ../shared/data: what the benches share."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path
from typing import Any

import numpy as np

from align.encoding import Encoder
from align.records import Alignment, Bead, Document, Language, Sentence, Side, Span


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines, packed (.gz) or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def held_out(name: str, folds: int) -> int:
    """The fold that leaves ``name`` out, the same in every run."""
    return int.from_bytes(md5(name.encode()).digest()[:4], "big") % folds


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017), bins of equal width."""
    where = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [
        abs(p[where == b].mean() - y[where == b].mean()) * (where == b).mean()
        for b in range(bins)
        if (where == b).any()
    ]
    return float(sum(gaps))


def partial_correlation(x: np.ndarray, y: np.ndarray, given: np.ndarray) -> float:
    """Pearson's, of what is left of x and y once a line through ``given`` is taken from each."""
    (_, a, b), (_, _, c), _ = np.corrcoef([x, y, given])
    return float((a - b * c) / ((1 - b * b) * (1 - c * c)) ** 0.5)


def side_of(lines: list[str], language: Language, encoder: Encoder) -> Side:
    """One sentence a line, encoded."""
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    sentences = tuple(Sentence(i, span, i) for i, span in enumerate(spans))
    script = "Hans" if language == "zh" else "Latn"
    document = Document("\n".join(lines), language, script, "", tuple(s for s in spans if s.end > s.start))
    return Side(document, sentences, encoder.encode(document, sentences))


def one_to_one(n: int) -> Alignment:
    """Each line with the one of the same number."""
    return Alignment(tuple(Bead(range(i, i + 1), range(i, i + 1), 1.0, 1.0) for i in range(n)))
