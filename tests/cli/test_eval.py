import json
import shutil

from conftest import CORPORA

PAIR = CORPORA / "weather-notice"
ZH, EN = PAIR / "weather-notice.zh.txt", PAIR / "weather-notice.en.txt"


def notes(done):
    return [line for line in done.stderr.decode().splitlines() if line.startswith("align: note: ")]


def test_either_order_of_the_files_scores_the_same(run_align, tmp_path):
    run_align("pair", ZH, EN, "-o", tmp_path / "one.jsonl")
    run_align("pair", EN, ZH, "-o", tmp_path / "two.jsonl")
    shown = [run_align("eval", tmp_path / f, PAIR / "gold.beads.jsonl").stdout for f in ("one.jsonl", "two.jsonl")]
    assert shown[0] == shown[1] and b"strict" in shown[0]


def test_folder_against_corpora(run_align, tmp_path):
    shutil.copy(PAIR / "gold.beads.jsonl", tmp_path / "weather-notice.jsonl")
    shutil.copy(PAIR / "gold.beads.jsonl", tmp_path / "other.jsonl")
    done = run_align("eval", tmp_path, CORPORA, "--format", "jsonl")
    assert done.returncode == 0
    record = json.loads(done.stdout)
    folders = [path for path in CORPORA.iterdir() if path.is_dir()]
    assert (record["files"], record["missing"]) == (len(folders), len(folders) - 1)
    assert record["strict"]["precision"] == 1 and 0 < record["strict"]["recall"] < 0.2
    said = notes(done)
    assert len(said) == len(folders) and sum("no gold for" in line for line in said) == 1
    assert any("commentary" in line and "no prediction" in line for line in said)
