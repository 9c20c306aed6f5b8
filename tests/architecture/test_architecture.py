import pickle
import subprocess
import sys

import pytest
from conftest import CORPORA

import align


def test_start_up_loads_nothing_heavy():
    code = "import sys, align.cli.app; print([m for m in ('numpy', 'onnxruntime', 'torch', 'lxml', 'jinja2') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


@pytest.mark.parametrize("name", align.__all__)
def test_public_names(name):
    assert getattr(align, name).__doc__


def test_each_side_is_encoded_once(fake_encoder):
    pair = CORPORA / "weather-notice"
    documents = align.read_pair(pair / "weather-notice.zh.txt", pair / "weather-notice.en.txt")
    result = align.compare(*documents, encoder=fake_encoder)
    assert fake_encoder.calls == 2
    again = pickle.loads(pickle.dumps(result))
    assert again.alignment == result.alignment


def test_tracing_terms_encodes_each_text_once(fake_encoder):
    from align.pipeline import trace_folder

    trace = trace_folder(CORPORA / "weather-notice", encoder=fake_encoder)
    assert fake_encoder.calls == 2 and trace.pairs
