import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from align.records import Document, Encoding, ModelName, Sentence, Side, Span

if hasattr(os, "sched_setaffinity") and (worker := os.environ.get("PYTEST_XDIST_WORKER")):
    # each worker, and each command that it runs, on a core of its own: threads that wait for one another cost twice
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[int(worker.removeprefix("gw")) % len(cores)]})
ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT / "corpora"


class FakeEncoder:
    """One vector a character, the same for the same character; counts the documents it reads."""

    model = ModelName("fake", "0")

    def __init__(self):
        self.calls = 0

    def encode(self, document, sentences, progress=None):
        self.calls += 1
        places = [(i, s.index) for s in sentences for i in range(s.span.start, s.span.end)]
        offsets = np.array([(i, i + 1) for i, _ in places], np.int32).reshape(-1, 2)
        owner = np.array([k for _, k in places], np.int32)
        vectors = np.array([char_vector(document.text[i]) for i, _ in places], np.float32).reshape(-1, 16)
        return Encoding(offsets, owner, np.ones(len(owner), np.float32), {9: vectors}, "token", self.model)


def char_vector(char):
    seed = int.from_bytes(hashlib.sha256(char.lower().encode("utf-8", "replace")).digest()[:4], "little")
    return np.random.default_rng(seed).normal(size=16)


def make_side(lines, language, encoder):
    """A prepared side, one sentence a line."""
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    sentences = tuple(Sentence(i, s, 0) for i, s in enumerate(spans))
    document = Document("\n".join(lines), language, "Hans" if language == "zh" else "Latn", "x", tuple(spans))
    return Side(document, sentences, encoder.encode(document, sentences))


@pytest.fixture
def fake_encoder():
    return FakeEncoder()


@pytest.fixture(scope="session")
def encoder():
    from align.encoding import load_encoder

    return load_encoder(None)


@pytest.fixture(scope="session")
def run_align():
    """The installed command in a subprocess."""

    def run(*args, stdin=None, **options):
        environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", **options.pop("env", {})}
        command = [Path(sys.executable).with_name("align"), *map(str, args)]
        return subprocess.run(command, capture_output=True, input=stdin, env=environment, timeout=120, **options)

    return run
