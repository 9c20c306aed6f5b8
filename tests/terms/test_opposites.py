"""Ordinary words that became their opposite, and what keeps two from being told."""

import pytest
from conftest import make_side

from align.formats.glossary import shipped_contrasts
from align.records import Alignment, Bead
from align.terms import compare_opposites

CASES = [
    ("去年出口增加了一成。", "Exports fell by ten percent last year.", ["增加 = fell"]),
    ("去年出口增加了一成。", "Exports rose by ten percent last year.", []),
    ("学校早上开门。", "The school opens in the evening.", ["早上 = evening"]),
    ("洪水淹没了该省北部。", "Floods covered the south of the province.", ["北部 = south"]),
    # negated on one side alone
    ("物价没有上涨。", "Prices fell.", []),
    ("他们没有接受这项建议。", "They rejected the proposal.", []),
    # both words on both sides
    ("进口增加，出口减少。", "Imports increased and exports decreased.", []),
    ("出口减少，进口增加。", "Imports increased while exports decreased.", []),
    # inside a longer name or set phrase
    ("南非总统访问了韩国。", "The president of South Africa visited South Korea.", []),
    ("他上个月最后一次露面。", "He was last seen last month.", []),
    # said by a word that only excuses
    ("产量翻了一番，成本却更低。", "Output doubled while costs were lower.", []),
]


@pytest.fixture(scope="module")
def told(encoder):
    zh, en = make_side([c[0] for c in CASES], "zh", encoder), make_side([c[1] for c in CASES], "en", encoder)
    beads = Alignment(tuple(Bead(range(i, i + 1), range(i, i + 1), 1.0, 1.0) for i in range(len(CASES))))
    found = {}
    for d in compare_opposites(zh, en, beads, shipped_contrasts()):
        words = f"{d.src.of(zh.document.text)} = {d.tgt.of(en.document.text)}"
        found.setdefault(d.bead, []).append(words)
    return found


@pytest.mark.parametrize("number", range(len(CASES)), ids=[c[1] for c in CASES])
def test_what_is_told(number, told):
    assert told.get(number, []) == CASES[number][2]


def test_nothing_without_token_vectors(encoder):
    from dataclasses import replace

    zh, en = make_side(["出口增加。"], "zh", encoder), make_side(["Exports fell."], "en", encoder)
    beads = Alignment((Bead(range(1), range(1), 1.0, 1.0),))
    assert compare_opposites(replace(zh, encoding=None), en, beads, shipped_contrasts()) == ()


def test_the_table_is_large_and_no_word_is_its_own_opposite():
    concepts = {c.id: c for c in shipped_contrasts().concepts}
    pairs = {frozenset((c.id, other)) for c in concepts.values() for other in c.contrasts}
    assert len(pairs) >= 100
    for concept in concepts.values():
        mine = {(t.language, t.text.lower()) for t in concept.terms if t.status == "preferred"}
        assert {language for language, _ in mine} == {"zh", "en"}
        for other in concept.contrasts:
            theirs = {(t.language, t.text.lower()) for t in concepts[other].terms if t.status == "preferred"}
            assert not mine & theirs, (concept.id, other)
