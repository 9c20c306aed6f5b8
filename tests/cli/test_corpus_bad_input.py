"""What ``align corpus build`` says of bad input and a full disk, and that it never takes away what is not its own."""

import gzip
import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

spec = importlib.util.spec_from_file_location("reports", ROOT / "tests" / "corpus" / "reports.py")
reports = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reports)

COMMAND = [Path(sys.executable).with_name("align"), "corpus", "build"]
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


def build(*arguments, code=0, **options):
    """Run the command to its end; the lines of what it said on stderr."""
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


def rows(folder, name):
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def read_all(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def put(folder, name, zh=reports.LIBRARY_ZH, en=reports.LIBRARY_EN):
    (folder / f"{name}.zh.txt").write_text("".join(zh), encoding="utf-8")
    (folder / f"{name}.en.txt").write_text(" ".join(en), encoding="utf-8")


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    put(folder, "sound")
    return folder


@ON_LINUX
def test_unreadable_files_cost_their_documents_alone(source, tmp_path):
    for name in ("cut", "dangling", "empty", "binary", "secret", "mute"):
        put(source, name, reports.SCHOOL_ZH, reports.SCHOOL_EN)
    (source / "cut.en.txt").rename(source / "cut.en.txt.gz")
    (source / "cut.en.txt.gz").write_bytes(gzip.compress(os.urandom(4000))[:-20])
    (source / "dangling.en.txt").unlink()
    (source / "dangling.en.txt").symlink_to(tmp_path / "gone.txt")
    (source / "empty.zh.txt").write_bytes(b"")
    (source / "binary.zh.txt").write_bytes(bytes(range(256)) * 20)
    (source / "secret.en.txt").chmod(0)
    (source / "mute.en.txt").unlink()
    os.mkfifo(source / "mute.en.txt")  # whoever opens it to read waits for ever
    said = build(source, "-o", tmp_path / "out", code=8)
    left_out = {
        r["document"]: (r["rule"], r["detail"]) for r in rows(tmp_path / "out", "rejected") if r["en"] is None
    }
    broken = {"cut", "dangling", "empty", "binary", "mute"} | ({"secret"} if os.getuid() else set())
    assert {name for name, (rule, _) in left_out.items() if rule == "broken"} == broken
    assert all(f"{name}." in where for name, (_, where) in left_out.items() if name in broken)
    assert said[-1].startswith(f"align: {len(broken)} documents failed; the rest is done: ")
    kept = [r for part in ("train", "valid", "test") for r in rows(tmp_path / "out", part)]
    assert {r["document"] for r in kept} >= {"sound"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"zh": "sound.zh.txt", "en": "sound.en.txt"}, "IN, line 2 has no id"),
        ({"id": "x", "date": "2024"}, "IN, line 2 has neither paths nor texts"),
        (
            {"id": "x", "zh": "../private.txt", "en": "sound.en.txt"},
            "a path leaves the manifest's folder: IN, line 2",
        ),
        (
            {"id": "x", "zh": "/etc/hostname", "en": "sound.en.txt"},
            "a path leaves the manifest's folder: IN, line 2",
        ),
        (
            {"id": "first", "zh": "sound.zh.txt", "en": "sound.en.txt"},
            "two documents with the id first: IN, line 1 and IN, line 2",
        ),
    ],
)
@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_manifest_that_does_not_fit_is_told_by_its_line_before_any_work(source, tmp_path, line, said, options):
    (tmp_path / "private.txt").write_text("Nobody is to read this.", encoding="utf-8")
    first = {"id": "first", "zh": "sound.zh.txt", "en": "sound.en.txt"}
    manifest = source / "m.jsonl"
    manifest.write_text(f"{json.dumps(first)}\n{json.dumps(line)}\n", encoding="utf-8")
    told = build(manifest, "-o", tmp_path / "out", *options, code=6)
    assert len(told) == 1 and told[0].replace(str(manifest), "IN").startswith(f"align: {said}")
    assert not (tmp_path / "out").exists()


def limited(size):
    """No file may grow over so many bytes, as if the disk were full there."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture
def many(source):
    for number in range(5):
        put(
            source,
            f"r{number}",
            [f"{number}{s}" for s in reports.SCHOOL_ZH],
            [f"{number} {s}" for s in reports.SCHOOL_EN],
        )
    return source


@ON_LINUX
@pytest.mark.slow
def test_files_that_cannot_grow_end_the_build_which_goes_on_later(many, tmp_path):
    """The temporary files first, then those of a shard, then the page: the last that is written."""
    out = tmp_path / "out"
    for size, workers, where in (
        (2000, 1, "no room for temporary files"), (16_000, 2, ".pairs.jsonl"), (32_000, 1, "report.html"),
    ):  # fmt: skip
        command = ("-o", out, "--quiet", "--workers", workers)
        said = build(many, *command, code=7, preexec_fn=limited(size))
        assert len(said) == 1 and where in said[0]
        left = [p for p in out.rglob("*.tmp") if ".align-work" not in p.parts]  # where a worker may be cut short
        assert not (out / "report.html").exists() and not left
    assert json.loads((out / ".align-corpus.json").read_text())["state"] == "begun"
    build(many, "-o", out, "--quiet")
    build(many, "-o", tmp_path / "unhurt", "--quiet")
    assert read_all(out) == read_all(tmp_path / "unhurt")


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 48 KB; skips where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("may not mount a file system")
    yield place
    subprocess.run(["umount", place], check=True)


@ON_LINUX
@pytest.mark.skipif(not shutil.which("mount"), reason="needs mount")
def test_a_full_disk_is_told_and_what_others_have_on_it_stays(many, small_disk):
    (small_disk / "mine.txt").write_bytes(b"m" * 30_000)
    said = build(many, "-o", small_disk / "out", "--quiet", code=7)
    assert len(said) == 1 and said[0].startswith("align: the disk is full: ")
    assert (small_disk / "mine.txt").read_bytes() == b"m" * 30_000


def test_nothing_foreign_is_taken_away_by_any_way_to_build(many, tmp_path):
    """Refused, then overwritten, built again, resumed and replaced: what was there before is there at the end."""
    out = tmp_path / "out"
    mine = {
        "notes.txt": b"mine", "train.txt": b"mine", "report.html.bak": b"mine", "data/train.jsonl": b"mine",
        ".hidden": b"mine", "train.jsonl.tmp": b"mine", "x.0123456789ab.tmp": b"mine",
    }  # fmt: skip
    for name, data in mine.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    assert "--overwrite" in build(many, "-o", out, code=7)[0]
    assert read_all(out) == mine
    for options in (["--overwrite"], [], ["--overwrite", "--limit", 1]):
        build(many, "-o", out, "--quiet", *options)
        assert {name: data for name, data in read_all(out).items() if name in mine} == mine
    marker = out / ".align-corpus.json"
    marker.write_text(marker.read_text().replace("finished", "begun"))
    build(many, "-o", out, "--quiet", "--limit", 1)
    assert {name: data for name, data in read_all(out).items() if name in mine} == mine


@ON_LINUX
def test_a_link_in_the_output_is_not_followed_to_what_it_points_at(many, tmp_path):
    """The work folder of a build that was stopped is emptied; a link that somebody put there is no folder of ours."""
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    build(many, "-o", out, "--quiet", "--limit", 1)
    (out / ".align-work").symlink_to(elsewhere, target_is_directory=True)
    build(many, "-o", out, "--quiet", "--overwrite")
    assert read_all(elsewhere) == {"mine.txt": b"mine"}
