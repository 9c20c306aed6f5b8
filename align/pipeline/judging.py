"""An aligned pair → its findings and its fidelity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from align.errors import ModelError
from align.pipeline.comparing import load_encoder_for
from align.records import (
    Alignment,
    Bead,
    Comparison,
    Document,
    Fidelity,
    Finding,
    Glossary,
    Language,
    QuotePair,
    Side,
)

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from align.encoding import Encoder


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
    from align.findings import drop_doubles, place_in_quotes

    src, tgt, alignment, pairs = comparison.src, comparison.tgt, comparison.alignment, comparison.quotes
    written = original or src.document.language
    if src.document.language == "en":
        src, tgt, alignment = tgt, src, alignment.mirrored()
        pairs = tuple(replace(p, src=p.tgt, tgt=p.src) for p in pairs)
    typed = drop_doubles(_find_differences(src, tgt, alignment, pairs, written, glossary))
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
    from align.findings import (
        find_name_changes,
        find_omissions,
        find_quote_changes,
        find_stance_changes,
        find_value_changes,
        term_findings,
    )
    from align.formats.glossary import shipped_glossary
    from align.speakers import same_speaker
    from align.terms import compare_terms

    return (
        *find_omissions(zh, en, alignment, original),
        *find_value_changes(zh, en, alignment, _written(zh.document, en.document)),
        *find_name_changes(zh, en, alignment, original, same_speaker),
        *term_findings(compare_terms(zh, en, alignment, glossary or shipped_glossary())),
        *find_quote_changes(zh, en, alignment, pairs, same_speaker),
        *find_stance_changes(zh, en, alignment, pairs, original),
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

    encoder = encoder or load_encoder_for(model, quotes=True)
    for src, tgt in pairs:
        listed = segment_documents(src, tgt, src_language)
        a, b = (Side(d, sentences, encoder.encode(d, sentences)) for d, sentences in listed)
        full = range(bool(src.strip())), range(bool(tgt.strip()))
        beads = (Bead(*full, 1.0, 1.0),) if full[0] or full[1] else ()
        yield judge(Comparison(a, b, Alignment(beads)), glossary=glossary, head=head)
