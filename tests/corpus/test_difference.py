import json
from collections import Counter

import pytest
from corpus.folders import SETTINGS, document, make_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from align.corpus.counted import difference_record
from align.corpus.difference import compare_corpora

EN = "Boat number {} crossed the river before the bells of the old tower rang."
ZH = "{}号船在老塔的钟声敲响之前过了江。"
PARTS = ("train", "valid", "test")


def sound(*numbers):
    return [(EN.format(n), ZH.format(n)) for n in numbers]


@st.composite
def corpora(draw):
    made = []
    for name in draw(st.sets(st.sampled_from("abcd"), min_size=1)):
        if draw(st.integers(0, 4)) == 0:
            made.append(document(name, refusal=(draw(st.sampled_from(["broken", "language"])), "x", "")))
            continue
        pairs = [
            (EN.format(n), ZH.format(n + draw(st.integers(0, 1))))
            for n in draw(st.lists(st.integers(1, 3), max_size=4))
        ]
        split, sha = draw(st.sampled_from(PARTS)), draw(st.sampled_from("ab"))
        made.append(document(name, pairs, split, sha=sha))
    return made


def states(corpus):
    """Each pair with its document and state, as often as it is there."""
    kept = ((r["document"], r["en"], r["zh"], part) for part in PARTS for r in corpus.kept(part))
    dropped = ((r["document"], r["en"], r["zh"], r["rule"]) for r in corpus.rejected() if r["en"] is not None)
    return Counter([*kept, *dropped])


@settings(max_examples=25, deadline=None)
@given(corpora(), corpora())
def test_the_old_pairs_and_the_changes_give_the_new_ones(tmp_path_factory, before, after):
    folder = tmp_path_factory.mktemp("diff")
    old, new = make_corpus(folder / "old", before), make_corpus(folder / "new", after)
    assert not list(compare_corpora(old, old))
    built, documents = states(old), {row["document"]: row["split"] or row["rule"] for row in old.documents()}
    for one in compare_corpora(old, new):
        assert one.what != "setting"
        if one.what == "document":
            if one.old is not None:
                assert documents.pop(one.name) == one.old
            if one.new is not None:
                documents[one.name] = one.new
            assert (one.change == "rewritten") == (one.old == one.new)
            continue
        texts = (one.name, one.en, one.zh)
        if one.old is not None:
            assert built[(*texts, one.old)] > 0 and one.old != one.new
            built[(*texts, one.old)] -= 1
        if one.new is not None:
            built[(*texts, one.new)] += 1
    assert +built == states(new)
    assert documents == {row["document"]: row["split"] or row["rule"] for row in new.documents()}


@pytest.fixture
def two(tmp_path):
    from dataclasses import replace

    from align.corpus.rules import read_rules

    stricter = replace(
        SETTINGS, rules=read_rules({"confidence": {"least": 0.95}, "repetition": {"enabled": False}})
    )
    before = [
        document("a", sound(11, 12)), document("b", sound(13)), document("c", sound(14)),
        document("f", refusal=("broken", "is empty", "x")),
    ]  # fmt: skip
    after = [
        document("a", [*sound(11), (EN.format(12), ZH.format(12), 0.99)], settings=stricter),
        document("c", refusal=("copied-document", 1.0, "a")),
        document("d", [(EN.format(15), ZH.format(15), 0.99)], settings=stricter),
        document("f", refusal=("broken", "is binary", "x"), sha="b"),
    ]
    old = make_corpus(tmp_path / "old", before, lock={"packages": {"numpy": "2.0"}})
    return old, make_corpus(tmp_path / "new", after, stricter, lock={"packages": {"numpy": "2.1"}})


def test_what_came_went_and_moved_and_by_what(two):
    found = [difference_record(one) for one in compare_corpora(*two)]
    assert [(r["setting"], r["old"], r["new"]) for r in found if r["what"] == "setting"] == [
        ("rules.confidence.least", 0.5, 0.95),
        ("rules.repetition.most", 0.5, None),
        ("rules.repetition.fewest", 12, None),
        ("packages.numpy", "2.0", "2.1"),
    ]
    assert [(r["document"], r["change"], r["old"], r["new"]) for r in found if r["what"] == "document"] == [
        ("b", "went", "train", None),
        ("c", "moved", "train", "copied-document"),
        ("d", "came", None, "train"),
        ("f", "rewritten", "broken", "broken"),
    ]
    pairs = {r["en"]: r for r in found if r["what"] == "pair"}
    assert {en: (r["change"], r["old"], r["new"], r["document_new"]) for en, r in pairs.items()} == {
        EN.format(11): ("moved", "train", "confidence", "train"),
        EN.format(13): ("went", "train", None, None),
        EN.format(14): ("went", "train", None, "copied-document"),
        EN.format(15): ("came", None, "train", "train"),
    }


def test_commands_say_it_in_a_table_and_in_json(two, run_align, tmp_path):
    old, new = (corpus.address for corpus in two)
    done = run_align("corpus", "diff", old, new)
    assert done.returncode == 0, done.stderr
    lines = [" ".join(line.split()) for line in done.stdout.decode().splitlines()]
    assert "rules.confidence.least 0.5 0.95" in lines
    assert {"moved train confidence 1", "went with their documents train — 2"} <= set(lines)
    run_align("corpus", "diff", old, new, "--format", "jsonl", "-o", tmp_path / "d.jsonl")
    written = [json.loads(line) for line in (tmp_path / "d.jsonl").read_text(encoding="utf-8").splitlines()]
    assert written == [difference_record(one) for one in compare_corpora(*two)]
    assert run_align("corpus", "diff", old, old).stdout.decode().strip() == "No difference."
    assert run_align("corpus", "diff", old, tmp_path).returncode == 3


def test_stats_and_samples_by_command(two, run_align, tmp_path):
    old, new = (corpus.address for corpus in two)
    table = run_align("corpus", "stats", new).stdout.decode()
    assert ["train", "2", "0", "2", "1"] in [line.split()[:5] for line in table.splitlines()]
    done = run_align("corpus", "stats", new, "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    (rule,) = [r for r in records if r.get("rule") == "confidence"]
    assert (rule["documents"], rule["pairs"], rule["alone"]) == (0, 1, 1)
    (total,) = [r for r in records if r.get("by") == "all"]
    assert (total["documents"], total["refused_documents"], total["pairs"], total["refused"]) == (4, 2, 2, 1)
    (measure,) = [r for r in records if r.get("measure") == "confidence" and r["of"] == "kept"]
    assert set(measure["percentiles"].values()) == {0.99}

    shown = run_align("corpus", "sample", new, "--rule", "confidence", "--format", "jsonl").stdout
    assert [json.loads(line)["en"] for line in shown.splitlines()] == [EN.format(11)]
    cells = run_align("corpus", "sample", new, "--split", "train", "--format", "tsv").stdout.decode().splitlines()
    assert cells[0].split("\t") == ["en", "zh", "document", "split", "confidence", "score"] and len(cells) == 3
    assert "the whole document" in run_align("corpus", "sample", new, "--rule", "broken").stdout.decode()
    assert "There is none." in run_align("corpus", "sample", new, "--split", "test").stdout.decode()
    done = run_align("corpus", "sample", new, "--rule", "odd")
    assert done.returncode == 6 and done.stderr.startswith(
        b"align: no such rule: odd. This corpus knows unpaired, "
    )
    assert run_align("corpus", "sample", new, "--nearest").returncode == 2
    assert run_align("corpus", "stats", tmp_path / "gone").returncode == 3
    assert run_align("corpus", "stats", old, "-o", tmp_path / "no" / "x").returncode == 7
