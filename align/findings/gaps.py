"""English from which a word has dropped out, so that what is left is none: "the of hormones", "such as, rodents".

Told by what stands beside the gap, without the Chinese: an article before a word or mark that can follow none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.formats.texts import bead_span
from align.records import Alignment, Finding, FindingKind, Language, Side, Span

_ARTICLE = r"(?<![\w.'’/&-])(?:the|an?|every|its|their|our|my)"
_NO_NOUN = r"(?:of|for|from|at|into|and|or|but|is|are|was|were|has|had|have|which|who|whom|that|than|because)"
_BROKEN = re.compile(
    rf"{_ARTICLE} {_NO_NOUN}(?![\w'’.-])"
    rf"|{_ARTICLE} ?(?=[,;:!?](?:\s|$)|\.(?:\s|$))"
    rf"|{_ARTICLE} (?:the|an?)(?![\w'’.-])"
    r"|\bsuch as ?[,;:](?=\s)"
    r"|, ?,(?=\s)"
)


def find_gaps(en: Side, alignment: Alignment, original: Language) -> tuple[Finding, ...]:
    """Places where an English word is missing; ``tgt`` is the English side."""
    kind: FindingKind = "omission" if original == "zh" else "addition"
    return tuple(
        Finding(kind, "fluency/grammar", "major", 0.7, None, span, _reason(span, en), k)
        for k, bead in enumerate(alignment.beads)
        if bead.src and bead.tgt
        for span in _gaps(en.document.text, bead_span(en, bead.tgt))
    )


def _gaps(text: str, area: Span) -> Iterator[Span]:
    for m in _BROKEN.finditer(text, area.start, area.end):
        yield Span(*m.span())


def _reason(span: Span, en: Side) -> str:
    return f"A word seems to have dropped out of the English: “{span.of(en.document.text).strip()}”."
