"""What ``--format`` writes: the same pairs in every format, each file as the tools of its kind read it."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from align.corpus.formats import Outputs
from align.corpus.formats.card import hub_licences
from align.corpus.formats.moses import write_pairs as write_moses
from align.corpus.formats.parquet import PAIR_COLUMNS, name_files, pair_record, write_table
from align.corpus.formats.rows import parse_pair_row
from align.corpus.formats.tmx import write_pairs as write_tmx
from align.corpus.formats.tsv import write_pairs as write_tsv
from align.corpus.store import Folder
from align.errors import AlignError
from align.formats.texts import FORBIDDEN
from align.formats.tmx import read_pairs

spec = importlib.util.spec_from_file_location("reports", ROOT / "tests" / "corpus" / "reports.py")
reports = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reports)

PARTS = ("train", "valid", "test")
EXTRA = {f"{part}.{end}" for part in PARTS for end in ("en", "zh", "ids", "tsv", "tmx")} | {
    f"data/{split}-00000-of-00001.parquet" for split in ("train", "validation", "test")
}
TMX = etree.RelaxNG(etree.parse(ROOT / "tests" / "formats" / "schemas" / "tmx14.rng"))
TEXT = st.text(
    st.characters() | st.sampled_from("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029\"'\\<&]\0\ud800"), max_size=12
)


def read_all(folder):
    """Every file below a folder: its name -> its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows(folder, part):
    return [json.loads(line) for line in (folder / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Reports in a manifest, two of them with a licence."""
    root = tmp_path_factory.mktemp("source")
    reports.write_reports(root)
    names = {"1-harbour": "CC BY 4.0", "5-museum": "", "6-school": "CC BY 4.0", "7-library": "by | favour"}
    lines = [
        {"id": name, "zh": f"{name}.zh.txt", "en": f"{name}.en.txt", "licence": licence, "source": "a\ttab"}
        for name, licence in names.items()
    ]
    (root / "list.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (root / "corpus.toml").write_text("[corpus]\nvalid = 0.2\ntest = 0.1\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(source, tmp_path_factory):
    """A corpus in every format, built by the real command."""
    return build(
        source, tmp_path_factory.mktemp("built") / "corpus", "--format", "parquet,moses", "--format=tsv,tmx"
    )


def build(source, folder, *options, code=0):
    import subprocess
    import sys

    command = [Path(sys.executable).with_name("align"), "corpus", "build", source / "list.jsonl", "-o", folder]
    command += ["--config", source / "corpus.toml", "--quiet", *options]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stderr
    return folder if code == 0 else done.stderr


def test_every_format_holds_the_same_pairs(built):
    from pyarrow import parquet

    for part, split in zip(PARTS, ("train", "validation", "test"), strict=True):
        wanted = [(r["en"], r["zh"], r["document"]) for r in rows(built, part)]
        assert wanted
        lines = [(built / f"{part}.{end}").read_text(encoding="utf-8").splitlines() for end in ("en", "zh", "ids")]
        assert [(en, zh, place.split("\t")[0]) for en, zh, place in zip(*lines, strict=True)] == wanted
        with (built / f"{part}.tsv").open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file, delimiter="\t"))
        assert [(r["en"], r["zh"], r["document"]) for r in table] == wanted
        assert [float(r["score"]) for r in table] == [r["score"] for r in rows(built, part)]
        held = parquet.read_table(built / "data" / f"{split}-00000-of-00001.parquet").to_pylist()
        assert [(r["translation"]["en"], r["translation"]["zh"], r["document"]) for r in held] == wanted
        assert [[r["zh_start"], r["zh_end"]] for r in held] == [r["zh_span"] for r in rows(built, part)]
        units = read_pairs((built / f"{part}.tmx").read_bytes())
        assert [(unit.src, unit.tgt) for unit in units] == [(en, zh) for en, zh, _ in wanted]


def test_tmx_is_valid_and_tells_of_each_pair(built):
    tree = etree.parse(built / "train.tmx")
    TMX.assertValid(tree)
    first, row = tree.find("body/tu"), rows(built, "train")[0]
    told = {prop.get("type"): prop.text for prop in first.iterfind("prop")}
    assert told["x-document"] == row["document"] and float(told["x-confidence"]) == row["confidence"]
    assert told["x-en-span"] == "{}-{}".format(*row["en_span"])
    toolkit = pytest.importorskip("translate.storage.tmx")
    store = toolkit.tmxfile.parsefile(str(built / "train.tmx"))
    store.sourcelanguage, store.targetlanguage = "en", "zh"
    assert [(u.source, u.target) for u in store.units] == [(r["en"], r["zh"]) for r in rows(built, "train")]


def test_datasets_loads_the_folder_without_a_network(built, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    loaded = datasets.load_dataset(str(built), cache_dir=str(tmp_path))
    assert {split: len(table) for split, table in loaded.items()} == {
        split: len(rows(built, part)) for part, split in zip(PARTS, ("train", "validation", "test"), strict=True)
    }
    assert loaded["train"].features["translation"] == datasets.Translation(languages=["en", "zh"])
    assert loaded["train"]["translation"][0] == {k: rows(built, "train")[0][k] for k in ("en", "zh")}


def test_datasets_loads_the_json_lines_alone(source, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    plain = build(source, tmp_path / "plain")
    loaded = datasets.load_dataset(str(plain), cache_dir=str(tmp_path / "cache"))
    assert loaded["validation"]["en"][:] == [r["en"] for r in rows(plain, "valid")]


def test_the_card_says_what_the_report_counts(built):
    from huggingface_hub import DatasetCard

    card, told = DatasetCard.load(built / "README.md"), json.loads((built / "report.json").read_text("utf-8"))
    assert card.data.language == ["en", "zh"] and card.data.size_categories == "n<1K"
    assert card.data.license == ["cc-by-4.0", "other", "unknown"]
    assert card.data.configs == [
        {
            "config_name": "default",
            "default": True,
            "data_files": [
                {"split": split, "path": f"data/{split}-*.parquet"} for split in ("train", "validation", "test")
            ],
        }
    ]
    lines = card.text.splitlines()
    assert f"| train | {told['pairs']['train']} |" in lines
    assert "| numbers | the two sides state different numbers | 1 |" in lines
    assert "| CC BY 4.0 | 2 |" in lines and r"| by \| favour | 1 |" in lines and "| (none given) | 1 |" in lines


def test_licences_as_people_write_them():
    assert hub_licences(["CC BY 4.0", "cc-by-4.0", "MIT"]) == ["cc-by-4.0", "mit"]
    assert hub_licences(["", "ask us"]) == ["other", "unknown"] and hub_licences([]) == ["unknown"]


def test_formats_added_later_give_the_same_bytes(built, source, tmp_path):
    later = build(source, tmp_path / "later", "--format", "tsv")
    (later / "data").mkdir()
    (later / "train.tsv.0123456789ab.tmp").write_text("half")  # as a kill leaves it
    assert "data is there, and align did not write it" in build(source, later, "--format", "parquet", code=7)
    (later / "data").rmdir()
    stamp = (later / "train.jsonl").stat().st_mtime_ns
    build(source, later, "--format", "parquet,moses,tmx")
    assert (later / "train.jsonl").stat().st_mtime_ns == stamp
    assert read_all(later) == read_all(built)


def test_files_of_an_earlier_corpus_go_and_those_of_others_stay(built, source, tmp_path):
    folder = build(source, tmp_path / "corpus", "--format", "parquet,moses,tsv,tmx")
    (folder / "data" / "mine.txt").write_text("mine")
    build(source, folder, "--limit", "2", "--overwrite", "--format", "tsv")
    found = set(read_all(folder))
    assert set(read_all(built)) >= EXTRA and found & EXTRA == {f"{part}.tsv" for part in PARTS}
    assert "data/mine.txt" in found
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "train.zh").write_text("mine")
    assert "train.zh is there" in build(source, foreign, "--overwrite", "--format", "moses", code=7)
    assert read_all(foreign) == {"train.zh": b"mine"}


def test_a_corpus_inside_its_own_source_is_not_read(tmp_path):
    from align.corpus.listing import list_entries

    folder = reports.write_reports(tmp_path / "reports")
    before = [entry.id for entry in list_entries(str(folder))]
    inside = folder / "corpus"
    inside.mkdir()
    marker = {"state": "begun", "files": ["train.en", "train.zh", "data/train-00000-of-00001.parquet"]}
    (inside / ".align-corpus.json").write_text(json.dumps(marker))
    for name in (*marker["files"], f"data/train-00000-of-00001.parquet.{'0a' * 6}.tmp", "README.md"):
        (inside / name).parent.mkdir(exist_ok=True)
        (inside / name).write_text("x")
    assert [entry.id for entry in list_entries(str(folder))] == before
    (inside / "mine.zh").write_text("x")
    assert {entry.id for entry in list_entries(str(folder))} == {*before, "corpus/mine"}


def test_a_package_that_is_missing_is_told_before_the_work(source, tmp_path, monkeypatch):
    import sys

    from align.corpus import build_corpus
    from align.errors import ModelError

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ModelError, match="pyarrow.*pip install"):
        build_corpus(str(source / "list.jsonl"), str(tmp_path / "out"), outputs=Outputs(("parquet",)))
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_a_wrong_option(source, tmp_path):
    said = build(source, tmp_path / "out", "--format", "jsonl,docx", code=2)
    assert "docx" in said and not (tmp_path / "out").exists()
    with pytest.raises(AlignError):
        Outputs(("docx",))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=4))
def test_no_pair_holds_a_line_break_whatever_the_text(tmp_path, texts):
    folder = Folder(str(tmp_path))
    pairs = [
        parse_pair_row(
            {
                "en": en, "zh": zh, "document": name, "en_span": [0, 1], "zh_span": [0, 1], "confidence": 0.5, "score": 0.5,
                "date": "", "source": zh, "licence": en, "rules": "0",
            }
        )
        for en, zh, name in texts
    ]  # fmt: skip
    wanted = [(pair.en, pair.zh) for pair in pairs]
    write_moses(folder, "train", pairs)
    sides = [(tmp_path / f"train.{end}").read_bytes().decode() for end in ("en", "zh", "ids")]
    assert all(len((side + "|").splitlines()) == len(pairs) + 1 for side in sides)
    assert list(zip(*(side.split("\n")[:-1] for side in sides[:2]), strict=True)) == wanted
    write_tsv(folder, "train", pairs)
    table = (tmp_path / "train.tsv").read_bytes().decode()
    assert len(table.splitlines()) == len(pairs) + 1
    assert [tuple(r[:2]) for r in csv.reader(io.StringIO(table, newline=""), delimiter="\t")][1:] == wanted
    write_tmx(folder, "train", pairs)
    tree = etree.parse(tmp_path / "train.tmx")
    TMX.assertValid(tree)
    held = [tuple(seg.text or "" for seg in unit.iter("seg")) for unit in tree.iter("tu")]
    assert held == [tuple(FORBIDDEN.sub("", text) for text in pair) for pair in wanted]
    write_table(folder, ["t.parquet"], PAIR_COLUMNS, map(pair_record, pairs))


def test_a_large_part_goes_into_several_files_of_which_each_is_whole(tmp_path, monkeypatch):
    from pyarrow import parquet

    from align.corpus.formats import parquet as module

    monkeypatch.setattr(module, "ROWS", 5)
    monkeypatch.setattr(module, "GROUP", 2)
    names = name_files("train", 12)
    assert [*names] == [f"data/train-{n:05d}-of-00003.parquet" for n in range(3)]
    write_table(Folder(str(tmp_path)), names, [module.Column("n", "int")], ({"n": n} for n in range(12)))
    held = [parquet.read_table(tmp_path / name).column("n").to_pylist() for name in names]
    assert held == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11]]

    def broken():
        yield {"n": 1}
        raise AlignError("stopped")

    with pytest.raises(AlignError):
        write_table(Folder(str(tmp_path)), ["data/new.parquet"], [module.Column("n", "int")], broken())
    assert sorted(p.name for p in (tmp_path / "data").iterdir()) == sorted(
        name.removeprefix("data/") for name in names
    )


def test_killed_while_it_wrote_the_formats_it_goes_on_to_the_same_bytes(built, source, tmp_path):
    import shutil

    folder = tmp_path / "corpus"
    shutil.copytree(built, folder)
    marker = json.loads((folder / ".align-corpus.json").read_text())
    (folder / ".align-corpus.json").write_text(json.dumps({**marker, "state": "begun"}))
    for name in ("lock.json", "train.tmx", "README.md"):
        (folder / name).unlink()
    (folder / "train.tsv").write_text("of another day\n")
    (folder / "data" / f"test-00000-of-00001.parquet.{'0a' * 6}.tmp").write_text("half")
    build(source, folder, "--format", "parquet,moses,tsv,tmx")
    assert read_all(folder) == read_all(built)


def test_an_object_store_holds_the_same_bytes(built):
    here, there = Folder(str(built)), Folder("memory://bucket/corpus")
    pairs = [parse_pair_row(row) for row in rows(built, "train")]
    write_moses(there, "train", pairs)
    write_tsv(there, "train", pairs)
    write_tmx(there, "train", pairs)
    names = name_files("train", len(pairs))
    write_table(there, names, PAIR_COLUMNS, map(pair_record, pairs))
    for name in ("train.en", "train.zh", "train.ids", "train.tsv", "train.tmx", *names):
        (fs, path), (own, own_path) = there.place(name), here.place(name)
        assert fs.cat_file(path) == own.cat_file(own_path)
