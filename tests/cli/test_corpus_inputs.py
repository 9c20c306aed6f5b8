import importlib.util
import json

import pyarrow as pa
import pytest
from conftest import ROOT
from pyarrow import parquet


def load(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / "corpus" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


archives, reports = load("archives"), load("reports")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """One report in each kind of input, all in one folder, and a text that stays alone."""
    folder = tmp_path_factory.mktemp("inputs") / "in"
    folder.mkdir()
    for side, lines in (("zh", reports.HARBOUR_ZH), ("en", reports.HARBOUR_EN)):
        (folder / f"lines.{side}").write_text("\n".join(lines) + "\n", encoding="utf-8")
    museum = {"id": ["museum"], "zh": ["".join(reports.MUSEUM_ZH)], "en": [" ".join(reports.MUSEUM_EN)]}
    parquet.write_table(pa.table({**museum, "licence": ["CC0"]}), folder / "table.parquet")
    zh, en = "\n".join(reports.LIBRARY_ZH), "\n".join(reports.LIBRARY_EN)
    archives.write_archive(
        folder / "crawl.warc.gz",
        [
            ("https://x.example/zh/7", "text/html; charset=gbk", archives.page("流动图书馆", zh, "gbk")),
            ("https://x.example/en/7", "text/html", archives.page("A library on wheels", en)),
            ("https://x.example/7.png", "image/png", b"\x89PNG"),
        ],
    )
    (folder / "alone.txt").write_text("".join(reports.SCHOOL_ZH), encoding="utf-8")
    return folder


def rows(folder, name):
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def read_all(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir()}


@pytest.fixture(scope="module")
def corpus(source, tmp_path_factory, run_align_module):
    folder = tmp_path_factory.mktemp("corpus") / "out"
    done = run_align_module("corpus", "build", source, "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def run_align_module():
    import subprocess
    import sys
    from pathlib import Path

    def run(*arguments):
        command = [Path(sys.executable).with_name("align"), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=240)

    return run


def test_every_kind_of_input_gives_its_pairs(corpus):
    documents = {d["document"]: d for d in rows(corpus, "documents.jsonl")}
    assert [(name.split("0")[0], d["rule"]) for name, d in sorted(documents.items())] == [
        ("alone", "unpaired-document"), ("crawl:", None), ("lines:", None), ("museum", None),
    ]  # fmt: skip
    page = next(d for name, d in documents.items() if name.startswith("crawl:"))
    assert page["pairing"] > 0.9 and page["source"] == "https://x.example/zh/7 | https://x.example/en/7"
    assert page["date"] == "2024-05-01" and documents["museum"]["licence"] == "CC0"
    assert "pairing" not in documents["museum"]
    kept = [r for part in ("train", "valid", "test") for r in rows(corpus, f"{part}.jsonl")]
    lines = {(r["zh"], r["en"]) for r in kept if r["document"].startswith("lines:")}
    assert lines == set(zip(reports.HARBOUR_ZH, reports.HARBOUR_EN, strict=True))
    assert any(r["zh"] == reports.LIBRARY_ZH[0] and r["en"] == reports.LIBRARY_EN[0] for r in kept)


def test_what_is_no_document_is_counted(corpus):
    report = json.loads((corpus / "report.json").read_text(encoding="utf-8"))
    assert report["passed_over"] == {"response of type image/png": 1, "warcinfo record": 1}
    (alone,) = [r for r in rows(corpus, "rejected.jsonl") if r["document"] == "alone"]
    assert alone["rule"] == "unpaired-document" and alone["en"] is None and 0 <= alone["value"] < 0.9
    told = {r["rule"]: r["documents"] for r in report["document_rules"]}
    assert told["unpaired-document"] == 1


@pytest.mark.slow
def test_two_workers_give_the_same_bytes(corpus, source, tmp_path, run_align_module):
    done = run_align_module("corpus", "build", source, "-o", tmp_path / "out", "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert read_all(tmp_path / "out") == read_all(corpus)


def test_sides_that_are_not_both_given(source, tmp_path, run_align_module):
    for arguments in (["--zh", source], [source, "--zh", source, "--en", source], []):
        done = run_align_module("corpus", "build", *arguments, "-o", tmp_path / "out")
        assert done.returncode == 2 and "--zh and --en" in done.stderr
    assert not (tmp_path / "out").exists()


def test_unequal_files_are_one_line_before_any_work(source, tmp_path, run_align_module):
    (tmp_path / "a.zh").write_text("一。\n二。\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("One.\n", encoding="utf-8")
    sides = ["--zh", tmp_path / "a.zh", "--en", tmp_path / "a.en"]
    done = run_align_module("corpus", "build", *sides, "-o", tmp_path / "out")
    assert done.returncode == 6 and done.stderr.count("\n") == 1
    assert done.stderr.startswith("align: a.zh has 2 lines and a.en 1: ") and not (tmp_path / "out").exists()
