"""Every pair in corpora/ is whole: texts, manifest and gold fit together."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from align.evaluation import read_bead_spans, score_beads

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT / "corpora"
NAMES = sorted(path.name for path in CORPORA.iterdir() if path.is_dir())
SIDES = {"src": "zh", "tgt": "en"}
KINDS = {
    "omission",
    "addition",
    "number",
    "date",
    "unit",
    "name",
    "attribution",
    "terminology",
    "mistranslation",
    "modality",
    "negation",
    "reporting-verb",
    "quotation-marks",
}


def read_manifest(name):
    return json.loads((CORPORA / name / "manifest.json").read_text(encoding="utf-8"))


def read_text(name, side):
    entry = read_manifest(name)[side]
    return (CORPORA / name / entry.get("text", entry["path"])).read_bytes().decode("utf-8")


def read_gold(name):
    lines = (CORPORA / name / "gold.beads.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", SIDES)
def test_hashes(name, side):
    entry = read_manifest(name)[side]
    for path, digest in (("path", "sha256"), ("text", "text_sha256")):
        if path in entry:
            assert hashlib.sha256((CORPORA / name / entry[path]).read_bytes()).hexdigest() == entry[digest]


@pytest.mark.parametrize("name", NAMES)
def test_manifest(name):
    manifest = read_manifest(name)
    assert manifest["name"] == name
    assert manifest["licence"] == "CC0-1.0"
    assert date.fromisoformat(manifest["date"])
    assert manifest["src"]["script"] in ("Hans", "Hant")
    assert manifest["tgt"]["script"] == "Latn"
    for side, language in SIDES.items():
        entry = manifest[side]
        assert entry["language"] == language
        assert entry["original"] == (manifest["original"] == language)
        assert entry["title"] in read_text(name, side).replace("\n", " ")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", SIDES)
def test_gold_covers_the_text_once_in_order(name, side):
    text, position, index = read_text(name, side), 0, 0
    for bead in read_gold(name):
        if bead[side] is None:
            continue
        record = bead[side]
        assert record["text"] == text[record["start"] : record["end"]]
        assert [record["start"], record["end"]] == [record["spans"][0][0], record["spans"][-1][1]]
        assert record["sentences"] == list(range(index, index + len(record["spans"])))
        for start, end in record["spans"]:
            assert is_blank(text[position:start]), f"left out: {text[position:start]!r}"
            assert text[start:end].strip() == text[start:end] != ""
            position, index = end, index + 1
    assert is_blank(text[position:])


def is_blank(between):
    """Nothing but white space, or the mark of a Markdown heading or item after a line's end."""
    return re.fullmatch(r"\s*(?:#+ |- )?", between) is not None


def read_quotes(name, gold="gold.quotes.jsonl"):
    lines = (CORPORA / name / gold).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", SIDES)
def test_quotes_hold_words_of_the_text(name, side):
    text = read_text(name, side)
    sentences = [span for bead in read_gold(name) if bead[side] for span in bead[side]["spans"]]
    for quote in (pair[side] for pair in read_quotes(name) if pair[side]):
        assert list(quote) == ["source", "cue", "content", "kind", "speaker"]
        assert quote["content"]
        assert quote["kind"] in ("direct", "mixed", "indirect")
        spans = sorted(quote["source"] + quote["cue"] + quote["content"])
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        for start, end in spans:
            assert text[start:end].strip() == text[start:end] != ""
            assert any(first <= start and end <= last for first, last in sentences)
        for start, end in quote["content"]:
            assert text[end - 1] not in "。！？，.!?,"


@pytest.mark.parametrize("name", NAMES)
def test_speakers_stand_in_the_text(name):
    """A name or description of a speaker is made of words of that text, but for the s of a possessive."""
    for side in SIDES:
        text = read_text(name, side).lower()
        for quote in (pair[side] for pair in read_quotes(name) if pair[side]):
            for word in re.split(r"[\s·的]+", quote["speaker"].lower()):
                assert word.removesuffix("'s") in text


@pytest.mark.parametrize("name", NAMES)
def test_most_quotes_are_paired(name):
    pairs = read_quotes(name)
    assert all(pair["src"] or pair["tgt"] for pair in pairs)
    assert sum(bool(pair["src"] and pair["tgt"]) for pair in pairs) >= 0.7 * len(pairs)


def test_variants_differ_only_in_their_words():
    variants = [(name, variant) for name in NAMES for variant in read_manifest(name).get("variants", [])]
    assert variants
    for name, variant in variants:
        data = (CORPORA / name / variant["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == variant["sha256"]
        text = data.decode("utf-8")
        for difference in variant["differences"]:
            assert text.count(difference["en"]) == 1
            assert read_text(name, "src").count(difference["zh"]) == 1
        for before, after in variant["words"].items():
            assert before not in text
            text = text.replace(after, before)
        assert text == read_text(name, "tgt")
        for key in ("beads", "quotes"):
            lines = [read_quotes(name, gold[key]) for gold in (variant["gold"], read_manifest(name)["gold"])]
            assert [record["src"] for record in lines[0]] == [record["src"] for record in lines[1]]


def test_principle_and_policy_are_kept_apart_but_in_the_variant():
    def terms(gold, text):
        return [
            set(re.findall("one-China \\w+", " ".join(text[slice(*span)] for span in pair["tgt"]["content"])))
            for pair in read_quotes(name, gold)
        ]

    name = "one-china-readout"
    blurred = (CORPORA / name / f"{name}.blurred.en.txt").read_text(encoding="utf-8")
    said = [words for words in terms("gold.quotes.jsonl", read_text(name, "tgt")) if words]
    assert said == [{"one-China principle"}, {"one-China policy"}]
    said = [words for words in terms("gold.blurred.quotes.jsonl", blurred) if words]
    assert said == [{"one-China policy"}, {"one-China policy"}]


@pytest.mark.parametrize("name", NAMES)
def test_no_bead_is_empty_on_both_sides(name):
    gold = read_gold(name)
    assert all(bead["src"] or bead["tgt"] for bead in gold)
    unmatched = [bead for bead in gold if not (bead["src"] and bead["tgt"])]
    assert 1 <= len(unmatched) <= 4
    assert all(bead["score"] == 0 for bead in unmatched)


@pytest.mark.parametrize("name", NAMES)
def test_differences_name_words_that_stand_once(name):
    differences = read_manifest(name)["differences"]
    assert differences
    for difference in differences:
        assert difference["kind"] in KINDS
        assert difference["severity"] in ("critical", "major", "minor")
        assert difference["why"]
        assert difference["zh"] or difference["en"]
        for side, language in SIDES.items():
            if difference[language]:
                words = " ".join(read_text(name, side).split())
                assert words.count(difference[language]) == 1


@pytest.mark.parametrize("name", NAMES)
def test_extracted_text_stands_in_its_page(name):
    for side in SIDES:
        entry = read_manifest(name)[side]
        if entry["path"].endswith(".html"):
            page = (CORPORA / name / entry["path"]).read_text(encoding="utf-8")
            for paragraph in read_text(name, side).split("\n\n"):
                assert paragraph.strip() in page


@pytest.mark.parametrize("name", [name for name in NAMES if read_manifest(name)["src"]["script"] == "Hant"])
def test_traditional_text_has_no_simplified_characters(name):
    assert read_text(name, "src").encode("big5hkscs")


@pytest.mark.parametrize("name", NAMES)
def test_gold_is_read_by_our_own_scorer(name):
    beads = read_bead_spans(CORPORA / name / "gold.beads.jsonl")
    scores = score_beads(beads, beads)
    assert scores.strict.f1 == scores.unmatched.f1 == 1
    assert "unit:character" in scores.signature


def test_the_set_is_what_the_readme_says():
    manifests = [read_manifest(name) for name in NAMES]
    readme = (CORPORA / "README.md").read_text(encoding="utf-8")
    assert len(manifests) >= 9
    assert {manifest["original"] for manifest in manifests} == {"zh", "en"}
    for manifest in manifests:
        counts = [
            sum(len(bead[side]["sentences"]) for bead in read_gold(manifest["name"]) if bead[side])
            for side in SIDES
        ]
        script = manifest["src"]["script"]
        row = [*(manifest[key] for key in ("name", "kind", "original")), script, f"{counts[0]} / {counts[1]}"]
        assert f"| {' | '.join(row)} |" in readme


def test_made_files_are_up_to_date():
    command = [sys.executable, str(ROOT / "scripts" / "make_gold.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_gold_findings_stand_where_they_say(name):
    lines = (CORPORA / name / "gold.findings.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    lone = sum(not (bead["src"] and bead["tgt"]) for bead in read_gold(name))
    assert len(found) >= len(read_manifest(name)["differences"]) + lone
    for finding in found:
        assert finding["kind"] in KINDS
        assert finding["severity"] in ("critical", "major", "minor")
        assert finding["src"] or finding["tgt"]
        for side in SIDES:
            if place := finding[side]:
                assert read_text(name, side)[place["start"] : place["end"]] == place["text"]
