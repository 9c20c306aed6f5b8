"""Quotes as rows of clean text by speaker: what the terminal table and the page of quotes show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from align.records import Comparison, Quote, QuoteKind, QuotePair, Side, Span
from align.report.extent import join_pieces, whole_words
from align.report.rows import clean_text
from align.report.speakers import SpeakerGroup, select_groups
from align.report.words import Mark, Words, cut_words, list_marks

TONES = 6
"""Colours that the pages have for speakers; the seventh speaker gets the first one's."""
UNKNOWN_LETTER = "?"


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quote as it is shown; ``sentence`` counts from 1 and is 0 where the quote is in none."""

    sentence: int
    speaker: str
    source_words: tuple[Words, ...]
    cue_words: tuple[Words, ...]
    words: tuple[Words, ...]
    kind: QuoteKind

    @property
    def source(self) -> str:
        """The words that name the speaker."""
        return "".join(words.text for words in self.source_words)

    @property
    def cue(self) -> str:
        """The words that report."""
        return "".join(words.text for words in self.cue_words)

    @property
    def marks(self) -> tuple[int, ...]:
        """Numbers of the findings in it."""
        every = (*self.source_words, *self.cue_words, *self.words)
        return tuple(dict.fromkeys(mark.number for words in every for mark in words.marks))


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A pair of quotes as it is shown; ``number`` counts all pairs from 1."""

    number: int
    src: Utterance | None
    tgt: Utterance | None
    score: float
    disputed: bool
    """Whether the versions give it to two speakers."""

    @property
    def unpaired(self) -> bool:
        """Whether one version has no such quote."""
        return not (self.src and self.tgt)

    @property
    def kinds(self) -> tuple[QuoteKind, ...]:
        """The kind of both sides, or both kinds where they differ."""
        return tuple(dict.fromkeys(side.kind for side in (self.src, self.tgt) if side))

    @property
    def differ(self) -> bool:
        """Whether one version quotes in another way than the other."""
        return len(self.kinds) > 1

    @property
    def uncovered(self) -> bool:
        """Whether a side has words that the other side's quote lacks."""
        return any(words.uncovered for side in (self.src, self.tgt) if side for words in side.words)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker and the rows of what he or she says.

    ``letter`` stands for the speaker on a page; ``tone`` is the colour's number, or :data:`TONES` for nobody.
    """

    group: SpeakerGroup
    letter: str
    tone: int
    rows: tuple[QuoteRow, ...]

    @property
    def unpaired(self) -> int:
        """How many of the rows have one side only."""
        return sum(row.unpaired for row in self.rows)


@dataclass(frozen=True, slots=True)
class QuoteSummary:
    """Figures of a comparison's quotes; ``speakers`` counts those that are known."""

    src: int
    tgt: int
    paired: int
    unpaired: int
    differ: int
    uncovered: int
    disputed: int
    speakers: int


def list_speakers(comparison: Comparison, shown: Sequence[QuotePair] | None = None) -> tuple[Speaker, ...]:
    """List the speakers in order of first appearance, an unknown one last, with their quotes.

    :param shown: those of the comparison's quotes that are wanted; all of them tell who is who.
    """
    marks = {key: list_marks(comparison, key) for key in ("src", "tgt")}
    groups = select_groups(comparison.quotes, comparison.quotes if shown is None else shown)
    return tuple(
        Speaker(
            group=group,
            letter=_letter(place) if group.known else UNKNOWN_LETTER,
            tone=place % TONES if group.known else TONES,
            rows=tuple(
                _row(comparison, number, pair, number in group.disputed, marks)
                for number, pair in zip(group.numbers, group.pairs, strict=True)
            ),
        )
        for place, group in enumerate(groups)
    )


def summarise_quotes(speakers: Sequence[Speaker]) -> QuoteSummary:
    """Count each side's quotes, pairs, quotes without partner, those that differ, and speakers."""
    rows = [row for speaker in speakers for row in speaker.rows]
    unpaired = sum(row.unpaired for row in rows)
    return QuoteSummary(
        src=sum(row.src is not None for row in rows),
        tgt=sum(row.tgt is not None for row in rows),
        paired=len(rows) - unpaired,
        unpaired=unpaired,
        differ=sum(row.differ for row in rows),
        uncovered=sum(row.uncovered for row in rows),
        disputed=sum(row.disputed for row in rows),
        speakers=sum(speaker.group.known for speaker in speakers),
    )


def show_quote(side: Side, quote: Quote, uncovered: Sequence[Span] = (), marks: Sequence[Mark] = ()) -> Utterance:
    """Build what is shown of one quote of ``side``, with the findings that lie in it."""
    text, spans = side.document.text, [sentence.span for sentence in side.sentences]
    start = quote.content[0].start if quote.content else 0
    opened: set[int] = set()
    return Utterance(
        sentence=bisect_right(spans, start, key=lambda span: span.start),
        speaker=clean_text(quote.speaker),
        source_words=_words(text, quote.source, opened, marks),
        cue_words=_words(text, quote.cue, opened, marks),
        words=_words(text, join_pieces(text, quote.content), opened, marks, whole_words(text, uncovered)),
        kind=quote.kind,
    )


def _row(
    comparison: Comparison, number: int, pair: QuotePair, disputed: bool, marks: Mapping[str, tuple[Mark, ...]]
) -> QuoteRow:
    def show(key: Literal["src", "tgt"]) -> Utterance | None:
        quote, side = getattr(pair, key), getattr(comparison, key)
        uncovered = pair.src_uncovered if key == "src" else pair.tgt_uncovered
        return show_quote(side, quote, uncovered, marks[key]) if quote else None

    return QuoteRow(number, show("src"), show("tgt"), pair.score, disputed)


def _words(
    text: str,
    pieces: Sequence[Span],
    opened: set[int],
    marks: Sequence[Mark],
    uncovered: Sequence[Span] = (),
) -> tuple[Words, ...]:
    words: list[Words] = []
    for piece in pieces:
        if words:
            words.append(Words(" … "))
        words += cut_words(text, piece, opened, marks=marks, uncovered=uncovered)
    return tuple(words)


def _letter(place: int) -> str:
    """Count A … Z, then AA, AB …."""
    letters = ""
    place += 1
    while place:
        place, last = divmod(place - 1, len(ascii_uppercase))
        letters = ascii_uppercase[last] + letters
    return letters
