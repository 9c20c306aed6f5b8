"""Figures that changed places (align/findings/exchanged.py): told where a script exchanged them, and where nobody did.

    python scripts/bench_exchanged.py ../shared/data

Of 1,500 good translations with two figures: how often two of them are told as they stand, and how often with the two
exchanged in the English, for several margins.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

import numpy as np
from segments import read_rows

from align.documents import segment_documents
from align.encoding import Encoder, load_encoder
from align.findings.exchanged import MARGIN, compare_places
from align.findings.links import bead_links
from align.records import Alignment, Bead, Side, Span

SETS = ("ntrex_zho-CN", "wmt17_newstest", "tico19", "wmt18_newstest", "pud_hant")
MOST = 1500


def places(zh: str, en: str, encoder: Encoder) -> list[tuple[float, Span, Span]]:
    """Gain and English places of each two figures."""
    a, b = (Side(d, s, encoder.encode(d, s)) for d, s in segment_documents(zh, en, "zh"))
    alignment = Alignment((Bead(range(1), range(1), 1.0, 1.0),))
    return [
        (gain, p.en.span, q.en.span)
        for bead in bead_links(a, b, alignment)
        for p, q, gain in compare_places(a, b, bead, alignment)
    ]


def exchange(text: str, a: Span, b: Span) -> str:
    a, b = sorted((a, b))
    return text[: a.start] + b.of(text) + text[a.end : b.start] + a.of(text) + text[b.end :]


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    encoder, rows = load_encoder(None), []
    for name in SETS:
        for r in read_rows(Path(sys.argv[1]) / "parallel" / f"{name}.jsonl.gz"):
            if all(len(re.findall(r"\d[\d,.]*", r[side])) >= 2 for side in ("zh", "en")):
                rows.append((r["zh"], r["en"]))
    random.Random(1).shuffle(rows)
    good: list[float] = []
    made: list[float] = []
    for zh, en in rows[:MOST]:
        found = places(zh, en, encoder)
        good += [gain for gain, _, _ in found]
        made += [gain for gain, _, _ in places(zh, exchange(en, *found[0][1:]), encoder)[:1]] if found else []
    for margin in (0.05, 0.07, MARGIN, 0.12, 0.15):
        told = (np.array(made) >= margin).mean(), (np.array(good) >= margin).mean()
        print(json.dumps({"margin": margin, "exchanged": round(told[0], 3), "as they were": round(told[1], 4)}))
    print(json.dumps({"exchanged": len(made), "as they were": len(good)}))


if __name__ == "__main__":
    main()
