"""Paired quotes whose speakers or quotation marks differ."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from align.records import Alignment, Document, Finding, Quote, QuotePair, Side, Span

CATEGORY = "accuracy/mistranslation"
LEAST_PAIR = 0.6
"""Score under which two quotes are too unsure a pair to tell anything from."""
OTHER = 0.2
"""Likeness of two names under which they are two speakers."""


def find_quote_changes(
    src: Side,
    tgt: Side,
    alignment: Alignment,
    pairs: Sequence[QuotePair],
    alike: Callable[[str, str], float],
) -> tuple[Finding, ...]:
    """Another speaker, or direct speech turned indirect and the reverse.

    :param alike: 0 to 1, whether a src and a tgt name mean one speaker.
    """
    bead_of = {i: k for k, b in enumerate(alignment.beads) for i in b.src}
    starts = [s.span.start for s in src.sentences]
    found = []
    for pair in pairs:
        a, b = pair.src, pair.tgt
        if a is None or b is None or pair.score < LEAST_PAIR:
            continue
        bead = bead_of.get(max(0, bisect_right(starts, a.content[0].start) - 1), 0)
        if a.speaker and b.speaker and a.source and b.source and alike(a.speaker, b.speaker) < OTHER:
            why = f"The words are given to {a.speaker} in one version and to {b.speaker} in the other."
            found.append(
                Finding("attribution", CATEGORY, "critical", 0.5, a.source[0], b.source[0], why, bead, a.speaker)
            )
        if {a.kind, b.kind} == {"direct", "indirect"}:
            shown, other = ("src", "tgt") if a.kind == "direct" else ("tgt", "src")
            why = f"The {shown} version quotes these words in marks, the {other} version reports them."
            spans = _marked(src.document, a), _marked(tgt.document, b)
            found.append(Finding("quotation-marks", CATEGORY, "minor", 0.6, *spans, why, bead, a.speaker))
    return tuple(found)


def _marked(document: Document, quote: Quote) -> Span:
    """The quote's first piece with the mark before it."""
    span = quote.content[0]
    start = span.start - 1 if span.start and document.text[span.start - 1] in '“「『"‘' else span.start
    return Span(start, span.end)
