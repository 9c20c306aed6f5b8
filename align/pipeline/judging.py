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
    Finding,
    Glossary,
    Judgement,
    Language,
    QuotePair,
    Side,
)

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from align.encoding import Encoder
    from align.fidelity import Judge


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
    from align.fidelity import score_beads
    from align.findings import drop_doubles, find_mistranslations, place_in_quotes, tell_speakers

    src, tgt, alignment, pairs = comparison.src, comparison.tgt, comparison.alignment, comparison.quotes
    written = original or src.document.language
    if src.document.language == "en":
        src, tgt, alignment = tgt, src, alignment.mirrored()
        pairs = tuple(replace(p, src=p.tgt, tgt=p.src) for p in pairs)
    judged = _judge_beads(src, tgt, alignment, written, head)
    differences = _find_differences(src, tgt, alignment, pairs, judged and judged[1], written, glossary)
    found = typed = drop_doubles(tell_speakers(differences, pairs))
    if judged:
        doubtful = find_mistranslations(src, tgt, alignment, judged[1], typed, written)
        found = (*typed, *tell_speakers(doubtful, pairs))
    ordered = sorted(found, key=lambda f: (f.bead, f.kind))
    placed = place_in_quotes(ordered, pairs, "src" if written == "zh" else "tgt")
    fidelity = score_beads(judged[0], src, alignment, judged[1], pairs, placed) if judged else None
    if comparison.src.document.language == "en":
        placed = tuple(f.mirrored() for f in placed)
    return replace(comparison, findings=placed, fidelity=fidelity)


def _judge_beads(
    zh: Side, en: Side, alignment: Alignment, original: Language, path: Path | None
) -> tuple[Judge, tuple[Judgement, ...]] | None:
    """What the fidelity head says of the beads; None where it cannot read the encoder's vectors."""
    from align.fidelity import open_judge, read_head

    if judge := open_judge(read_head(path), zh, en, original):
        return judge, judge.judge_beads(alignment)
    if path:
        hint = "Leave out --head, or the --model that it was not trained on."
        raise ModelError("the fidelity head does not fit the encoder", str(path), hint)
    return None


def _find_differences(
    zh: Side,
    en: Side,
    alignment: Alignment,
    pairs: Sequence[QuotePair],
    judged: Sequence[Judgement] | None,
    original: Language,
    glossary: Glossary | None,
) -> tuple[Finding, ...]:
    from align.findings import (
        find_gaps,
        find_name_changes,
        find_omissions,
        find_quote_changes,
        find_stance_changes,
        find_value_changes,
        opposite_findings,
        term_findings,
    )
    from align.formats.glossary import shipped_contrasts, shipped_glossary
    from align.speakers import same_speaker
    from align.terms import compare_opposites, compare_terms

    contrasts = shipped_contrasts()
    return (
        *find_omissions(zh, en, alignment, original, clauses=judged is None),
        *find_gaps(en, alignment, original),
        *find_value_changes(zh, en, alignment, _written(zh.document, en.document)),
        *find_name_changes(zh, en, alignment, original, same_speaker),
        *term_findings(compare_terms(zh, en, alignment, glossary or shipped_glossary())),
        *opposite_findings(compare_opposites(zh, en, alignment, contrasts), contrasts),
        *find_quote_changes(zh, en, alignment, pairs, same_speaker),
        *find_stance_changes(zh, en, alignment, pairs, original, judged),
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
