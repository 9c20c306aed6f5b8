"""Reports → every place of a wording, with its counterpart, speaker and date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from align.errors import AlignError, InputError
from align.pipeline.comparing import compare, load_encoder_for
from align.records import Document, Glossary, Language, TermTrace, TracedPair
from align.settings import AlignmentSettings

if TYPE_CHECKING:
    from pathlib import Path

    from align.encoding import Encoder, Progress


def trace_terms(
    pairs: Iterable[tuple[str, Document, Document]],
    terms: Sequence[str] = (),
    *,
    original: Language | None = None,
    glossary: Glossary | None = None,
    model: str | None = None,
    settings: AlignmentSettings | None = None,
    head: Path | None = None,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> TermTrace:
    """Every place of some wordings in reports, with what the other version has there, speaker and date.

    :param pairs: name, src and tgt of each report; they share one encoder and are read one after the other.
    :param terms: wordings in either language, or ids of concepts (``align.terms.resolve_terms``); none: all
        concepts that occur.
    :param original: the language that was written first; of the first ``src`` where it is not given.
    :raises AlignError: see :mod:`align.errors`.
    """
    from collections import Counter

    from align.documents.dating import date_documents
    from align.findings import place_in_quotes
    from align.formats.glossary import shipped_glossary
    from align.speakers import join_speakers
    from align.terms import resolve_terms, trace_usage

    held = glossary or shipped_glossary()
    wanted = resolve_terms(terms, held) if terms else None
    encoder = encoder or load_encoder_for(model, quotes=True)
    traced: list[TracedPair] = []
    signed: dict[str, str] = {}
    for name, src, tgt in pairs:
        original = original or src.language
        result = compare(src, tgt, settings=settings, progress=progress, encoder=encoder, quotes=True, head=head)
        signed = signed or {k: v for k, v in result.signature.items() if not k.startswith("estimated")}
        uses = trace_usage(result.src, result.tgt, result.alignment, held, wanted, original)
        placed = place_in_quotes(uses, result.quotes)
        traced.append(TracedPair(name, src, tgt, date_documents(src, tgt), placed))
    shown = join_speakers(use.speaker for pair in traced for use in pair.uses)
    traced = [
        replace(pair, uses=tuple(replace(use, speaker=shown[use.speaker]) for use in pair.uses)) for pair in traced
    ]
    changed: Counter[str] = Counter()
    for use in (use for pair in traced for use in pair.uses):
        changed[use.concept] += use.outcome != "kept"
    concepts = wanted.ids if wanted else tuple(concept for concept, _ in changed.most_common())
    signed["glossary"] = "given" if glossary else "shipped"
    return TermTrace(concepts, original or "zh", tuple(traced), signature=signed)


def trace_folder(folder: Path, terms: Sequence[str] = (), **options: Any) -> TermTrace:  # noqa: ANN401
    """As :func:`trace_terms`, of all reports in a folder (``align.documents.folders``).

    A pair that cannot be read is listed in ``failed``, a version whose other one is not there in ``alone``.

    :raises InputError: no folder, or no pair in it that can be read.
    """
    from align.documents import read_pair
    from align.documents.folders import pair_versions

    held = pair_versions(folder)
    failed = [(name, "several files of one language") for name, _ in held.doubled]
    pairs = []
    for each in held.pairs:
        try:
            src, tgt = read_pair(each.zh, each.en, src_language="zh", tgt_language="en")
        except AlignError as error:
            failed.append((each.name, str(error)))
        else:
            pairs.append((each.name, src, tgt))
    if not pairs:
        raise InputError("no pair that can be read", str(folder), failed[-1][1])
    trace = trace_terms(pairs, terms, **options)
    return replace(trace, failed=tuple(failed), alone=tuple(str(path) for path in held.alone))
