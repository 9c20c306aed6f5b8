"""Quote pairs → the same with speakers that one version tells and the other does not.

A pronoun, a title or nobody at all on one side, and a name on the other: the name decides, where the first
text has it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.records import Document, Language, Quote, QuotePair
from align.speakers.same import same_speaker

SAME, OTHER = 0.5, 0.3
"""Likeness of two names from which on they are one speaker's, and under which they are not."""
VAGUE = {
    "en": frozenset(("he", "she", "they", "it", "we", "i", "his", "her", "their", "its", "the")),
    "zh": frozenset(("他", "她", "他们", "她们", "它", "其", "我们", "我", "对方", "双方", "該", "该")),
}


def share_speakers(src: Document, tgt: Document, pairs: Sequence[QuotePair]) -> tuple[QuotePair, ...]:
    """Pairs whose vaguer side takes the speaker that the other side names."""
    known = (_names(p.src for p in pairs), _names(p.tgt for p in pairs))
    out = []
    for pair in pairs:
        a, b = pair.src, pair.tgt
        if a and b and not _agree(src.language, a.speaker, b.speaker):
            a_vague, b_vague = _vague(src, a), _vague(tgt, b)
            if a_vague and not b_vague:
                a = _renamed(a, src.language, b.speaker, known[0])
            elif b_vague and not a_vague:
                b = _renamed(b, tgt.language, a.speaker, known[1])
        out.append(replace(pair, src=a, tgt=b))
    return tuple(out)


def _names(quotes: Iterable[Quote | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(q.speaker for q in quotes if q and q.speaker))


def _agree(language: Language, a: str, b: str) -> bool:
    return bool(a and b) and likeness(language, a, b) >= OTHER


def likeness(language: Language, a: str, b: str) -> float:
    """Of a name in ``language`` and one in the other language."""
    return same_speaker(a, b) if language == "zh" else same_speaker(b, a)


def _vague(document: Document, quote: Quote) -> bool:
    """Whether the source names nobody: empty, a pronoun, or a word with one before it."""
    words = " ".join(s.of(document.text) for s in quote.source).strip().lower()
    if not quote.speaker or not words:
        return True
    first = words.split()[0] if document.language == "en" else words
    return first in VAGUE[document.language]


def _renamed(quote: Quote, language: Language, other: str, known: Sequence[str]) -> Quote:
    alike = {name: likeness(language, name, other) for name in known}
    best = max(alike, key=lambda n: alike[n], default="")
    return replace(quote, speaker=best) if best and alike[best] >= SAME else quote
