"""What the words show plainly (``plain``) and what the head finds, brought together.

A quote that both have is surer for it. One that the head leaves out is proposed; what the head says of its words
counts, and a shape on words that look like no content at all is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.quotes.decode import Found, outside
from align.quotes.head import ROLES, Scores, token_middles
from align.quotes.marks import Marked
from align.quotes.plain import Reading, plain_readings
from align.records import Side, Span

PLAIN = 0.5
"""Share of the doubt in a quote that its plain shape takes away."""
LEAST_CONTENT = 0.05
"""Mean probability of being content that the head must give the words of a quote it did not find."""
LEAST_NAMED = 0.5
"""Mean probability of being source that it must give a subject whose words might be another thing."""
SAME = 0.5
"""Contents that share so much of their union are one."""


def with_proposals(side: Side, found: Sequence[Found], marked: Sequence[Marked], scores: Scores) -> list[Found]:
    """The quotes found, those of plain shape surer and with their parts right, and those that only words show."""
    out = list(found)
    for reading in plain_readings(side, marked):
        likely = _likelihood(side, reading.content, scores, "content")
        if not reading.sure and _likelihood(side, reading.source, scores, "source") < LEAST_NAMED:
            continue
        out = [replace(f, cue=()) if reading.sure and _has_taken(f, reading) else f for f in out]
        at = _agreeing(out, reading)
        if at is not None:
            out[at] = _settled(out[at], reading, likely)
        elif likely >= LEAST_CONTENT and not any(_touch(f.cue, reading.cue) for f in out):
            out = [f for f in out if f.confidence > likely or not _misread(f, reading)]
            out.append(Found(reading.content, reading.cue, reading.source, _surer(likely)))
    return out


def _likelihood(side: Side, spans: Sequence[Span], scores: Scores, role: str) -> float:
    """Mean probability of having the role that the head gives the tokens of the spans."""
    import numpy as np

    assert side.encoding is not None
    middle = token_middles(side.encoding)
    inside = np.zeros(len(middle), bool)
    for s in spans:
        inside |= (middle >= s.start) & (middle < s.end)
    return float(scores.tags[inside, ROLES.index(role)].mean()) if inside.any() else 0.0


def _agreeing(found: Sequence[Found], reading: Reading) -> int | None:
    """The quote with the reading's cue, or none, and its content."""
    best = None
    for k, f in enumerate(found):
        same_cue = _touch(f.cue, reading.cue)
        if f.cue and not same_cue:
            continue
        shared = _shared(f.content, reading.content)
        if shared >= SAME or (same_cue and reading.exact and shared > 0):
            best = max(best or (0.0, k), (shared, k))
    return best[1] if best else None


def _misread(f: Found, reading: Reading) -> bool:
    """Whether the quote gives the reading's speaker a part of its words, by another cue."""
    return _touch(f.source, reading.source) and _touch(f.content, reading.content)


def _has_taken(f: Found, reading: Reading) -> bool:
    """Whether the quote has the reading's cue, and neither its speaker nor its words: it stands beside them."""
    apart = not _touch(f.source, reading.source) and not _touch(f.content, reading.content)
    return bool(f.source and reading.source) and apart and _touch(f.cue, reading.cue)


def _settled(f: Found, reading: Reading, likely: float) -> Found:
    f = replace(f, confidence=_surer(max(f.confidence, likely) if not f.cue else f.confidence))
    if reading.exact or (not f.cue and _touch(f.content, (*reading.source, *reading.cue))):
        return replace(f, source=reading.source, cue=reading.cue, content=reading.content)
    if not f.cue:
        return replace(f, source=reading.source, cue=reading.cue)
    return f if f.source else replace(f, source=outside(reading.source, (*f.cue, *f.content)))


def _surer(score: float) -> float:
    return round(PLAIN + (1 - PLAIN) * score, 4)


def _touch(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(s.start < o.end and o.start < s.end for s in spans for o in others)


def _shared(spans: Sequence[Span], others: Sequence[Span]) -> float:
    """Characters that both have, of those that either has."""
    both = sum(max(0, min(s.end, o.end) - max(s.start, o.start)) for s in spans for o in others)
    return both / max(1, sum(s.end - s.start for s in (*spans, *others)) - both)
