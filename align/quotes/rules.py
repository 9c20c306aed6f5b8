"""Quotes by rule, where a ``--model`` has no head: quotation marks and the commonest cues.

It finds direct speech with its cue and the plainest indirect speech ("X said that …", X表示，…), and no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from align.names.lexicon import words
from align.quotes.decode import Found, trim_content
from align.quotes.marks import Marked, in_marks
from align.records import Sentence, Side, Span

CUES = Path(__file__).resolve().parents[1] / "resources" / "cues.txt"
LEAST_LETTERS = {"en": 15, "zh": 6}
"""Letters in marks under which a stretch is rather a name or a title."""
NEAREST = 30
"""Characters between a content and a cue that may be its own."""
MARKED, REPORTED = 0.67, 0.86
"""Confidence of what marks show, and of what only a cue shows: so many were right on ../shared/data/quotes-dev."""


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    words: dict[str, list[str]] = {"en": [], "zh": []}
    language = "en"
    for line in CUES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            words[language].append(line)
    longest = {k: sorted(v, key=len, reverse=True) for k, v in words.items()}
    return {
        "en": re.compile(rf"\b(?:{'|'.join(map(re.escape, longest['en']))})\b"),
        "zh": re.compile("|".join(map(re.escape, longest["zh"]))),
    }


def cue_pattern(language: str) -> re.Pattern[str]:
    """Any cue of the list."""
    return _cues()[language]


def rule_quotes(side: Side, marked: tuple[Marked, ...]) -> tuple[Found, ...]:
    """What marks and cues show, at most one quote a sentence without marks."""
    found = []
    for sentence in side.sentences:
        found += _in_sentence(side, sentence, marked)
    return tuple(found)


def with_cue(side: Side, found: Sequence[Found], one: Found, marked: tuple[Marked, ...], behind: bool) -> Found:
    """A quote in marks without cue takes that of the words beside it: “…” Lin said that … is two quotes, one cue.

    In its paragraph, ``behind`` it or before it: a quote's cue and source, or a cue of the list and what
    stands between. With a cue and no source it takes that of another with this cue.
    """
    if one.cue or not in_marks(one.content, marked):
        named = (o.source for o in found if one.cue and o.source and o.cue == one.cue)
        return one if one.source else replace(one, source=next(named, ()))
    text = side.document.text
    first, last = one.content[0].start, one.content[-1].end
    paragraph = next((p for p in side.document.paragraphs if p.start <= first < p.end), Span(0, len(text)))
    place = (
        Span(last, min(paragraph.end, last + NEAREST))
        if behind
        else Span(max(paragraph.start, first - NEAREST), first)
    )
    shared = [
        o for o in found if o is not one and o.cue and place.start <= o.cue[0].start and o.cue[0].end <= place.end
    ]
    places = [o.cue[0] for o in shared] + _listed_cues(side, place, marked)
    places = [c for c in places if not (behind and c.of(text) == "According to")]  # it opens another sentence
    if not places:
        return one
    cue = min(places, key=lambda c: abs(c.start - last) if behind else abs(first - c.end))
    for other in shared:
        if other.cue[0].start <= cue.start < other.cue[0].end:
            return replace(one, cue=other.cue, source=one.source or other.source)
    return replace(one, cue=(cue,), source=one.source or _source(text, place.start, cue))


def _listed_cues(side: Side, place: Span, marked: tuple[Marked, ...]) -> list[Span]:
    """Words of the list in ``place``, but for those in marks and characters of longer words (指 of 指挥)."""
    text = side.document.text
    found = [Span(*c.span()) for c in _cues()[side.document.language].finditer(text, place.start, place.end)]
    found = [c for c in found if not any(m.outer.start <= c.start < m.outer.end for m in marked)]
    return [c for c in found if c.end - c.start > 1 or not _is_in_word(text, c)]


def _is_in_word(text: str, char: Span) -> bool:
    return text[char.start : char.end + 1] in words() or text[char.start - 1 : char.end] in words()


def _in_sentence(side: Side, sentence: Sentence, marked: tuple[Marked, ...]) -> list[Found]:
    text, language = side.document.text, side.document.language
    inside = [
        m.inner for m in marked
        if m.depth == 1 and sentence.span.start <= m.outer.start and m.outer.start < sentence.span.end
        and sum(c.isalnum() for c in m.inner.of(text)) >= LEAST_LETTERS[language]
    ]  # fmt: skip
    cues = _listed_cues(side, sentence.span, marked)
    source = _source(text, sentence.span.start, cues[0]) if cues else ()
    if inside:
        spans = [trim_content(text, s, marked) for s in inside]
        content = tuple(s for s in spans if s.start < s.end)
        return [Found(content, tuple(cues[:1]), source, MARKED)] if content else []
    if not cues:
        return []
    content_span = trim_content(text, Span(cues[0].end, sentence.span.end), marked)
    if sum(c.isalnum() for c in content_span.of(text)) < LEAST_LETTERS[language]:
        return []
    return [Found((content_span,), (cues[0],), source, REPORTED)]


def _source(text: str, begin: int, cue: Span) -> tuple[Span, ...]:
    """What stands between the last stop behind ``begin`` and the cue."""
    before = text[begin : cue.start]
    start = begin + max((before.rfind(c) for c in ',，;；”"」'), default=-1) + 1
    span = trim_content(text, Span(start, cue.start), ())
    return (span,) if span.start < span.end else ()
