"""F1 on the sample pairs, pinned: a change that makes an alignment worse fails here."""

import json
from pathlib import Path

import pytest
from conftest import CORPORA

import align
from align.evaluation.beads import score_beads
from align.evaluation.spans import read_bead_spans
from align.formats import bead_writer

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text())


def strict_f1(name, encoder, tmp_path):
    texts = [next((CORPORA / name).glob(f"{name}.{k}.[!e]*")) for k in ("zh", "en")]
    result = align.compare(*align.read_pair(*texts), encoder=encoder)
    out = tmp_path / "beads.jsonl"
    out.write_bytes(bead_writer("jsonl")(result).data)
    return score_beads(read_bead_spans(out), read_bead_spans(CORPORA / name / "gold.beads.jsonl")).strict.f1


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_strict_f1(name, encoder, tmp_path):
    assert strict_f1(name, encoder, tmp_path) >= FLOORS[name] - 0.005
