import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CORPORA

READOUT = CORPORA / "one-china-readout"
ZH, EN = READOUT / "one-china-readout.zh.txt", READOUT / "one-china-readout.en.txt"
BLURRED = READOUT / "one-china-readout.blurred.en.txt"


def rows(done):
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def said(row, side, path):
    text = path.read_text(encoding="utf-8")
    return row[side]["speaker"], " ".join(text[a:b] for a, b in row[side]["content"])


def test_the_model_case_keeps_the_difference(run_align):
    """Who says principle and who says policy, in both languages."""
    found = rows(run_align("quotes", ZH, EN, "--term", "一个中国", "--format", "jsonl"))
    told = {said(r, "src", ZH)[0]: said(r, "tgt", EN) for r in found if r["src"] and r["tgt"]}
    assert set(told) == {"章怀远", "玛伦·奥德维克"}
    assert told["章怀远"][0] == "Zhang Huaiyuan" and "one-China principle" in told["章怀远"][1]
    assert told["玛伦·奥德维克"][0] == "Maren Odvik" and "one-China policy" in told["玛伦·奥德维克"][1]


def test_the_model_case_shows_the_blur(run_align):
    found = rows(run_align("quotes", ZH, BLURRED, "--term", "一个中国原则", "--format", "jsonl"))
    pairs = [(said(r, "src", ZH), said(r, "tgt", BLURRED)) for r in found if r["src"] and r["tgt"]]
    assert any("一个中国原则" in src[1] and "one-China policy" in tgt[1] for src, tgt in pairs)


@pytest.mark.parametrize("option", ["--term", "--speaker"])
def test_an_empty_wish_is_refused(option, run_align):
    """It is no wish for every quote, as ``align terms`` has it too (#4)."""
    done = run_align("quotes", ZH, EN, option, " ")
    assert done.returncode == 3 and b"an empty " in done.stderr


def test_offsets_reproduce_the_words(run_align):
    for row in rows(run_align("quotes", ZH, EN, "--format", "jsonl")):
        for side, path in (("src", ZH), ("tgt", EN)):
            if row[side]:
                text = path.read_text(encoding="utf-8")
                words = " … ".join(" ".join(text[a:b].split()) for a, b in row[side]["content"])
                assert words == row[side]["text"]


def test_swapped_files_mirror_the_pairs(run_align):
    def content(quote):
        return quote and [tuple(s) for s in quote["content"]]

    one = {
        (str(content(r["src"])), str(content(r["tgt"]))) for r in rows(run_align("quotes", ZH, EN, "-f", "jsonl"))
    }
    two = {
        (str(content(r["tgt"])), str(content(r["src"]))) for r in rows(run_align("quotes", EN, ZH, "-f", "jsonl"))
    }
    assert one == two


@pytest.mark.parametrize("suffix", ["tsv", "csv", "html", "txt", "jsonl"])
def test_every_format_is_written(run_align, tmp_path, suffix):
    out = tmp_path / f"quotes.{suffix}"
    assert run_align("quotes", ZH, EN, "-o", out).returncode == 0
    assert "章怀远" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["ann", "tsv", "csv", "txt", "jsonl"])
def test_attributions_in_every_format(run_align, tmp_path, suffix):
    out = tmp_path / f"quotes.{suffix}"
    assert run_align("attributions", EN, "-o", out).returncode == 0
    assert "Zhang Huaiyuan" in out.read_text(encoding="utf-8")


def test_a_text_without_quotes_says_so(run_align, tmp_path):
    zh, en = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    zh.write_text("桥长九百米，宽二十米。桥上有四条车道。", encoding="utf-8")
    en.write_text("The bridge is 900 metres long and 20 metres wide. It has four lanes.", encoding="utf-8")
    out = tmp_path / "none.jsonl"
    done = run_align("quotes", zh, en, "-o", out)
    assert done.returncode == 0 and out.read_bytes() == b"" and b"no quotes" in done.stderr
    done = run_align("attributions", en, "-o", out)
    assert done.returncode == 0 and out.read_bytes() == b"" and b"no quotes" in done.stderr


def test_a_broken_head_is_one_clear_line(run_align, tmp_path):
    head = tmp_path / "head.npz"
    head.write_bytes(b"not a head")
    done = run_align("quotes", ZH, EN, "--head", head)
    assert done.returncode == 5
    assert done.stderr.decode().count("\n") == 1 and "head.npz" in done.stderr.decode()


def test_an_unknown_suffix_is_refused(run_align, tmp_path):
    assert run_align("quotes", ZH, EN, "-o", tmp_path / "a.doc").returncode == 2


def test_an_input_is_never_overwritten(run_align, tmp_path):
    zh = tmp_path / "a.zh.txt"
    zh.write_bytes(ZH.read_bytes())
    for command in ("quotes", "pair", "audit"):
        done = run_align(command, zh, EN, "-o", zh)
        assert done.returncode == 7 and b"one of the files that are read" in done.stderr
    assert run_align("attributions", zh, "-o", zh).returncode == 7
    assert zh.read_bytes() == ZH.read_bytes()


def test_an_empty_head_and_stdin_given_twice(run_align, tmp_path):
    head = tmp_path / "empty.npz"
    head.write_bytes(b"")
    assert run_align("quotes", ZH, EN, "--head", head).returncode == 5
    done = run_align("quotes", "-", "-", stdin=ZH.read_bytes())
    assert done.returncode == 3 and b"twice" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_under_a_table(run_align):
    with Path("/dev/full").open("wb") as full:
        command = [Path(sys.executable).with_name("align"), "quotes", ZH, EN]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=120)
    assert done.returncode == 7


def test_marks_in_mixed_quotes_are_balanced_and_never_end_a_content_open(run_align):
    for path in (ZH, EN):
        text = path.read_text(encoding="utf-8")
        done = run_align("attributions", path, "--format", "jsonl")
        for row in map(json.loads, done.stdout.decode("utf-8").splitlines()):
            for a, b in row["content"]:
                assert text[b - 1] not in "“「『"
                assert text[a:b].count("“") == text[a:b].count("”")


@pytest.mark.parametrize("rest", [("quotes", ZH, EN), ("quotes", ZH, EN, "-f", "jsonl"), ("models",), ("--help",)])
def test_a_closed_standard_output_is_one_clear_line(rest):
    command = shlex.join(map(str, [Path(sys.executable).with_name("align"), *rest]))
    done = subprocess.run(["sh", "-c", f"{command} >&-"], stderr=subprocess.PIPE, timeout=120)
    assert done.returncode == 7
    assert done.stderr.decode().count("\n") == 1 and b"closed: standard output" in done.stderr


def test_a_closed_standard_output_is_no_matter_with_a_file(tmp_path):
    command = shlex.join(
        map(str, [Path(sys.executable).with_name("align"), "quotes", ZH, EN, "-o", tmp_path / "q.tsv"])
    )
    for closed in (">&-", ">&- 2>&-", "<&- >&- 2>&-"):
        assert subprocess.run(["sh", "-c", f"{command} {closed}"], timeout=120).returncode == 0
        assert (tmp_path / "q.tsv").read_bytes().count(b"\n") > 3
        (tmp_path / "q.tsv").unlink()


def test_settings_say_which_quotes_are_shown(run_align, tmp_path):
    config = tmp_path / "align.toml"
    every = rows(run_align("quotes", ZH, EN, "-f", "jsonl"))
    config.write_text("[quotes]\nmin_confidence = 0.9\n[alignment]\nmax_sentences = 6\n", encoding="utf-8")
    sure = rows(run_align("quotes", ZH, EN, "-f", "jsonl", "--config", config))
    assert 0 < len(sure) < len(every)
    assert all(
        r[side] is None or (r["src"] and r["tgt"]) or r[side]["confidence"] >= 0.9
        for r in sure
        for side in ("src", "tgt")
    )
    config.write_text("[quotes]\nkinds = ['mixed']\n", encoding="utf-8")
    kinds = [
        {r[s]["kind"] for s in ("src", "tgt") if r[s]}
        for r in rows(run_align("quotes", ZH, EN, "-f", "jsonl", "--config", config))
    ]
    assert kinds and all("mixed" in held for held in kinds)
    asked = rows(run_align("quotes", ZH, EN, "-f", "jsonl", "--config", config, "--kind", "indirect"))
    assert asked and asked == rows(run_align("quotes", ZH, EN, "-f", "jsonl", "--kind", "indirect"))


def test_settings_hold_for_one_text_too(run_align, tmp_path):
    config = tmp_path / "align.toml"
    every = rows(run_align("attributions", EN, "-f", "jsonl"))
    config.write_text("[quotes]\nmin_confidence = 0.8\nkinds = ['indirect']\n", encoding="utf-8")
    found = rows(run_align("attributions", EN, "-f", "jsonl", "--config", config))
    assert found == [r for r in every if r["confidence"] >= 0.8 and r["kind"] == "indirect"] and found != every


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[quotes]\nmin_confidence = 2\n", "line 2, [quotes] min_confidence"),
        ("[quotes]\nkinds = ['loud']\n", "no kind of quote is 'loud'"),
        ("[quotes]\nkinds = 'direct'\n", "must be a list of kinds"),
        ("[quotes]\nspeaker = 'x'\n", "unknown setting 'speaker'"),
    ],
)
def test_settings_that_do_not_fit(run_align, tmp_path, text, what):
    config = tmp_path / "align.toml"
    config.write_text(text, encoding="utf-8")
    for command in (("quotes", ZH, EN), ("attributions", EN)):
        done = run_align(*command, "--config", config)
        assert done.returncode == 6 and what in done.stderr.decode()
