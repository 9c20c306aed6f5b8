import pytest
from corpus.folders import document, make_corpus, pair
from hypothesis import given
from hypothesis import strategies as st

from align.corpus.chosen import Chosen
from align.corpus.opened import open_corpus
from align.corpus.rules import RULES, read_rules
from align.corpus.rules.ruleset import PAIR_RULES
from align.corpus.rules.thresholds import THRESHOLDS, distance
from align.corpus.sample import sample_kept, sample_rejected
from align.errors import ConfigError, InputError

EN = "Boat number {} crossed the river before the bells of the old tower rang."
ZH = "{}号船在老塔的钟声敲响之前过了江。"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    doubtful = [(EN.format(n), ZH.format(n), round(n / 100, 2)) for n in range(10, 50)]
    made = [
        document("a", [(EN.format(n), ZH.format(n)) for n in range(100, 140)]),
        document("b", doubtful, "test"),
        document("c", [(EN.format(7), ZH.format(8))], "valid"),
        document("d", [(EN.format(n), ZH.format(n)) for n in range(60, 64)], "valid"),
        document("e", refusal=("language", "is in French", "e.en.txt")),
    ]
    return make_corpus(tmp_path_factory.mktemp("sample") / "out", made)


def test_kept_pairs_are_drawn_the_same_each_time_and_by_the_seed(corpus):
    first = sample_kept(corpus, 10)
    assert first == sample_kept(corpus, 10) and len({row["en"] for row in first}) == 10
    assert first != sample_kept(corpus, 10, seed=1)
    assert {row["split"] for row in sample_kept(corpus, 100)} == {"train", "valid"}
    assert {row["en"] for row in sample_kept(corpus, 100, split="valid")} == {EN.format(n) for n in range(60, 64)}


def test_rejected_pairs_and_documents_by_rule_and_part(corpus):
    assert {row["document"] for row in sample_rejected(corpus, "confidence", 100)} == {"b"}
    (row,) = sample_rejected(corpus, "language", 5)
    assert (row["document"], row["en"], row["value"]) == ("e", None, "is in French")
    assert [row["split"] for row in sample_rejected(corpus, "numbers", 5, split="valid")] == ["valid"]
    assert sample_rejected(corpus, "numbers", 5, split="train") == ()


def test_nearest_to_the_threshold_come_first(corpus):
    rows = sample_rejected(corpus, "confidence", 4, nearest=True)
    assert [row["value"] for row in rows] == [0.49, 0.48, 0.47, 0.46]


@pytest.mark.parametrize(
    ("rule", "nearest", "said"),
    [
        ("nonsense", False, "no such rule: nonsense. This corpus knows unpaired, "),
        ("numbers", True, "this rule has no threshold: numbers"),
        ("broken", True, "this rule has no threshold: broken"),
    ],
)
def test_what_cannot_be_sampled(corpus, rule, nearest, said):
    with pytest.raises(ConfigError) as caught:
        sample_rejected(corpus, rule, 4, nearest=nearest)
    assert str(caught.value).startswith(said)


@given(st.lists(st.integers(0, 30), max_size=60), st.integers(0, 12), st.integers(0, 5))
def test_chosen_rows_stay_chosen_among_fewer_and_do_not_depend_on_order(numbers, size, seed):
    def choose(values):
        chosen = Chosen(size, seed)
        for value in values:
            chosen.add({"document": "d", "en": str(value), "zh": ""})
        return [int(row["en"]) for row in chosen.by_rank()]

    chosen = choose(numbers)
    assert len(chosen) == min(size, len(numbers))
    assert chosen == choose(sorted(numbers))
    fewer = numbers[::2]
    assert sorted(n for n in set(chosen) if n in fewer) == sorted(n for n in set(choose(fewer)) if n in chosen)


PARAMETERS = read_rules({"fidelity": {"enabled": True}}).describe()


def test_thresholds_are_parameters_of_their_rules():
    assert set(THRESHOLDS) <= {rule.name for rule in RULES}
    assert all(set(names) <= set(PARAMETERS[rule]) for rule, names in THRESHOLDS.items())


LONG = "The harbour master told the crews that the boats would leave before dawn and come back at night. "


@pytest.mark.parametrize(
    ("rule", "en", "zh", "threshold"),
    [
        ("length", "x", "港口今天重新开放。", 2),
        ("length", LONG * 40, "港口" * 700, 2000),
        ("language", "Порт открыт with a crane", "港口有一台起重机。", 0.8),
        ("language", LONG, LONG, 0.35),
        ("untranslated", "The harbour 港口今天重新开放迎接客人 opens", "港口今天重新开放迎接客人", 6),
        ("untranslated", "The harbour crews leave today", "港口 The harbour crews leave 了", 0.5),
        ("length-ratio", LONG * 3, "港口开放了。", 9.0),
        ("length-ratio", "The harbour", "港口今天早上重新开放，船员们说他们晚上回来，市民可以免费乘船。", 1.2),
        ("repetition", "the boat left " * 20, "船开走了一艘又来了一艘。", 0.5),
    ],
)
def test_values_are_compared_with_the_threshold_that_they_missed(rule, en, zh, threshold):
    kind = next(kind for kind in PAIR_RULES if kind.name == rule)
    refusal = kind().judge(pair("d", en, zh))
    found = distance(rule, PARAMETERS[rule], refusal.value, refusal.detail)
    assert found == pytest.approx(abs(refusal.value - threshold) / threshold)


def test_folders_that_are_no_corpus(tmp_path):
    def fails(path):
        with pytest.raises(InputError) as caught:
            open_corpus(str(path))
        return str(caught.value).replace(str(path), "IN")

    assert fails(tmp_path / "gone").startswith("IN is not there")
    assert fails(tmp_path).startswith("IN is no corpus")
    out = make_corpus(tmp_path / "out", [document("a")]).folder
    (tmp_path / "out" / "lock.json").unlink()
    assert fails(tmp_path / "out").startswith("the corpus lacks lock.json: IN")
    out.write(".align-corpus.json", '{"state": "begun"}')
    assert fails(tmp_path / "out").startswith("the corpus is not finished: IN")
    out.write(".align-corpus.json", "{")
    assert fails(tmp_path / "out").startswith("the corpus is not finished: IN")


def test_a_corpus_at_an_address(corpus):
    from align.corpus.store import Folder

    there = Folder("memory://sampled/corpus")
    for name in corpus.folder.names():
        there.write(name, corpus.folder.read(name))
    opened = open_corpus("memory://sampled/corpus")
    assert sample_kept(opened, 10) == sample_kept(corpus, 10)
    assert sample_rejected(opened, "confidence", 9) == sample_rejected(corpus, "confidence", 9)
