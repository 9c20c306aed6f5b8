"""A build whose reports and corpus lie on s3://, against moto's server on loopback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow
import pytest
from corpus.archives import page, write_archive
from corpus.reports import (
    HARBOUR_EN,
    HARBOUR_ZH,
    LIBRARY_EN,
    LIBRARY_ZH,
    MUSEUM_EN,
    MUSEUM_ZH,
    SCHOOL_EN,
    SCHOOL_ZH,
    write_reports,
)
from pyarrow import parquet

pytest.importorskip("s3fs")
server = pytest.importorskip("moto.server")

from align.corpus.store import Folder  # noqa: E402

BUILD = [Path(sys.executable).with_name("align"), "corpus", "build"]
MARKER = ".align-corpus.json"


@pytest.fixture(scope="module")
def store():
    """Environment that leads to an object store of this module's own, with a bucket; and the store."""
    import fsspec

    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    told = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for key, value in told.items():
            patch.setenv(key, value)
        fs = fsspec.filesystem("s3", use_listings_cache=False)
        fs.mkdir("bucket")
        yield fs
        fs.clear_instance_cache()
    running.stop()


@pytest.fixture(scope="module")
def reports(store, tmp_path_factory):
    """Reports here, those of the second shard longer, so that a kill hits it at work; also at s3://bucket/reports."""
    folder = write_reports(tmp_path_factory.mktemp("storage") / "reports")
    for path in folder.iterdir():
        if path.name[0] in "567":
            path.write_bytes(path.read_bytes() * 6)
    store.put(str(folder), "bucket/reports", recursive=True)
    return folder


@pytest.fixture(scope="module")
def local(reports):
    """The corpus of the reports, built here: name -> bytes."""
    folder = reports.parent / "corpus"
    build(reports, "-o", folder)
    return kept_here(folder)


def kept_here(folder):
    """Every file of a local corpus but the marker: name -> bytes."""
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    del files[MARKER]
    return files


def build(*arguments, code=8, env=None):
    environment = {**os.environ, **(env or {})}
    command = [*BUILD, *map(str, arguments), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == code, done.stderr
    return done.stderr


def stored(store, folder):
    """Every object below a folder but the marker, which names the build by where its inputs lie."""
    found = {path[len(folder) + 1 :]: store.cat_file(path) for path in store.find(folder)}
    assert json.loads(found.pop(MARKER))["state"] == "finished"
    return found


@pytest.mark.slow
def test_the_corpus_is_that_of_a_local_build(store, reports, local):
    build("s3://bucket/reports", "-o", "s3://bucket/two", "--workers", 2)
    assert stored(store, "bucket/two") == local
    before = {path: store.info(path)["LastModified"] for path in store.find("bucket/two")}
    build("s3://bucket/reports", "-o", "s3://bucket/two")
    assert {path: store.info(path)["LastModified"] for path in store.find("bucket/two")} == before
    build("s3://bucket/reports", "-o", "s3://bucket/two", "--limit", 1, "--overwrite", code=0)
    assert stored(store, "bucket/two")["documents.jsonl"].count(b"\n") == 1


@pytest.mark.slow
def test_every_format_and_set_is_written_there(store, reports, tmp_path):
    more = ["--format", "parquet,moses,tsv,tmx", "--quotes", "--with-damaged"]
    build(reports, "-o", tmp_path / "all", *more)
    here = kept_here(tmp_path / "all")
    build("s3://bucket/reports", "-o", "s3://bucket/all", "--workers", 2, *more)
    assert stored(store, "bucket/all") == here
    assert {"train.tmx", "train.tsv", "train.ids", "quotes/train.jsonl", "damaged/train.jsonl"} <= set(here)
    assert {"data/train-00000-of-00001.parquet", "data/damaged/train-00000-of-00001.parquet"} <= set(here)
    assert here["quotes/train.jsonl"] + here["quotes/valid.jsonl"] + here["quotes/test.jsonl"]
    build(reports, "-o", "s3://bucket/later")  # the formats of a corpus that is there already
    build(reports, "-o", "s3://bucket/later", "--format", "moses,tmx")
    found = stored(store, "bucket/later")
    assert {name: found[name] for name in ("train.en", "train.tmx")} == {
        name: here[name] for name in ("train.en", "train.tmx")
    }


def test_archives_and_tables_are_read_there(store, tmp_path):
    reports = {"harbour": (HARBOUR_ZH, HARBOUR_EN), "school": (SCHOOL_ZH, SCHOOL_EN)}
    pages = [
        (f"https://news.example/{side}/{name}", "text/html", page(name, joint.join(lines)))
        for name, both in reports.items()
        for side, lines, joint in zip(("zh", "en"), both, ("", " "), strict=True)
    ]
    (tmp_path / "in").mkdir()
    write_archive(tmp_path / "in" / "news.warc.gz", pages)
    rows = {"id": ["museum", "library"], "zh": ["".join(MUSEUM_ZH), "".join(LIBRARY_ZH)]}
    rows |= {"en": [" ".join(MUSEUM_EN), " ".join(LIBRARY_EN)], "licence": ["CC0", "CC0"]}
    parquet.write_table(pyarrow.table(rows), tmp_path / "in" / "table.parquet")
    build(tmp_path / "in", "-o", tmp_path / "out", code=0)
    here = kept_here(tmp_path / "out")
    store.put(str(tmp_path / "in"), "bucket/many", recursive=True)
    build("s3://bucket/many", "-o", "s3://bucket/of-many", code=0)
    assert stored(store, "bucket/of-many") == here
    documents = [json.loads(line) for line in here["documents.jsonl"].splitlines()]
    assert [d["source"] for d in documents if d["split"]].count("") == 2 and len(documents) == 4
    build("s3://bucket/many/table.parquet", "-o", "s3://bucket/of-table", code=0)
    build("s3://bucket/many/news.warc.gz", "-o", "s3://bucket/of-archive", code=0)
    apart = [stored(store, f"bucket/of-{kind}")["documents.jsonl"] for kind in ("table", "archive")]
    assert b"".join(apart) == here["documents.jsonl"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")
def test_killed_half_way_it_goes_on_and_gives_the_same_bytes(store, reports, local):
    command = [*BUILD, "s3://bucket/reports", "-o", "s3://bucket/killed", "--quiet"]
    run = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    work = "bucket/killed/.align-work"
    try:
        until = time.monotonic() + 60
        while not store.exists(f"{work}/engine/completions/00000"):
            assert run.poll() is None and time.monotonic() < until
            time.sleep(0.02)
    finally:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    assert not store.exists(f"{work}/engine/completions/00001") and not store.exists("bucket/killed/train.jsonl")
    assert not store.exists(f"{work}/found/00001.pairs.jsonl")  # the second shard had begun to write
    # The second run must take the first shard as it is: it goes on with other words in it, which shows below.
    pairs = f"{work}/found/00000.pairs.jsonl"
    store.pipe_file(pairs, store.cat_file(pairs).replace(b"electric ferries", b"ELECTRIC FERRIES"))
    build("s3://bucket/reports", "-o", "s3://bucket/killed", "--workers", 2)
    found = stored(store, "bucket/killed")
    assert found != local
    assert {k: v.replace(b"ELECTRIC FERRIES", b"electric ferries") for k, v in found.items()} == local


@pytest.mark.parametrize("megabytes", [0, 40], ids=["nothing sent", "parts sent"])
def test_a_file_that_is_broken_off_is_not_there(store, megabytes):
    folder = Folder(f"s3://bucket/broken-{megabytes}")
    with pytest.raises(KeyError), folder.writer("deep/file") as file:
        file.write("half a line")
        for _ in range(megabytes):
            file.write("x" * 1024 * 1024)
        raise KeyError
    assert not store.find(f"bucket/broken-{megabytes}") and not store.list_multipart_uploads("bucket")
    folder.write("deep/file", "whole\n" * 10)
    assert folder.read("deep/file") == "whole\n" * 10


def test_what_another_process_writes_is_seen(store):
    folder = Folder("s3://bucket/seen")
    assert folder.names() == [] and not folder.exists("x")
    store.touch("bucket/seen/")  # as consoles make a folder
    store.pipe_file("bucket/seen/x", b"1")
    assert folder.names() == ["x"] and folder.exists("x")
    store.pipe_file("bucket/seen/deep/y", b"1")
    assert folder.names() == ["deep", "x"] and folder.names("deep") == ["y"]
    folder.remove("deep")
    assert folder.names() == ["x"]


def test_a_manifest_and_excluded_texts_lie_in_the_store_too(store, reports):
    rows = [
        {"id": k, "zh": f"{k}.zh.txt", "en": f"{k}.en.txt", "licence": "CC0"} for k in ("6-school", "1-harbour")
    ]
    store.pipe_file("bucket/reports/list.jsonl", "".join(json.dumps(r) + "\n" for r in rows).encode())
    store.pipe_file("bucket/exclude.txt", "这所山区学校有一座学生自己建的气象站。\n".encode())
    build(
        "s3://bucket/reports/list.jsonl",
        "-o",
        "s3://bucket/listed",
        "--exclude",
        "s3://bucket/exclude.txt",
        "--limit",
        2,
        code=0,
    )
    found = stored(store, "bucket/listed")
    documents = [json.loads(line) for line in found["documents.jsonl"].splitlines()]
    assert [(d["document"], d["licence"]) for d in documents] == [("1-harbour", "CC0"), ("6-school", "CC0")]
    assert {json.loads(line)["rule"] for line in found["rejected.jsonl"].splitlines()} >= {"excluded"}
    store.pipe_file("bucket/reports/out.jsonl", b'{"id": "x", "zh": "../exclude.txt", "en": "a.txt"}\n')
    said = build("s3://bucket/reports/out.jsonl", "-o", "s3://bucket/out", code=6)
    assert "a path leaves the manifest's folder" in said
    store.rm(["bucket/reports/list.jsonl", "bucket/reports/out.jsonl"])


@pytest.mark.parametrize(
    ("source", "output", "env", "code", "said"),
    [
        ("s3://none/reports", "s3://bucket/x", {}, 3, "s3://none/reports is not there"),
        ("HERE", "s3://none/x", {}, 7, "the folder is not there: s3://none/x"),
        (
            "HERE",
            "s3://bucket/x",
            {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"},
            3,
            "s3://bucket/x cannot be reached (",
        ),
        (
            "s3://bucket/reports",
            "HERE/out",
            {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"},
            3,
            "s3://bucket/reports cannot be reached (",
        ),
    ],
)
def test_what_cannot_be_reached_is_one_line(store, reports, tmp_path, source, output, env, code, said):
    source, output = source.replace("HERE", str(reports)), output.replace("HERE", str(tmp_path))
    told = build(source, "-o", output, "--limit", 1, code=code, env={**env, "AWS_MAX_ATTEMPTS": "1"})
    assert told.startswith(f"align: {said}") and told.count("\n") == 1
    assert not store.exists("none") and not list(tmp_path.iterdir())
