"""Compare an English and a Chinese version of one report.

>>> import align
>>> result = align.compare(align.read("a.zh.txt"), align.read("b.en.html"))  # doctest: +SKIP

Names load on first use, so that ``align --help`` answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.beads import align_vectors
    from align.documents import document_from_text, read, read_pair
    from align.errors import (
        AlignError,
        ConfigError,
        InputError,
        LanguageError,
        ModelError,
        OutputError,
        PartialError,
    )
    from align.pipeline import align_sentences, compare, find_attributions, prepare
    from align.records import (
        Alignment,
        Bead,
        Comparison,
        Document,
        Encoding,
        Quote,
        QuotePair,
        Sentence,
        Side,
        Span,
    )
    from align.settings import AlignmentSettings, read_settings

_HOME = {
    "align.beads": ("align_vectors",),
    "align.documents": ("document_from_text", "read", "read_pair"),
    "align.errors": (
        "AlignError", "ConfigError", "InputError", "LanguageError", "ModelError", "OutputError", "PartialError",
    ),
    "align.pipeline": ("align_sentences", "compare", "find_attributions", "prepare"),
    "align.records": (
        "Alignment", "Bead", "Comparison", "Document", "Encoding", "Quote", "QuotePair", "Sentence", "Side",
        "Span",
    ),
    "align.settings": ("AlignmentSettings", "read_settings"),
}  # fmt: skip

__all__ = [
    "AlignError", "Alignment", "AlignmentSettings", "Bead", "Comparison", "ConfigError", "Document", "Encoding",
    "InputError", "LanguageError", "ModelError", "OutputError", "PartialError", "Quote", "QuotePair", "Sentence",
    "Side", "Span", "align_sentences", "align_vectors", "compare", "document_from_text", "find_attributions",
    "prepare", "read", "read_pair", "read_settings",
]  # fmt: skip


def __getattr__(name: str) -> object:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'align' has no attribute {name!r}")
