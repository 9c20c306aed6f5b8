import importlib.util
import itertools
import json

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from align.corpus.document import align_entry
from align.corpus.listing import list_entries
from align.corpus.names import strip_marks
from align.corpus.pairing.candidates import NEAREST, nearest_pairs
from align.corpus.pairing.matching import match_texts
from align.corpus.pairing.placing import PLACED, place_entries, try_entries
from align.corpus.pairing.reading import ReadShard, dump_single, parse_single, read_single, read_singles
from align.corpus.pairing.scoring import compare_addresses, compare_dates
from align.corpus.pairing.settings import PairingSettings
from align.corpus.records import Entry
from align.corpus.settings import CorpusSettings, read_corpus_settings
from align.corpus.shards import read_entries, sort_entries
from align.corpus.store import Folder
from align.errors import ConfigError, ModelError
from align.vectors import unit_rows

spec = importlib.util.spec_from_file_location("reports", ROOT / "tests" / "corpus" / "reports.py")
reports = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reports)

ON = PairingSettings()
TEXTS = {
    "a.txt": " ".join(reports.HARBOUR_EN),
    "b.txt": "".join(reports.MUSEUM_ZH),
    "c.txt": "".join(reports.HARBOUR_ZH),
    "d.txt": " ".join(reports.LIBRARY_EN),
    "e.txt": " ".join(reports.MUSEUM_EN),
    "f.txt": " ".join(reports.FRENCH),
    "g.txt": "".join(reports.SCHOOL_ZH),
}


@pytest.fixture
def folder(tmp_path):
    def write(texts):
        where = tmp_path / "in"
        where.mkdir(exist_ok=True)
        for name, text in texts.items():
            (where / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(where)

    return write


def paired(source, pairing=ON):
    """Ids of the pairs, and what the others were refused for."""
    entries = try_entries(list_entries(source), pairing, ())
    return {e.id for e in entries if e.second}, {e.id: e.refusal[0] for e in entries if e.refusal}


def test_texts_are_paired_by_what_they_say(folder):
    broken = {"h.txt": bytes(range(256)) * 8, "i.txt": ""}
    pairs, refused = paired(folder({**TEXTS, **broken}))
    assert pairs == {"c+a", "b+e"}
    assert refused == {
        "d": "unpaired-document", "g": "unpaired-document", "f": "language", "h": "broken", "i": "broken",
    }  # fmt: skip


def test_given_pairs_stay_and_the_encoder_reads_each_text_once(folder, fake_encoder):
    texts = {**TEXTS, "tea.zh.txt": "茶叶今年提前采摘。", "tea.en.txt": "The tea was picked early this year."}
    entries = try_entries(list_entries(folder(texts)), ON, ())
    assert fake_encoder.calls == 0
    results = [align_entry(entry, CorpusSettings(), fake_encoder) for entry in entries]
    assert fake_encoder.calls == 2 * 3
    assert {r.entry.id for r in results if not r.refusal or r.refusal.rule == "unrelated"} == {"tea", "c+a", "b+e"}
    assert all(len(r.sha256) == 2 for r in results if r.entry.second)


def test_versions_that_cannot_be_told_apart_stay_alone(folder):
    second = {
        "v.txt": TEXTS["a.txt"].replace("nests of the herons", "nests of these herons"),
        "w.txt": TEXTS["c.txt"].replace("渔民要求", "渔民们要求"),
    }
    entries = try_entries(list_entries(folder({**TEXTS, **second})), ON, ())
    told = {e.id: e.refusal for e in entries if e.refusal}
    assert {e.id for e in entries if e.second} == {"b+e"}
    for name in ("a", "c", "v", "w"):
        rule, _, detail = told[name]
        assert rule == "unpaired-document" and detail.startswith("cannot tell which: ")


def test_versions_that_state_other_numbers_are_told_apart(folder):
    second = {
        "v.txt": TEXTS["a.txt"].replace("150", "275") + " It cost 48 million yuan.",
        "w.txt": TEXTS["c.txt"].replace("150", "275") + "工程耗资4800万元。",
    }
    pairs, _ = paired(folder({**TEXTS, **second}))
    assert pairs in ({"b+e", "c+a", "w+v"}, {"b+e"})  # never exchanged


def test_a_copy_is_taken_once(folder):
    pairs, refused = paired(folder({**TEXTS, "z.txt": TEXTS["c.txt"] + "\n"}))
    assert pairs == {"c+a", "b+e"} and refused["z"] == "copied-document"


def test_it_can_be_switched_off_and_made_stricter(folder, tmp_path):
    source = folder(TEXTS)
    entries = try_entries(list_entries(source), PairingSettings(enabled=False), ())
    assert not any(e.second or e.refusal for e in entries)
    (tmp_path / "c.toml").write_text("[corpus.pairing]\nleast_confidence = 1\n", encoding="utf-8")
    assert paired(source, read_corpus_settings(tmp_path / "c.toml").pairing)[0] == set()


@pytest.mark.parametrize("line", ["least_confidence = 2", "least_margin = true", 'enabled = "no"', "surely = 1"])
def test_settings_that_make_no_sense(tmp_path, line):
    (tmp_path / "c.toml").write_text(f"[corpus.pairing]\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        read_corpus_settings(tmp_path / "c.toml")


def test_a_text_comes_back_from_its_line(folder):
    folder({"a.txt": TEXTS["a.txt"], "c_2024-05-01.txt": TEXTS["c.txt"]})
    for entry in list_entries(folder({})):
        single = read_single(entry)
        again = parse_single(dump_single(single))
        assert dump_single(again) == dump_single(single)
        assert np.allclose(again.features.vector, single.features.vector, atol=1e-3)
        assert (again.features.values, again.features.words) == (single.features.values, single.features.words)
        assert again.text == single.text and again.features.names == single.features.names
    assert {"150"} <= single.features.values


def test_an_other_licence_is_not_read(tmp_path):
    entry = Entry("x", str(tmp_path / "gone.txt"), "", licence="CC0")
    assert read_single(entry, ("MIT",)).refusal.rule == "licence"
    assert read_single(entry, ("CC0",)).refusal.rule == "broken"


def test_placing_is_done_once(folder, tmp_path):
    work, read = Folder(str(tmp_path / "work")), []

    def run(reading, plan, step):
        read.append(plan.documents)
        for shard in range(plan.shards):
            step(None, shard, plan.shards)

    plans = []
    for _ in range(2):
        with sort_entries(list_entries(folder(TEXTS)), None) as entries:
            plans.append(place_entries(work, entries, entries.plan(), ON, (), run))
    assert read == [7] and plans[0] == plans[1] and plans[0].documents == 5
    placed = [entry for shard in range(plans[0].shards) for entry in read_entries(work, shard)]
    assert [e.id for e in placed] == sorted(e.id for e in placed) and work.exists(PLACED)
    reading = Folder(f"{work.address}/reading")
    assert [s.entry.id for s in read_singles(reading, plans[0].__class__(7, 2, 4, ""))] == list("abcdefg")


def test_the_first_documents_are_those_whose_addresses_belong_together():
    pages = [Entry(f"w:{n}", "", "", source=f"https://x.example/{s}/{n}") for s in ("zh", "en") for n in range(9)]
    pages = [Entry(f"{p.id}{k}", "x", "", source=p.source) for k, p in enumerate(pages)]
    with sort_entries(pages, 4) as entries:
        assert [json.loads(line)["source"][-4:] for line in entries.lines()] == ["zh/0", "en/0", "zh/1", "en/1"]


@pytest.mark.parametrize(
    ("zh", "en", "same"),
    [
        ("https://x.example/zh/2024/1.html", "https://x.example/en/2024/1.html", True),
        ("https://zh.x.example/1", "https://en.x.example/1", True),
        ("https://x.example/1?lang=zh-CN", "https://x.example/1?lang=en", True),
        ("https://x.example/a_zh.html", "https://x.example/a_en.html", True),
        ("https://x.example/1", "https://x.example/1", False),
        ("https://x.example/zh/1", "https://x.example/en/2", False),
        ("", "", False),
    ],
)
def test_addresses(zh, en, same):
    assert (compare_addresses(zh, en) > 0) is same
    assert strip_marks("https://x.example/hen/citizen") == "https x example hen citizen"


def test_dates():
    assert compare_dates("2024-05-01", "2024-05-02") > 0 == compare_dates("2024-05-01", "2024-05-20")
    assert compare_dates("2024-05-01", "2023-05-01") < 0 == compare_dates("", "2024-05-02")


SCORED = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(10, 15)), st.integers(0, 60), max_size=30)


@settings(deadline=None)
@given(SCORED, st.randoms())
def test_pairs_are_one_to_one_sure_and_lead_by_a_margin(scored, rng):
    listed = [(zh, en, points / 50) for (zh, en), points in scored.items()]
    found = match_texts(listed, ON)
    rng.shuffle(listed)
    assert match_texts(listed, ON) == found
    zh, en = [m.zh for m in found.pairs], [m.en for m in found.pairs]
    assert len(set(zh)) == len(zh) and len(set(en)) == len(en)
    for match in found.pairs:
        assert match.confidence >= ON.least_confidence
        mine = scored[match.zh, match.en] / 50
        free = [s / 50 for (z, e), s in scored.items() if (z == match.zh) != (e == match.en)
                and z not in set(zh) - {match.zh} and e not in set(en) - {match.en}]  # fmt: skip
        assert all(mine - other >= ON.least_margin - 1e-9 for other in free)
    assert set(found.zh).isdisjoint(zh) and set(found.en).isdisjoint(en)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 9))
def test_nearest_pairs_are_those_of_the_whole_table(rows, columns, seed):
    rng = np.random.default_rng(seed)
    zh, en = (unit_rows(rng.normal(size=(n, 6))) for n in (rows, columns))
    likeness = np.round(zh @ en.T, 4)
    wanted = {(i, int(j)) for i in range(rows) for j in np.argsort(-likeness[i], kind="stable")[:NEAREST]}
    wanted |= {(int(i), j) for j in range(columns) for i in np.argsort(-likeness[:, j], kind="stable")[:NEAREST]}
    found = list(nearest_pairs(zh, en))
    assert {(i, j) for i, j, _ in found} == wanted and found == sorted(found)
    assert all(abs(likeness[i, j] - s) < 1e-6 for i, j, s in found)


def test_blocks_do_not_matter(monkeypatch):
    from align.corpus.pairing import candidates

    rng = np.random.default_rng(3)
    zh, en = (unit_rows(rng.normal(size=(50, 6))) for _ in range(2))
    whole = list(nearest_pairs(zh, en))
    for rows, columns in itertools.product((7, 50), (9, 50)):
        monkeypatch.setattr(candidates, "_ROWS", rows)
        monkeypatch.setattr(candidates, "_COLUMNS", columns)
        assert {(i, j): round(s, 3) for i, j, s in nearest_pairs(zh, en)} == {
            (i, j): round(s, 3) for i, j, s in whole
        }


def test_a_shard_that_fails_tells_why_and_is_not_taken_for_a_killed_one(tmp_path, monkeypatch):
    def fail(document):
        raise ModelError("the vectors are not there", "pieces.npz")

    monkeypatch.setattr("align.corpus.pairing.reading.measure_text", fail)
    (tmp_path / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    work = Folder(str(tmp_path / "work"))
    with sort_entries([Entry("a", str(tmp_path / "a.txt"), "")], None) as entries:
        entries.write(work, entries.plan())
    with pytest.raises(ModelError):
        ReadShard(work.address, ())(None, 0, 1)
    assert work.names("running") == []
    assert work.read("failed/00000") == "the vectors are not there: pieces.npz"
    assert work.names("read") == []


def test_a_broken_text_is_told_by_its_name_wherever_it_lies(tmp_path):
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    refusal = read_single(Entry("broken", str(tmp_path / "broken.txt"), "")).refusal
    assert refusal is not None and (refusal.rule, refusal.detail) == ("broken", "broken.txt")
