"""The one place where the stages meet, and the only caller of an encoder."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from align.errors import ModelError
from align.records import (
    Alignment,
    Bead,
    Comparison,
    Document,
    Fidelity,
    Finding,
    Glossary,
    Language,
    Quote,
    QuotePair,
    Side,
)
from align.settings import AlignmentSettings, describe_settings
from align.version import package_version

if TYPE_CHECKING:
    from datetime import date
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
    quotes: bool = False,
    head: Path | None = None,
) -> Comparison:
    """Align two documents, one English and one Chinese, in either order.

    :param model: a sentence-transformers model in place of the embedded encoder.
    :param beads: a corrected alignment in place of the search (``align.formats.corrected.read_beads``); it is
        taken as given, whatever the least score and confidence of ``settings``.
    :param presplit: one sentence a line, kept as given.
    :param encoder: an encoder that is loaded already, so that many pairs share one.
    :param quotes: also find the quotes of both sides and pair them.
    :param head: a quote head in place of the one that ships (``align.quotes.head``).
    :raises AlignError: see :mod:`align.errors`.
    """
    settings = settings or AlignmentSettings()
    if encoder is None and (beads is None or quotes):
        encoder = _load_encoder(model, quotes)
    if beads is not None:
        plain = [prepare(d, encoder=None, presplit=presplit) for d in (src, tgt)]
        a, b, alignment = beads(plain[0], plain[1])
        signed = {"align": package_version(), "beads": "given"}
        if quotes and encoder:
            a, b = (replace(s, encoding=encoder.encode(s.document, s.sentences, progress)) for s in (a, b))
    else:
        a, b = (prepare(d, encoder=encoder, presplit=presplit, progress=progress) for d in (src, tgt))
        alignment = take_apart(_search(a, b, settings), settings)
        assert encoder is not None
        signed = signature(encoder, settings, alignment)
    return Comparison(a, b, alignment, signed, compare_quotes(a, b, alignment, head=head) if quotes else ())


def audit(
    src: Document,
    tgt: Document,
    *,
    original: Language | None = None,
    glossary: Glossary | None = None,
    model: str | None = None,
    settings: AlignmentSettings | None = None,
    beads: BeadsReader | None = None,
    presplit: bool = False,
    head: Path | None = None,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
) -> Comparison:
    """Align, pair the quotes, and find the differences in meaning between the two versions.

    :param original: the language of the side that was written first; of ``src`` where it is not given.
    :param glossary: in place of the one that ships (``align.formats.glossary``).
    :raises AlignError: see :mod:`align.errors`.
    """
    result = compare(
        src, tgt, model=model, settings=settings, beads=beads, presplit=presplit, progress=progress,
        encoder=encoder, quotes=True, head=head,
    )  # fmt: skip
    return judge(result, original=original, glossary=glossary)


def score_segments(
    pairs: Iterable[tuple[str, str]],
    *,
    src_language: Language | None = None,
    glossary: Glossary | None = None,
    model: str | None = None,
    head: Path | None = None,
    encoder: Encoder | None = None,
) -> Iterator[Comparison]:
    """Judge segment pairs one by one, each by itself, the src as the original: findings and a score, no quotes.

    :param src_language: of every src, where detection errs.
    :param head: a fidelity head in place of the one that ships (``align.fidelity``).
    :raises AlignError: see :mod:`align.errors`.
    """
    from align.documents import segment_documents

    encoder = encoder or _load_encoder(model, quotes=True)
    for src, tgt in pairs:
        listed = segment_documents(src, tgt, src_language)
        a, b = (Side(d, sentences, encoder.encode(d, sentences)) for d, sentences in listed)
        full = range(bool(src.strip())), range(bool(tgt.strip()))
        beads = (Bead(*full, 1.0, 1.0),) if full[0] or full[1] else ()
        yield judge(Comparison(a, b, Alignment(beads)), glossary=glossary, head=head)


def judge(
    comparison: Comparison,
    *,
    original: Language | None = None,
    glossary: Glossary | None = None,
    head: Path | None = None,
) -> Comparison:
    """The same with every kind of finding, in the order of the beads, and with its fidelity.

    The kinds are looked for from the Chinese side, whichever file came first, so that both orders find the same.
    """
    from align.findings import place_in_quotes

    src, tgt, alignment, pairs = comparison.src, comparison.tgt, comparison.alignment, comparison.quotes
    written = original or src.document.language
    if src.document.language == "en":
        src, tgt, alignment = tgt, src, alignment.mirrored()
        pairs = tuple(replace(p, src=p.tgt, tgt=p.src) for p in pairs)
    typed = _find_differences(src, tgt, alignment, pairs, written, glossary)
    found, fidelity = _weigh(src, tgt, alignment, pairs, typed, written, head)
    if comparison.src.document.language == "en":
        found = tuple(f.mirrored() for f in found)
    placed = place_in_quotes(sorted(found, key=lambda f: (f.bead, f.kind)), comparison.quotes)
    return replace(comparison, findings=placed, fidelity=fidelity)


def _weigh(
    zh: Side,
    en: Side,
    alignment: Alignment,
    pairs: Sequence[QuotePair],
    typed: tuple[Finding, ...],
    original: Language,
    path: Path | None,
) -> tuple[tuple[Finding, ...], Fidelity | None]:
    """What the fidelity head adds to the typed findings, and its scores; neither for other encoders."""
    from align.fidelity import Judge, fits, read_head, score_beads
    from align.findings import find_mistranslations, place_in_quotes

    head = read_head(path)
    if not (fits(head, zh.encoding) and fits(head, en.encoding)):
        if path:
            hint = "Leave out --head, or the --model that it was not trained on."
            raise ModelError("the fidelity head does not fit the encoder", str(path), hint)
        return typed, None
    judge = Judge(head, zh, en, original)
    judgements = judge.judge_beads(alignment)
    found = (*typed, *find_mistranslations(zh, en, judgements, typed, original))
    return found, score_beads(judge, zh, alignment, judgements, pairs, place_in_quotes(found, pairs))


def _find_differences(
    zh: Side,
    en: Side,
    alignment: Alignment,
    pairs: Sequence[QuotePair],
    original: Language,
    glossary: Glossary | None,
) -> tuple[Finding, ...]:
    from align.findings import find_omissions, find_quote_changes, find_value_changes, term_findings
    from align.formats.glossary import shipped_glossary
    from align.speakers import same_speaker
    from align.terms import compare_terms

    return (
        *find_omissions(zh, en, alignment, original),
        *find_value_changes(zh, en, alignment, _written(zh.document, en.document)),
        *term_findings(compare_terms(zh, en, alignment, glossary or shipped_glossary())),
        *find_quote_changes(zh, en, alignment, pairs, same_speaker),
    )


def _written(src: Document, tgt: Document) -> date | None:
    """The day of writing, where a page states it."""
    from datetime import date

    for document in (src, tgt):
        try:
            return date.fromisoformat((document.date or "")[:10])
        except ValueError:
            continue
    return None


def compare_quotes(
    src: Side, tgt: Side, alignment: Alignment, *, head: Path | None = None
) -> tuple[QuotePair, ...]:
    """Quotes of two sides with their speakers, paired through the beads and the words."""
    from align.quotes import pair_quotes
    from align.speakers import likeness, share_speakers

    quotes = tuple(_named_quotes(side, head) for side in (src, tgt))

    def agree(a: Quote, b: Quote) -> float:
        return likeness(src.document.language, a.speaker, b.speaker) if a.speaker and b.speaker else 0.5

    pairs = pair_quotes(src, tgt, alignment, (quotes[0], quotes[1]), agree)
    return share_speakers(src.document, tgt.document, pairs)


def find_attributions(
    document: Document,
    *,
    model: str | None = None,
    head: Path | None = None,
    presplit: bool = False,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
) -> tuple[Side, tuple[Quote, ...]]:
    """All that one text attributes to someone: its quotes, attitudes and mentions of a speech, with speakers.

    Wider than the quotes that :func:`compare_quotes` pairs, and less sure of each (``confidence`` tells).

    :raises AlignError: see :mod:`align.errors`.
    """
    from align.quotes.find import ATTRIBUTED

    encoder = encoder or _load_encoder(model, quotes=True)
    side = prepare(document, encoder=encoder, presplit=presplit, progress=progress)
    return side, tuple(q for q in _named_quotes(side, head, broad=True) if q.confidence >= ATTRIBUTED)


def _named_quotes(side: Side, head: Path | None, broad: bool = False) -> tuple[Quote, ...]:
    from align.quotes import find_quotes
    from align.speakers import name_speakers

    return name_speakers(side.document, side.sentences, find_quotes(side, head=head, broad=broad))


def _load_encoder(model: str | None, quotes: bool) -> Encoder:
    from align.encoding import load_encoder

    if not quotes:
        return load_encoder(model)
    from align.quotes.head import LAYERS

    return load_encoder(model, layers=LAYERS)


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
