import json

import pytest
from conftest import CORPORA, ROOT
from lxml import etree

from align.formats.xliff import read_segments

JOBS = ROOT / "tests" / "formats" / "jobs"
READOUT = CORPORA / "one-china-readout"
ZH, GOOD, BLURRED = (READOUT / f"one-china-readout.{name}.txt" for name in ("zh", "en", "blurred.en"))


def records(data):
    return [json.loads(line) for line in data.decode("utf-8").splitlines()]


def test_each_finding_has_its_segment(run_align):
    done = run_align("audit", JOBS / "trados.sdlxliff", "-f", "jsonl")
    found = {(r["segment"], r["kind"], r["tgt"]["text"]) for r in records(done.stdout) if r["tgt"]}
    assert ("5b2c1a/1", "terminology", "one-China policy") in found
    assert ("6d3e/3", "number", "21 percent") in found
    tsv = run_align("audit", JOBS / "trados.sdlxliff", "-f", "tsv").stdout.decode().splitlines()
    assert tsv[0].split("\t")[-1] == "segment" and any(line.endswith("\t6d3e/3") for line in tsv)


@pytest.mark.parametrize("name", ["trados.sdlxliff", "okapi.xlf", "memoq.mqxliff", "omegat.xlf", "second.xlf"])
def test_job_comes_back_with_notes(run_align, tmp_path, name):
    out = tmp_path / "reviewed.xlf"
    assert run_align("audit", JOBS / name, "-o", out).returncode == 0
    before, after = (JOBS / name).read_bytes(), out.read_bytes()
    assert read_segments(before) == read_segments(after)
    assert len(after) > len(before)
    rest = iter(after)
    assert all(byte in rest for byte in before)
    again = tmp_path / "again.xlf"
    assert run_align("audit", out, "-o", again).returncode == 0
    assert again.read_bytes() == after, "a second audit finds its notes there"


def test_texts_and_memories_become_an_xliff_with_notes(run_align, tmp_path):
    for given in ([ZH, BLURRED], [JOBS / "memory.tmx"]):
        out = tmp_path / "reviewed.xliff"
        assert run_align("audit", *given, "-o", out).returncode == 0
        notes = [n for n in etree.parse(out).iter("{*}note") if n.get("annotates")]
        assert notes and {n.get("priority") for n in notes} <= {"1", "2", "3"}


def test_workbook_of_pair_is_audited_as_its_texts_are(run_align, tmp_path):
    book = tmp_path / "beads.xlsx"
    assert run_align("pair", ZH, BLURRED, "-o", book).returncode == 0
    found = records(run_align("audit", book, "-f", "jsonl").stdout)
    (term,) = [r for r in found if r["kind"] == "terminology" and r["severity"] == "critical"]
    assert (term["src"]["text"], term["tgt"]["text"]) == ("一个中国原则", "one-China policy")


def test_options_that_a_job_has_no_use_for(run_align):
    assert run_align("audit", JOBS / "okapi.xlf", "--presplit").returncode == 2
    assert run_align("audit", ZH, GOOD, "--scores", "x.jsonl").returncode == 2


@pytest.mark.parametrize("turned", [False, True])
def test_reference_gives_scores_and_changes(run_align, tmp_path, turned):
    scores = tmp_path / "scores.jsonl"
    files = [BLURRED, ZH] if turned else [ZH, BLURRED]
    done = run_align("audit", *files, "--original", "zh", "--reference", GOOD, "--scores", scores)
    assert done.returncode == 0 and "BLEU: nrefs:1" in done.stdout.decode()
    document, *rest = records(scores.read_bytes())
    assert document["type"] == "document" and 95 < document["bleu"] < 100 and document["ter"] > 0
    changes = [c for r in rest if r["type"] == "bead" for c in r["changes"]]
    assert [(c["reference"]["text"], c["version"]["text"]) for c in changes] == [("principle", "policy")]
    found = [r for r in rest if r["type"] == "finding" and r["kind"] != "mistranslation"]  # those are the head's
    moved = [(r["status"], r["kind"], r["original"]["text"]) for r in found]
    assert moved == [("new", "terminology", "一个中国原则")]


def test_the_earlier_version_had_what_is_gone(run_align, tmp_path):
    scores = tmp_path / "scores.jsonl"
    findings = run_align("audit", ZH, GOOD, "--reference", BLURRED, "--scores", scores, "-f", "jsonl")
    assert all("kind" in record for record in records(findings.stdout))
    found = [r for r in records(scores.read_bytes()) if r["type"] == "finding"]
    moved = [r for r in found if r["kind"] != "mistranslation"]  # those are the head's
    assert [(r["status"], r["words"]["text"]) for r in moved] == [("gone", "one-China policy")]


def test_chinese_version_is_cut_as_sacrebleu_does(run_align, tmp_path):
    scores = tmp_path / "scores.jsonl"
    assert run_align("audit", BLURRED, ZH, "--reference", ZH, "--scores", scores).returncode == 0
    document = records(scores.read_bytes())[0]
    assert document["bleu"] == 100 and "tok:zh" in document["signatures"]["BLEU"]
    assert "asian:yes" in document["signatures"]["TER"]


def test_reference_in_the_language_of_the_original(run_align):
    done = run_align("audit", ZH, GOOD, "--reference", ZH)
    assert done.returncode == 4 and "not in English" in done.stderr.decode()


def test_reference_may_be_a_job(run_align, tmp_path):
    scores = tmp_path / "s.jsonl"
    old = tmp_path / "old.xlf"
    text = (JOBS / "trados.sdlxliff").read_text(encoding="utf-8-sig")
    old.write_text(text.replace("21 percent", "12 percent"), encoding="utf-8")
    assert run_align("audit", JOBS / "trados.sdlxliff", "--reference", old, "--scores", scores).returncode == 0
    moved = [r for r in records(scores.read_bytes()) if r["type"] == "finding"]
    assert [(r["status"], r["kind"]) for r in moved] == [("new", "number")]
