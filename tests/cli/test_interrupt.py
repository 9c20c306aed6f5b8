import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import CORPORA

FOLDER = CORPORA / "press-conference"


def heed_interrupts():
    """A job in the background (a CI run started with &) is born deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
@pytest.mark.parametrize("old", [None, b"of yesterday"])
def test_ctrl_c_half_way_leaves_nothing_half_written(tmp_path, old):
    for language in ("zh", "en"):  # some minutes of encoding
        text = (FOLDER / f"press-conference.{language}.txt").read_text(encoding="utf-8")
        (tmp_path / f"{language}.txt").write_text(text * 100, encoding="utf-8")
    saved, out = tmp_path / "saved", tmp_path / "out"
    saved.mkdir()
    out.mkdir()
    if old:
        (out / "beads.jsonl").write_bytes(old)
    command = [Path(sys.executable).with_name("align"), "pair", tmp_path / "zh.txt", tmp_path / "en.txt"]
    options = ["--save-text", saved, "-o", out / "beads.jsonl"]
    run = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, preexec_fn=heed_interrupts)
    try:
        until = time.monotonic() + 60
        while not (saved / "tgt.en.txt").exists():  # written just before the encoder is loaded
            assert run.poll() is None and time.monotonic() < until
            time.sleep(0.05)
        time.sleep(2)
        assert run.poll() is None
        run.send_signal(signal.SIGINT)
        said = run.communicate(timeout=60)[1].decode()
    finally:
        run.kill()
        run.wait()
    assert run.returncode == 130
    assert said == "align: stopped; nothing half-written is left\n"
    assert {path.name: path.read_bytes() for path in out.iterdir()} == ({"beads.jsonl": old} if old else {})
