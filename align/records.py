"""The frozen records that pass between stages.

All character positions are code points of :attr:`Document.text`, half open: [start, end).
This module imports nothing of ours, so that any stage may use it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SCHEMA_VERSION = 1
"""Version of the JSON that commands write; grows when a field changes its meaning or goes."""

Language = Literal["en", "zh"]
Script = Literal["Latn", "Hans", "Hant"]
QuoteKind = Literal["direct", "mixed", "indirect"]
ValueKind = Literal[
    "number",
    "percent",
    "percentage-points",
    "fraction",
    "multiple",
    "ratio",
    "money",
    "measure",
    "period",
    "rate",
    "ordinal",
    "date",
    "time",
]
Approximation = Literal[
    "exact", "about", "over", "under", "nearly", "at-least", "at-most", "reaching", "vague", "before", "after"
]
FindingKind = Literal[
    "omission", "addition", "number", "date", "unit", "name", "negation", "modality", "reporting-verb",
    "terminology", "attribution", "quotation-marks", "mistranslation",
]  # fmt: skip
Severity = Literal["critical", "major", "minor"]
TermOutcome = Literal["kept", "softened", "switched", "reworded", "dropped", "added"]
TermStatus = Literal["preferred", "admitted", "context"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: code points [start, end), 0 <= start <= end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers in ``text``."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Origin:
    """Which bytes a document was read from, and when, so that a report can be checked against them later."""

    sha256: str
    """Of the file or the server's answer, before anything was decoded; hexadecimal."""
    read: str
    """UTC, ISO 8601, to the second."""


@dataclass(frozen=True, slots=True)
class Document:
    """One side as it was read: the decoded (or extracted) text and where its paragraphs lie.

    ``paragraphs`` are in order, do not overlap and are not blank. For a text or Markdown file, ``text``
    is the file decoded and nothing else; for HTML, DOCX and PDF it is the text extracted from it. A page
    that holds both languages gives two documents with the same text and different paragraphs.
    """

    text: str
    language: Language
    script: Script
    path: str
    paragraphs: tuple[Span, ...]
    title: Span | None = None
    date: str | None = None
    """Date of publication, ISO 8601, where the page states one."""
    notices: tuple[str, ...] = ()
    """What was repaired or guessed while reading, one sentence each, for stderr."""
    origin: Origin | None = field(default=None, compare=False)
    """None for a text that was not read from a file or an address."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: ``index`` counts from 0 within its document, ``paragraph`` indexes Document.paragraphs.

    A document's sentences are in order, do not overlap, and hold every character of its paragraphs
    that is not white space. None is blank, but for the blank lines of a text given one sentence a line.
    """

    index: int
    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class ModelName:
    """Which encoder made the vectors: a name or path, and a hash of its weights."""

    name: str
    hash: str


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """What the encoder says of one document, read once.

    T rows, one a token (``unit`` "token") or one a sentence (``unit`` "sentence"). Arrays are read only.
    """

    tokens: NDArray[np.int32]
    """T x 2: [start, end) of each token in Document.text."""
    sentence: NDArray[np.int32]
    """T: index of the sentence that owns the token, never decreasing."""
    weight: NDArray[np.float32]
    """T: how much the token tells (its surprisal; 1 where the model has none)."""
    vectors: Mapping[int, NDArray[np.float32]]
    """Layer -> T x d vectors, as the encoder gave them."""
    unit: Literal["token", "sentence"]
    model: ModelName
    pieces: NDArray[np.int32] | None = None
    """T: number of each token in the embedded encoder's vocabulary; None where another model made the vectors."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of one side that go with sentences of the other; either range may be empty, not both."""

    src: range
    tgt: range
    score: float
    """Similarity of the two runs; comparable within a document. 0 for an unmatched sentence."""
    confidence: float
    """Probability that the bead is exactly right, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads that cover each side once, in order, and what the search estimated for this text."""

    beads: tuple[Bead, ...]
    estimates: Mapping[str, float] = field(default_factory=dict)

    def mirrored(self) -> Alignment:
        """The same alignment with the sides exchanged."""
        return Alignment(tuple(Bead(b.tgt, b.src, b.score, b.confidence) for b in self.beads), self.estimates)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One version of the report, prepared: read, split and encoded."""

    document: Document
    sentences: tuple[Sentence, ...]
    encoding: Encoding | None
    """None where nothing had to be encoded (a corrected alignment was given)."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range of numbers, in the unit of its :class:`Value`."""

    low: Fraction
    high: Fraction
    """Equal to ``low`` but for a range (3 to 5), a vague number (dozens) and a ratio (3:1)."""
    step: Fraction = Fraction(1)
    """The place of the last digit that was written: 100,000,000 for "3.6 billion". Rounding is judged by it."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date or a time of day as far as it was said; what was left open is None or ""."""

    year: int | None = None
    """Under 100: the last two digits (90年代). With ``part`` "century" the number of the century."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """1 is Monday."""
    part: str = ""
    """A part of the year or month: H1, Q3, early, mid, late, spring; decade, century: what the year stands for."""
    ago: tuple[str, int] | None = None
    """Counted from the day of writing: ("year", -1) is last year. Units: day, week, month, quarter, year."""
    hour: int | None = None
    minute: int | None = None
    half: str = ""
    """"am" or "pm" where the hour is certain, "" where 3 may be 15."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number, date, time or quantity that a text states, in a form that both languages share."""

    kind: ValueKind
    span: Span
    value: Amount | PartialDate
    """In the unit as written: 3.6 for 3.6 km. Percent count hundredths; a multiple is the factor (doubled: 2)."""
    unit: str = ""
    """Symbol of align/resources/units.tsv (km, mu, h), ISO 4217 for money, "" where a thing is only counted."""
    approximate: Approximation = "exact"
    """Dates are "before" (前, before), "at-most" (截至, by, until) or "after" (起, since)."""
    weak: bool = False
    """The other language may well say it without a number (一名, one of, both), so alone it proves nothing."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a text gives as what some source said, wrote, thought or announced.

    Each role is in pieces, in order: a content may stand on both sides of its cue. Spans of one quote do
    not overlap. ``cue`` and ``source`` may be empty; ``content`` is not.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: QuoteKind
    speaker: str
    """Whom a reader would name, in the text's own language; "" where that cannot be told."""
    confidence: float
    """Probability that a reader would mark this quote, 0 to 1 (align/quotes/confidence.py): by its own text, and
    in a pair of versions by both."""


@dataclass(frozen=True, slots=True)
class QuotePair:
    """One utterance as both versions report it; a side is None where only the other has it as a quote."""

    src: Quote | None
    tgt: Quote | None
    score: float
    """How well the contents correspond, 0 to 1; 0 for an unpaired quote."""
    src_uncovered: tuple[Span, ...] = ()
    """Words of the src content that have no counterpart in the tgt content."""
    tgt_uncovered: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One wording of a concept in one language; "..." in it stands for three words at most, "…" for six.

    A preferred wording tells the concept by itself. An admitted one may render it and has other uses too: it
    excuses, and shows nothing. A context is a longer wording inside which the others do not count.
    """

    text: str
    language: Language
    status: TermStatus = "preferred"


@dataclass(frozen=True, slots=True)
class Concept:
    """What a term stands for, in both languages, and what it must not be confused with."""

    id: str
    terms: tuple[Term, ...]
    """Chinese before English; in each the preferred, the admitted, the contexts."""
    contrasts: tuple[str, ...] = ()
    """Ids of concepts that a version may have put in its place."""
    severity: Severity = "major"
    """How grave it is to confuse it with one of these."""
    note: str = ""
    """Why the contrast matters, for the person who checks a finding."""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concepts by their ids, which are unique; contrasts hold both ways and name concepts of the glossary."""

    concepts: tuple[Concept, ...]

    def __hash__(self) -> int:
        """By the ids alone: what is made of a glossary is kept by it, and looked up for every pair."""
        return hash(tuple(concept.id for concept in self.concepts))


@dataclass(frozen=True, slots=True)
class TermHit:
    """A place where a text has a wording of a concept."""

    concept: str
    term: Term
    """The wording of the glossary; for "vector" the one of the other language that led here."""
    span: Span
    how: Literal["form", "vector"]
    score: float
    """1 for a preferred form, 0.5 for an admitted one; for "vector" the similarity, 0 to 1."""


@dataclass(frozen=True, slots=True)
class TermDifference:
    """A concept that the two versions of a bead do not both have, or that one document renders in two ways."""

    kind: Literal["terminology", "inconsistency"]
    concept: str
    """Of the src side, or of the tgt side where the src side has none."""
    rendered: str
    """Id of the contrasting concept that stands in its place; "" where no form was found."""
    src: Span | None
    tgt: Span | None
    severity: Severity
    confidence: float
    """Probability that a reader would call it a difference, 0 to 1."""
    reason: str
    bead: int
    """Index into Alignment.beads."""


@dataclass(frozen=True, slots=True)
class TermUse:
    """A place where a version has a concept that was asked for, and what the other version has there."""

    concept: str
    outcome: TermOutcome
    """Of what the original says: kept; softened, by a weaker word of the same scale, without its 坚决 or behind a
    所谓; switched to a contrasting concept; reworded, by no wording that the glossary knows; dropped. "added": the
    other version alone has it. Where ``original`` is False, "switched" is what the original says otherwise."""
    src: Span | None
    tgt: Span | None
    bead: int
    """Index into the pair's beads."""
    original: bool
    """Whether the version that was written first has the concept; only these count as said."""
    rendered: str = ""
    """Id of the concept on the other side, where it is another."""
    how: Literal["form", "vector", ""] = "form"
    """How the counterpart was found; "" where there is none."""
    speaker: str = ""
    """Of the quote that the words stand in, in the language of src; "" outside quotes."""
    quote: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TracedPair:
    """The uses of the concepts in one report. A concept without a use is not mentioned in either version."""

    name: str
    src: Document
    tgt: Document
    date: str
    """ISO 8601, of the document; "" where it has none."""
    uses: tuple[TermUse, ...]
    """In the order of the beads."""


@dataclass(frozen=True, slots=True, eq=False)
class TermTrace:
    """What became of some wordings in one report or many."""

    concepts: tuple[str, ...]
    """Ids, in the order in which they were asked for; all that occur where nothing was asked for."""
    original: Language
    pairs: tuple[TracedPair, ...]
    failed: tuple[tuple[str, str], ...] = ()
    """Names of the pairs that could not be read, each with the reason."""
    alone: tuple[str, ...] = ()
    """Files of a folder whose other version is not there."""
    signature: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference in meaning between the two versions, with what a person needs to check it."""

    kind: FindingKind
    category: str
    """The MQM category, dimension and type: "accuracy/omission", "terminology/wrong-term"."""
    severity: Severity
    confidence: float
    """Probability that a reader would call it a difference, 0 to 1."""
    src: Span | None
    tgt: Span | None
    """The words at fault; None where that side has none."""
    reason: str
    """One sentence."""
    bead: int
    """Index into Alignment.beads."""
    speaker: str = ""
    """Of the quote that the words stand in, in the language of src; "" outside quotes."""
    quote: int | None = None
    """Index into Comparison.quotes; None outside quotes."""

    def mirrored(self) -> Finding:
        """The same finding with the sides exchanged; ``speaker`` is left as it is."""
        return replace(self, src=self.tgt, tgt=self.src)


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """What the fidelity head says of one bead: a logit, and how likely each token errs (accuracy, any)."""

    bead: int
    """Index into Alignment.beads."""
    zh_rows: slice
    en_rows: slice
    """Rows of its tokens in each side's Encoding."""
    logit: float
    zh: NDArray[np.float32]
    en: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How faithful the versions are to each other: probabilities, 0 to 1, that people find no major error."""

    document: float
    beads: tuple[float, ...]
    """One a bead; an unmatched sentence has 0."""
    quotes: tuple[float, ...]
    """One a quote pair; an unpaired quote has 0."""


@dataclass(frozen=True, slots=True)
class TranslationScores:
    """A version against a reference in the same language, by sacrebleu; 0 to 100, TER from 0 up (0 is best)."""

    bleu: float
    chrf: float
    ter: float


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that another version has otherwise; None where it has none in their place."""

    version: Span | None
    reference: Span | None


@dataclass(frozen=True, slots=True)
class VersionGroup:
    """What two versions make of the same sentences of the original; any of the three may be empty, not all."""

    original: tuple[int, ...]
    """Indices of sentences; likewise the others."""
    version: tuple[int, ...]
    reference: tuple[int, ...]
    scores: TranslationScores | None
    """None where one of the versions says nothing here."""
    changes: tuple[WordChange, ...]
    """In order; empty where both have the same words."""


@dataclass(frozen=True, slots=True, eq=False)
class VersionComparison:
    """The version that was audited beside another translation, or an earlier state of it."""

    reference: Side
    groups: tuple[VersionGroup, ...]
    """In the order of the original; every sentence of the three is in one."""
    scores: TranslationScores
    """Of the whole document."""
    signatures: Mapping[str, str]
    """sacrebleu's, by the name of the score."""
    gone: tuple[Finding, ...]
    """Of the reference and not of the version; ``src`` is the original, ``tgt`` the reference."""
    new: tuple[int, ...]
    """Indices of Comparison.findings that the reference does not have."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two sides and what was found between them. ``src`` is always the file that came first."""

    src: Side
    tgt: Side
    alignment: Alignment
    signature: Mapping[str, str] = field(default_factory=dict)
    """Versions, model and settings that made the result, like sacrebleu's."""
    quotes: tuple[QuotePair, ...] = ()
    """In the order of the src text, those that only tgt has where tgt has them; empty unless asked for."""
    findings: tuple[Finding, ...] = ()
    """In the order of the beads; empty unless asked for."""
    fidelity: Fidelity | None = None
    """None unless asked for, and where a ``--model`` has no fidelity head."""
    segments: tuple[str, ...] = ()
    """Ids of the segments that the beads are, one a bead; empty unless a translation job was given."""
    reference: VersionComparison | None = None
    """None unless another version was given."""
