"""Paired quotes whose speakers or quotation marks differ; and the quotes that findings stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from align.names import DEPUTY, UNDER, is_listed, is_office, is_personal
from align.names.lexicon import word_list
from align.records import Alignment, Document, Finding, Quote, QuotePair, Severity, Side, Span, TermUse
from align.simplified import to_simplified

VAGUE = re.compile(
    r"(?:he|she|they|it|we|i|his|her|their|its|who|some|several|many|multiple|various|relevant|reports?)\b"
    r"|[他她它其我咱对對双雙]|(?:多|几|数)[家名位个]|有关|一些|部分|相关",
    re.IGNORECASE,
)
"""A source that begins so names nobody: whom it means was worked out, and that may err."""
PRESS = re.compile(r"记者|記者|\b(?:reporter|journalist|correspondent)s?\b", re.IGNORECASE)
"""Who only asked; media are named in too many ways to be told apart."""
_Placed = TypeVar("_Placed", Finding, TermUse)
_ACRONYM = re.compile(r"(?:the )?\W*[A-Z]{2,6}\W*")
"""A name that a likeness of names says nothing of."""
CATEGORY = "accuracy/mistranslation"
LEAST_PAIR = 0.6
"""Score under which two quotes are too unsure a pair to tell anything from."""
LEAST_PAIR_OTHER = 0.4
"""The same where it is the speakers that differ: their likeness is a part of the score."""
OTHER = 0.2
"""Likeness of two names under which they are two speakers."""
RIVAL, CLEARER = 0.6, 0.1
"""Likeness from which on a speaker has a counterpart among the other version's speakers, and how much more it must
be than that of the two names in question."""
_CLOSING = re.compile('[，。！？；：、…,.!?;:-]{0,3}[”」』"’]')
"""A closing mark, with the punctuation before it."""
_LOST = ("mistranslation", "omission", "addition")
_LONG, _NAME = 8, (2, 3, 4)
"""Characters from which on a Chinese source may be a name behind its office, and those of a name."""
SURE, UNSURE = 0.5, 0.3
"""Confidence that words are another's."""


def find_quote_changes(
    zh: Side,
    en: Side,
    alignment: Alignment,
    pairs: Sequence[QuotePair],
    alike: Callable[[str, str], float],
) -> tuple[Finding, ...]:
    """Another speaker, or direct speech turned indirect and the reverse.

    :param alike: 0 to 1, whether a Chinese and an English name mean one speaker.
    """
    bead_of = {i: k for k, b in enumerate(alignment.beads) for i in b.src}
    starts = [s.span.start for s in zh.sentences]
    known = tuple(
        {q.speaker for q in side if q and q.speaker} for side in ((p.src for p in pairs), (p.tgt for p in pairs))
    )
    found = []
    for pair in pairs:
        a, b = pair.src, pair.tgt
        if a is None or b is None or pair.score < LEAST_PAIR_OTHER:
            continue
        bead = bead_of.get(max(0, bisect_right(starts, a.content[0].start) - 1), 0)
        named = _is_named(zh.document, a) and _is_named(en.document, b)
        if named and (two := _are_two(a.speaker, b.speaker, known, alike)):
            why = f"The words are given to {a.speaker} in Chinese and to {b.speaker} in English."
            found.append(Finding("attribution", CATEGORY, *two, a.source[0], b.source[0], why, bead))
        if pair.score >= LEAST_PAIR and {a.kind, b.kind} == {"direct", "indirect"}:
            shown, other = ("Chinese", "English") if a.kind == "direct" else ("English", "Chinese")
            why = f"The {shown} version quotes these words in marks, the {other} version reports them."
            spans = _marked(zh.document, a), _marked(en.document, b)
            found.append(Finding("quotation-marks", CATEGORY, "minor", 0.6, *spans, why, bead))
    return tuple(found)


def tell_speakers(findings: Iterable[Finding], pairs: Sequence[QuotePair]) -> tuple[Finding, ...]:
    """The same; those that exchange or leave out a speaker become attributions. ``src`` is Chinese."""
    return tuple(_told_of_speaker(f, pairs) for f in findings)


def _told_of_speaker(f: Finding, pairs: Sequence[QuotePair]) -> Finding:
    for pair in pairs:
        a, b = pair.src, pair.tgt
        if f.kind == "name" and f.severity == "critical" and f.src and f.tgt and a and b:
            # the Chinese name ends its source; before it stand country and office, which are no speakers
            last = a.source[-1:] and a.source[-1].start <= f.src.start and a.source[-1].end == f.src.end
            if last and _holds(b.source, f.tgt):
                why = f"The words are given to {a.speaker} in Chinese and to {b.speaker} in English."
                return replace(f, kind="attribution", reason=why if a.speaker and b.speaker else f.reason)
        for span, other, quote, rest, name in ((f.src, f.tgt, a, b, "Chinese"), (f.tgt, f.src, b, a, "English")):
            lone = (
                f.kind in _LOST and span and not other and quote and not (rest and (rest.source or rest.speaker))
            )
            if lone and quote and span and _names(quote, span):
                why = f"The words are given to {quote.speaker} in {name} alone."
                return replace(f, kind="attribution", category=CATEGORY, reason=why)
    return f


def _names(quote: Quote, span: Span) -> bool:
    """Whether a stretch lies in a quote's source and cue, and on its source."""
    on_source = any(s.start < span.end and span.start < s.end for s in quote.source)
    parts = sorted((*quote.source, *quote.cue))
    return bool(quote.speaker and on_source and parts[0].start <= span.start and span.end <= parts[-1].end)


def _holds(parts: Sequence[Span], span: Span) -> bool:
    return any(p.start <= span.start and span.end <= p.end for p in parts)


def _is_named(document: Document, quote: Quote) -> bool:
    """Whether the source itself says who speaks, and it is not the press."""
    source = " ".join(span.of(document.text) for span in quote.source).strip()
    return bool(source) and not VAGUE.match(source) and not PRESS.search(source) and _shares(source, quote.speaker)


def _shares(source: str, speaker: str) -> bool:
    """Whether a part of the speaker's name stands in the source: else it was found elsewhere, and may err."""
    if speaker.isascii():
        return bool({*re.findall(r"\w+", speaker.lower())} & {*re.findall(r"\w+", source.lower())})
    name, words = to_simplified(speaker), to_simplified(source)
    return any(name[i : i + 2] in words for i in range(max(1, len(name) - 1)))


def _are_two(
    zh: str, en: str, known: Sequence[set[str]], alike: Callable[[str, str], float]
) -> tuple[Severity, float] | None:
    """How grave and how sure it is that two names are two speakers'; None where they may be one's.

    They are two where each has a better counterpart among the text's speakers, or where they are unlike and one
    has, or the lists know the Chinese one. Names that are unlike and nothing more may be one's: 彭捷宁 is Jacob
    Parker. An office and a person's name may be one's too, however unlike they are.
    """
    if not zh or not en or _ACRONYM.fullmatch(en) or _is_no_speaker(zh):
        return None
    likeness = max(
        [
            alike(zh, en),
            *(alike(zh[-n:], en) for n in _NAME if len(zh) > _LONG),
            *(alike(other, en) for other in known[0] if _are_forms(zh, other)),
        ]
    )
    unlike = likeness < OTHER and is_office(zh) == is_office(en)
    least = max(RIVAL, likeness + CLEARER)
    elsewhere = (
        any(alike(zh, other) >= least for other in known[1] if not _are_forms(en, other)),
        any(alike(other, en) >= least for other in known[0] if not _are_forms(zh, other)),
    )
    if all(elsewhere) or (unlike and (any(elsewhere) or is_listed(zh))):
        return "critical", SURE
    # how a body is called varies too much to tell two by their names alone
    return ("minor", UNSURE) if unlike and is_personal(zh) else None


def _is_no_speaker(zh: str) -> bool:
    """Whether a source is a document, for which its authors may stand, or one character."""
    return zh.endswith(tuple(word_list("zh documents"))) or len(zh) < 2


def _are_forms(a: str, b: str) -> bool:
    """Whether one of two names in one language is a part of the other, and neither is only the other's deputy."""
    if any(bool(under.search(a)) != bool(under.search(b)) for under in (UNDER, DEPUTY)):
        return False
    if a.isascii() and b.isascii():
        return set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())
    return a in b or b in a


def place_in_quotes(
    findings: Iterable[_Placed], pairs: Sequence[QuotePair], original: Literal["src", "tgt"] = "src"
) -> tuple[_Placed, ...]:
    """Findings, or uses of terms, with the narrowest quote pair whose source, cue or content holds their words.

    :param original: the side by whose name a speaker goes, where it has one.
    """
    return tuple(_placed(f, pairs, original) for f in findings)


def _placed(finding: _Placed, pairs: Sequence[QuotePair], original: Literal["src", "tgt"]) -> _Placed:
    number = _narrowest(finding.src, finding.tgt, pairs)
    if number is None:
        return finding
    names = [quote.speaker if quote else "" for quote in (pairs[number].src, pairs[number].tgt)]
    first, second = names if original == "src" else reversed(names)
    return replace(finding, quote=number, speaker=first or second)


def _narrowest(src: Span | None, tgt: Span | None, pairs: Sequence[QuotePair]) -> int | None:
    inside = []
    for k, pair in enumerate(pairs):
        for span, quote in ((src, pair.src), (tgt, pair.tgt)):
            if span and quote:
                pieces = (*quote.source, *quote.cue, *quote.content)
                if any(p.start <= span.start and span.end <= p.end for p in pieces):
                    inside.append((sum(p.end - p.start for p in quote.content), k))
    return min(inside)[1] if inside else None


def _marked(document: Document, quote: Quote) -> Span:
    """The quote's first piece with its marks, where it stands in marks."""
    span, text = quote.content[0], document.text
    if not span.start or text[span.start - 1] not in '“「『"‘':
        return span
    closing = _CLOSING.match(text, span.end)
    return Span(span.start - 1, closing.end() if closing else span.end)
