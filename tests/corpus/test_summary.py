import json
from collections import Counter

import pytest
from corpus.folders import document, make_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from align.corpus import summary as module
from align.corpus.distribution import PERCENTILES, Distribution
from align.corpus.summary import summarise
from align.errors import InputError

EN = "Boat number {} crossed the river before the bells of the old tower rang."
ZH = "{}号船在老塔的钟声敲响之前过了江。"


def sound(*numbers):
    return [(EN.format(n), ZH.format(n)) for n in numbers]


@st.composite
def documents(draw):
    """Some documents with pairs of which rules refuse some, and some that are refused as a whole."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        source, licence = draw(st.sampled_from(["", "radio", "press"])), draw(st.sampled_from(["", "CC0"]))
        name, split = f"d{number}", draw(st.sampled_from(["train", "valid", "test"]))
        if draw(st.booleans()):
            made.append(document(name, (), refusal=("broken", "is empty", "x"), source=source, licence=licence))
            continue
        choices = st.sampled_from([
            lambda n: (EN.format(n), ZH.format(n)),
            lambda n: (EN.format(n), ZH.format(n + 1)),
            lambda n: (EN.format(n), ZH.format(n), 0.2),
            lambda n: (EN.format(n), "短"),
        ])  # fmt: skip
        pairs = [draw(choices)(draw(st.integers(10, 14))) for _ in range(draw(st.integers(0, 6)))]
        made.append(document(name, pairs, split, source=source, licence=licence))
    return made


@settings(max_examples=15, deadline=None)
@given(documents())
def test_numbers_are_those_of_the_report_and_of_the_files(tmp_path_factory, made):
    corpus = make_corpus(tmp_path_factory.mktemp("c") / "out", made)
    found, told = summarise(corpus), corpus.report()
    assert found.total.pairs == told["pairs"]["kept"] and found.total.refused == told["pairs"]["refused"]
    assert (found.total.documents, found.total.refused_documents) == (
        told["documents"]["read"], told["documents"]["refused"],
    )  # fmt: skip
    assert {part.name: part.pairs for part in found.parts} == {
        p: told["pairs"][p] for p in ("train", "valid", "test")
    }
    in_order = {rule["rule"]: rule["in_order"] for rule in told["pair_rules"]}
    assert {rule.name: rule.pairs for rule in found.rules if rule.name in in_order} == in_order
    kept = [row for part in ("train", "valid", "test") for row in corpus.kept(part)]
    for groups, key in ((found.sources, "source"), (found.licences, "licence")):
        assert {g.name: g.pairs for g in groups if g.pairs} == dict(Counter(row[key] for row in kept))
        assert sum(g.refused for g in groups) == found.total.refused
        assert sum(g.documents for g in groups) == len(made)
    assert found.total.en_characters == sum(len(row["en"]) for row in kept)
    assert found.kept["confidence"].total == len(kept)


@given(st.lists(st.integers(0, 50), min_size=1))
def test_percentiles_are_values_that_so_many_do_not_exceed(values):
    spread = Distribution()
    for value in values:
        spread.add(value)
    for percent, at in spread.percentiles().items():
        assert at in values
        assert sum(v <= at for v in values) * 100 >= percent * len(values) > sum(v < at for v in values) * 100
    assert tuple(spread.percentiles()) == PERCENTILES


def test_words_and_characters(tmp_path):
    corpus = make_corpus(tmp_path / "out", [document("a", [("The ship's 3,200 crates", "船上3200箱 ABC")])])
    total = summarise(corpus).total
    assert (total.en_tokens, total.zh_tokens) == (5, 5)
    assert (total.en_characters, total.zh_characters) == (23, 11)


def test_names_over_the_limit_share_one(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "NAMES", 2)
    made = [document(f"d{n}", sound(10 + n), source=f"s{n}") for n in range(5)]
    sources = {group.name: group.pairs for group in summarise(make_corpus(tmp_path / "out", made)).sources}
    assert sources == {"s0": 1, "s1": 1, module.OTHERS: 3}


def test_lowest_yield_is_named_and_full_yield_is_not(tmp_path):
    worse, bad = [(EN.format(n), ZH.format(n), 0.1) for n in (1, 2)], [(EN.format(5), ZH.format(5), 0.1)]
    made = [document("a", [*worse, *sound(11)]), document("b", [*bad, *sound(12, 13)]), document("c", sound(14))]
    found = summarise(make_corpus(tmp_path / "out", made), lowest=5)
    assert [(one.document, one.kept, one.candidates) for one in found.lowest] == [("a", 1, 3), ("b", 2, 3)]
    assert dict(found.yields.items()) == {33: 1, 67: 1, 100: 1}


def test_a_part_that_documents_do_not_know_is_told(tmp_path):
    corpus = make_corpus(tmp_path / "out", [document("a", sound(11))])
    path = tmp_path / "out" / "train.jsonl"
    row = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**row, "document": "z"}) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds pairs of z"):
        summarise(corpus)
    path.write_text("{\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"train.jsonl, line 1"):
        summarise(corpus)
