"""Fit the weights that tell a clause without counterpart (align/findings/clauses.py).

    python scripts/fit_clauses.py ../shared/data CACHE

From sentence pairs that the fidelity head was not trained on (CACHE: what scripts/train_fidelity.py encoded), each
between its neighbours: the clauses of good pairs have counterparts; where a clause is taken out of one side, its
counterpart in the other has none. Prints the weights and, cross-validated, how many of these are told.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from fit_confidence import fit
from segments import read_rows

from align.documents import document_from_text
from align.encoding.embedded import EmbeddedEncoder
from align.fidelity import open_judge, read_head
from align.findings.clauses import Clause, describe_clauses
from align.findings.links import bead_links
from align.findings.omissions import LEAST_LETTERS, count_letters, cut_clauses
from align.models.weights import LAYERS
from align.pipeline import prepare
from align.records import Alignment, Bead, Language, Side, Span
from align.vectors import side_tokens

SETS = {"ntrex_zho-CN": 330, "wmt17_newstest": 330, "tico19": 200}
SURE = 0.6
"""Share of their weight with which two clauses must go together to be each other's counterpart."""


@cache
def encoder() -> EmbeddedEncoder:
    return EmbeddedEncoder(layers=LAYERS)


def sides_of(zh: list[str], en: list[str]) -> tuple[Side, Side]:
    listed = ("\n".join(zh), "zh"), ("\n".join(en), "en")
    a, b = (prepare(document_from_text(t, language=g), encoder=encoder(), presplit=True) for t, g in listed)
    return a, b


def middle_clauses(zh: list[str], en: list[str]) -> list[tuple[Clause, Span]]:
    """Clauses of the middle pair of three, with their places in its texts."""
    a, b = sides_of(zh, en)
    alignment = Alignment(tuple(Bead(range(i, i + 1), range(i, i + 1), 1.0, 1.0) for i in range(3)))
    judge = open_judge(read_head(), a, b, "zh")
    assert judge
    said = {j.bead: j for j in judge.judge_beads(alignment)}
    starts = {"src": a.sentences[1].span.start, "tgt": b.sentences[1].span.start}
    return [
        (c, Span(c.span.start - starts[c.side], c.span.end - starts[c.side]))
        for view in bead_links(a, b, alignment)
        if view.index == 1
        for c in describe_clauses(a, b, (range(1, 2), range(1, 2)), view, said[1])
    ]


def counterpart(zh: str, en: str, language: Language, span: Span) -> Span | None:
    """The clause of the other side that goes with one, both ways."""
    a, b = sides_of([zh], [en])
    here, there = (a, b) if language == "zh" else (b, a)
    x, y = side_tokens(here), side_tokens(there)
    assert here.encoding and there.encoding and x and y
    likeness, inside = x.vectors @ y.vectors.T, x.within(span)
    if not len(inside):
        return None
    for clause in cut_clauses(there.document.text, there.sentences[0].span):
        other = y.within(clause)
        if len(other):
            ahead = np.isin(likeness.argmax(1)[inside], other)
            back = np.isin(likeness.argmax(0)[other], inside)
            weights = here.encoding.weight[inside], there.encoding.weight[other]
            if min(np.average(ahead, weights=weights[0]), np.average(back, weights=weights[1])) > SURE:
                return clause
    return None


def without(text: str, span: Span) -> str:
    """The text less a clause and one of the commas at its ends."""
    before, after = text[: span.start].rstrip(), text[span.end :]
    if before[-1:] in ("，", ","):
        before = before[:-1]
    elif after[:1] in ("，", ","):
        after = after[1:].lstrip() if not before else after[1:]
    return before + after


def examples(data: Path, seen: set[str]) -> Iterator[tuple[bool, Clause]]:
    rng = random.Random(3)
    for name, most in SETS.items():
        rows = [{k: " ".join(str(v).split()) for k, v in r.items()} for r in read_rows(data / f"{name}.jsonl.gz")]
        places = [
            i for i in range(1, len(rows) - 1)
            if rows[i]["en"] not in seen and 15 < len(rows[i]["zh"]) < 150
            and len({rows[k].get("doc") for k in (i - 1, i, i + 1)}) == 1
        ]  # fmt: skip
        rng.shuffle(places)
        for i in places[:most]:
            texts = {g: [rows[k][g] for k in (i - 1, i, i + 1)] for g in ("zh", "en")}
            yield from ((False, c) for c, _ in middle_clauses(texts["zh"], texts["en"]))
            languages: tuple[Language, Language] = ("zh", "en")
            for language in languages:
                yield from ((True, c) for c in bereft(texts, language, rng))


def bereft(texts: dict[str, list[str]], language: Language, rng: random.Random) -> Iterator[Clause]:
    """The clause whose counterpart was taken out of the side of ``language``."""
    text = texts[language][1]
    spans = [
        c for c in cut_clauses(text, Span(0, len(text))) if count_letters(c.of(text)) >= LEAST_LETTERS[language]
    ]
    if len(spans) < 2:
        return
    gone = rng.choice(spans)
    left = counterpart(texts["zh"][1], texts["en"][1], language, gone)
    if left is None:
        return
    less = {g: [t[0], without(t[1], gone) if g == language else t[1], t[2]] for g, t in texts.items()}
    for clause, place in middle_clauses(less["zh"], less["en"]):
        if (clause.side == "tgt") == (language == "zh") and place == left:
            yield clause


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    seen = set(json.loads((Path(sys.argv[2]) / "texts.json").read_text(encoding="utf-8")))
    listed = list(examples(Path(sys.argv[1]) / "parallel", seen))
    x = np.array([c.seen() for _, c in listed])
    y = np.array([gone for gone, _ in listed], float)
    fold = np.random.default_rng(0).integers(0, 5, len(y))
    sure = np.zeros(len(y))
    for k in range(5):
        sure[fold == k] = x[fold == k] @ fit(x[fold != k], y[fold != k])
    print(json.dumps({"clauses": len(y), "missing": int(y.sum()), "weights": np.round(fit(x, y), 3).tolist()}))
    for share in (0.002, 0.005, 0.01):
        least = np.quantile(sure[y == 0], 1 - share)
        odds = 1 / (1 + np.exp(-least))
        print(
            json.dumps(
                {
                    "told of good clauses": share,
                    "of missing ones": round(float((sure[y == 1] > least).mean()), 3),
                    "from": round(float(odds), 3),
                }
            )
        )


if __name__ == "__main__":
    main()
