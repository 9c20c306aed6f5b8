import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT

spec = importlib.util.spec_from_file_location("reports", ROOT / "tests" / "corpus" / "reports.py")
reports = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reports)

PARTS = ("train", "valid", "test")
COMMAND = [Path(sys.executable).with_name("align"), "corpus", "build"]


def build(*arguments, code=0):
    """Run the command to its end; what it said on both streams."""
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stderr
    return done.stdout, done.stderr


def rows(folder, name):
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def read_all(folder):
    """Every file below a folder, hidden ones too: its name -> its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rules(folder):
    return {(r["document"], r["rule"]) for r in rows(folder, "rejected")}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return reports.write_reports(tmp_path_factory.mktemp("source") / "reports")


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    """Shares at which the hashes of the reports fill all three parts."""
    path = tmp_path_factory.mktemp("config") / "corpus.toml"
    path.write_text("[corpus]\nvalid = 0.2\ntest = 0.1\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(source, config, tmp_path_factory):
    """A corpus built in one go by one process, for the tests to compare theirs with; and what was said."""
    folder = tmp_path_factory.mktemp("whole") / "corpus"
    return folder, build(source, "-o", folder, "--config", config, code=8)[1]


def test_a_broken_document_costs_itself_and_the_exit_code(whole):
    folder, said = whole
    assert "3 of 7 documents" not in said and "4 of 7 documents" in said
    assert said.splitlines()[-1].startswith("align: 1 document failed; the rest is done: ")
    assert set(read_all(folder)) == {
        ".align-corpus.json", "README.md", "documents.jsonl", "lock.json", "rejected.jsonl", "report.html",
        "report.json", "test.jsonl", "train.jsonl", "valid.jsonl",
    }  # fmt: skip


def test_every_rule_is_named_where_it_struck(whole):
    assert rules(whole[0]) == {
        ("1-harbour", "near-duplicate"),
        ("2-broken", "broken"),
        ("3-copied", "copied-document"),
        ("4-french", "language"),
        ("5-museum", "numbers"),
    }
    by_rule = {r["rule"]: r for r in rows(whole[0], "rejected")}
    assert by_rule["numbers"]["value"] == "464 | 461" and "teapots" in by_rule["numbers"]["en"]
    assert by_rule["near-duplicate"]["detail"] == "6-school"
    assert by_rule["copied-document"]["detail"] == "1-harbour" and by_rule["copied-document"]["en"] is None


def test_each_pair_is_in_one_place_alone(whole):
    """The texts are written sentence by sentence, so that the pairs are known without align."""
    documents = {
        "1-harbour": (reports.HARBOUR_EN, reports.HARBOUR_ZH),
        "5-museum": (reports.MUSEUM_EN, reports.MUSEUM_ZH),
        "6-school": (reports.SCHOOL_EN, reports.SCHOOL_ZH),
        "7-library": (reports.LIBRARY_EN, reports.LIBRARY_ZH),
    }
    wanted = Counter((name, *pair) for name, texts in documents.items() for pair in zip(*texts, strict=True))
    found = Counter(
        (r["document"], r["en"], r["zh"])
        for name in (*PARTS, "rejected")
        for r in rows(whole[0], name)
        if r["en"] is not None
    )
    assert found == wanted
    refused = [r["document"] for r in rows(whole[0], "rejected") if r["en"] is None]
    assert refused == ["2-broken", "3-copied", "4-french"]


def test_report_and_documents_say_what_the_files_hold(whole):
    folder = whole[0]
    told = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    kept = {part: rows(folder, part) for part in PARTS}
    assert {part: told["pairs"][part] for part in PARTS} == {part: len(kept[part]) for part in PARTS}
    assert all(kept.values()) and told["pairs"]["refused"] == 2
    dropped = {r["rule"]: r["in_order"] for r in told["pair_rules"] if r["in_order"]}
    assert dropped == {"numbers": 1, "near-duplicate": 1}
    documents = rows(folder, "documents")
    assert told["documents"] == {"read": 7, "kept": 4, "refused": 3}
    for part in PARTS:
        assert {r["document"] for r in kept[part]} == {d["document"] for d in documents if d["split"] == part}
    for row in kept["train"]:
        text = (reports.MUSEUM_EN, reports.LIBRARY_EN)[row["document"] == "7-library"]
        assert " ".join(text)[slice(*row["en_span"])] == row["en"]


@pytest.mark.slow
def test_the_same_again_is_the_same_bytes_with_two_workers_too(source, config, whole, tmp_path):
    again, by_two = tmp_path / "again", tmp_path / "by-two"
    build(source, "-o", again, "--config", config, "--quiet", code=8)
    build(source, "-o", by_two, "--config", config, "--quiet", "--workers", 2, code=8)
    assert read_all(again) == read_all(whole[0])
    assert read_all(by_two) == read_all(whole[0])


def test_a_corpus_that_is_there_is_not_made_again(source, config, whole):
    before = {p: p.stat().st_mtime_ns for p in whole[0].iterdir()}
    assert "(was there already)" in build(source, "-o", whole[0], "--config", config, code=8)[1]
    assert {p: p.stat().st_mtime_ns for p in whole[0].iterdir()} == before


@pytest.fixture(scope="module")
def long_reports(source, tmp_path_factory):
    """The reports, those of the second shard longer, so that a kill hits it at work; and their corpus."""
    many = tmp_path_factory.mktemp("long") / "reports"
    many.mkdir()
    for path in source.iterdir():
        text = path.read_bytes()
        (many / path.name).write_bytes(text * 15 if path.name[0] in "567" else text)
    unhurt = many.parent / "unhurt"
    build(many, "-o", unhurt, "--quiet", code=8)
    return many, unhurt


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")
@pytest.mark.parametrize(("workers", "then"), [(1, 2), (2, 1)])
def test_killed_half_way_it_goes_on_and_gives_the_same_bytes(tmp_path, long_reports, workers, then):
    killed = tmp_path / "killed"
    command = [*COMMAND, long_reports[0], "-o", killed, "--quiet", "--workers"]
    run = subprocess.Popen([*command, str(workers)], start_new_session=True, stderr=subprocess.DEVNULL)
    work = killed / ".align-work"
    try:
        until = time.monotonic() + 60
        while not (work / "engine" / "completions" / "00000").exists():
            assert run.poll() is None and time.monotonic() < until
            time.sleep(0.01)
    finally:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    assert run.returncode == -signal.SIGKILL and not (killed / "train.jsonl").exists()
    assert not (work / "engine" / "completions" / "00001").exists()
    # The second run must take the first shard as it is: it goes on with other words in it, which shows below.
    pairs = work / "found" / "00000.pairs.jsonl"
    pairs.write_text(pairs.read_text(encoding="utf-8").replace("electric ferries", "ELECTRIC FERRIES"), "utf-8")
    (killed / "train.jsonl.0123456789ab.tmp").write_text("{", encoding="utf-8")  # as a kill while it writes leaves
    build(long_reports[0], "-o", killed, "--quiet", "--workers", then, code=8)
    killed_files, unhurt = read_all(killed), read_all(long_reports[1])
    for files in (killed_files, unhurt):
        files.pop("report.html")  # shows pairs by a hash of their words, so other words show other pairs
    found = {name: data.replace(b"ELECTRIC FERRIES", b"electric ferries") for name, data in killed_files.items()}
    assert found == unhurt != killed_files


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to look at")
def test_a_worker_that_is_killed_ends_the_build_and_leaves_no_process(tmp_path, long_reports):
    killed = tmp_path / "killed"
    command = [*COMMAND, long_reports[0], "-o", killed, "--quiet", "--workers", "2"]
    run = subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE)
    running = killed / ".align-work" / "running" / "00001"
    try:
        until = time.monotonic() + 60
        while not running.exists():
            assert run.poll() is None and time.monotonic() < until
            time.sleep(0.01)
        os.kill(int(running.read_text()), signal.SIGKILL)  # as the kernel does where memory is short
        said = run.communicate(timeout=60)[1].decode()
        assert run.returncode == 3
        assert said.startswith("align: a worker was killed, perhaps for lack of memory: shard 00001. Run again")
        until = time.monotonic() + 10
        with pytest.raises(ProcessLookupError):
            while time.monotonic() < until:
                os.killpg(run.pid, 0)
                time.sleep(0.1)
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
    build(long_reports[0], "-o", killed, "--quiet", code=8)
    assert read_all(killed) == read_all(long_reports[1])


def test_a_folder_of_something_else_is_left_alone(source, config, whole, tmp_path):
    folder = tmp_path / "mine"
    (folder / "deep").mkdir(parents=True)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "deep" / "x").write_text("mine", encoding="utf-8")
    mine = read_all(folder)
    said = build(source, "-o", folder, "--config", config, code=7)[1]
    assert said.startswith("align: the folder holds something else: ") and "--overwrite" in said
    assert read_all(folder) == mine
    build(source, "-o", folder, "--config", config, "--overwrite", "--quiet", code=8)
    assert read_all(folder) == {**mine, **read_all(whole[0])}


@pytest.mark.parametrize("name", ["train.jsonl", "report.html", ".align-work/x"])
def test_files_of_our_names_that_are_not_ours_stay(source, tmp_path, name):
    path = tmp_path / "mine" / name
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    for options in ([], ["--overwrite"]):
        build(source, "-o", tmp_path / "mine", *options, code=7)
        assert read_all(tmp_path / "mine") == {name: b"mine"}


@pytest.mark.parametrize("below", ["", "/deep/corpus"])
def test_a_file_in_the_way_is_told_before_any_work(source, tmp_path, below):
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    for options in ([], ["--overwrite"]):
        said = build(source, "-o", f"{tmp_path / 'notes'}{below}", *options, code=7)[1]
        assert said.startswith("align: no folder can be made there: a file is in the way: ")
    assert read_all(tmp_path) == {"notes": b"mine"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
@pytest.mark.parametrize(
    ("options", "said", "code"),
    [([], "no room for temporary files (", 8), (["--limit", 1], "File too large: ", 0)],
    ids=["a library's own file", "the report"],
)
def test_where_no_more_can_be_written_no_document_is_blamed(source, config, tmp_path, options, said, code):
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (40 * 1024, 40 * 1024))

    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    common = [source, "--config", config, "--quiet", *options]
    command = [*COMMAND, *common, "-o", tmp_path / "full"]
    run = subprocess.run([*map(str, command)], capture_output=True, text=True, preexec_fn=limit, timeout=120)
    assert run.returncode == 7 and run.stderr.count("\n") == 1 and run.stderr.startswith(f"align: {said}")
    assert (tmp_path / "notes").exists() and not (tmp_path / "full" / "report.html").exists()
    build(*common, "-o", tmp_path / "full", code=code)
    build(*common, "-o", tmp_path / "unhurt", code=code)
    assert read_all(tmp_path / "full") == read_all(tmp_path / "unhurt")


def test_another_corpus_is_replaced_only_when_told_to(source, config, whole, tmp_path):
    folder = tmp_path / "corpus"
    shutil.copytree(whole[0], folder)
    before = read_all(folder)
    said = build(source, "-o", folder, "--config", config, "--limit", 1, code=7)[1]
    assert said.startswith("align: the folder holds another corpus (finished): ")
    assert read_all(folder) == before
    said = build(source, "-o", folder, "--config", config, "--limit", 1, "--overwrite")[1]
    assert "1 of 1 documents" in said
    assert [d["document"] for d in rows(folder, "documents")] == ["1-harbour"]
    assert not rows(folder, "train") and len(rows(folder, "valid")) == 5


def test_dry_run_writes_nothing_and_foretells_the_build(source, config, whole, tmp_path):
    said = build(source, "-o", tmp_path / "out", "--config", config, "--dry-run")[0].splitlines()
    assert not list(tmp_path.iterdir())
    told = json.loads((whole[0] / "report.json").read_text(encoding="utf-8"))["pairs"]
    assert said[0] == "documents  7 (7 tried)" and said[4] == "refused    43% of the documents"
    assert said[2] == f"pairs      {told['kept']}, 89% of {told['candidates']} candidates"
    size = sum(len(data) for data in read_all(whole[0]).values())
    assert float(said[3].split()[1]) == pytest.approx(size / 1e6, rel=0.1)


def test_nothing_near_to_the_excluded_texts_is_kept(source, config, tmp_path):
    exclude = tmp_path / "test-set.tsv"
    exclude.write_text(f"{reports.LIBRARY_EN[3]}\tx\n{reports.MUSEUM_ZH[0]}\n", encoding="utf-8")
    build(source, "-o", tmp_path / "out", "--config", config, "--exclude", exclude, code=8)
    told = {(r["en"], r["zh"]) for r in rows(tmp_path / "out", "rejected") if r["rule"] == "excluded"}
    assert told == {
        (reports.LIBRARY_EN[3], reports.LIBRARY_ZH[3]),
        (reports.MUSEUM_EN[0], reports.MUSEUM_ZH[0]),
    }


@pytest.mark.parametrize(("text", "code"), [(None, 3), ("\n", 6), ('{"en": \n', 6)])
def test_excluded_texts_that_cannot_be_read_are_told_before_any_work(source, tmp_path, text, code):
    if text is not None:
        (tmp_path / "x.jsonl").write_text(text, encoding="utf-8")
    said = build(source, "-o", tmp_path / "out", "--exclude", tmp_path / "x.jsonl", code=code)[1]
    assert "x.jsonl" in said and not (tmp_path / "out").exists()


def test_licences_choose_documents_of_a_manifest(source, tmp_path):
    named = {"1-harbour": "CC-BY-4.0", "5-museum": "all rights reserved", "6-school": "CC0", "7-library": ""}
    records = [
        {
            "id": k,
            "zh": f"{k}.zh.txt",
            "en": f"{k}.en.txt",
            "licence": v,
            "date": "2024-05-01",
            "source": f"{k}.org",
        }
        for k, v in named.items()
    ]
    shutil.copytree(source, tmp_path / "in")
    manifest = tmp_path / "in" / "reports.jsonl"
    manifest.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    out = tmp_path / "out"
    build(manifest, "-o", out, "--licence", "CC0", "--licence", "CC-BY-4.0", "--quiet")
    assert {(d["document"], d["rule"]) for d in rows(out, "documents")} == {
        ("1-harbour", None), ("5-museum", "licence"), ("6-school", None), ("7-library", "licence"),
    }  # fmt: skip
    kept = [row for part in PARTS for row in rows(out, part)]
    assert {(r["licence"], r["date"]) for r in kept} == {("CC-BY-4.0", "2024-05-01"), ("CC0", "2024-05-01")}
    dropped = [row for row in rows(out, "rejected") if row["en"]]
    assert dropped and all(
        r["source"] == f"{r['document']}.org" for r in [*kept, *dropped, *rows(out, "documents")]
    )
    assert {r["licence"] for r in dropped} <= {"CC-BY-4.0", "CC0"}
    listed = {r["document"]: r["value"] for r in rows(out, "rejected") if r["rule"] == "licence"}
    assert listed == {"5-museum": "all rights reserved", "7-library": ""}
    for more in ([], ["--dry-run"]):
        said = build(manifest, "-o", tmp_path / "none", "--licence", "cc0", *more, code=6)[1]
        assert said.startswith(
            "align: no document has this licence: cc0. There are: CC-BY-4.0, all rights reserved"
        )
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[corpus]\nvalid = 0.9\ntest = 0.2\n", "valid and test together are over 1"),
        ("[corpus]\nwith_quotes = true\n", "with_quotes"),
        ("[corpus.rules.numbers]\nleast = 1\n", "[corpus.rules.numbers]"),
    ],
)
def test_settings_that_do_not_fit(source, tmp_path, text, said):
    (tmp_path / "c.toml").write_text(text, encoding="utf-8")
    assert said in build(source, "-o", tmp_path / "out", "--config", tmp_path / "c.toml", code=6)[1]
    assert not (tmp_path / "out").exists()
