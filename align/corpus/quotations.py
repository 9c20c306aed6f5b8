"""``--quotes``: what people say in a report, paired between its versions, by the vectors that alignment made."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from align.corpus.exclusion import Exclusion
from align.corpus.nearness import sign_pair
from align.corpus.records import Entry, JudgedPair, QuoteSide, Refusal, SegmentPair, SpokenPair
from align.records import SCHEMA_VERSION, Comparison, Document, Quote, Span

QUOTES = "quotes"
REFUSED_QUOTES = f"{QUOTES}/rejected.jsonl"
QUOTE_FILES = (*(f"{QUOTES}/{part}.jsonl" for part in ("train", "valid", "test")), REFUSED_QUOTES)
"""What the set of quotes is in, beside other formats."""


def find_spoken_pairs(result: Comparison, document: str, excluded: Exclusion | None) -> tuple[SpokenPair, ...]:
    """Find the quotes that both versions have; ``src`` of the comparison is Chinese.

    :param document: id of the report.
    :param excluded: texts that nothing may be near to.
    """
    from align.pipeline import compare_quotes

    pairs = compare_quotes(result.src, result.tgt, result.alignment)
    both = ((pair.src, pair.tgt, pair.score) for pair in pairs)
    return tuple(
        _signed(
            SpokenPair(_side(result.tgt.document, en), _side(result.src.document, zh), round(score, 4)),
            document,
            excluded,
        )
        for zh, en, score in both
        if zh and en
    )


def _side(document: Document, quote: Quote) -> QuoteSide:
    from align.formats.quotes import quote_text

    speaker = " ".join(quote.speaker.split())
    text = quote_text(document, quote.content)
    return QuoteSide(text, speaker, quote.kind, quote.content, round(quote.confidence, 4))


def _signed(pair: SpokenPair, document: str, excluded: Exclusion | None) -> SpokenPair:
    near = excluded.judge(as_judged(pair, document).pair) if excluded else None
    if near:
        return SpokenPair(pair.en, pair.zh, pair.score, (near,))
    return SpokenPair(pair.en, pair.zh, pair.score, (), sign_pair(pair.en.text, pair.zh.text))


def as_judged(pair: SpokenPair, document: str) -> JudgedPair:
    """The two texts as a pair of segments, to be compared with others as those are."""
    en, zh = (Span(side.content[0].start, side.content[-1].end) for side in (pair.en, pair.zh))
    segments = SegmentPair(pair.en.text, pair.zh.text, document, en, zh, confidence=1.0, score=pair.score)
    return JudgedPair(segments, pair.refusals, pair.signature)


def quote_row(pair: SpokenPair, entry: Entry, refusals: tuple[Refusal, ...] = ()) -> dict[str, Any]:
    """What is written of a pair of quotes; of a refused one with the first rule that is against it."""
    sides: dict[str, Any] = {}
    for name, side in (("en", pair.en), ("zh", pair.zh)):
        sides |= {
            f"{name}_speaker": side.speaker,
            f"{name}_kind": side.kind,
            f"{name}_content": [[span.start, span.end] for span in side.content],
            f"{name}_confidence": side.confidence,
        }
    return {
        "en": pair.en.text,
        "zh": pair.zh.text,
        "document": entry.id,
        **({"rule": refusals[0].rule, "value": refusals[0].value} if refusals else {}),
        **sides,
        "score": pair.score,
        "date": entry.date,
        "source": entry.source,
        "licence": entry.licence,
        "schema_version": SCHEMA_VERSION,
    }


def quote_record(pair: SpokenPair) -> dict[str, Any]:
    """A pair of quotes as a shard writes it down."""
    return {**asdict(pair), "signature": pair.signature.hex()}


def parse_quote(record: dict[str, Any]) -> SpokenPair:
    """What :func:`quote_record` was given."""
    en, zh = (
        QuoteSide(**{**record[side], "content": tuple(Span(**span) for span in record[side]["content"])})
        for side in ("en", "zh")
    )
    refusals = tuple(Refusal(**refusal) for refusal in record["refusals"])
    return SpokenPair(en, zh, record["score"], refusals, bytes.fromhex(record["signature"]))
