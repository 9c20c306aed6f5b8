"""Where the sentences of a document lie."""

from __future__ import annotations

from align.sentences.presplit import split_presplit
from align.sentences.split import split_sentences

__all__ = ["split_presplit", "split_sentences"]
