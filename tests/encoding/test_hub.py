"""``--model`` and the hub of models: a stand-in for it on this machine, asked by a process of its own."""

import json
import os
import subprocess
import sys
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

pytest.importorskip("sentence_transformers")

LOAD = """
import json, sys, time
from align.encoding import load_encoder
from align.errors import ModelError
for name in sys.argv[1:]:
    began = time.monotonic()
    try:
        said = load_encoder(name).model.hash
    except ModelError as error:
        said = str(error)
    print(json.dumps([said, time.monotonic() - began]))
"""
MAKE = """
import sys
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
words = {w: i for i, w in enumerate(["[PAD]", "[UNK]", "align", "the", "bridge"])}
plain = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
plain.pre_tokenizer = pre_tokenizers.Whitespace()
special = {"unk_token": "[UNK]", "pad_token": "[PAD]", "model_max_length": 64}
PreTrainedTokenizerFast(tokenizer_object=plain, **special).save_pretrained(sys.argv[1])
shape = dict(hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8)
BertModel(BertConfig(vocab_size=len(words), max_position_embeddings=64, **shape)).save_pretrained(sys.argv[1])
"""


class Hub(BaseHTTPRequestHandler):
    """Answers as the hub does: what files a repository has, and each of them with its version."""

    def __init__(self, folder, asked, *args):
        self.folder, self.asked = folder, asked
        super().__init__(*args)

    def do_GET(self):
        self.asked.append(self.path)
        held = {path.name: path for path in self.folder.iterdir()}
        file = held.get(self.path.rpartition("/")[2].partition("?")[0])
        if self.path.startswith("/api/models/here/small"):
            siblings = [{"rfilename": name} for name in held]
            listed = [{"type": "file", "path": n, "oid": "0", "size": p.stat().st_size} for n, p in held.items()]
            info = {"id": "here/small", "modelId": "here/small", "sha": "1" * 40, "siblings": siblings}
            self.answer(200, json.dumps(listed if "/tree/" in self.path else info).encode())
        elif self.path.startswith("/here/small/resolve/") and file:
            self.answer(200, file.read_bytes())
        elif self.path.startswith("/here/small/resolve/"):
            self.answer(404, b"", "EntryNotFound")
        else:
            self.answer(404, b"", "RepoNotFound")

    do_HEAD = do_GET

    def answer(self, status, body, error=""):
        self.send_response(status)
        headers = {"Content-Length": len(body), "X-Repo-Commit": "1" * 40, "ETag": f'"{len(body)}"'}
        for name, value in (headers | ({"X-Error-Code": error} if error else {})).items():
            self.send_header(name, str(value))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


def load(endpoint, cache, *names):
    """Of each name, in one process: the model's hash or what is said, and the seconds."""
    environment = {**os.environ, "HF_ENDPOINT": endpoint, "HF_HOME": str(cache), "HF_HUB_DISABLE_XET": "1"}
    environment = {k: v for k, v in environment.items() if k != "HF_HUB_OFFLINE"} | {"NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-c", LOAD, *names]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=300, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith(b"[")]


@pytest.mark.slow
def test_a_model_is_fetched_once_and_then_needs_no_hub(tmp_path):
    subprocess.run([sys.executable, "-c", MAKE, tmp_path / "small"], check=True, capture_output=True)
    asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Hub, tmp_path / "small", asked))
    Thread(target=server.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{server.server_port}"
    try:
        (fetched, _), (unknown, _) = load(endpoint, tmp_path / "cache", "here/small", "here/other")
        assert len(fetched) == 12 and set(fetched) <= set("0123456789abcdef"), fetched
        assert any("model.safetensors" in path for path in asked)
        assert "not there and cannot be fetched" in unknown
    finally:
        server.shutdown()
        server.server_close()
    (gone, seconds), (again, _) = load(endpoint, tmp_path / "cache", "here/other", "here/small")
    assert again == fetched
    assert "no answer from the hub" in gone
    assert seconds < 10  # 0.7 on an idle core, where the library alone takes 90
