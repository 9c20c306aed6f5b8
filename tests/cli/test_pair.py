import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CORPORA

ZH = CORPORA / "meeting-readout" / "meeting-readout.zh.txt"
EN = CORPORA / "meeting-readout" / "meeting-readout.en.txt"
COMMAND = ("pair", ZH, EN, "--format", "jsonl")


def records(out):
    return [json.loads(line) for line in out.decode("utf-8").splitlines()]


def test_table(run_align):
    done = run_align("pair", ZH, EN)
    assert done.returncode == 0
    out = done.stdout.decode()
    assert "顾承远" in out and "one-China policy" in out and "no counterpart" in out


def test_jsonl_reproduces_the_text_and_loses_nothing(run_align):
    done = run_align("pair", ZH, EN, "--format", "jsonl")
    rows = records(done.stdout)
    for side, path in (("src", ZH), ("tgt", EN)):
        text = path.read_text(encoding="utf-8")
        parts = [r[side] for r in rows if r[side]]
        assert all(text[p["start"] : p["end"]] == p["text"] for p in parts)
        assert "".join("".join(p["text"].split()) for p in parts) == "".join(text.split())
        assert [i for p in parts for i in p["sentences"]] == list(range(sum(len(p["sentences"]) for p in parts)))
    assert {r["schema_version"] for r in rows} == {1}


def test_swapped_files_mirror_the_beads(run_align):
    one, two = (records(run_align("pair", *f, "--format", "jsonl").stdout) for f in ((ZH, EN), (EN, ZH)))
    assert [(r["src"], r["tgt"]) for r in one] == [(r["tgt"], r["src"]) for r in two]


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        (".tmx", b"<?xml"),
        (".xlf", b"<?xml"),
        (".html", b"<!doctype html"),
        (".xlsx", b"PK"),
        (".tsv", b""),
        (".csv", b""),
    ],
)
def test_output_by_suffix(run_align, tmp_path, suffix, begins):
    out = tmp_path / f"out{suffix}"
    done = run_align("pair", ZH, EN, "-o", out)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().lower().startswith(begins.lower()) and out.stat().st_size > 2000
    assert not done.stdout


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(run_align, tmp_path, encoding):
    (tmp_path / "z.txt").write_bytes(ZH.read_text(encoding="utf-8").encode(encoding))
    done = run_align("pair", tmp_path / "z.txt", EN, "--format", "vecalign")
    assert done.stdout == run_align("pair", ZH, EN, "--format", "vecalign").stdout


def test_stdin(run_align):
    done = run_align("pair", "-", EN, "--format", "vecalign", stdin=ZH.read_bytes())
    assert done.stdout == run_align("pair", ZH, EN, "--format", "vecalign").stdout


def test_min_confidence_takes_beads_apart(run_align):
    rows = records(run_align("pair", ZH, EN, "--format", "jsonl", "--min-confidence", "1").stdout)
    assert all(not (r["src"] and r["tgt"]) for r in rows)
    assert len(rows) > 40


def test_explain_shows_rivals_on_stderr(run_align):
    done = run_align("pair", ZH, EN, "--explain", "--format", "vecalign")
    assert b"similarity" in done.stderr and b"similarity" not in done.stdout


def test_save_text(run_align, tmp_path):
    run_align("pair", ZH, EN, "--save-text", tmp_path)
    assert (tmp_path / "src.zh.txt").read_bytes() == ZH.read_bytes()


def test_eval(run_align, tmp_path):
    out = tmp_path / "beads.jsonl"
    run_align("pair", ZH, EN, "-o", out)
    done = run_align("eval", out, ZH.parent / "gold.beads.jsonl", "--format", "jsonl")
    assert json.loads(done.stdout)["strict"]["f1"] > 0.85


@pytest.mark.parametrize(
    "options",
    [("pair", ZH, EN), COMMAND, ("eval", ZH.parent / "gold.beads.jsonl", ZH.parent / "gold.beads.jsonl")],
)
def test_closed_pipe_is_quiet(options):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        command = [Path(sys.executable).with_name("align"), *options]
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, timeout=60)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_zero_on_the_command_line_wins_over_the_settings(run_align, tmp_path):
    config = tmp_path / "s.toml"
    config.write_text("[alignment]\nmin_score = 1\nmin_confidence = 1\n")

    def pairs(*options):
        return sum(bool(r["src"] and r["tgt"]) for r in records(run_align(*COMMAND, *options).stdout))

    assert pairs("--config", config) == 0
    assert pairs("--config", config, "--min-score", "0") == 0
    assert pairs("--config", config, "--min-score", "0", "--min-confidence", "0") == pairs() > 5


def test_corrected_beads_are_taken_as_given(run_align, tmp_path):
    beads = tmp_path / "beads.vecalign"
    beads.write_text("[0]:[0]:0.1\n[1]:[1]:0.1\n")
    done = run_align(*COMMAND, "--beads", beads, "--min-score", "0.9", "--min-confidence", "1")
    assert sum(bool(r["src"] and r["tgt"]) for r in records(done.stdout)) == 2
    assert b"taken as given" in done.stderr


def test_missing_beads_are_a_missing_input(run_align, tmp_path):
    assert run_align(*COMMAND, "--beads", tmp_path / "none.tsv").returncode == 3


def test_explain_marks_the_chosen_bead_whichever_file_is_first(run_align):
    def chosen(first, second):
        lines = run_align("pair", first, second, "--explain", "--format", "vecalign").stderr.decode().splitlines()
        return [re.findall(r"\[[\d, ]*\]", line) for line in lines if line.startswith("*")]

    one, two = chosen(ZH, EN), chosen(EN, ZH)
    assert one and one == [[b, a] for a, b in two]
