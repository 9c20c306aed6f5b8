"""Which doubtful stretches of a text are told, and which of them are major."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.documents import document_from_text
from align.findings import find_mistranslations
from align.findings.mistranslation import LEAST, MAJOR, MINOR, PLACE
from align.records import Alignment, Bead, Encoding, Judgement, ModelName, Sentence, Side, Span

BEAD = 200
"""Tokens of a bead, each a character; at most one of them is at fault here."""


def side(text: str, language: str, seed: int) -> Side:
    places = np.arange(len(text), dtype=np.int32)
    vectors = np.random.default_rng(seed).normal(size=(len(text), 64)).astype(np.float32)
    tokens = np.stack([places, places + 1], 1)
    weight = np.ones(len(text), np.float32)
    encoding = Encoding(tokens, places * 0, weight, {9: vectors}, "token", ModelName("made-up", "0" * 12))
    sentences = (Sentence(0, Span(0, len(text)), 0),)
    return Side(document_from_text(text, language=language), sentences, encoding)


def told(sure: list[float]) -> list[tuple[float, str]]:
    """Confidence and severity of what is told of beads that each have one token at fault, ``sure`` so."""
    zh, en = side("字" * BEAD * len(sure), "zh", 1), side("a " * len(sure), "en", 2)
    alignment = Alignment(tuple(Bead(range(1), range(1), 1.0, 1.0) for _ in sure))
    judgements = []
    for k, one in enumerate(sure):
        likely = np.zeros(BEAD, np.float32)
        likely[BEAD // 2] = one
        rows = slice(k * BEAD, (k + 1) * BEAD), slice(2 * k, 2 * k + 2)
        judgements.append(Judgement(k, *rows, 0.0, np.stack([likely, likely], 1), np.zeros((2, 2), np.float32)))
    return [(f.confidence, f.severity) for f in find_mistranslations(zh, en, alignment, judgements, (), "zh")]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 99).map(lambda n: n / 100), min_size=1, max_size=30, unique=True))
def test_what_is_sure_is_major_and_of_the_rest_as_much_as_the_text_is_long(sure):
    allowed = max(1, len(sure) * BEAD // PLACE)
    doubtful = sorted((s for s in sure if s >= LEAST), reverse=True)
    major = {s for k, s in enumerate(doubtful) if k < allowed or float(np.float32(s)) >= MAJOR}
    found = told(sure)
    assert {s for s, severity in found if severity == "major"} == major
    assert {s for s, _ in found} == major | {s for s in sure if s >= MINOR}
    assert [s for s, _ in found] == [s for s in sure if s in dict(found)]


def test_one_doubtful_place_of_a_short_text_is_major_and_a_second_one_is_not():
    assert told([0.5, 0.1]) == [(0.5, "major")]
    assert told([0.5, 0.1, 0.7]) == [(0.7, "major")]
    assert told([0.65, 0.1, 0.7]) == [(0.65, "minor"), (0.7, "major")]


def told_of(zh, en, faults, like=False):
    """Kind, words and reason where ``faults`` (words of the English) are at fault and nothing in the Chinese."""
    a, b = side(zh, "zh", 1), side(en, "en", 2)
    if like:  # every token of both sides has its like in the other
        same = np.tile(np.array([[1.0] + [0.0] * 63, [0.0] * 63 + [1.0]], np.float32), (200, 1))
        a = replace(a, encoding=replace(a.encoding, vectors={9: same[: len(zh)]}))
        b = replace(b, encoding=replace(b.encoding, vectors={9: same[: len(en)]}))
    likely = np.zeros((len(en), 2), np.float32)
    for word in faults:
        at = en.index(word)
        likely[at : at + len(word)] = 0.9
    judgement = Judgement(0, slice(0, len(zh)), slice(0, len(en)), 0.0, np.zeros((len(zh), 2), np.float32), likely)
    alignment = Alignment((Bead(range(1), range(1), 1.0, 1.0),))
    found = find_mistranslations(a, b, alignment, [judgement], (), "zh")
    return [(f.kind, f.tgt.of(en), f.reason) for f in found]


@pytest.mark.parametrize(("fault", "told"), [("had", False), ("The", False), ("had left", True), ("left", True)])
def test_words_that_only_carry_tense_are_not_told(fault, told):
    assert [words for _, words, _ in told_of("船已经开走了。", "The boat had left.", [fault])] == [fault] * told


def test_the_reason_says_that_one_side_alone_is_shown():
    ((kind, _, why),) = told_of("船已经开走了。", "The boat had left.", ["boat"], like=True)
    assert kind == "mistranslation"
    assert why == "By their vectors these words have no sure counterpart in the other version."
