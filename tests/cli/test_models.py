import hashlib
import json
from pathlib import Path

import align

PACKAGE = Path(align.__file__).parent


def test_every_weight_is_listed_with_its_hash_and_licence(run_align):
    done = run_align("models", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    for row in rows:
        data = (PACKAGE / row["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"]
        assert row["licence"] and row["trained_on"]
    listed = {row["path"] for row in rows}
    shipped = {
        p.relative_to(PACKAGE).as_posix() for k in ("*.npz", "*.onnx", "*.gz", "*.csv") for p in PACKAGE.rglob(k)
    }
    assert listed == shipped


def test_table(run_align):
    out = run_align("models").stdout.decode()
    assert "align-quotes-own (not the default)" in out and "licence: MIT" in out
