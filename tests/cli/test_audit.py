import json

import pytest
from conftest import CORPORA

READOUT = CORPORA / "one-china-readout"
ZH, BLURRED = READOUT / "one-china-readout.zh.txt", READOUT / "one-china-readout.blurred.en.txt"


def findings(done):
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_the_blurred_term_is_a_critical_finding_with_both_places(run_align):
    found = findings(run_align("audit", ZH, BLURRED, "--format", "jsonl"))
    (term,) = [f for f in found if f["kind"] == "terminology" and f["severity"] == "critical"]
    assert term["src"]["text"] == "一个中国原则" and term["tgt"]["text"] == "one-China policy"
    assert term["category"] == "terminology/wrong-term" and term["reason"]


def test_offsets_reproduce_the_words(run_align):
    texts = {"src": ZH.read_text(encoding="utf-8"), "tgt": BLURRED.read_text(encoding="utf-8")}
    for row in findings(run_align("audit", ZH, BLURRED, "--format", "jsonl")):
        for side, text in texts.items():
            if row[side]:
                assert text[row[side]["start"] : row[side]["end"]] == row[side]["text"]


def test_with_the_original_given_the_order_of_the_files_changes_nothing(run_align):
    def told(first, second, names):
        rows = findings(run_align("audit", first, second, "--original", "zh", "--format", "jsonl"))
        return sorted((r["kind"], r["severity"], str(r[names[0]]), str(r[names[1]])) for r in rows)

    assert told(ZH, BLURRED, ("src", "tgt")) == told(BLURRED, ZH, ("tgt", "src"))


@pytest.mark.parametrize("suffix", ["tsv", "csv", "txt", "jsonl"])
def test_every_format(run_align, tmp_path, suffix):
    out = tmp_path / f"findings.{suffix}"
    assert run_align("audit", ZH, BLURRED, "-o", out).returncode == 0
    assert "一个中国原则" in out.read_text(encoding="utf-8")
