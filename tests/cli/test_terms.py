import csv
import io
import json
from pathlib import Path

import pytest
from conftest import CORPORA

DATED = Path(__file__).parents[1] / "terms" / "dated"
READOUT = CORPORA / "one-china-readout"
ZH, EN, BLURRED = (READOUT / f"one-china-readout.{x}.txt" for x in ("zh", "en", "blurred.en"))


def records(done):
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_the_faithful_version_keeps_both_and_the_blurred_one_switches(run_align):
    kept = records(run_align("terms", ZH, EN, "--term", "one-China", "--format", "jsonl"))
    told = [(r["concept"], r["outcome"], r["speaker"], r["date"]) for r in kept if r["outcome"] != "not-mentioned"]
    assert told == [
        ("one-china-principle", "kept", "章怀远", "2025-10-28"),
        ("one-china-policy", "kept", "玛伦·奥德维克", "2025-10-28"),
    ]
    blurred = records(run_align("terms", ZH, BLURRED, "--term", "one-China", "--format", "jsonl"))
    switched = [r for r in blurred if r["outcome"] == "switched"]
    assert [(r["src"]["text"], r["tgt"]["text"], r["rendered"], r["speaker"]) for r in switched] == [
        ("一个中国原则", "one-China policy", "one-china-policy", "章怀远")
    ]


def test_offsets_reproduce_the_words(run_align):
    texts = {"zh": ZH.read_text(encoding="utf-8"), "en": BLURRED.read_text(encoding="utf-8")}
    places = [
        r[s] for r in records(run_align("terms", ZH, BLURRED, "-f", "jsonl")) for s in ("src", "tgt") if r[s]
    ]
    assert len(places) > 20
    assert all(texts[p["language"]][p["start"] : p["end"]] == p["text"] for p in places)


def test_a_folder_of_dated_pairs(run_align):
    """The golden table: read it when it changes."""
    done = run_align("terms", DATED, "--term", "one-China", "--term", "oppose", "--term", "condemn", "-f", "tsv")
    assert done.returncode == 0, done.stderr.decode()
    rows = list(csv.reader(io.StringIO(done.stdout.decode("utf-8")), delimiter="\t"))
    shown = "".join("\t".join(row[:10]) + "\n" for row in rows if "not-mentioned" not in row)
    assert shown == (DATED / "expected.tsv").read_text(encoding="utf-8")
    missing = [row[0] for row in rows if row[2:4] == ["one-china-principle", "not-mentioned"]]
    assert missing == ["briefing-2025-04-08"]


def test_the_table_carries_denominators_and_lists_the_undated(run_align):
    done = run_align("terms", DATED, "--term", "one-china-principle")
    text = " ".join(done.stdout.decode("utf-8").split())
    assert "said 4 times in Chinese: 2 kept, 1 switched (to one-china-policy 1), 1 dropped" in text
    assert "mentioned in 4 of 5 documents" in text
    assert "not mentioned: briefing-2025-04-08" in text and "undated, 1 of 5: reply" in text
    assert "陶意明: said 3 times in Chinese: 2 kept, 1 switched" in text  # 發言人陶意明 is no other one


def test_without_a_term_all_that_occur_are_shown_and_the_changed_come_first(run_align):
    found = records(run_align("terms", DATED, "-f", "jsonl"))
    concepts = list(dict.fromkeys(r["concept"] for r in found))
    outcomes = {c: [r["outcome"] for r in found if r["concept"] == c] for c in concepts}
    assert {"one-china-principle", "firmly-oppose", "condemn", "embassy"} <= set(concepts)
    assert all(set(held) != {"not-mentioned"} for held in outcomes.values())
    changed = [sum(o not in ("kept", "not-mentioned") for o in outcomes[c]) for c in concepts]
    assert changed == sorted(changed, reverse=True)


@pytest.mark.parametrize("suffix", ["tsv", "csv", "txt", "jsonl", "html"])
def test_every_format_writes_its_file(run_align, tmp_path, suffix):
    out = tmp_path / f"uses.{suffix}"
    done = run_align("terms", ZH, BLURRED, "--term", "一个中国原则", "-o", out)
    assert done.returncode == 0 and done.stdout == b"", done.stderr.decode()
    assert "one-China" in out.read_text(encoding="utf-8")


def test_a_glossary_of_ones_own(run_align, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("concept,zh,en\nhotline,海警热线,coast guard hotline\n", encoding="utf-8")
    (use,) = records(run_align("terms", ZH, EN, "--glossary", own, "-f", "jsonl"))
    assert (use["concept"], use["outcome"]) == ("hotline", "kept")


def test_a_file_without_its_other_version_is_told_and_a_broken_pair_ends_with_8(run_align, tmp_path):
    for name in ("reply.zh.txt", "reply.en.txt"):
        (tmp_path / name).write_bytes((DATED / name).read_bytes())
    (tmp_path / "alone.zh.txt").write_text("使馆欢迎学生。", encoding="utf-8")
    done = run_align("terms", tmp_path, "--term", "one-China")
    assert done.returncode == 0 and b"alone.zh.txt: its other version is not there" in done.stderr
    (tmp_path / "empty.zh.txt").write_bytes(b"")
    (tmp_path / "empty.en.txt").write_bytes(b"")
    done = run_align("terms", tmp_path, "--term", "one-China")
    assert done.returncode == 8 and b"dropped" in done.stdout and b"Traceback" not in done.stderr
    assert b"empty" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere", "--term", "x"], 3),
        ([DATED.parent, "--term", "x"], 0),
        ([ZH, EN, "--term", " "], 3),
        ([ZH, EN, "--term", "moon=base"], 3),
        ([ZH, EN, "--glossary", "nowhere.csv"], 6),
        ([ZH, EN, "-o", "nowhere/x.html"], 7),
        ([ZH, EN, "-o", "x.docx"], 2),
        ([ZH, ZH], 4),
    ],
)
def test_what_cannot_be_done_ends_in_one_line(run_align, arguments, code):
    done = run_align("terms", *arguments, "--quiet")
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_an_empty_folder(run_align, tmp_path):
    done = run_align("terms", tmp_path)
    assert done.returncode == 3 and done.stderr.count(b"\n") == 1
