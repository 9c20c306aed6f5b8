"""The two thresholds for an unmatched sentence that belongs to the bead beside it (align/beads/joining.py).

    python scripts/fit_joining.py ../shared/data

News with a tenth of its segments left out on each side and one full stop in eight turned into a comma: how many of the
sentences that the search leaves unmatched pass, of those that belong to a neighbouring bead and of the others.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from segments import read_rows

from align.beads import align_beads, alignment
from align.beads.joining import LEAST_BEST, LEAST_NEW, measure
from align.beads.tokens import comparable_tokens
from align.documents import document_from_text
from align.encoding import Encoder, load_encoder
from align.pipeline import prepare
from align.records import Language, Side

DROPPED, COMMAS, ROUNDS = 0.1, 0.12, 3
STOPS: dict[Language, tuple[str, str]] = {"zh": ("。(?=[^\\n”」])", "，"), "en": (r"\. (?=[A-Z])", ", ")}
ENDS = ".!?\"'”’)]…。！？」』）:：;；"
_LANGUAGES: tuple[Language, Language] = ("zh", "en")


def render(paragraphs: list[list[str]], language: Language, rng: random.Random) -> tuple[str, list[int]]:
    """A text with segments left out and sentences joined, and the number of the segment of each character."""
    text, owner, number = "", [], 0
    for paragraph in paragraphs:
        for segment in paragraph:
            if rng.random() > DROPPED and segment.strip():
                alone = segment.rstrip()[-1] not in ENDS  # a headline or a byline
                text += segment.strip() + ("\n\n" if alone else "" if language == "zh" else " ")
            owner += [number] * (len(text) - len(owner))
            number += 1
        text += "\n\n"
        owner += [number] * (len(text) - len(owner))
    stop, comma = STOPS[language]
    return re.sub(stop, lambda m: comma if rng.random() < COMMAS else m[0], text), owner


def candidates(row: dict[str, Any], rng: random.Random, encoder: Encoder) -> Iterator[tuple[bool, float, float]]:
    """Whether an unmatched sentence belongs to a bead beside it, and what is measured of the two."""
    made = [render(row[language], language, rng) for language in _LANGUAGES]
    sides = [
        prepare(document_from_text(text, language=language), encoder=encoder)
        for (text, _), language in zip(made, _LANGUAGES, strict=True)
    ]
    tokens = [comparable_tokens(s.encoding, len(s.sentences)) for s in sides if s.encoding is not None]
    with patch.object(alignment, "join_unmatched", lambda path, *_: path):
        beads = align_beads(*sides).beads
    for k, bead in enumerate(beads):
        if bool(bead.src) == bool(bead.tgt):
            continue
        side = 0 if bead.src else 1
        ratio = float(tokens[1 - side].weight.sum() / tokens[side].weight.sum())
        for near in beads[max(0, k - 1) : k] + beads[k + 1 : k + 2]:
            if near.src and near.tgt:
                left, beside, other = (
                    (bead.src, near.src, near.tgt) if not side else (bead.tgt, near.tgt, near.src)
                )
                both = measure(left, beside, other, tokens[side], tokens[1 - side], ratio)
                own, theirs = (
                    _segments(sides[side], left, made[side][1]),
                    _segments(sides[1 - side], other, made[1 - side][1]),
                )
                yield bool(own & theirs), *both


def _segments(side: Side, run: range, owner: list[int]) -> set[int]:
    return {owner[at] for i in run for at in range(side.sentences[i].span.start, side.sentences[i].span.end)}


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    encoder, rng, found = load_encoder(None), random.Random(1), []
    for name in ("wmt21-zhen", "wmt22-enzh") * ROUNDS:
        for row in read_rows(Path(sys.argv[1]) / "news" / f"{name}.jsonl"):
            found += list(candidates(row, rng, encoder))
    belongs = np.array([f[0] for f in found])
    own, new = (np.array([f[i] for f in found]) for i in (1, 2))
    for best, least in product((0.3, LEAST_BEST, 0.4), (0.05, LEAST_NEW, 0.08)):
        passed = (own >= best) & (new > least)
        counts = int((passed & belongs).sum()), int((passed & ~belongs).sum())
        print(json.dumps({"best": best, "new": least, "that belong": counts[0], "others": counts[1]}))
    print(json.dumps({"that belong": int(belongs.sum()), "others": int((~belongs).sum())}))


if __name__ == "__main__":
    main()
