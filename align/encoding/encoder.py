"""What an encoder is to the rest of the program, and which one a name stands for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from align.records import Document, Encoding, ModelName, Sentence

Progress = Callable[[int, int], None]
"""Called with (tokens read, tokens in all)."""


class Encoder(Protocol):
    """Reads a document once and gives token vectors, or sentence vectors where a model has only those."""

    @property
    def model(self) -> ModelName:
        """Name and hash of the weights."""

    def encode(
        self, document: Document, sentences: tuple[Sentence, ...], progress: Progress | None = None
    ) -> Encoding:
        """One pass over all sentences of ``document``."""


def load_encoder(model: str | None = None, layers: tuple[int, ...] = (9,), threads: int = 0) -> Encoder:
    """The embedded encoder, or any sentence-transformers model by name or path.

    :param layers: of the embedded encoder, those whose vectors are wanted; another model gives its last.
    :param threads: cores that the embedded encoder computes with; 0: all.

    :raises ModelError: the model is not there and cannot be fetched, or the extra is not installed.
    """
    if model is None:
        from align.encoding.embedded import EmbeddedEncoder

        return EmbeddedEncoder(layers=layers, threads=threads)
    from align.encoding.sentence_transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder(model)
