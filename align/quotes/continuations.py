"""Speech that goes on in quotation marks without a new cue belongs to the quote before it.

“It rained,” she said. “Then it stopped.” is one utterance: one record with a piece a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.quotes.decode import Found, cut_at_sentences, outside, sentence_at
from align.quotes.marks import Marked, in_marks
from align.records import Side, Span

LEAST_LETTERS = {"en": 12, "zh": 5}
"""Letters in marks under which a stretch is rather a name or a title."""


def join_continuations(
    side: Side, found: Sequence[Found], marked: tuple[Marked, ...], orphans_only: bool = False
) -> list[Found]:
    """Join each cue-less quote in marks to the one that ends just before it.

    Words in marks that nothing found may be such a continuation; they are left out where they are none.

    :param orphans_only: join these alone, as attributions in the wider sense stand sentence by sentence.
    """
    out: list[Found] = []
    every = [*found, *_orphans(side, found, marked)]
    for f in sorted(every, key=lambda f: (f.content[0].start, f.content[-1].end)):
        held_back = orphans_only and f.confidence > 0
        earlier = () if held_back else range(len(out) - 1, -1, -1)
        before = next((k for k in earlier if _goes_on(side, out[k], f, marked)), None)
        if before is None:
            out.append(f)
            continue
        held = out[before]
        pieces = tuple(sorted({*held.content, *f.content}))
        out[before] = replace(held, content=pieces, confidence=max(held.confidence, f.confidence))
    return [f for f in out if f.confidence > 0]


def _orphans(side: Side, found: Sequence[Found], marked: tuple[Marked, ...]) -> list[Found]:
    """Longer stretches in marks that touch no part of any quote, a piece a sentence."""
    text = side.document.text
    taken = [s for f in found for s in (*f.content, *f.cue, *f.source)]
    out = []
    for m in marked:
        letters = sum(c.isalnum() for c in m.inner.of(text))
        short = letters < LEAST_LETTERS[side.document.language]
        if m.depth > 1 or not letters or (short and not _reopened(side, m, marked)):
            continue
        if any(s.start < m.inner.end and m.inner.start < s.end for s in taken):
            continue
        if pieces := cut_at_sentences(side, m.inner, marked):
            out.append(Found(tuple(pieces), (), (), 0.0))
    return out


def _reopened(side: Side, m: Marked, marked: tuple[Marked, ...]) -> bool:
    """Whether the marks open a paragraph, and the one before it never closed its own."""
    at = next((i for i, p in enumerate(side.document.paragraphs) if p.start <= m.outer.start < p.end), 0)
    before = side.document.paragraphs[at - 1] if at else None
    opens = not side.document.text[side.document.paragraphs[at].start : m.outer.start].strip()
    left = before and any(not o.closed and before.start <= o.outer.start < before.end for o in marked)
    return opens and bool(left)


def _goes_on(side: Side, before: Found, f: Found, marked: tuple[Marked, ...]) -> bool:
    """Whether ``f`` has no cue of its own, stands in marks, and only ``before``'s words lie between the two."""
    if f.cue and not set(f.cue) & set(before.cue):
        return False
    if not in_marks(f.content, marked) or not (before.cue or before.source):
        return False
    if any(s.start < t.end and t.start < s.end for s in before.content for t in f.content):
        return False
    said = [s for s in (*before.content, *before.cue, *before.source) if s.end <= f.content[0].start]
    if not said:
        return False
    nearest = max((s for s in before.content if s.end <= f.content[0].start), default=None)
    if nearest is None:
        return False
    first, second = (sentence_at(side, at) for at in (max(s.end for s in said) - 1, f.content[0].start))
    if side.sentences[first].paragraph == side.sentences[second].paragraph:
        return second - first <= 1
    # A speech over several paragraphs: the one before never closed its marks, and this one opens them anew.
    open_ended = any(not m.closed and m.inner.start <= nearest.start < m.inner.end for m in marked)
    starts = any(m.outer.start == side.sentences[second].span.start for m in marked)
    return open_ended and starts and side.sentences[second].paragraph - side.sentences[first].paragraph == 1


def own_paragraphs(side: Side, f: Found, found: Sequence[Found]) -> Found:
    """Without what others say in later paragraphs, by cues of their own outside its words."""

    def paragraph(s: Span) -> int:
        return side.sentences[sentence_at(side, s.start)].paragraph

    own = {paragraph(s) for s in (f.content[0], *(f.source or f.cue))}
    others = [s for o in found if o is not f and outside(o.cue, f.content) for s in o.content]
    kept = tuple(s for s in f.content if paragraph(s) in own or outside((s,), others))
    return f if kept == f.content else replace(f, content=kept, cue=tuple(s for s in f.cue if paragraph(s) in own))
