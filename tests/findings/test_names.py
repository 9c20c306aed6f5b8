from functools import cache
from pathlib import Path

import pytest
from conftest import make_side

from align.encoding import load_encoder
from align.findings import find_name_changes
from align.records import Alignment, Bead
from align.speakers import same_speaker

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "name-cases.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PLAIN = ("天快黑了，他们还在等。", "It was getting dark and they were still waiting.")
"""Between two cases, so that none excuses its neighbour."""


@cache
def findings():
    """Of all cases in one document: bead → the findings that are not minor."""
    rows = [row for zh, en, _ in CASES for row in ((zh, en), PLAIN)]
    encoder = load_encoder(None)
    zh, en = make_side([a for a, _ in rows], "zh", encoder), make_side([b for _, b in rows], "en", encoder)
    beads = Alignment(tuple(Bead(range(i, i + 1), range(i, i + 1), 1.0, 1.0) for i in range(len(rows))))
    out = {}
    for f in find_name_changes(zh, en, beads, "zh", same_speaker):
        words = [span.of(side.document.text) if span else "" for span, side in ((f.src, zh), (f.tgt, en))]
        if f.severity != "minor":
            out.setdefault(f.bead, []).append(f"{f.severity} {words[0]} = {words[1]}")
    return out


@pytest.mark.parametrize(("number", "case"), list(enumerate(CASES)), ids=[f"{c[0]}|{c[1][:40]}" for c in CASES])
def test_cases(number, case):
    expected = [] if case[2] == "-" else case[2].split(" ; ")
    assert findings().get(2 * number, []) == expected
