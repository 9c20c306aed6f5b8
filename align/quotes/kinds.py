"""Direct, mixed or indirect: how much of a content stands within quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from align.quotes.marks import Marked
from align.records import QuoteKind, Span

ALL = 0.9
"""Share of the content's letters within marks from which on it is direct."""


def quote_kind(
    text: str, content: Sequence[Span], marked: tuple[Marked, ...], spoken: Sequence[Span]
) -> QuoteKind:
    """The kind of a quote by its content.

    Words in marks make it mixed even where they are few: within reported speech most of them are the
    speaker's own (measured on ../shared/data/quotes-dev; titles in 《》 are no marks). Speech set off after
    a colon is direct.

    :param spoken: source and cue, which stand before the colon.
    """
    letters = {i for s in content for i in range(s.start, s.end) if text[i].isalnum()}
    within = {i for m in marked for i in range(m.inner.start, m.inner.end)} & letters
    if letters and len(within) >= ALL * len(letters):
        return "direct"
    if any(text[s.end : content[0].start].strip() in (":", "：") for s in spoken):
        return "direct"
    return "mixed" if within else "indirect"
