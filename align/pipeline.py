"""The one place where the stages meet, and the only caller of an encoder."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from align.records import Alignment, Bead, Comparison, Document, Side
from align.settings import AlignmentSettings, describe_settings
from align.version import package_version

if TYPE_CHECKING:
    from align.encoding import Encoder, Progress

BeadsReader = Callable[[Side, Side], tuple[Side, Side, Alignment]]
"""Puts a corrected alignment in place of the search."""


def prepare(
    document: Document, *, encoder: Encoder | None, presplit: bool = False, progress: Progress | None = None
) -> Side:
    """Split a document into sentences and encode it, once. Without an encoder, only split it."""
    from align.sentences import split_presplit, split_sentences

    sentences = split_presplit(document) if presplit else split_sentences(document)
    return Side(document, sentences, encoder.encode(document, sentences, progress) if encoder else None)


def compare(
    src: Document,
    tgt: Document,
    *,
    model: str | None = None,
    settings: AlignmentSettings | None = None,
    beads: BeadsReader | None = None,
    presplit: bool = False,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
) -> Comparison:
    """Align two documents, one English and one Chinese, in either order.

    :param model: a sentence-transformers model in place of the embedded encoder.
    :param beads: a corrected alignment in place of the search (``align.formats.corrected.read_beads``); it is
        taken as given, whatever the least score and confidence of ``settings``.
    :param presplit: one sentence a line, kept as given.
    :param encoder: an encoder that is loaded already, so that many pairs share one.
    :raises AlignError: see :mod:`align.errors`.
    """
    settings = settings or AlignmentSettings()
    if beads is not None:
        sides = [prepare(d, encoder=None, presplit=presplit) for d in (src, tgt)]
        a, b, alignment = beads(sides[0], sides[1])
        return Comparison(a, b, alignment, {"align": package_version(), "beads": "given"})
    if encoder is None:
        from align.encoding import load_encoder

        encoder = load_encoder(model)
    a, b = (prepare(d, encoder=encoder, presplit=presplit, progress=progress) for d in (src, tgt))
    alignment = take_apart(_search(a, b, settings), settings)
    return Comparison(a, b, alignment, signature(encoder, settings, alignment))


def align_sentences(src: Sequence[str], tgt: Sequence[str], *, encoder: Encoder | None = None) -> Alignment:
    """Align two lists of sentences; indices in the beads are indices into the lists.

    An empty string keeps its index; where a list is empty, all of the other is unmatched.

    :raises InputError: NUL characters or lone surrogates.
    :raises LanguageError: a list that is neither English nor Chinese.
    """
    from align.documents import documents_from_lists
    from align.encoding import load_encoder

    encoder = encoder or load_encoder(None)
    a, b = (Side(d, listed, encoder.encode(d, listed)) for d, listed in documents_from_lists(src, tgt))
    return _search(a, b, AlignmentSettings())


def take_apart(alignment: Alignment, settings: AlignmentSettings) -> Alignment:
    """Beads under the wanted score or confidence become unmatched sentences; none is lost."""
    beads: list[Bead] = []
    for bead in alignment.beads:
        low = bead.score < settings.min_score or bead.confidence < settings.min_confidence
        if low and bead.src and bead.tgt:
            beads += [Bead(range(i, i + 1), range(bead.tgt.start, bead.tgt.start), 0.0, 0.0) for i in bead.src]
            beads += [Bead(range(bead.src.stop, bead.src.stop), range(j, j + 1), 0.0, 0.0) for j in bead.tgt]
        else:
            beads.append(bead)
    return replace(alignment, beads=tuple(beads))


def signature(encoder: Encoder, settings: AlignmentSettings, alignment: Alignment) -> dict[str, str]:
    """Versions, model and settings that made a result."""
    estimates = {f"estimated {k}": f"{v:g}" for k, v in alignment.estimates.items()}
    return {
        "align": package_version(),
        "model": f"{encoder.model.name}@{encoder.model.hash}",
        "settings": describe_settings(settings),
        **estimates,
        "python": platform.python_version(),
    }


def _search(src: Side, tgt: Side, settings: AlignmentSettings) -> Alignment:
    from align.beads import align_beads

    return align_beads(src, tgt, settings)
