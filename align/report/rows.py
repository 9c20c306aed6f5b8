"""What every report shows: a comparison as numbered rows of clean text, and its figures.

A report's reader may be attacked through the text (terminal escapes, reversed writing direction), so the
text is made harmless here, once, for all reports; markup is each report's own matter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from align.records import Comparison, Document, Sentence, Side, Span

Level = Literal["sure", "fair", "low"]

LOW_CONFIDENCE = 0.5
"""Below this a bead is more likely wrong than right: look at these first."""
FAIR_CONFIDENCE = 0.8
"""Below this, and not low, a bead is worth a glance."""

CJK = r"\u2e80-\u2fff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Inside a regex class: characters that Chinese is written with, without its punctuation."""

_WRAPPED = re.compile(rf"(?<=[{CJK}\u3001-\u303f\uff01-\uffee])\s*\n\s*(?=[{CJK}\u3001-\u303f\uff01-\uffee])")
_WHITE = frozenset("\t\n\v\f\r\x85")
_HARMLESS: Mapping[int, str | None] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in _WHITE},
    0x7F: "\u2421",
    **{code: "\ufffd" for code in range(0x80, 0xA0) if chr(code) not in _WHITE},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is shown: ``index`` counts from 0, ``opens`` says that a paragraph begins here."""

    index: int
    span: Span
    text: str
    opens: bool
    title: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A bead as it is shown. ``number`` counts from 1; ``*_opens`` where that side is between paragraphs."""

    number: int
    src: tuple[Line, ...]
    tgt: tuple[Line, ...]
    score: float
    confidence: float
    src_opens: bool
    tgt_opens: bool

    @property
    def opens(self) -> bool:
        """Whether both sides are between paragraphs here."""
        return self.src_opens and self.tgt_opens

    @property
    def unmatched(self) -> bool:
        """Whether one side has no sentence."""
        return not (self.src and self.tgt)

    @property
    def title(self) -> bool:
        """Whether this is the headline and nothing else."""
        return all(line.title for line in self.src + self.tgt)

    @property
    def shape(self) -> str:
        """Sentences of each side, as in ``1-2``."""
        return f"{len(self.src)}-{len(self.tgt)}"

    @property
    def level(self) -> Level:
        """How far the bead can be trusted, in three steps."""
        if self.confidence < LOW_CONFIDENCE:
            return "low"
        return "fair" if self.confidence < FAIR_CONFIDENCE else "sure"


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of one comparison. ``unmatched_*`` count sentences; ``confidence`` is the mean of all beads."""

    beads: int
    shapes: tuple[tuple[str, int], ...]
    unmatched_src: int
    unmatched_tgt: int
    confidence: float
    low: int


def list_rows(comparison: Comparison) -> tuple[Row, ...]:
    """List the beads of a comparison in order, as rows."""
    src, tgt = _list_lines(comparison.src), _list_lines(comparison.tgt)
    return tuple(_walk(comparison, src, tgt))


def summarise_rows(rows: tuple[Row, ...]) -> Summary:
    """Count beads by shape (most frequent first), unmatched sentences and beads of low confidence."""
    shapes = Counter(row.shape for row in rows)
    return Summary(
        beads=len(rows),
        shapes=tuple(sorted(shapes.items(), key=lambda item: (-item[1], item[0]))),
        unmatched_src=sum(len(row.src) for row in rows if not row.tgt),
        unmatched_tgt=sum(len(row.tgt) for row in rows if not row.src),
        confidence=sum(row.confidence for row in rows) / max(len(rows), 1),
        low=sum(row.level == "low" for row in rows),
    )


def clean_text(text: str) -> str:
    """Text on one line that can do no harm where it is shown.

    Control characters become their pictures (ESC is shown as ␛), marks that turn the direction of writing
    are dropped, lone surrogates become U+FFFD. White space shrinks to one space; a line break between two
    Chinese characters, where the file was wrapped by hand, goes.
    """
    return " ".join(_WRAPPED.sub("", text.translate(_HARMLESS)).split())


def clean_pieces(text: str, cuts: Sequence[int]) -> list[str]:
    """Clean ``text`` as :func:`clean_text` does and cut what comes out where ``cuts`` lie in ``text``.

    ``cuts`` are in order. White space at a cut goes with the piece behind it, unless the cut is behind it.
    """
    harmless = text.translate(_HARMLESS)
    words = list(re.finditer(r"\S+", harmless))
    starts, places, clean = [word.start() for word in words], [], ""
    for i, word in enumerate(words):
        if i and not _WRAPPED.match(harmless, words[i - 1].end()):
            clean += " "
        places.append(len(clean))
        clean += word.group()

    def place(cut: int) -> int:
        at = len(text[:cut].translate(_HARMLESS))
        i = bisect_right(starts, at) - 1
        return places[i] + min(at, words[i].end()) - starts[i] if i >= 0 else 0

    edges = [0, *map(place, cuts), len(clean)]
    return [clean[a:b] for a, b in pairwise(edges)]


def name_language(document: Document) -> str:
    """Name the language of one side in English, with its script where that tells something."""
    names = {"Latn": "English", "Hans": "Chinese (Simplified)", "Hant": "Chinese (Traditional)"}
    return names[document.script]


def _walk(comparison: Comparison, src: tuple[Line, ...], tgt: tuple[Line, ...]) -> Iterator[Row]:
    at_src = at_tgt = 0
    for number, bead in enumerate(comparison.alignment.beads, 1):
        at_src = bead.src.start if bead.src else at_src
        at_tgt = bead.tgt.start if bead.tgt else at_tgt
        yield Row(
            number=number,
            src=src[at_src : at_src + len(bead.src)],
            tgt=tgt[at_tgt : at_tgt + len(bead.tgt)],
            score=bead.score,
            confidence=bead.confidence,
            src_opens=at_src == len(src) or src[at_src].opens,
            tgt_opens=at_tgt == len(tgt) or tgt[at_tgt].opens,
        )
        at_src, at_tgt = at_src + len(bead.src), at_tgt + len(bead.tgt)


def _list_lines(side: Side) -> tuple[Line, ...]:
    before = (None, *(sentence.paragraph for sentence in side.sentences))
    return tuple(
        Line(
            index=sentence.index,
            span=sentence.span,
            text=clean_text(sentence.span.of(side.document.text)),
            opens=sentence.paragraph != previous,
            title=_in_title(sentence, side.document),
        )
        for sentence, previous in zip(side.sentences, before, strict=False)
    )


def _in_title(sentence: Sentence, document: Document) -> bool:
    title = document.title
    return title is not None and title.start < sentence.span.end and sentence.span.start < title.end
