"""The segments of a translation job → two Documents, one sentence a segment, and the beads that they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.documents.language import detect_language, detect_script, language_name
from align.documents.reading import refuse_unwritable
from align.errors import LanguageError
from align.records import Alignment, Bead, Document, Language, Span

if TYPE_CHECKING:
    from align.formats.jobs import Job


def documents_from_job(
    job: Job, *, src_language: Language | None = None, tgt_language: Language | None = None
) -> tuple[Document, Document, Alignment]:
    """Make a line of each text of the job; white space inside of one becomes a space.

    Segments of one unit are one paragraph. Splitting the Documents as presplit gives the sentences that the
    beads count: one a segment, and a segment without a counterpart is unmatched.

    :raises InputError: NUL characters or lone surrogates.
    :raises LanguageError: neither English nor Chinese, or both sides in one language.
    """
    given = (src_language or job.languages[0], tgt_language or job.languages[1])
    sides = [[" ".join(text.split()) for text in texts] for texts in zip(*_texts(job), strict=True)]
    units = [segment.unit for segment in job.segments]
    src, tgt = (_document(lines, units, job.path, g) for lines, g in zip(sides, given, strict=True))
    if src.language == tgt.language:
        raise LanguageError(
            f"both sides are in {language_name(src.language)}", job.path, "One must be the other version"
        )
    return src, tgt, _alignment(sides[0], sides[1])


def _texts(job: Job) -> list[tuple[str, str]]:
    return [(segment.src, segment.tgt) for segment in job.segments]


def _document(lines: Sequence[str], units: Sequence[int], path: str, language: Language | None) -> Document:
    paragraphs: list[Span] = []
    kept, start, last = [], 0, None
    for line, unit in zip(lines, units, strict=True):
        if not line:
            continue
        span = Span(start, start + len(line))
        if unit == last:
            paragraphs[-1] = Span(paragraphs[-1].start, span.end)
        else:
            paragraphs.append(span)
        kept.append(line)
        start, last = span.end + 1, unit
    text = "\n".join(kept)
    refuse_unwritable(text, path)
    language = language or detect_language(text, path)
    return Document(text, language, detect_script(text, language), path, tuple(paragraphs))


def _alignment(src: Sequence[str], tgt: Sequence[str]) -> Alignment:
    beads, i, j = [], 0, 0
    for a, b in zip(src, tgt, strict=True):
        both = float(bool(a) and bool(b))
        beads.append(Bead(range(i, i + bool(a)), range(j, j + bool(b)), both, 1.0))
        i, j = i + bool(a), j + bool(b)
    return Alignment(tuple(beads))
