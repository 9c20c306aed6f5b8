"""``--quotes``: the same pairs of quotes as ``align quotes`` finds, in the parts of their documents."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, FakeEncoder

from align.corpus.document import align_entry
from align.corpus.quotations import parse_quote, quote_record
from align.corpus.records import Entry
from align.corpus.settings import CorpusSettings
from align.documents import read_bytes
from align.pipeline import compare

spec = importlib.util.spec_from_file_location("reports", ROOT / "tests" / "corpus" / "reports.py")
reports = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reports)

ALIGN = str(Path(sys.executable).with_name("align"))
PARTS = ("train", "valid", "test")
RAIN_EN = (
    "Rain fell on the valley for eleven days. The mill stood under water up to its second floor. Children were rowed to "
    "school in a bakery's flour boat."
)
RAIN_ZH = "山谷里下了十一天雨。磨坊的水一直淹到二楼。孩子们坐着面包房运面粉的船去上学。"
FOG_EN = (
    "Fog kept the lighthouse busy all week. A trawler found its way home by the smell of the cannery. The harbour master "
    "has ordered a louder horn from a piano maker."
)
FOG_ZH = (
    "大雾让灯塔忙了整整一周。一艘拖网渔船循着罐头厂的气味找到了回家的路。港务长向一位钢琴匠订了一个更响的雾号。"
)
KNEEL_EN = "The bridge is closed. “Nobody will kneel to a toll collector,” the ferry guild said. The guild has nine members."
KNEEL_ZH = "大桥已经关闭。渡轮公会说：“谁也不会向收费员下跪。”公会有九名成员。"


def rows(folder, name):
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def run(*arguments, code=0):
    done = subprocess.run([ALIGN, *map(str, arguments)], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The reports, and two more that quote the same words."""
    folder = reports.write_reports(tmp_path_factory.mktemp("quoted") / "reports")
    for name, end in (("8-guild", (RAIN_EN, RAIN_ZH)), ("9-again", (FOG_EN, FOG_ZH))):
        (folder / f"{name}.en.txt").write_text(f"{KNEEL_EN} {end[0]}", encoding="utf-8")
        (folder / f"{name}.zh.txt").write_text(f"{KNEEL_ZH}{end[1]}", encoding="utf-8")
    (folder.parent / "corpus.toml").write_text("[corpus]\nvalid = 0.2\ntest = 0.1\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(source):
    folder = source.parent / "corpus"
    build(source, folder, "--quotes", "--format", "parquet")
    return folder


def build(source, folder, *options):
    config = source.parent / "corpus.toml"
    run("corpus", "build", source, "-o", folder, "--config", config, "--quiet", *options, code=8)


def test_quotes_stand_in_the_part_of_their_document(built, source):
    parts = {d["document"]: d["split"] for d in rows(built, "documents")}
    held = {part: rows(built / "quotes", part) for part in PARTS}
    assert all(parts[row["document"]] == part for part in PARTS for row in held[part])
    told = json.loads((built / "report.json").read_text(encoding="utf-8"))["quotes"]
    assert {part: told[part] for part in PARTS} == {part: len(held[part]) for part in PARTS}
    (mayor,) = (r for part in PARTS for r in held[part] if r["document"] == "6-school" and "litre" in r["en"])
    assert (mayor["en_speaker"], mayor["zh_speaker"], mayor["en_kind"]) == ("Lin Hua", "林华", "indirect")
    for side, language in (("en", "en"), ("zh", "zh")):
        text = (source / f"6-school.{language}.txt").read_text(encoding="utf-8")
        assert " … ".join(text[a:b] for a, b in mayor[f"{side}_content"]) == mayor[side]


def test_they_are_what_align_quotes_finds(built, source):
    found = [
        json.loads(line)
        for line in run(
            "quotes", source / "6-school.zh.txt", source / "6-school.en.txt", "--format", "jsonl"
        ).splitlines()
    ]
    both = {(r["tgt"]["text"], r["src"]["text"], round(r["score"], 4)) for r in found if r["src"] and r["tgt"]}
    held = [
        r for part in (*PARTS, "rejected") for r in rows(built / "quotes", part) if r["document"] == "6-school"
    ]
    assert both == {(r["en"], r["zh"], r["score"]) for r in held} != set()


def test_what_was_said_once_stands_once(built):
    said = [r for part in PARTS for r in rows(built / "quotes", part) if "kneel" in r["en"]]
    assert len(said) == 1
    (again,) = (r for r in rows(built / "quotes", "rejected") if "kneel" in r["en"])
    assert again["rule"] == "duplicate" and again["value"] == said[0]["document"] != again["document"]
    assert json.loads((built / "report.json").read_text("utf-8"))["quotes"]["refused"]["duplicate"] == 1


def test_parquet_and_the_card_hold_them_too(built, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    loaded = datasets.load_dataset(str(built), "quotes", cache_dir=str(tmp_path))
    for part, split in zip(PARTS, ("train", "validation", "test"), strict=True):
        wanted = rows(built / "quotes", part)
        table = loaded[split].to_list() if wanted else []
        assert [(r["translation"]["en"], r["zh_speaker"]) for r in table] == [
            (r["en"], r["zh_speaker"]) for r in wanted
        ]
        places = [[list(p) for p in zip(r["zh_starts"], r["zh_ends"], strict=True)] for r in table]
        assert places == [r["zh_content"] for r in wanted]
    assert "The set `quotes` holds pairs of quotes" in (built / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_pairs_do_not_change_and_workers_do_not_matter(built, source, tmp_path):
    build(source, tmp_path / "plain", "--workers", 2)
    assert not (tmp_path / "plain" / "quotes").exists()
    for name in (*PARTS, "rejected", "documents"):
        assert (tmp_path / "plain" / f"{name}.jsonl").read_bytes() == (built / f"{name}.jsonl").read_bytes()
    build(source, tmp_path / "two", "--workers", 2, "--quotes", "--format", "parquet")
    for path in built.rglob("*.*"):
        assert path.is_dir() or (tmp_path / "two" / path.relative_to(built)).read_bytes() == path.read_bytes()


def test_quotes_cost_no_second_pass_through_the_encoder():
    fake = FakeEncoder()
    entry = Entry("guild", KNEEL_ZH, KNEEL_EN, inline=True)
    result = align_entry(entry, CorpusSettings(quotes=True), fake)
    assert fake.calls == 2 and result.quotes
    assert align_entry(entry, CorpusSettings(), fake).quotes == ()


def test_what_a_shard_writes_is_read_back(encoder):
    from align.corpus.quotations import find_spoken_pairs

    documents = [
        read_bytes(text.encode(), name) for text, name in ((KNEEL_ZH, "a.zh.txt"), (KNEEL_EN, "a.en.txt"))
    ]
    pairs = find_spoken_pairs(compare(*documents, encoder=encoder), "guild", None)
    assert pairs and pairs == tuple(parse_quote(json.loads(json.dumps(quote_record(pair)))) for pair in pairs)
