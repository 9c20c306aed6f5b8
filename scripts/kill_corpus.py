"""Kill a corpus build at random moments, start it again, and compare the bytes with an unhurt build's.

python scripts/kill_corpus.py IN [--times 10] [--workers 2] [--seed 1] [--cmd "align corpus build"]

Every other time only the first process is killed, so that its workers are left alone, as an
out-of-memory killer would do; the other times all of them at once. Ends with 1 where a byte differs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def read_all(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def kill(process: subprocess.Popen[bytes], alone: bool) -> None:
    if alone:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cmd", default="align corpus build")
    given = parser.parse_args()
    draw, failed = random.Random(given.seed), 0
    with tempfile.TemporaryDirectory() as scratch:

        def command(name: str) -> list[str]:
            build = [*shlex.split(given.cmd), given.source, "-o", str(Path(scratch) / name)]
            return [*build, "--workers", str(given.workers), "--quiet"]

        began = time.monotonic()
        start(command("whole")).wait()
        took = time.monotonic() - began
        whole = read_all(Path(scratch) / "whole")
        print(f"unhurt: {took:.1f} s, {len(whole)} files")
        for turn in range(given.times):
            kills = 0
            while True:
                process = start(command(f"killed-{turn}"))
                try:
                    # the second time it may live, so that a turn ends; before that it may die again
                    code = process.wait(timeout=draw.uniform(0.2, took) if kills < 1 + turn % 3 else None)
                    break
                except subprocess.TimeoutExpired:
                    kill(process, alone=turn % 2 == 1)
                    kills += 1
            same = read_all(Path(scratch) / f"killed-{turn}") == whole
            failed += not same
            print(f"turn {turn}: killed {kills} times, exit {code}, {'identical' if same else 'DIFFERENT'}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
