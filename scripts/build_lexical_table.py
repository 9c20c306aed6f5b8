"""Learn which pieces translate which: align/models/lexical/table.npz, from parallel text and word lists.

    python scripts/build_lexical_table.py --data ../shared/data --out align/models/lexical/table.npz --folds CACHE

Model 1 of Brown et al. 1993, both directions, by expectation maximisation over the pieces of the embedded encoder.
Rows of ../shared/data/parallel (not those with people's judgements) and of lexicon/ship are read; a row that shares
ten pieces in a row with a text that anything is measured on is left out. ``--folds`` also writes fold0.npz ... there,
each without a share of the rows: training reads a damaged text by the table that has not seen its good twin.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from segments import held_out, read_rows
from tokenizers import Tokenizer

from align.encoding.embedded import FOLDER
from align.fidelity.lexical import NONE, STEPS

SKIPPED = ("qe_", "mlqe_", "quotes_wp", "documents_")
LISTS = (
    "cc_cedict", "cedpane_definitions", "chinesenotes_entities", "chinesenotes_phrases", "tico_terms",
    "iso_countries", "cldr_names", "xquad_answers",
)  # fmt: skip
MEASURED = (
    "demetr/zh-dev.jsonl", "mqm/wmt21-zhen.jsonl", "parallel/qe_mlqe.jsonl.gz", "parallel/qe_catastrophic.jsonl.gz",
    "news/wmt21-zhen.jsonl", "news/wmt22-enzh.jsonl", "readouts-dev/readouts.jsonl", "quotes-dev/quotes.jsonl",
)  # fmt: skip
FOLDS, ROUNDS, LONGEST, SHARED_RUN = 4, 6, 150, 10
LEAST_CHANCE, LEAST_COUNT = 0.008, 0.3
"""A pair of pieces stays if either direction reaches the first and it was expected as often as the second."""
Pair = tuple[list[int], list[int]]


def fold_of(en: str) -> int:
    """Of a row, by its English: two Chinese versions of one text stay together."""
    return held_out(" ".join(en.split()), FOLDS)


def parallel_rows(data: Path) -> Iterator[tuple[str, str]]:
    """Each pair of texts once."""
    seen = set()
    for path in sorted((data / "parallel").glob("*.jsonl.gz")):
        if path.name.startswith(SKIPPED):
            continue
        for row in read_rows(path):
            zh, en = (" ".join(str(row.get(k) or "").split()) for k in ("zh", "en"))
            if zh and en and (zh, en) not in seen:
                seen.add((zh, en))
                yield zh, en


def listed_rows(data: Path) -> Iterator[tuple[str, str]]:
    """Entries of the word lists, with up to three glosses each."""
    for name in LISTS:
        with (data / "lexicon" / "ship" / f"{name}.tsv").open(encoding="utf-8") as lines:
            for row in list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
                for gloss in re.split(r"[;/]", row[1])[:3]:
                    gloss = re.sub(r"\(.*?\)", "", gloss).strip()
                    if 0 < len(gloss) < 40 and not gloss.startswith(
                        ("CL:", "see ", "variant", "surname", "old ", "also ")
                    ):
                        yield row[0], gloss


def texts_in(value: object) -> Iterator[str]:
    """All strings of a row, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


class Pieces:
    """The encoder's tokenizer, and the runs of pieces that stand in measured texts."""

    def __init__(self, data: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
        self.size = self.tokenizer.get_vocab_size()
        self.measured: set[tuple[int, ...]] = set()
        for name in MEASURED:
            for row in read_rows(data / name):
                for text in texts_in(row):
                    self.measured.update(self.runs(self.of(text)))

    def of(self, text: str) -> list[int]:
        return list(self.tokenizer.encode(text, add_special_tokens=False).ids)

    @staticmethod
    def runs(ids: list[int]) -> Iterator[tuple[int, ...]]:
        return (tuple(ids[k : k + SHARED_RUN]) for k in range(len(ids) - SHARED_RUN + 1))

    def pair(self, zh: str, en: str) -> Pair | None:
        """The pieces of both; None for long texts and for those that are measured on."""
        a, b = self.of(zh), self.of(en)
        fits = 0 < len(a) <= LONGEST and 0 < len(b) <= LONGEST
        known = fits and any(run in self.measured for side in (a, b) for run in self.runs(side))
        return (a, b) if fits and not known else None


def learn(sources: list[list[int]], targets: list[list[int]], size: int) -> tuple[np.ndarray, ...]:
    """Model 1: keys (source x (size + 1) + target), their probabilities and expected counts."""
    keys, owner, tokens = [], [], 0
    for source, target in zip(sources, targets, strict=True):
        a = np.array([*set(source), size], np.int64)  # the last: the empty word
        b = np.array(target, np.int64)
        keys.append((a[None, :] * (size + 1) + b[:, None]).ravel())
        owner.append(np.repeat(np.arange(tokens, tokens + len(b), dtype=np.int32), len(a)))
        tokens += len(b)
    who = np.concatenate(owner)
    unique, place = np.unique(np.concatenate(keys), return_inverse=True)
    place, source_of = place.astype(np.int32), unique // (size + 1)
    chance = np.ones(len(unique))
    for _ in range(ROUNDS):
        share = chance[place]
        share /= np.bincount(who, share, tokens)[who]
        count = np.bincount(place, share, len(unique))
        chance = count / np.bincount(source_of, count, size + 1)[source_of]
    return unique, chance, count


def write_table(pairs: list[Pair], size: int, path: Path) -> None:
    zh, en = [p[0] for p in pairs], [p[1] for p in pairs]
    found: dict[int, list[float]] = {}
    for side, (keys, chance, count) in enumerate((learn(zh, en, size), learn(en, zh, size))):
        a, b = keys // (size + 1), keys % (size + 1)
        good = (chance >= LEAST_CHANCE) & (count >= LEAST_COUNT) & (a < size)
        whole = np.where(side == 0, a * size + b, b * size + a)
        for key, value in zip(whole[good].tolist(), chance[good].tolist(), strict=True):
            found.setdefault(key, [0.0, 0.0])[side] = value
    order = np.array(sorted(found), np.int64)
    values = np.array([found[k] for k in order.tolist()])
    steps = np.where(values > 0, np.minimum(np.round(-np.log2(np.maximum(values, 1e-9)) * STEPS), NONE - 1), NONE)
    np.savez(  # not packed: read in each run, and wheels are packed anyway
        path, keys=order.astype(np.uint32), size=np.int64(size),
        to_en=steps[:, 0].astype(np.uint8), to_zh=steps[:, 1].astype(np.uint8),
    )  # fmt: skip
    print(path, len(order), "pairs of pieces", f"{path.stat().st_size / 1e6:.2f} MB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="folder for tables that leave a share of the rows out")
    args = parser.parse_args()
    pieces = Pieces(args.data)
    rows = [(pieces.pair(zh, en), fold_of(en)) for zh, en in parallel_rows(args.data)]
    texts = [(p, fold) for p, fold in rows if p]
    listed = [p for p in (pieces.pair(zh, en) for zh, en in listed_rows(args.data)) if p]
    print(json.dumps({"rows": len(texts), "left out": len(rows) - len(texts), "entries": len(listed)}), flush=True)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    write_table([p for p, _ in texts] + listed, pieces.size, args.out)
    if args.folds:
        for fold in range(FOLDS):
            rest = [p for p, k in texts if k != fold]
            write_table(rest + listed, pieces.size, args.folds / f"fold{fold}.npz")


if __name__ == "__main__":
    sys.exit(main())
