"""Two documents → beads and quotes; the only caller of an encoder."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from align.records import Alignment, Bead, Comparison, Document, Quote, QuotePair, Side
from align.settings import AlignmentSettings, QuoteSettings, describe_settings
from align.version import package_version

if TYPE_CHECKING:
    from pathlib import Path

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
    quotes: bool | QuoteSettings = False,
    head: Path | None = None,
) -> Comparison:
    """Align two documents, one English and one Chinese, in either order.

    :param model: a sentence-transformers model in place of the embedded encoder.
    :param beads: a corrected alignment in place of the search (``align.formats.corrected.read_beads``); it is
        taken as given, whatever the least score and confidence of ``settings``.
    :param presplit: one sentence a line, kept as given.
    :param encoder: an encoder that is loaded already, so that many pairs share one.
    :param quotes: also find the quotes of both sides and pair them, as settings say where they are given
        (their ``kinds`` are for showing: ``align.quotes.select_pairs``).
    :param head: a quote head in place of the one that ships (``align.quotes.head``).
    :raises AlignError: see :mod:`align.errors`.
    """
    settings = settings or AlignmentSettings()
    if encoder is None and (beads is None or quotes):
        encoder = load_encoder_for(model, bool(quotes))
    if beads is not None:
        plain = [prepare(d, encoder=None, presplit=presplit) for d in (src, tgt)]
        a, b, alignment = beads(plain[0], plain[1])
        signed = {"align": package_version(), "beads": "given"}
        if quotes and encoder:
            a, b = (replace(s, encoding=encoder.encode(s.document, s.sentences, progress)) for s in (a, b))
    else:
        a, b = (prepare(d, encoder=encoder, presplit=presplit, progress=progress) for d in (src, tgt))
        alignment = take_apart(search(a, b, settings), settings)
        assert encoder is not None
        signed = signature(encoder, settings, alignment)
    least = quotes.min_confidence if isinstance(quotes, QuoteSettings) else None
    pairs = compare_quotes(a, b, alignment, head=head, least=least) if quotes else ()
    return Comparison(a, b, alignment, signed, pairs)


def compare_quotes(
    src: Side, tgt: Side, alignment: Alignment, *, head: Path | None = None, least: float | None = None
) -> tuple[QuotePair, ...]:
    """Quotes of two sides with their speakers, paired through the beads and the words.

    :param least: confidence from which on a quote stands alone.
    """
    from align.quotes import pair_quotes
    from align.quotes.pairing import SURE
    from align.speakers import likeness, share_speakers

    quotes = tuple(_named_quotes(side, head) for side in (src, tgt))

    def agree(a: Quote, b: Quote) -> float:
        return likeness(src.document.language, a.speaker, b.speaker) if a.speaker and b.speaker else 0.5

    pairs = pair_quotes(src, tgt, alignment, (quotes[0], quotes[1]), agree, SURE if least is None else least)
    return share_speakers(src.document, tgt.document, pairs)


def find_attributions(
    document: Document,
    *,
    model: str | None = None,
    head: Path | None = None,
    presplit: bool = False,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
    settings: QuoteSettings | None = None,
) -> tuple[Side, tuple[Quote, ...]]:
    """All that one text attributes to someone: its quotes, attitudes and mentions of a speech, with speakers.

    Wider than the quotes that :func:`compare_quotes` pairs, and less sure of each (``confidence`` tells).

    :raises AlignError: see :mod:`align.errors`.
    """
    from align.quotes.find import ATTRIBUTED

    encoder = encoder or load_encoder_for(model, quotes=True)
    side = prepare(document, encoder=encoder, presplit=presplit, progress=progress)
    settings = settings or QuoteSettings()
    least = ATTRIBUTED if settings.min_confidence is None else settings.min_confidence
    found = _named_quotes(side, head, broad=True)
    return side, tuple(q for q in found if q.confidence >= least and q.kind in settings.kinds)


def _named_quotes(side: Side, head: Path | None, broad: bool = False) -> tuple[Quote, ...]:
    from align.quotes import find_quotes
    from align.speakers import name_speakers

    return name_speakers(side.document, side.sentences, find_quotes(side, head=head, broad=broad))


def load_encoder_for(model: str | None, quotes: bool, threads: int = 0) -> Encoder:
    """The encoder with the layers that are read: those of quotes and fidelity, or alignment's alone.

    :param threads: cores that it may use; 0: all.
    """
    from align.encoding import load_encoder

    if not quotes:
        return load_encoder(model, threads=threads)
    from align.models.weights import LAYERS

    return load_encoder(model, layers=LAYERS, threads=threads)


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
    return search(a, b, AlignmentSettings())


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


def search(src: Side, tgt: Side, settings: AlignmentSettings) -> Alignment:
    """The alignment that costs least."""
    from align.beads import align_beads

    return align_beads(src, tgt, settings)
