"""The encoder that ships with the package: ONNX weights, read by onnxruntime and tokenizers alone."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.encoding.encoder import Progress
from align.encoding.windows import plan_windows
from align.errors import ModelError
from align.records import Document, Encoding, ModelName, Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parents[1] / "models" / "encoder"
WINDOW = 254
"""Tokens read together, half of what the model can; other sizes were not compared yet."""
NAME = "align-e5-small"
WEIGHTS = "onnx/model.onnx"


class EmbeddedEncoder:
    """multilingual-e5-small, ten layers, cut down to the pieces that Chinese and English need.

    :param layers: whose vectors are wanted, of 5, 8 and 9; those under the highest cost only their copying.
    :param threads: cores to compute with; 0: all.
    """

    def __init__(self, folder: Path = FOLDER, layers: tuple[int, ...] = (9,), threads: int = 0) -> None:
        import onnxruntime as ort
        from tokenizers import Tokenizer

        self.layers = layers
        self._folder = folder
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = ort.SessionOptions()
            options.log_severity_level = 3
            options.intra_op_num_threads = threads
            weights = str(folder / WEIGHTS)
            self._session = ort.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # both libraries raise bare Exceptions of their own
            raise _unreadable(folder, error) from error
        self._surprisal = piece_surprisal(folder / "tokenizer.json")

    @cached_property
    def model(self) -> ModelName:
        """Name and SHA-256 (first 12 digits) of the weights."""
        return name_weights(self._folder)

    def encode(
        self, document: Document, sentences: tuple[Sentence, ...], progress: Progress | None = None
    ) -> Encoding:
        """Token vectors of the layers asked for, sentences read in windows of up to 254 tokens."""
        import numpy as np

        texts = [s.span.of(document.text) for s in sentences]
        pieces = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        lengths = [len(p.ids) for p in pieces]
        total = sum(lengths)
        vectors: dict[int, list[Any]] = {layer: [] for layer in self.layers}
        done = 0
        for window in plan_windows(lengths, WINDOW):
            row = [i for p in window for i in pieces[p.sentence].ids[p.start : p.end]]
            for layer, output in zip(self.layers, self._run(row), strict=True):
                vectors[layer].append(output)
            done += len(row)
            if progress:
                progress(done, total)
        read = zip(sentences, pieces, strict=True)
        offsets = [(s.span.start + a, s.span.start + b) for s, p in read for a, b in p.offsets]
        ids = np.array([i for p in pieces for i in p.ids], np.int64)
        return Encoding(
            tokens=_frozen(np.array(offsets, np.int32).reshape(-1, 2)),
            sentence=_frozen(np.repeat(np.arange(len(sentences), dtype=np.int32), lengths)),
            weight=_frozen(self._surprisal[ids]),
            vectors={k: _frozen(_stacked(v)) for k, v in vectors.items()},
            unit="token",
            model=self.model,
            pieces=_frozen(ids.astype(np.int32)),
        )

    def _run(self, ids: list[int]) -> list[NDArray[np.float32]]:
        import numpy as np

        row = np.array([[0, *ids, 2]], np.int64)  # <s> ... </s>
        feed = {"input_ids": row, "attention_mask": np.ones_like(row)}
        return [out[0, 1:-1] for out in self._session.run([f"layer_{n}" for n in self.layers], feed)]


def name_weights(folder: Path = FOLDER) -> ModelName:
    """Name and SHA-256 (first 12 digits) of the weights, which are read and not loaded.

    :raises ModelError: they are not there.
    """
    try:
        digest = hashlib.sha256((folder / WEIGHTS).read_bytes())
    except OSError as error:
        raise _unreadable(folder, error) from error
    return ModelName(NAME, digest.hexdigest()[:12])


def _unreadable(folder: Path, error: Exception) -> ModelError:
    hint = "Install align-enzh again, or name another model with --model."
    return ModelError(f"the embedded encoder cannot be read ({error})", str(folder), hint)


def piece_surprisal(tokenizer: Path) -> NDArray[np.float32]:
    """Minus the log probability of each piece in the tokenizer's unigram model: what a token tells."""
    import numpy as np

    vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return np.array([-score for _, score in vocabulary], np.float32)


def _stacked(parts: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    import numpy as np

    return np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array
