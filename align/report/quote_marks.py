"""Sentences cut into stretches by the quotes that lie over them: what the pair page shows in its text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from align.records import Comparison, Quote, Side, Span
from align.report.extent import join_pieces, whole_words
from align.report.utterances import QuoteRow, Speaker
from align.report.words import cut_span, overlap

Role = Literal["content", "cue", "source", "uncovered"]


@dataclass(frozen=True, slots=True)
class QuoteHead:
    """The letter that opens a quote in the text, and what it says of the quote."""

    number: int
    speaker: int
    letter: str
    tone: int
    unpaired: bool
    disputed: bool
    label: str
    info: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sentence that lies under the same quotes throughout.

    ``near`` are the quotes that pointing at it means (its cue's or source's, else the innermost), ``around``
    the others over it. ``tone`` is the innermost content's colour, ``cue_tone`` the cue's or source's; None
    where there is no such role. ``lone`` where the first of ``near`` has no partner, ``opens`` and ``closes``
    where a piece of the innermost content does.
    """

    text: str
    heads: tuple[QuoteHead, ...] = ()
    near: tuple[int, ...] = ()
    around: tuple[int, ...] = ()
    speakers: tuple[int, ...] = ()
    tone: int | None = None
    cue_tone: int | None = None
    role: Literal["", "cue", "source"] = ""
    uncovered: bool = False
    lone: bool = False
    opens: bool = False
    closes: bool = False
    title: str = ""

    @property
    def classes(self) -> str:
        """How a page marks it, as the names of CSS classes."""
        content = [] if self.tone is None else ["q", f"k{self.tone}"]
        content += ["first"] * self.opens + ["last"] * self.closes + ["un"] * self.uncovered
        content += ["lone"] * self.lone
        return " ".join([*content, *([] if self.cue_tone is None else [self.role, f"j{self.cue_tone}"])])


@dataclass(frozen=True, slots=True)
class _Layer:
    """One span of one quote."""

    span: Span
    role: Role
    number: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What stretches need to know of a quote on this side; ``size`` is the content's length."""

    head: QuoteHead
    size: int
    title: str


def mark_sentences(
    comparison: Comparison, key: Literal["src", "tgt"], speakers: Sequence[Speaker]
) -> Mapping[int, tuple[Stretch, ...]]:
    """Give the stretches of each sentence of one side that a quote lies over; their texts are the clean text."""
    side: Side = getattr(comparison, key)
    quotes: dict[int, _Known] = {}
    layers: list[_Layer] = []
    for place, speaker in enumerate(speakers):
        for row in speaker.rows:
            pair = comparison.quotes[row.number - 1]
            quote: Quote | None = getattr(pair, key)
            if quote is not None:
                quotes[row.number] = _know(quote, row, key, speaker, place)
                uncovered = pair.src_uncovered if key == "src" else pair.tgt_uncovered
                layers += _layers(side.document.text, row.number, quote, uncovered)
    held: dict[int, list[_Layer]] = defaultdict(list)
    starts = [sentence.span.start for sentence in side.sentences]
    ends = [sentence.span.end for sentence in side.sentences]
    for layer in layers:
        for index in range(bisect_right(ends, layer.span.start), bisect_left(starts, layer.span.end)):
            held[index].append(layer)
    opened: set[int] = set()
    marked = {}
    for at in sorted(held):
        sentence = side.sentences[at]
        marked[sentence.index] = tuple(_cut(side.document.text, sentence.span, held[at], quotes, opened))
    return marked


def _layers(text: str, number: int, quote: Quote, uncovered: Sequence[Span]) -> Iterator[_Layer]:
    roles: tuple[tuple[Role, Sequence[Span]], ...] = (
        ("content", join_pieces(text, quote.content)),
        ("cue", quote.cue),
        ("source", quote.source),
        ("uncovered", whole_words(text, uncovered)),
    )
    for role, spans in roles:
        yield from (_Layer(span, role, number) for span in spans if span.start < span.end)


def _know(quote: Quote, row: QuoteRow, key: str, speaker: Speaker, place: int) -> _Known:
    name = speaker.group.name
    here = row.src if key == "src" else row.tgt
    there = row.tgt if key == "src" else row.src
    spoken = here.speaker if here and here.speaker else name
    if there is None:
        how = f"{quote.kind}, not quoted in the other version"
        info = f"{speaker.letter} {name}: {how}"
    else:
        how = quote.kind if there.kind == quote.kind else f"{quote.kind} here, {there.kind} in the other version"
        info = f"{speaker.letter} {name}: {' / '.join(row.kinds)}, score {row.score:.2f}"
    if row.disputed and row.src and row.tgt:
        how += f", given to {(row.tgt if key == 'src' else row.src).speaker} in the other version"
        info += f", given to {row.src.speaker} and {row.tgt.speaker}"
    head = QuoteHead(
        number=row.number,
        speaker=place,
        letter=speaker.letter,
        tone=speaker.tone,
        unpaired=row.unpaired,
        disputed=row.disputed,
        label=f"quote {row.number}, {name}, {how}{': go to the other side' if there else ''}",
        info=info,
    )
    return _Known(head, sum(span.end - span.start for span in quote.content), f"{spoken}: {how}")


def _cut(
    text: str, sentence: Span, layers: Sequence[_Layer], quotes: Mapping[int, _Known], opened: set[int]
) -> Iterator[Stretch]:
    """Cut a sentence at every edge of a layer; ``opened`` holds the quotes whose letter has been shown."""
    edges = [edge for layer in layers for edge in (layer.span.start, layer.span.end)]
    for part, piece in cut_span(text, sentence, edges):
        over = [layer for layer in layers if overlap(layer.span, part)]
        yield _build(piece, part, over, quotes, opened)


def _build(
    piece: str, span: Span, over: Sequence[_Layer], quotes: Mapping[int, _Known], opened: set[int]
) -> Stretch:
    contents = sorted((x for x in over if x.role == "content"), key=lambda x: (quotes[x.number].size, -x.number))
    cues = [layer for layer in over if layer.role in ("cue", "source")]
    around = tuple(dict.fromkeys(layer.number for layer in contents))
    near = tuple(dict.fromkeys(layer.number for layer in cues)) or around[:1]
    if not near:
        return Stretch(piece)
    new = [number for number in reversed(around) if number not in opened]
    opened.update(new)
    first = quotes[near[0]]
    uncovered = any(layer.role == "uncovered" for layer in over)
    return Stretch(
        text=piece,
        heads=tuple(quotes[number].head for number in new),
        near=near,
        around=tuple(number for number in around if number not in near),
        speakers=tuple(dict.fromkeys(quotes[number].head.speaker for number in near + around)),
        tone=quotes[around[0]].head.tone if around else None,
        cue_tone=first.head.tone if cues else None,
        role="" if not cues else "cue" if cues[0].role == "cue" else "source",
        uncovered=uncovered,
        lone=first.head.unpaired,
        opens=bool(contents) and contents[0].span.start == span.start,
        closes=bool(contents) and contents[0].span.end == span.end,
        title=_title(first, cues, uncovered),
    )


def _title(quote: _Known, cues: Sequence[_Layer], uncovered: bool) -> str:
    if cues:
        return f"{cues[0].role} of the quote, {quote.title}"
    return f"not in the other version's quote; {quote.title}" if uncovered else quote.title
