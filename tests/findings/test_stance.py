from collections import Counter
from pathlib import Path

import pytest
from conftest import make_side

from align.findings import find_stance_changes
from align.records import Alignment, Bead, Quote, QuotePair, Span

BLOCK = 40


def rows():
    """Chinese, English, what is told, whether that is known to be missed or told wrongly."""
    held, zh = [], ""
    for line in (Path(__file__).parent / "stance.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, en, expected = line.split("\t")
            zh = first or zh
            held.append((zh, en, expected.removeprefix("missed "), expected.startswith("missed ")))
    return held


def one_to_one(n):
    return Alignment(tuple(Bead(range(i, i + 1), range(i, i + 1), 1.0, 1.0) for i in range(n)))


def told(zh, en, encoder, pairs=(), original="zh"):
    sides = make_side(zh, "zh", encoder), make_side(en, "en", encoder)
    return sides, find_stance_changes(*sides, one_to_one(len(zh)), pairs, original)


@pytest.fixture(scope="module")
def findings(encoder):
    """The findings of each row; the rows are read in blocks, as sentences of a text."""
    found = {}
    for at in range(0, len(rows()), BLOCK):
        block = rows()[at : at + BLOCK]
        for finding in told([r[0] for r in block], [r[1] for r in block], encoder)[1]:
            found.setdefault(at + finding.bead, []).append(finding)
    return found


def test_there_are_many_cases():
    assert len(rows()) >= 250
    assert sum(row[2] == "nothing" for row in rows()) >= 120
    assert sum(row[3] for row in rows()) <= 0.15 * len(rows())


@pytest.mark.parametrize("number", range(len(rows())), ids=lambda n: f"{rows()[n][0]}|{rows()[n][1]}"[:60])
def test_what_is_told(number, findings, request):
    _, _, expected, missed = rows()[number]
    if missed:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known limit"))
    kind, _, severity = expected.partition(" ")
    found = findings.get(number, [])
    if kind == "nothing":
        assert found == []
    else:
        assert kind in {f.kind for f in found}
        assert severity == "*" or severity in {f.severity for f in found if f.kind == kind}


def test_spans_are_the_words_at_fault(encoder):
    zh = ["港口已经开放。", "我们将取消签证。", "学校从未关闭。"]
    en = ["The port is open.", "We may abolish visas.", "The schools were closed."]
    sides, found = told(zh, en, encoder)
    words = {f.kind: [s and s.of(side.document.text) for s, side in zip((f.src, f.tgt), sides, strict=True)]
             for f in found}  # fmt: skip
    assert words["modality"] == ["将", "may"]
    assert words["negation"][0].startswith("从未")
    assert words["negation"][1] in ("closed", "were")
    assert all(f.reason.endswith(".") and f.category.startswith("accuracy/") for f in found)


@pytest.mark.parametrize(
    ("en", "kinds"),
    [
        ("The two sides should interfere in each other's internal affairs.", ["negation"]),
        ("The two sides should not interfere in each other's internal affairs.", []),
        ("The two sides should refrain from interfering in each other's internal affairs.", []),
    ],
)
def test_the_modal_word_of_a_negator_is_no_match_of_it(en, kinds, encoder):
    _, found = told(["双方不应干涉彼此内政。"], [en], encoder)
    assert [f.kind for f in found] == kinds


def test_cues_of_a_quote_pair(encoder):
    zh, en = ["部长表示，道路已经开通。"], ["The minister claimed that the road was open."]
    source = Quote((Span(0, 2),), (Span(2, 4),), (Span(5, 11),), "indirect", "部长", 0.9)
    target = Quote((Span(0, 12),), (Span(13, 20),), (Span(26, 43),), "indirect", "The minister", 0.9)
    (_, _), found = told(zh, en, encoder, (QuotePair(source, target, 0.9),))
    assert [(f.kind, f.severity, f.src, f.tgt) for f in found if f.kind == "reporting-verb"] == [
        ("reporting-verb", "minor", Span(2, 4), Span(13, 20))
    ]


def test_what_is_left_out_is_told_from_the_original(encoder):
    zh = ["医院昨天重新开放。", "他们由衷感谢医生。", "公司彻底修改了计划。"]
    en = ["The hospital reopened yesterday.", "They thank the doctors.", "The company revised the plan."]
    kinds = Counter()
    for original in ("zh", "en"):
        _, found = told(zh, en, encoder, original=original)
        kinds.update(f.kind for f in found)
    assert kinds["omission"] == kinds["addition"] >= 1


def test_nothing_without_token_vectors(encoder):
    from dataclasses import replace

    zh, en = make_side(["他没有来。"], "zh", encoder), make_side(["He came."], "en", encoder)
    assert find_stance_changes(replace(zh, encoding=None), en, one_to_one(1), (), "zh") == ()
