"""``--model``: any sentence-transformers model in place of the embedded encoder."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.encoding.encoder import Progress
from align.encoding.windows import plan_windows
from align.errors import ModelError
from align.records import Document, Encoding, ModelName, Sentence, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAST = -1
"""Key of the last layer, the one that these models give."""
WEIGHTS = ("model.safetensors", "pytorch_model.bin", "onnx/model.onnx")
"""Files of which a model has one, fetched last."""
UNREACHED = frozenset(("ConnectionError", "ConnectTimeout", "ReadTimeout", "ConnectError", "ProxyError"))
"""What requests and httpx, by its version one of which the hub's library uses, raise without a connection."""
PATIENCE = 5.0
"""Seconds that the hub has to begin an answer."""
EXTRA = "pip install 'align-enzh[models]'"


class SentenceTransformerEncoder:
    """Token vectors of the last layer where the model has them, else one vector a sentence."""

    def __init__(self, name: str) -> None:
        if not find_spec("sentence_transformers"):
            raise ModelError("--model needs the extra 'models'", name, f"Run: {EXTRA}")
        self._model = _load(name)
        self._name = name

    @cached_property
    def model(self) -> ModelName:
        """The name as given, and a fingerprint of what the model makes of a fixed text."""
        probe = self._model.encode(["align 对齐"], show_progress_bar=False).round(3)
        return ModelName(self._name, hashlib.sha256(probe.tobytes()).hexdigest()[:12])

    def encode(
        self, document: Document, sentences: tuple[Sentence, ...], progress: Progress | None = None
    ) -> Encoding:
        """One pass: windows of several sentences for token vectors, single sentences otherwise."""
        tokenizer = getattr(self._model, "tokenizer", None)
        if sentences and getattr(tokenizer, "is_fast", False):
            return self._encode_tokens(document, sentences, progress)
        return self._encode_sentences(document, sentences)

    def _encode_tokens(
        self, document: Document, sentences: tuple[Sentence, ...], progress: Progress | None
    ) -> Encoding:
        import numpy as np

        windows = self._windows(document, sentences)
        if not windows:  # sentences without a token
            return self._encode_sentences(document, ())
        done, total = 0, sum(tokens for _, tokens in windows)
        offsets, owners, vectors = [], [], []
        starts = np.array([s.span.start for s in sentences])
        ends = np.array([s.span.end for s in sentences])
        for window, tokens in windows:
            text = window.of(document.text)
            places, rows = self._read(text)
            at = places + window.start
            owner = np.searchsorted(starts, at[:, 0], side="right") - 1
            kept = (at[:, 1] > at[:, 0]) & (owner >= 0) & (at[:, 0] < ends[np.clip(owner, 0, None)])
            offsets.append(at[kept])
            owners.append(owner[kept])
            vectors.append(rows[kept])
            done += tokens
            if progress:
                progress(done, total)
        return _encoding(
            np.concatenate(offsets), np.concatenate(owners), np.concatenate(vectors), self.model, True
        )

    def _windows(self, document: Document, sentences: tuple[Sentence, ...]) -> list[tuple[Span, int]]:
        """Stretches of the text that the model can read at once, cut between sentences where possible.

        Each comes with the number of its tokens.
        """
        limit = max(16, min(int(self._model.max_seq_length or 256), 256) - 4)
        texts = [s.span.of(document.text) for s in sentences]
        read = self._model.tokenizer(
            texts, add_special_tokens=False, return_offsets_mapping=True, truncation=False
        )
        marks = read["offset_mapping"]
        spans = []
        for window in plan_windows([len(m) for m in marks], limit):
            first, last = window[0], window[-1]
            start = sentences[first.sentence].span.start + marks[first.sentence][first.start][0]
            end = sentences[last.sentence].span.start + marks[last.sentence][last.end - 1][1]
            spans.append((Span(start, end), sum(piece.end - piece.start for piece in window)))
        return spans

    def _read(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Offsets and vectors of one window's tokens, those that mark its ends left out by their empty offsets."""
        import numpy as np

        limit = self._model.max_seq_length
        marks = self._model.tokenizer(text, return_offsets_mapping=True, truncation=True, max_length=limit)
        rows = self._model.encode([text], output_value="token_embeddings", show_progress_bar=False)[0]
        rows = np.asarray(rows.cpu() if hasattr(rows, "cpu") else rows, np.float32)
        places = np.array(marks["offset_mapping"], np.int64).reshape(-1, 2)
        shared = min(len(rows), len(places))
        return places[:shared], rows[:shared]

    def _encode_sentences(self, document: Document, sentences: tuple[Sentence, ...]) -> Encoding:
        import numpy as np

        texts = [s.span.of(document.text) for s in sentences]
        vectors = self._model.encode(texts, show_progress_bar=False) if texts else np.zeros((0, 1))
        places = np.array([(s.span.start, s.span.end) for s in sentences], np.int64).reshape(-1, 2)
        return _encoding(places, np.arange(len(sentences)), vectors, self.model, False)


def _load(name: str) -> Any:  # noqa: ANN401
    """The model of a folder, of the hub's cache or of the hub.

    :raises ModelError: it is in none of them.
    """
    try:
        if Path(name).is_dir():
            return _open(name)
        if folder := _cached(name):
            with suppress(Exception):  # one that was not fetched whole
                return _open(folder)
        _ask_hub(name)
        return _open(name)
    except Exception as error:  # every layer below raises kinds of its own
        said = str(error).strip()
        if type(error).__name__ in UNREACHED:
            said = "no answer from the hub"
        reason = said.splitlines()[0][:120] if said else type(error).__name__
        hint = "Give the folder of a sentence-transformers model, or leave --model out."
        raise ModelError(f"the model is not there and cannot be fetched ({reason})", name, hint) from error


def _open(name: str) -> Any:  # noqa: ANN401
    from sentence_transformers import SentenceTransformer

    onnx_only = (Path(name) / "onnx").is_dir() and not list(Path(name).glob("*.safetensors"))
    return SentenceTransformer(name, backend="onnx" if onnx_only else "torch", trust_remote_code=False)


def _cached(name: str) -> str:
    """The folder in the hub's cache that holds the model; "" where none does.

    Opened as a folder, it needs no hub: by name the library would ask for each file whether it is the newest.
    """
    from huggingface_hub import try_to_load_from_cache

    for repository in _repositories(name):
        for file in WEIGHTS:
            if isinstance(path := try_to_load_from_cache(repository, file), str):
                return path.removesuffix(file)
    return ""


def _ask_hub(name: str) -> None:
    """Raise where the hub does not answer, or knows no such model.

    The library itself asks a hub that it cannot reach six times for each of several files, over a minute in
    all, and takes seconds to be imported.
    """
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError, RepositoryNotFoundError

    unknown: Exception | None = None
    for repository in _repositories(name):
        try:
            HfApi().model_info(repository, timeout=PATIENCE)
        except RepositoryNotFoundError as error:
            unknown = error
        except HfHubHTTPError:  # it answers; the library knows what to make of it
            return
        else:
            return
    if unknown:
        raise unknown


def _repositories(name: str) -> list[str]:
    """What a name may stand for on the hub."""
    return [name] if "/" in name else [name, f"sentence-transformers/{name}"]


def _encoding(places: Any, owners: Any, vectors: Any, model: ModelName, tokens: bool) -> Encoding:  # noqa: ANN401
    import numpy as np

    arrays = (
        places.astype(np.int32),
        owners.astype(np.int32),
        np.ones(len(owners), np.float32),
        np.asarray(vectors, np.float32),
    )
    for array in arrays:
        array.setflags(write=False)
    return Encoding(arrays[0], arrays[1], arrays[2], {LAST: arrays[3]}, "token" if tokens else "sentence", model)
