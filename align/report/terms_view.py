"""A TermTrace as people read it: each concept with a sentence of counts, its places in their words, its course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.records import Document, Language, Span, TermOutcome, TermTrace, TermUse, TracedPair
from align.report.rows import clean_text
from align.terms.counting import (
    OUTCOMES,
    TermCount,
    count_by_speaker,
    count_terms,
    not_mentioned,
    undated,
)

LANGUAGES: dict[Language, str] = {"zh": "Chinese", "en": "English"}
ALONE = "outside quotes"
"""Whom a use counts for that stands in no quote whose speaker is known."""
_AROUND = {"zh": 14, "en": 38}
"""Characters of context on either side of a place."""


@dataclass(frozen=True, slots=True)
class Words:
    """A place with the words around it."""

    tag: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """One use. A side is None where that version has no counterpart."""

    document: str
    date: str
    speaker: str
    outcome: str
    rendered: str
    guessed: bool
    """Whether only the vectors show the counterpart."""
    src: Words | None
    tgt: Words | None


@dataclass(frozen=True, slots=True)
class ConceptView:
    """What became of one concept."""

    concept: str
    sentence: str
    speakers: tuple[tuple[str, str], ...]
    """Each speaker with the counts in words."""
    places: tuple[Place, ...]
    missing: tuple[str, ...]
    """Documents in which neither version mentions it."""


@dataclass(frozen=True, slots=True)
class TraceView:
    """All concepts, and what holds for the whole."""

    concepts: tuple[ConceptView, ...]
    documents: int
    undated: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    src: str
    tgt: str
    """Languages of the two columns."""


def view_trace(trace: TermTrace) -> TraceView:
    """Put a trace into words."""
    by_speaker = count_by_speaker(trace)
    concepts = [
        ConceptView(
            clean_text(count.concept),
            describe_count(count, trace.original),
            tuple(
                (clean_text(c.group) or ALONE, describe_count(c, trace.original, whole=False))
                for c in by_speaker
                if c.concept == count.concept
            ),
            tuple(_place(pair, use) for pair, use in _dated(trace.pairs) if use.concept == count.concept),
            tuple(map(clean_text, not_mentioned(trace, count.concept))),
        )
        for count in _with_unused(trace, count_terms(trace))
    ]
    src = trace.pairs[0].src.language if trace.pairs else trace.original
    return TraceView(
        tuple(concepts),
        len(trace.pairs),
        tuple(map(clean_text, undated(trace))),
        tuple((clean_text(name), clean_text(why)) for name, why in trace.failed),
        LANGUAGES[src],
        LANGUAGES["en" if src == "zh" else "zh"],
    )


def describe_count(count: TermCount, original: Language, whole: bool = True) -> str:
    """The counts with their denominators: said 12 times in Chinese: 9 kept, 2 switched (1 to one-china-policy)."""
    other: Language = "en" if original == "zh" else "zh"
    if not count.mentioned:
        return f"mentioned in none of {count.documents} document{'s' * (count.documents != 1)}"
    parts = [_part(count, outcome) for outcome in OUTCOMES if count.of(outcome)]
    text = f"{'said ' if count.said else ''}{_times(count.said)} in {LANGUAGES[original]}"
    text += f": {', '.join(parts)}" if parts else ""
    if count.instead:
        text += (
            f"; {LANGUAGES[other]} has it {_times(sum(n for _, n in count.instead))} for {_listed(count.instead)}"
        )
    if count.added:
        text += f"; {LANGUAGES[other]} alone has it {_times(count.added)}"
    if whole:
        text += f"; mentioned in {count.mentioned} of {count.documents} document{'s' * (count.documents != 1)}"
    return clean_text(text)


def _part(count: TermCount, outcome: TermOutcome) -> str:
    became = [(concept, n) for held, concept, n in count.became if held == outcome]
    return f"{count.of(outcome)} {outcome}" + (f" (to {_listed(became)})" if became else "")


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times" if number else "not said"


def _listed(ids: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{concept} {n}" for concept, n in ids)


def _with_unused(trace: TermTrace, counts: Iterable[TermCount]) -> list[TermCount]:
    """A count for every concept that was asked for, also one that no document mentions."""
    held = {count.concept: count for count in counts}
    return [
        held.get(concept) or TermCount(concept, "", 0, (), (), 0, (), 0, len(trace.pairs))
        for concept in trace.concepts
    ]


def _dated(pairs: Iterable[TracedPair]) -> list[tuple[TracedPair, TermUse]]:
    """Uses by date, undated documents last."""
    return [(pair, use) for pair in sorted(pairs, key=lambda p: (p.date or "~", p.name)) for use in pair.uses]


def _place(pair: TracedPair, use: TermUse) -> Place:
    return Place(
        clean_text(pair.name),
        pair.date,
        clean_text(use.speaker),
        use.outcome,
        clean_text(use.rendered),
        use.how == "vector",
        _words(pair.src, use.src),
        _words(pair.tgt, use.tgt),
    )


def _words(document: Document, span: Span | None) -> Words | None:
    if span is None:
        return None
    text, around = document.text, _AROUND[document.language]
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    for paragraph in document.paragraphs:
        if paragraph.start <= span.start and span.end <= paragraph.end:
            start, end = max(start, paragraph.start), min(end, paragraph.end)
    if document.language == "en":  # whole words
        start = next((i for i in range(start, span.start) if i == 0 or text[i - 1].isspace()), span.start)
        end = next((i for i in range(end, span.end, -1) if text[i : i + 1].isspace() or i == len(text)), span.end)
    tag = "en" if document.script == "Latn" else f"zh-{document.script}"
    pieces = [text[start : span.start], span.of(text), text[span.end : end]]
    before, words, after = (_clean(piece) for piece in pieces)
    return Words(tag, before, words, after)


def _clean(piece: str) -> str:
    """Cleaned, with a space at an edge kept."""
    lead = " " if piece[:1].isspace() else ""
    tail = " " if piece[-1:].isspace() and piece.strip() else ""
    return lead + clean_text(piece) + tail
