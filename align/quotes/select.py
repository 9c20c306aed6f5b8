"""Which quotes were asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

from align.records import Document, Quote, QuotePair
from align.simplified import to_simplified


def select_pairs(
    src: Document,
    tgt: Document,
    pairs: Sequence[QuotePair],
    *,
    speaker: str | None = None,
    kinds: Collection[str] | None = None,
    term: str | None = None,
    only_unpaired: bool = False,
) -> tuple[QuotePair, ...]:
    """Pairs of which either side fits: its speaker's name holds ``speaker``, its content holds ``term``.

    Case, width, hyphens and line breaks do not matter: "one-China" finds "One China".

    :param kinds: a side's kind is one of them; None: any.
    """

    def fits(document: Document, quote: Quote | None) -> bool:
        if quote is None or (kinds is not None and quote.kind not in kinds):
            return False
        if speaker and plain(speaker) not in plain(quote.speaker):
            return False
        return not term or plain(term) in plain(" ".join(s.of(document.text) for s in quote.content))

    chosen = [p for p in pairs if not only_unpaired or p.src is None or p.tgt is None]
    return tuple(p for p in chosen if fits(src, p.src) or fits(tgt, p.tgt))


def plain(text: str) -> str:
    """Text as it is compared: NFKC, lower case, Simplified characters, hyphens and white space as one space."""
    folded = to_simplified(unicodedata.normalize("NFKC", text).casefold())
    return " ".join("".join(" " if c in "-‐‑–" else c for c in folded).split())
