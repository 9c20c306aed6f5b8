"""``align score``, as programs run it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

GOOD = ("会谈将于5月12日在霍恩贝格举行。", "The talks will be held in Hornberg on 12 May.")
CHANGED = ("会谈将于5月12日在霍恩贝格举行。", "The talks will be held in Hornberg on 21 May.")
UNRELATED = ("会谈将于5月12日在霍恩贝格举行。", "My sister sells green apples at the market.")


def run_score(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "align"), "score", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=False)


def as_lines(*pairs: tuple[str, str], **more: object) -> str:
    return "".join(json.dumps({"src": s, "tgt": t, **more}, ensure_ascii=False) + "\n" for s, t in pairs)


def test_scores_come_in_order_with_findings_and_places():
    run = run_score("-", text=as_lines(GOOD, CHANGED, UNRELATED, GOOD, id="a7"))
    assert run.returncode == 0, run.stderr
    good, changed, unrelated, again = map(json.loads, run.stdout.splitlines())
    assert good == again, "the same pair has the same score wherever it stands"
    assert good["id"] == "a7"
    assert 1 >= good["fidelity"] > changed["fidelity"] > 0
    assert unrelated["fidelity"] < good["fidelity"]
    told = [f for f in changed["findings"] if f["kind"] == "date"]
    assert [f["tgt"]["text"] for f in told] == ["21 May"]
    assert told[0]["severity"] == "critical"


def test_either_language_may_come_first():
    turned = run_score("-", text=as_lines((GOOD[1], GOOD[0])))
    (record,) = map(json.loads, turned.stdout.splitlines())
    assert 0 < record["fidelity"] <= 1


@pytest.mark.parametrize(
    "pair",
    [("", "Nothing here."), ("空", ""), ("", ""), ("2019", "2019"), (" ", "\t"), ("句子" * 900, "long " * 900)],
)
def test_odd_pairs_are_scored_not_refused(pair: tuple[str, str]):
    run = run_score("-", text=as_lines(pair))
    assert run.returncode == 0, run.stderr
    assert 0 <= json.loads(run.stdout)["fidelity"] <= 1


def test_columns_are_read_and_the_line_is_kept(tmp_path: Path):
    table = tmp_path / "pairs.tsv"
    table.write_text(f"7\t{GOOD[1]}\t{GOOD[0]}\n8\t{CHANGED[1]}\t{CHANGED[0]}\n", encoding="utf-8")
    run = run_score(str(table), "--scol", "3", "--tcol", "2", "-o", str(tmp_path / "out.tsv"))
    assert run.returncode == 0, run.stderr
    lines = (tmp_path / "out.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["7", "8"]
    assert "critical:date" in lines[1]


@pytest.mark.parametrize(
    ("text", "arguments", "said"),
    [
        ("not json\n", (), "line 1"),
        ('{"src": "a"}\n', (), "src or tgt is not there"),
        ("[1]\n", (), "src or tgt is not there"),
        ("one column\n", ("--scol", "1", "--tcol", "2"), "column 2 is not there"),
    ],
)
def test_a_bad_line_is_named_and_nothing_half_written_is_left(tmp_path: Path, text: str, arguments, said: str):
    source, out = tmp_path / "in", tmp_path / "out.jsonl"
    source.write_text(text, encoding="utf-8")
    run = run_score(str(source), *arguments, "-o", str(out))
    assert run.returncode == 3
    assert said in run.stderr
    assert run.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == [source]


def test_a_missing_file_and_half_a_pair_of_options():
    assert run_score("no-such-file.jsonl").returncode == 3
    assert run_score("-", "--scol", "1").returncode == 2


def many_pairs(count: int) -> str:
    texts = [GOOD, CHANGED, UNRELATED, (GOOD[1], GOOD[0])]
    return "".join(as_lines(texts[k % len(texts)], id=k) for k in range(count))


def test_any_number_of_processes_writes_the_same_in_order(tmp_path: Path):
    source = tmp_path / "in.jsonl"
    source.write_text(many_pairs(100), encoding="utf-8")
    written = []
    for workers in ("1", "2", "0"):
        out = tmp_path / f"out{workers}"
        run = run_score(str(source), "-o", str(out), "--workers", workers)
        assert (run.returncode, run.stderr) == (0, "")
        written.append(out.read_bytes())
    assert written[0] == written[1] == written[2]
    assert [json.loads(line)["id"] for line in written[0].splitlines()] == list(range(100))


def test_a_bad_line_and_a_missing_head_end_several_processes_with_one_line(tmp_path: Path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text(many_pairs(40) + "not json\n", encoding="utf-8")
    run = run_score(str(source), "-o", str(out), "--workers", "2")
    assert (run.returncode, run.stderr.count("\n"), out.exists()) == (3, 1, False)
    assert "line 41" in run.stderr
    source.write_text(many_pairs(40), encoding="utf-8")
    (tmp_path / "head.npz").write_bytes(b"no head")
    run = run_score(str(source), "-o", str(out), "--workers", "2", "--head", str(tmp_path / "head.npz"))
    assert (run.returncode, run.stderr.count("\n"), out.exists()) == (5, 1, False)


def test_a_killed_process_ends_the_run_with_one_line(tmp_path: Path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text(many_pairs(4000), encoding="utf-8")
    command = [Path(sys.executable).with_name("align"), "score", source, "-o", out, "--workers", "2"]
    run = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        until = time.monotonic() + 60
        while not (workers := find_workers(run.pid)):
            assert run.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        time.sleep(2)
        os.kill(workers[0], signal.SIGKILL)
        said = run.communicate(timeout=60)[1].decode()
    finally:
        run.kill()
        run.wait()
    assert (run.returncode, said.count("\n"), out.exists()) == (3, 1, False)
    assert "a process was killed" in said


def find_workers(parent: int) -> list[int]:
    """The processes of the pool: children that were started anew, not the one that keeps watch over semaphores."""
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    if not listed.exists():
        pytest.skip("no /proc here")
    children = [int(pid) for pid in listed.read_text().split()]
    return [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
