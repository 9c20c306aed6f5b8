"""Differences of the sample pairs that an audit tells, pinned: a change that loses one, or adds false ones, fails here."""

import json
from pathlib import Path

import pytest
from conftest import CORPORA

import align
from align.evaluation.findings import MarkedDifference, score_findings
from align.pipeline import audit
from align.records import Finding, Span

FLOORS = json.loads((Path(__file__).parent / "finding-floors.json").read_text())


def read_marked(name):
    for line in (CORPORA / name / "gold.findings.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sides = (row[side] and Span(row[side]["start"], row[side]["end"]) for side in ("src", "tgt"))
        yield MarkedDifference(row["severity"], *sides)


def score(name, encoder):
    texts = [next((CORPORA / name).glob(f"{name}.{k}.[!e]*")) for k in ("zh", "en")]
    result = audit(*align.read_pair(*texts), encoder=encoder)
    return score_findings(result.findings, tuple(read_marked(name)))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_differences_told(name, encoder):
    got, floor = score(name, encoder), FLOORS[name]
    assert got.grave_found >= floor["grave_found"]
    assert got.grave_found + got.minor_found >= floor["grave_found"] + floor["minor_found"]
    assert got.false_grave <= floor["false_grave"]


def test_every_pair_has_a_floor():
    assert sorted(FLOORS) == sorted(path.parent.name for path in CORPORA.glob("*/gold.findings.jsonl"))


@pytest.mark.parametrize(
    ("severity", "src", "tgt", "expected"),
    [
        ("major", Span(3, 5), None, (1, 0)),
        ("minor", Span(3, 5), None, (0, 0)),  # a grave difference needs a grave finding, which is no false one
        ("major", Span(8, 9), None, (0, 1)),
        ("major", Span(0, 60), None, (0, 1)),  # too wide to point at anything
        ("major", None, Span(20, 24), (1, 0)),
    ],
)
def test_what_points_at_a_difference(severity, src, tgt, expected):
    marked = MarkedDifference("critical", Span(4, 6), Span(22, 30))
    got = score_findings([Finding("number", "accuracy", severity, 0.5, src, tgt, "", 0)], [marked])
    assert (got.grave_found, got.false_grave) == expected
