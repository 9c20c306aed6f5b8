"""The frozen records of a corpus build: what is read, what is kept, what is refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from align.records import QuoteKind, Span

Split = Literal["train", "valid", "test"]
Value = float | str
"""What a rule measured where it refused: a number, or a few words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One report to read: two versions of it, in either order, and what is known of it.

    ``first`` and ``second`` are addresses that fsspec opens, or the texts themselves where ``inline``.
    ``second`` is "" for a version without a partner.
    """

    id: str
    first: str
    second: str
    inline: bool = False
    date: str = ""
    source: str = ""
    licence: str = ""
    stamp: str = ""
    """Size and time of the files (or a hash of the texts), by which a later build sees that they changed."""
    listed: str = ""
    """Manifest and line, for messages alone: no record of a build holds it."""
    presplit: bool = False
    """Each line is a segment and is never cut; for ``inline`` texts."""
    read: tuple[str, ...] = ()
    """SHA-256 of the bytes that ``inline`` texts were extracted from, where these were read before."""
    pairing: float | None = None
    """Probability that the two are versions of one report, where that was found; None where it was given."""
    refusal: tuple[str, Value, str] | None = None
    """Rule, value and detail where the document was refused before it was aligned."""


@dataclass(frozen=True, slots=True)
class SegmentPair:
    """A stretch of English and the Chinese that goes with it, each on one line, and where they stand."""

    en: str
    zh: str
    document: str
    en_span: Span
    zh_span: Span
    confidence: float
    """Probability that the bead is exactly right, 0 to 1."""
    score: float
    """Similarity of the two, comparable within a document."""
    fidelity: float | None = None
    """Probability that people find no major error, 0 to 1; None where nothing computed it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a rule has against a pair or a document."""

    rule: str
    value: Value
    detail: str = ""
    """For a person; "" where the value says all."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A pair that was left out, or (without a pair) a whole document, with the rule that did it."""

    entry: Entry
    refusal: Refusal
    pair: SegmentPair | None = None
    split: Split | None = None
    """The part that the pair's document belongs to."""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A candidate with all that the rules which look at one pair alone have against it, in the rules' order."""

    pair: SegmentPair
    refusals: tuple[Refusal, ...]
    signature: bytes = b""
    """MinHash of both texts; empty where a refusal makes it needless."""


@dataclass(frozen=True, slots=True)
class QuoteSide:
    """A quote as one version of a report has it."""

    text: str
    """The content on one line; " … " stands where the text goes on otherwise in between."""
    speaker: str
    """Whom a reader would name, in the text's own language; "" where that cannot be told."""
    kind: QuoteKind
    content: tuple[Span, ...]
    confidence: float
    """Probability that a reader would mark this quote, 0 to 1."""


@dataclass(frozen=True, slots=True)
class SpokenPair:
    """One utterance as both versions of a report have it."""

    en: QuoteSide
    zh: QuoteSide
    score: float
    """How well the contents correspond, 0 to 1."""
    refusals: tuple[Refusal, ...] = ()
    signature: bytes = b""
    """MinHash of both texts; empty where a refusal makes it needless."""


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What became of one entry before documents are compared with each other."""

    entry: Entry
    refusal: Refusal | None = None
    """Why the whole document is left out; then there are no pairs."""
    pairs: tuple[JudgedPair, ...] = ()
    unmatched: tuple[int, int] = (0, 0)
    """Sentences without counterpart: English, Chinese."""
    sha256: tuple[str, ...] = ()
    """Of the bytes of each file, in the order of the entry."""
    key: str = ""
    """Hash of both texts without white space: decides the split, whatever the document is called."""
    en_signature: bytes = b""
    zh_signature: bytes = b""
    """MinHashes of the two whole texts."""
    quotes: tuple[SpokenPair, ...] = ()
    """In the order of the Chinese text; empty unless asked for."""
