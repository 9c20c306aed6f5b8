"""Write training rows for the quote head out of text that nobody has annotated: two languages, and a novel.

    python scripts/project_quotes.py --head HEAD.npz --out ROWS.jsonl [--set NAME ...]

**Two languages** (news in ../shared/data/parallel). A head finds the quotes of both sides. Each quote is carried over
to the other side, token by token, to where its words find their like in the same row. Where the other side has
a quote of its own there, the tokens on which both agree are labelled, and those on which they differ are left
open; a sure quote that only one side has is labelled on the other where the words match well. Whatever is
doubtful is left open too: it counts neither for nor against (``unsure``).

**The novel** (parallel/quotes_wp2021): scripts/novel_quotes.py.

A row: ``{"set", "id", "language", "text", "quotes": [{"content", "cue", "source": [[start, end], ...]}],
"unsure": [[start, end], ...]}``. ``scripts/train_quotes.py --projected ROWS.jsonl`` reads them. The rows hold text that
may not be passed on: write them outside the repository.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from novel_quotes import NOVEL, PARALLEL, novel_rows
from numpy.typing import NDArray
from train_quotes import Reader, Spans

from align.quotes import find_quotes
from align.quotes.decode import _pieces, _runs, refine_content, refine_edges
from align.quotes.head import ROLES, token_middles
from align.quotes.marks import Marked, find_marked
from align.records import Language, Quote, Side
from align.vectors import comparable_vectors

NEWS = ("ntrex_zho-CN", "wmt17_newstest", "wmt18_newstest", "wmt20_newstest", "pud_hant")
CHUNK = 20
"""Rows of a made-up document, where a set has no documents."""
BOTH_SURE, ONE_SURE = 1.0, 0.8
"""Sum of two agreeing quotes' confidences, and confidence of one alone, from which on they are labelled."""
LEAST_DOUBT = 0.15
"""Confidence under which a quote that only one side has leaves nothing open."""
AGREE = 0.5
"""Share of the union that two contents have in common where they are one quote."""
MATCHED = 0.75
"""Share of the tokens of both contents whose best match lies in the other, for a quote of one side alone."""
STARTS = 2
"""Tokens that the beginnings of two contents may lie apart."""
RUN_COST = 0.15
"""What a run of projected tokens must earn, in similarity."""
Tokens = NDArray[np.int64]
Roles = dict[str, Tokens]


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A side with what projecting needs: vectors, the row of each token, marks, and its quotes with tokens."""

    side: Side
    vectors: NDArray[np.float32]
    row: NDArray[np.int64]
    marked: tuple[Marked, ...]
    quotes: tuple[tuple[Quote, Roles], ...]


def bitexts(name: str) -> Iterator[tuple[str, list[tuple[str, str]], bool]]:
    """(id, rows of English and Chinese, whether they run on) of each document of a set."""
    with gzip.open(PARALLEL / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    if "doc" in rows[0]:
        for doc, group in groupby(rows, key=lambda r: r["doc"]):
            yield f"{name}:{doc}", [(r["en"], r["zh"]) for r in group], name != "pud_hant"
    else:
        for k in range(0, len(rows), CHUNK):
            yield f"{name}:{k}", [(r["en"], r["zh"]) for r in rows[k : k + CHUNK]], False


def join_rows(rows: Sequence[tuple[str, str]], runs_on: bool, seed: str) -> tuple[tuple[str, Spans], ...]:
    """(text, place of each row) of both languages; paragraphs of one to four rows, the sets have none."""
    rng = random.Random(seed)
    breaks = [not runs_on or rng.random() < 0.5 for _ in rows]
    out = []
    for language, between in ((0, " "), (1, "")):
        text, places = "", []
        for k, row in enumerate(rows):
            text += ("" if not k else "\n\n" if breaks[k] else between) + row[language].strip()
            places.append((len(text) - len(row[language].strip()), len(text)))
        out.append((text, places))
    return out[0], out[1]


def read_side(reader: Reader, text: str, places: Spans, language: Language, head: Path) -> Read:
    side = reader.read(text, language)
    e = side.encoding
    assert e is not None
    middle = token_middles(e)
    row = np.searchsorted([b for _, b in places], middle, side="right").astype(np.int64)
    found = [q for q in find_quotes(side, head=head) if q.confidence >= LEAST_DOUBT]
    quotes = tuple((q, tokens_of(q, middle)) for q in found)
    return Read(side, comparable_vectors(e), row, find_marked(text, side.document.paragraphs), quotes)


def tokens_of(quote: Quote, middle: NDArray[np.float64]) -> Roles:
    return {
        role: np.array(
            sorted({i for s in getattr(quote, role) for i in range(*np.searchsorted(middle, [s.start, s.end]))}),
            np.int64,
        )
        for role in ROLES
    }


def project(there: Read, roles: Roles, here: Read) -> tuple[Roles, float]:
    """A quote of ``there`` on ``here``: tokens by role, and how far the contents are each other's match, 0 to 1."""
    found: dict[str, list[Tokens]] = {role: [] for role in ROLES}
    held: list[NDArray[np.bool_]] = []
    every = np.concatenate([roles[r] for r in ROLES])
    for row in np.unique(there.row[every]):
        mine, other = np.flatnonzero(here.row == row), np.flatnonzero(there.row == row)
        if not len(mine):
            continue
        likeness = there.vectors[other] @ here.vectors[mine].T
        of_role = {role: np.isin(other, roles[role]) for role in ROLES}
        best = {role: likeness[of].max(0, initial=-1.0) for role, of in of_role.items()}
        rest = likeness[~np.logical_or.reduce(list(of_role.values()))].max(0, initial=0.0)
        taken = np.zeros(len(mine), bool)
        for role in ("cue", "source", "content"):
            others = np.maximum.reduce([rest, *(v for r, v in best.items() if r != role)])
            margin = np.where(taken, -1.0, best[role] - others)
            runs = _runs(margin.astype(np.float32), RUN_COST) & ~taken if of_role[role].any() else taken & False
            taken |= runs
            found[role].append(mine[runs])
            if role == "content":
                held.append(margin[runs] > 0)
                held.append(np.isin(likeness[of_role[role]].argmax(1), np.flatnonzero(runs)))
    tokens = {role: np.concatenate(parts) if parts else np.zeros(0, np.int64) for role, parts in found.items()}
    matched = np.concatenate(held) if held else np.zeros(0, bool)
    return tokens, float(matched.mean()) if len(matched) else 0.0


def label(here: Read, there: Read) -> tuple[list[Roles], Tokens]:
    """(quotes of ``here`` that both sides speak for, tokens that are left open)."""
    carried = [(q, *project(there, roles, here)) for q, roles in there.quotes]
    same = one_to_one(here, [roles for _, roles, _ in carried])
    labelled: list[Roles] = []
    unsure: list[Tokens] = [np.zeros(0, np.int64)]
    for i, (quote, own) in enumerate(here.quotes):
        if i not in same:
            unsure += own.values()
            continue
        other, roles, _ = carried[same[i]]
        starts_apart = abs(int(own["content"][0]) - int(roles["content"][0]))
        if starts_apart <= STARTS and quote.confidence + other.confidence >= BOTH_SURE:
            both = {r: np.intersect1d(own[r], roles[r]) for r in ROLES}
            both["content"] = np.union1d(both["content"], own["content"][:1])
            labelled.append(both)
            unsure += [np.setxor1d(own[r], roles[r]) for r in ROLES]
        else:
            unsure += [*own.values(), *roles.values()]
    for j, (quote, roles, matched) in enumerate(carried):
        if j in same.values():
            continue
        sure = quote.confidence >= ONE_SURE and matched >= MATCHED and len(roles["cue"]) and len(roles["content"])
        if sure and not any(shared(own["content"], roles["content"]) for _, own in here.quotes):
            labelled.append(refined(here, roles))
        else:
            unsure += roles.values()
    labels = np.concatenate([np.zeros(0, np.int64), *(t for q in labelled for t in q.values())])
    return [q for q in labelled if len(q["content"])], np.setdiff1d(np.concatenate(unsure), labels)


def one_to_one(here: Read, carried: Sequence[Roles]) -> dict[int, int]:
    """Own quote -> the carried one that is the same, the likest first."""
    candidates = sorted(
        (-share, i, j)
        for i, (_, own) in enumerate(here.quotes)
        for j, roles in enumerate(carried)
        if (share := shared(own["content"], roles["content"])) >= AGREE
    )
    same: dict[int, int] = {}
    for _, i, j in candidates:
        if i not in same and j not in same.values():
            same[i] = j
    return same


def shared(a: Tokens, b: Tokens) -> float:
    return len(np.intersect1d(a, b)) / max(1, len(np.union1d(a, b)))


def refined(here: Read, roles: Roles) -> Roles:
    """Projected tokens brought to the rules of a content: marks, stops and sentence ends."""
    assert here.side.encoding is not None
    middle = token_middles(here.side.encoding)
    pieces = {role: _pieces(here.side, np.sort(t)) for role, t in roles.items()}
    content = refine_content(here.side, pieces["content"], here.marked)
    edges = {r: refine_edges(here.side.document.text, pieces[r]) for r in ("cue", "source")}
    quote = Quote(edges["source"], edges["cue"], content, "indirect", "", 1.0)
    return tokens_of(quote, middle)


def spans_of(side: Side, tokens: Tokens) -> list[list[int]]:
    """Runs of tokens as places in the text."""
    assert side.encoding is not None
    offsets = side.encoding.tokens
    runs = np.split(tokens, np.flatnonzero(np.diff(tokens) > 1) + 1) if len(tokens) else []
    return [[int(offsets[r[0], 0]), int(offsets[r[-1], 1])] for r in runs]


def rows_of(reader: Reader, name: str, head: Path, count: Counter[str]) -> Iterator[dict[str, Any]]:
    """The rows of a set, both languages; documents without any labelled quote are left out."""
    for number, rows, runs_on in bitexts(name):
        texts = join_rows(rows, runs_on, number)
        reads = [
            read_side(reader, text, places, language, head)
            for (text, places), language in zip(texts, ("en", "zh"), strict=True)
        ]
        for here, there in (reads, reads[::-1]):
            quotes, unsure = label(here, there)
            language = here.side.document.language
            count[f"{name} {language} found"] += sum(q.confidence >= 0.5 for q, _ in here.quotes)
            count[f"{name} {language} labelled"] += len(quotes)
            if quotes:
                yield {
                    "set": name,
                    "id": number,
                    "language": language,
                    "text": here.side.document.text,
                    "quotes": [{r: spans_of(here.side, t) for r, t in q.items()} for q in quotes],
                    "unsure": spans_of(here.side, unsure),
                }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--head", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--set", action="append", choices=[*NEWS, NOVEL], help="only these (default: all)")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "align-build" / "quotes")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    part = options.out.with_suffix(".part")
    reader = Reader(options.cache)
    count: Counter[str] = Counter()
    with part.open("w", encoding="utf-8") as file:
        for name in options.set or [*NEWS, NOVEL]:
            for row in novel_rows(count) if name == NOVEL else rows_of(reader, name, options.head, count):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            print(json.dumps({k: v for k, v in count.items() if k.startswith(name)}), flush=True)
    part.replace(options.out)


if __name__ == "__main__":
    main()
