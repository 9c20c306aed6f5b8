"""Fit the weights by which quotes are paired (align/quotes/pairing.py) on ../shared/data/quotes-dev.

    python scripts/fit_pairing.py

Prints the weights to put into the module and, cross-validated by article, how well the score tells the two
sides of one record from other quotes nearby. Gold quotes and speakers are given. Then, of the pairs that no bead
would link, how many the module's rule for moved quotes finds, and how many quotes it gives a wrong partner, with
the right one there and with it taken away.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass

import numpy as np
from fit_confidence import SHARED, fit

from align.beads import align_beads
from align.documents import document_from_text
from align.encoding import load_encoder
from align.pipeline import prepare
from align.quotes import pairing
from align.records import Alignment, Quote, Side, Span
from align.speakers import same_speaker


def main() -> None:
    path = SHARED / "quotes-dev" / "quotes.jsonl"
    if not path.is_file():
        sys.exit(f"{path} is not there; this script needs the development data")
    encoder = load_encoder(None)
    articles, moves = [], Counter[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents = (document_from_text(row["zh"], language="zh"), document_from_text(row["en"], language="en"))
        zh, en = (prepare(d, encoder=encoder) for d in documents)
        given = Given.of(zh, en, row["quotes"])
        articles.append(candidates(given, align_beads(zh, en)))
        moves.update(moved(given))
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
    print(json.dumps({"moved": moves}))


@dataclass(frozen=True)
class Given:
    """The gold quotes of an article: those of each language, their records, contents, and how these are covered."""

    quotes: list[list[Quote]]
    numbers: list[list[int]]
    contents: tuple[pairing._Contents, pairing._Contents]
    covered: np.ndarray

    @classmethod
    def of(cls, zh: Side, en: Side, records: list[dict]) -> Given:
        quotes = [[as_quote(r[language]) for r in records if r[language]] for language in ("zh", "en")]
        numbers = [[i for i, r in enumerate(records) if r[language]] for language in ("zh", "en")]
        a, b = pairing._contents(zh, quotes[0]), pairing._contents(en, quotes[1])
        return cls(quotes, numbers, (a, b), pairing._coverage(a.vectors @ b.vectors.T, a, b))

    def agreement(self, i: int, j: int) -> float:
        names = self.quotes[0][i].speaker, self.quotes[1][j].speaker
        return same_speaker(*names) if all(names) else 0.5


def candidates(given: Given, alignment: Alignment) -> tuple[np.ndarray, np.ndarray]:
    """(features, whether one record) of all quotes that lie in beads of one another, or beside them."""
    across = pairing._sentences_across(alignment)
    rows, same = [], []
    for i, p in enumerate(given.contents[0].sentences):
        for j, q in enumerate(given.contents[1].sentences):
            linked = pairing._linked(p, q, across)
            if linked:
                rows.append((1.0, given.covered[i, j], linked, given.agreement(i, j)))
                same.append(given.numbers[0][i] == given.numbers[1][j])
    return np.array(rows, float).reshape(-1, 4), np.array(same, float)


def moved(given: Given) -> Counter[str]:
    """What the rule for moved quotes does without any bead."""
    zh, en = given.numbers
    told = Counter(pairs=len({*zh} & {*en}))
    for i, j in pairing.moved(given.covered):
        if given.agreement(i, j) >= 0.5:
            told["found" if zh[i] == en[j] else "wrong"] += 1
    for i, number in enumerate(zh):
        rest = [j for j in range(len(en)) if en[j] != number]
        if len(rest) < len(en):
            alone = [j for k, j in pairing.moved(given.covered[:, rest]) if k == i]
            told["wrong where the right one is gone"] += sum(given.agreement(i, rest[j]) >= 0.5 for j in alone)
    return told


def as_quote(side: dict) -> Quote:
    source, cue, content = (tuple(Span(*s) for s in side[role]) for role in ("source", "cue", "content"))
    return Quote(source, cue, content, side["kind"], side["speaker"], 1.0)


if __name__ == "__main__":
    main()
