"""Damaged twins: of known kind and place, the same for the same pair, and never one that says the same."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from align.corpus.damage import KINDS, Change, damage_pair
from align.corpus.damage.change import Text
from align.corpus.records import SegmentPair
from align.corpus.rules.numbers import Numbers
from align.records import Span

spec = importlib.util.spec_from_file_location("reports", ROOT / "tests" / "corpus" / "reports.py")
reports = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reports)

PARTS = ("train", "valid", "test")
EN = "The council will not sell the old mill in Norway for 350 yuan on Monday, because Mayor Lin Hua must live there."
ZH = "市政府不会在星期一以350元出售挪威的老磨坊，因为市长林华必须住在那里。"


def twins(kind, side, en=EN, zh=ZH):
    """Every text that one kind of damage makes of a side."""
    good = Text(en, "en", zh) if side == "en" else Text(zh, "zh", en)
    way = KINDS[kind]
    return [c.of(good.text) for c in way.propose(good) if way.holds is None or way.holds(good, c)]


@pytest.mark.parametrize(
    ("kind", "side", "one"),
    [
        ("number", "en", "for 850 yuan"),
        ("number", "zh", "以750元"),
        ("unit", "en", "350 dollars"),
        ("unit", "zh", "350美元"),
        ("date", "en", "on Thursday"),
        ("date", "zh", "星期六"),
        ("name", "en", "mill in Brazil"),
        ("name", "zh", "出售巴西的"),
        ("negation", "en", "will sell"),
        ("negation", "zh", "市政府会在"),
        ("modality", "en", "Lin Hua may live"),
        ("modality", "zh", "林华可以住"),
        ("omission", "en", "on Monday."),
        ("omission", "zh", "的老磨坊。"),
    ],
)
def test_each_kind_makes_its_error(kind, side, one):
    made = twins(kind, side)
    assert any(one in text for text in made) and (EN if side == "en" else ZH) not in made


def test_another_surname():
    pair = ("Mayor Lin Hua said that the river is clean.", "市长林华说，河水很干净。")
    assert "市长徐华说，河水很干净。" in twins("name", "zh", *pair)
    assert "Mayor Xu Hua said that the river is clean." in twins("name", "en", *pair)
    assert not any("期" in text and "星" not in text for text in twins("name", "zh"))  # 星期一 is nobody


def test_a_term_goes_for_its_contrast():
    pair = ("They hold to the one-China principle.", "他们坚持一个中国原则。")
    assert "They hold to the one-China policy." in twins("terminology", "en", *pair)
    assert "他们坚持一个中国政策。" in twins("terminology", "zh", *pair)
    assert twins("terminology", "en", pair[0], "他们坚持这一立场。") == []


@pytest.mark.parametrize(
    ("kind", "side", "en", "zh"),
    [
        ("negation", "en", "Will the bakers not come tomorrow?", "面包师明天不来吗？"),
        ("negation", "en", "She asked whether the boat is late.", "她问船是不是晚点了。"),
        ("negation", "en", "The boat is not only late but wet.", "这条船不仅晚点，而且湿了。"),
        ("negation", "en", "The will of the baker is read.", "宣读了面包师的遗嘱，他没有孩子。"),
        ("negation", "en", "The boat did not leave.", "船留下了。"),  # taking it away would not make it worse
        ("negation", "zh", "The fair is near.", "庙会就要到了。"),
        ("modality", "en", "Visitors must not touch the pots.", "游客不得触摸茶壶。"),
        ("modality", "en", "Visitors must wash the pots.", "游客可以清洗茶壶。"),
        ("modality", "en", "The fair opens in May.", "庙会可能在五月开幕。"),
        ("modality", "zh", "They will move the boat.", "他们将船移走。"),
        ("number", "en", "One of the boats left.", "其中一条船离开了。"),
        ("number", "en", "It weighs 36 grams.", "它很重。"),
        ("name", "en", "She reads the China Daily.", "她读《中国日报》。"),
        ("name", "en", "A museum in Norway.", "一座博物馆。"),
        ("omission", "en", "The boat, however, left.", "不过，船离开了。"),
    ],
)
def test_what_might_say_the_same_is_left_alone(kind, side, en, zh):
    made = twins(kind, side, en, zh)
    if (kind, en) == ("negation", "The will of the baker is read."):
        assert made == ["The will of the baker is not read."]
    else:
        assert made == []


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 10**9), st.sampled_from(["cups", "boats"]))
def test_a_changed_number_is_one_that_the_rule_for_numbers_sees(number, thing):
    en = f"The plant made {number:,} {thing} last year."
    zh = f"该厂去年生产了{number}{'个杯子' if thing == 'cups' else '条船'}。"
    for side in ("en", "zh"):
        for text in twins("number", side, en, zh):
            pair = (text, zh) if side == "en" else (en, text)
            judged = Numbers().judge(SegmentPair(*pair, "r", Span(0, 1), Span(0, 1), 0.9, 0.9))
            assert judged is not None, text


PIECES = st.sampled_from(
    [
        *reports.HARBOUR_EN,
        *reports.SCHOOL_EN,
        *reports.LIBRARY_ZH,
        *reports.HARBOUR_ZH,
        EN,
        ZH,
        "",
        "\0",
        "？",
        "3",
        "𝟛",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=3).map(" ".join), st.lists(PIECES, max_size=3).map("".join))
def test_places_are_right_and_the_pair_alone_decides(en, zh):
    found = damage_pair(en, zh)
    assert found == damage_pair(en, zh)
    if found is None:
        return
    good = en if found.side == "en" else zh
    put = found.span.of(found.text)
    assert Change(found.good_span, put, found.severity).of(good) == found.text != good
    assert found.kind in KINDS and found.severity in ("critical", "major", "minor")
    assert "\n" not in found.text


def build(source, folder, *options):
    command = [Path(sys.executable).with_name("align"), "corpus", "build", source, "-o", folder, "--quiet"]
    command += ["--config", source.parent / "corpus.toml", *options]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 8, done.stderr
    return folder


def rows(folder, part):
    return [json.loads(line) for line in (folder / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The corpus of the reports with twins and Parquet."""
    root = tmp_path_factory.mktemp("damaged")
    (root / "corpus.toml").write_text("[corpus]\nvalid = 0.2\ntest = 0.1\n", encoding="utf-8")
    source = reports.write_reports(root / "reports")
    return build(source, root / "corpus", "--with-damaged", "--format", "parquet")


def test_twins_stand_beside_their_pairs(built):
    told = json.loads((built / "report.json").read_text(encoding="utf-8"))["damaged"]
    made = 0
    for part in PARTS:
        pairs = {(r["en"], r["zh"]): r for r in rows(built, part)}
        for row in rows(built / "damaged", part):
            good = pairs[row["en"], row["zh"]]
            assert row["document"] == good["document"]
            text, (a, b), (c, d) = row[row["side"]], row["good_span"], row["span"]
            assert text[:a] + row["damaged"][c:d] + text[b:] == row["damaged"] != text
            made += 1
        assert told[part] == len(rows(built / "damaged", part))
    assert made == sum(told["kinds"].values()) >= 10
    assert made + told["without"] == sum(len(rows(built, part)) for part in PARTS)


def test_twins_added_later_are_the_same_bytes(built):
    source = built.parent / "reports"
    later = build(source, built.parent / "later", "--format", "parquet")
    assert not (later / "damaged").exists()
    build(source, later, "--with-damaged")
    held = {
        folder: {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*.*") if p.is_file()}
        for folder in (built, later)
    }
    assert held[built] == held[later]


def test_datasets_loads_them(built, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    loaded = datasets.load_dataset(str(built), "damaged", split="train", cache_dir=str(tmp_path)).to_list()
    wanted = rows(built / "damaged", "train")
    assert [(r["damaged"], r["start"], r["good_end"]) for r in loaded] == [
        (r["damaged"], r["span"][0], r["good_span"][1]) for r in wanted
    ]
