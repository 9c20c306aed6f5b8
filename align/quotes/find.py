"""Side → its quotes, speakers not named yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from align.errors import ModelError
from align.quotes.confidence import text_confidence
from align.quotes.continuations import join_continuations, own_paragraphs
from align.quotes.decode import Found, cut_at_sentences, decode_quotes, with_marks
from align.quotes.head import BROAD, read_head, score_heads
from align.quotes.kinds import quote_kind
from align.quotes.marks import Marked, find_marked
from align.quotes.mending import cue_between, cut_coordinated, mend
from align.quotes.nested import nested_quotes
from align.quotes.proposals import with_proposals
from align.quotes.rules import rule_quotes, with_cue
from align.records import Quote, Side
from align.turns import Turn, find_turns

ATTRIBUTED = 0.25
"""Confidence from which on one text's attributions are shown."""


def find_quotes(side: Side, *, head: Path | None = None, broad: bool = False) -> tuple[Quote, ...]:
    """Every quote that the head or, where it cannot read this encoder's vectors, the rules find.

    Sorted by where the content begins; unlikely ones included (``confidence`` tells, by this text alone), so
    that the other version may speak for them. ``speaker`` is "" throughout.

    :param broad: also what is attributed in a wider sense: attitudes, mentions of a speech.
    :raises ModelError: ``head`` cannot be read, or was trained on another encoder.
    """
    document = side.document
    marked = find_marked(document.text, document.paragraphs)
    turns = find_turns(document)
    spoken: list[Found] = []
    own = read_head(head)
    by_head = side.encoding is not None and own.weights.fit(side.encoding)
    if side.encoding is None or not len(side.encoding.tokens):
        found: Sequence[Found] = ()
    elif by_head:
        both = broad and head is None and document.language == "en"
        parts, scores = score_heads((own, read_head(BROAD)) if both else (own,), side, marked, broad)
        found = with_proposals(side, decode_quotes(parts, scores, side, marked, broad), marked, scores)
    elif head:
        hint = "Leave out --head, or the --model that it was not trained on."
        raise ModelError(f"the quote head does not fit {side.encoding.model.name}", str(head), hint)
    else:
        found = rule_quotes(side, marked)
    if turns:
        spoken = [f for t in turns if (f := _spoken(side, t, marked))]
        found = _within_turns(found, turns)
    found = [*spoken, *found]
    found = [f if f in spoken else cue_between(document.text, document.language, f, marked) for f in found]
    found = [f if f in spoken else with_cue(side, found, f, marked, behind=True) for f in found]
    found = join_continuations(side, found, marked, orphans_only=broad)
    found = [f if f in spoken else with_cue(side, found, f, marked, behind=False) for f in found]
    found = [*found, *nested_quotes(side, found, marked)]
    found = [g for f in found if (g := f if f in spoken else mend(side, f, marked, broad))]
    found = cut_coordinated(side, [f for f in found if not _said_already(f, found)])
    found = [own_paragraphs(side, f, found) for f in found]
    if broad:
        found = [replace(f, content=with_marks(document.text, f.content, marked)) for f in found]
    quotes = [_quote(document.text, f, marked, by_head and not broad and f not in spoken) for f in found]
    return tuple(sorted(quotes, key=lambda q: (q.content[0].start, -q.content[-1].end)))


def _said_already(one: Found, found: Sequence[Found]) -> bool:
    """Whether its words are part of another's that has the same cue."""
    return any(
        o is not one and o.cue and o.cue == one.cue and len(o.content) > len(one.content)
        and set(one.content) <= set(o.content)
        for o in found
    )  # fmt: skip


def _quote(text: str, f: Found, marked: tuple[Marked, ...], scored: bool) -> Quote:
    """With its kind; ``scored``: what it has is the head's score for a quote, to be made a probability."""
    kind = quote_kind(text, f.content, marked, (*f.source, *f.cue))
    confidence = f.confidence
    if scored:
        confidence = text_confidence(f.confidence, has_cue=bool(f.cue), marked=kind != "indirect")
    return Quote(f.source, f.cue, f.content, kind, "", round(confidence, 4))


def _spoken(side: Side, turn: Turn, marked: tuple[Marked, ...]) -> Found | None:
    """A turn is one quote: a span a sentence, the label its source, no cue."""
    pieces = [s for words in turn.words for s in cut_at_sentences(side, words, marked)]
    return Found(tuple(pieces), (), (turn.label,), 0.99) if pieces else None


def _within_turns(found: Sequence[Found], turns: tuple[Turn, ...]) -> list[Found]:
    """What was found and is not the turn itself: a quote outside all turns, or with a cue inside one."""
    kept = []
    for f in found:
        holder = [t for t in turns if t.words[0].start <= f.content[0].start < t.words[-1].end]
        if not holder:
            kept.append(f)
            continue
        within = holder[0].words[0].start  # the label is whose turn it is, not who is quoted in it
        f = replace(f, source=tuple(s for s in f.source if s.start >= within))
        if any(s.start >= within for s in f.cue):
            kept.append(f)
    return kept
