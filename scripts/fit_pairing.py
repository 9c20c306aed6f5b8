"""Fit the weights by which quotes are paired (align/quotes/pairing.py) on ../shared/data/quotes-dev.

    python scripts/fit_pairing.py

Prints the weights to put into the module and, cross-validated by article, how well the score tells the two
sides of one record from other quotes nearby. Gold quotes and speakers are given.
"""

from __future__ import annotations

import json
import sys

import numpy as np
from fit_confidence import SHARED, fit

from align.beads import align_beads
from align.documents import document_from_text
from align.encoding import load_encoder
from align.pipeline import prepare
from align.quotes import pairing
from align.records import Quote, Side, Span
from align.speakers import same_speaker


def main() -> None:
    path = SHARED / "quotes-dev" / "quotes.jsonl"
    if not path.is_file():
        sys.exit(f"{path} is not there; this script needs the development data")
    encoder = load_encoder(None)
    articles = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents = (document_from_text(row["zh"], language="zh"), document_from_text(row["en"], language="en"))
        zh, en = (prepare(d, encoder=encoder) for d in documents)
        articles.append(candidates(zh, en, row["quotes"]))
    x = np.concatenate([a for a, _ in articles])
    y = np.concatenate([b for _, b in articles])
    print("WEIGHTS =", tuple(round(float(w), 2) for w in fit(x, y)))
    right = 0
    for k in range(5):
        train = [a for i, a in enumerate(articles) if i % 5 != k]
        weights = fit(np.concatenate([a for a, _ in train]), np.concatenate([b for _, b in train]))
        right += sum(int((((a @ weights) > 0) == b).sum()) for i, (a, b) in enumerate(articles) if i % 5 == k)
    print(
        json.dumps(
            {"candidates": len(y), "pairs": int(y.sum()), "right, cross-validated": round(right / len(y), 4)}
        )
    )


def candidates(zh: Side, en: Side, records: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    """(features, whether one record) of all quotes that lie in beads of one another, or beside them."""
    quotes = [[as_quote(r[language]) for r in records if r[language]] for language in ("zh", "en")]
    numbers = [[i for i, r in enumerate(records) if r[language]] for language in ("zh", "en")]
    a, b = pairing._contents(zh, quotes[0]), pairing._contents(en, quotes[1])
    covered = pairing._coverage(a.vectors @ b.vectors.T, a, b)
    across = pairing._sentences_across(align_beads(zh, en))
    rows, same = [], []
    for i, p in enumerate(a.sentences):
        for j, q in enumerate(b.sentences):
            linked = pairing._linked(p, q, across)
            if linked:
                names = quotes[0][i].speaker, quotes[1][j].speaker
                rows.append((1.0, covered[i, j], linked, same_speaker(*names) if all(names) else 0.5))
                same.append(numbers[0][i] == numbers[1][j])
    return np.array(rows, float).reshape(-1, 4), np.array(same, float)


def as_quote(side: dict) -> Quote:
    source, cue, content = (tuple(Span(*s) for s in side[role]) for role in ("source", "cue", "content"))
    return Quote(source, cue, content, side["kind"], side["speaker"], 1.0)


if __name__ == "__main__":
    main()
