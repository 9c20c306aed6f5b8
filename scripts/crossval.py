"""Score the quote head on articles that it was not trained on, through the command line.

    python scripts/crossval.py [--folds 5] [--work DIR]

Trains the first stage once on PolNeAR, then for each fold the second stage without the fold's articles of
../shared/data/quotes-dev, and runs ../shared/eval/quotes.py once over all articles: the command that it calls
is this script, which gives each article the head that never saw it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "data" / "quotes-dev" / "quotes.jsonl"


def main() -> int:
    if len(sys.argv) > 1 and sys.argv[1] == "--heads":
        return run_with_own_head(Path(sys.argv[2]), sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--work", type=Path, help="folder to keep the heads in (default: a temporary one)")
    options = parser.parse_args()
    if not GOLD.is_file():
        sys.exit(f"{GOLD} is not there; this script needs the development data")
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        heads = train_folds(options.folds, work)
        mapping = work / "heads.json"
        mapping.write_text(json.dumps(heads, ensure_ascii=False), encoding="utf-8")
        command = f"{sys.executable} {Path(__file__).resolve()} --heads {mapping}"
        scorer = [sys.executable, str(SHARED / "eval" / "quotes.py"), str(GOLD), "--cmd", command]
        return subprocess.run(scorer, check=False).returncode


def train_folds(folds: int, work: Path) -> dict[str, str]:
    """Text of each article's Chinese side -> the head that was trained without it."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    start = work / "start.pt"
    heads = {}
    for fold in range(folds):
        left_out = rows[fold::folds]
        head = work / f"fold{fold}.npz"
        if not head.exists():
            stage = ["--start", str(start)] if start.exists() else ["--save-start", str(start)]
            leave = [part for row in left_out for part in ("--leave-out", row["id"])]
            command = [
                sys.executable,
                str(ROOT / "scripts" / "train_quotes.py"),
                "--out",
                str(head),
                *stage,
                *leave,
            ]
            subprocess.run(command, check=True, stdout=sys.stderr)
        heads.update({row["zh"]: str(head) for row in left_out})
    return heads


def run_with_own_head(mapping: Path, arguments: list[str]) -> int:
    """What the scorer calls in place of ``align quotes``: the same, with the article's own head."""
    heads = json.loads(mapping.read_text(encoding="utf-8"))
    text = Path(arguments[0]).read_bytes().decode("utf-8")
    align = Path(sys.executable).with_name("align")
    os.execv(align, [str(align), "quotes", *arguments, "--head", heads[text]])


if __name__ == "__main__":
    sys.exit(main())
