"""Every pair in corpora/ is whole: texts, manifest and gold fit together."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from datetime import date
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
    assert len(manifests) >= 8
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
