"""Make align/models/pieces/pieces.npz: what the encoder says of each piece of its vocabulary on average.

  build_piece_vectors.py ../shared/data/parallel [--sums FILE.npz]

Reads the parallel sets named below once, in windows of 254 tokens (about 25 minutes on one core, 1.8 million
tokens). The vectors of both languages, each without the mean of its language, are averaged a piece, cut down
to 128 dimensions (PCA, pieces weighted by their count) and stored in 8 bits with a scale each.
``--sums`` keeps the sums, or takes them where the file is there already.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from align.encoding import load_encoder
from align.encoding.embedded import FOLDER, WINDOW
from align.encoding.pieces import PieceVectors

SETS = (
    "ntrex_zho-CN", "ntrex_zho-TW", "wmt17_newstest", "wmt18_newstest", "wmt20_newstest", "tico19", "pud_hant",
    "flores_hans", "sdg", "udhr", "xquad", "blocks_plurality", "blocks_opensource_guide", "mlqe_postedits",
)  # fmt: skip
LAYER_SIZE, SIZE, FEWEST = 384, 128, 2
ABOUT = {
    "name": "align-pieces",
    "what": "mean vectors of the encoder's pieces: one vector a document without a pass, to pair documents",
    "weights": "pieces.npz",
    "licence": "weights: Apache-2.0; averaged over text of which some is for research use, see README.md",
    "trained_on": "NTREX, WMT 2017 to 2020, TICO-19, PUD, FLORES, SDG, UDHR, XQuAD, Plurality, Open Source Guides, "
    "MLQE-PE post-edits; no vector of a text, only means over all places of a piece",
}


def sum_vectors(folder: Path) -> dict[str, np.ndarray]:
    """Sum of the vectors of each piece, and how often it came, a language."""
    encoder = load_encoder(None)
    count = encoder._tokenizer.get_vocab_size()
    sums = {f"S{side}": np.zeros((count, LAYER_SIZE), np.float32) for side in ("en", "zh")}
    sums |= {f"C{side}": np.zeros(count, np.int64) for side in ("en", "zh")}
    for name in SETS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        for side in ("en", "zh"):
            for window in windows(encoder._tokenizer, [row[side] for row in rows]):
                np.add.at(sums[f"S{side}"], window, encoder._run(window)[0])
                np.add.at(sums[f"C{side}"], window, 1)
        print(name, len(rows), flush=True)
    return sums


def windows(tokenizer: Tokenizer, texts: list[str]) -> Iterator[list[int]]:
    held: list[int] = []
    for piece in tokenizer.encode_batch(texts, add_special_tokens=False):
        ids = piece.ids[:WINDOW]
        if len(held) + len(ids) > WINDOW:
            yield held
            held = []
        held = held + ids
    if held:
        yield held


def shrink(sums: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The arrays of the file."""
    counts = sums["Cen"] + sums["Czh"]
    pieces = np.flatnonzero(counts >= FEWEST)
    total = np.zeros((len(pieces), LAYER_SIZE))
    for side in ("en", "zh"):
        mean = sums[f"S{side}"].sum(0, dtype=np.float64) / sums[f"C{side}"].sum()
        total += sums[f"S{side}"][pieces] - sums[f"C{side}"][pieces, None] * mean
    means = total / counts[pieces, None]
    weighted = means * np.sqrt(counts[pieces])[:, None]
    _, axes = np.linalg.eigh(weighted.T @ weighted)
    vectors = means @ axes[:, ::-1][:, :SIZE]
    scales = np.abs(vectors).max(1) / 127
    stored = np.round(vectors / scales[:, None]).astype(np.int8)
    return {"pieces": pieces.astype(np.int32), "vectors": stored, "scales": scales.astype(np.float32)}


def usual_vectors(folder: Path, file: Path) -> np.ndarray:
    """The mean vector of a text, Chinese and English: documents of the news sets, at most twelve lines each."""
    reader = PieceVectors(file)
    totals, count = {"zh": np.zeros(SIZE), "en": np.zeros(SIZE)}, 0
    for name in ("ntrex_zho-CN", "wmt17_newstest"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for _, document in groupby(rows, key=lambda row: row["doc"]):
            held = list(document)
            for at in range(0, len(held), 12):
                count += 1
                for side, total in totals.items():
                    total += reader.of_text("\n".join(row[side] for row in held[at : at + 12]))
    return np.array([total / count for total in totals.values()], np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sums", type=Path)
    arguments = parser.parse_args()
    if arguments.sums and arguments.sums.is_file():
        with np.load(arguments.sums) as archive:
            sums = {name: archive[name] for name in archive.files}
    else:
        sums = sum_vectors(arguments.folder)
        if arguments.sums:
            np.savez(arguments.sums, **sums)
    target = FOLDER.parent / "pieces"
    target.mkdir(exist_ok=True)
    arrays = shrink(sums)
    file = target / ABOUT["weights"]
    np.savez_compressed(file, **arrays, usual=np.zeros((2, SIZE), np.float32))
    np.savez_compressed(file, **arrays, usual=usual_vectors(arguments.folder, file))
    (target / "about.json").write_text(json.dumps(ABOUT, indent=1) + "\n", encoding="utf-8")
    print(f"{len(arrays['pieces']):,} pieces, {(target / ABOUT['weights']).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
