"""One entry → its pairs, judged: read, split, encoded once, aligned. What goes wrong costs this entry alone."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from align.corpus.exclusion import Exclusion
from align.corpus.judging import judge_fidelity
from align.corpus.nearness import sign_pair, sign_text, squeeze
from align.corpus.quotations import find_spoken_pairs
from align.corpus.records import DocumentResult, Entry, JudgedPair, Refusal, SegmentPair
from align.corpus.rules.documents import Unrelated
from align.corpus.rules.fidelity import Fidelity
from align.corpus.scratch import check_room
from align.corpus.settings import CorpusSettings
from align.corpus.sources import Source, inline_source, read_source, read_version, refusal_of
from align.encoding import Encoder
from align.errors import InputError, LanguageError, ModelError
from align.formats.texts import bead_line, bead_span
from align.records import Bead, Comparison, Document, Side


class RefusedError(Exception):
    """The document is left out as a whole."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal)


def align_entry(
    entry: Entry, settings: CorpusSettings, encoder: Encoder, excluded: Exclusion | None = None
) -> DocumentResult:
    """Read and align one report and judge its pairs, each by all the rules that look at one pair alone.

    :raises ModelError: the encoder fails as such; everything else is a refusal of this document.
    :raises OutputError: but for a full disk, which is no fault of the document's.
    """
    read: tuple[str, ...] = tuple(entry.read)
    try:
        if entry.refusal:
            raise RefusedError(Refusal(*entry.refusal))
        if settings.licences and entry.licence not in settings.licences:
            raise RefusedError(Refusal("licence", entry.licence))
        sources = _sources(entry)
        read = read or tuple(hashlib.sha256(source.data).hexdigest() for source in sources)
        zh, en = _both_languages([_document(source) for source in sources], entry)
        return replace(_aligned(entry, zh, en, settings, encoder, excluded), sha256=read)
    except RefusedError as refused:
        return DocumentResult(entry, refused.refusal, sha256=read)
    except ModelError:
        raise
    except Exception as error:  # a bug must not cost the other million documents
        check_room(error)
        refusal = Refusal("failed", type(error).__name__, str(error)[:200])
        return DocumentResult(entry, refusal, sha256=read)


def _sources(entry: Entry) -> list[Source]:
    if not entry.second:
        raise RefusedError(Refusal("unpaired", entry.id if entry.inline else entry.first.rsplit("/", 1)[-1]))
    if entry.inline:
        pieces = ((entry.first, f"{entry.id} (zh_text)"), (entry.second, f"{entry.id} (en_text)"))
        return [inline_source(text, name) for text, name in pieces]
    try:
        return [read_source(address) for address in (entry.first, entry.second)]
    except InputError as error:
        raise RefusedError(refusal_of(error, error.where)) from None


def _document(source: Source) -> Document:
    try:
        return read_version(source)
    except (InputError, LanguageError) as error:
        raise RefusedError(refusal_of(error, source.name)) from None


def _both_languages(documents: list[Document], entry: Entry) -> tuple[Document, Document]:
    """Chinese first, whichever file held it: names that were exchanged are no fault of the text."""
    languages = [d.language for d in documents]
    if languages[0] == languages[1]:
        raise RefusedError(Refusal("untranslated", languages[0], "both texts are in this language"))
    return (documents[0], documents[1]) if languages[0] == "zh" else (documents[1], documents[0])


def _aligned(
    entry: Entry,
    zh: Document,
    en: Document,
    settings: CorpusSettings,
    encoder: Encoder,
    excluded: Exclusion | None,
) -> DocumentResult:
    from align.pipeline import compare

    result = compare(zh, en, settings=settings.alignment, encoder=encoder, presplit=entry.presplit)
    beads = result.alignment.beads
    unmatched = sum(len(b.tgt) for b in beads if not b.src), sum(len(b.src) for b in beads if not b.tgt)
    rule = settings.rules.get(Unrelated)
    refusal = rule.judge_document(*_closeness(result)) if rule else None
    if refusal:
        return DocumentResult(entry, refusal, unmatched=unmatched)
    fidelity = judge_fidelity(result) if settings.rules.get(Fidelity) else {}
    matched = [
        _pair(entry, result, bead, fidelity.get(k)) for k, bead in enumerate(beads) if bead.src and bead.tgt
    ]
    texts = squeeze(zh.text), squeeze(en.text)
    return DocumentResult(
        entry,
        pairs=tuple(_judged(pair, settings, excluded) for pair in matched),
        unmatched=unmatched,
        key=hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest(),
        en_signature=sign_text(en.text, "en"),
        zh_signature=sign_text(zh.text, "zh"),
        quotes=find_spoken_pairs(result, entry.id, excluded) if settings.quotes else (),
    )


def _closeness(result: Comparison) -> tuple[float, float]:
    """Mean score of the beads by their length, and the share of the characters that no bead matches."""
    total = alone = score = 0.0
    for bead in result.alignment.beads:
        size = _size(result.src, bead.src) + 0.4 * _size(result.tgt, bead.tgt)  # 2.5 English characters to one
        total += size
        if bead.src and bead.tgt:
            score += bead.score * size
        else:
            alone += size
    matched = total - alone
    return (score / matched if matched else 0.0), (alone / total if total else 1.0)


def _size(side: Side, run: range) -> float:
    return sum(side.sentences[i].span.end - side.sentences[i].span.start for i in run)


def _pair(entry: Entry, result: Comparison, bead: Bead, fidelity: float | None) -> SegmentPair:
    return SegmentPair(
        en=bead_line(result.tgt, bead.tgt),
        zh=bead_line(result.src, bead.src),
        document=entry.id,
        en_span=bead_span(result.tgt, bead.tgt),
        zh_span=bead_span(result.src, bead.src),
        # Four decimals: what two machines compute differently in the last bits must not change a file.
        confidence=round(bead.confidence, 4),
        score=round(bead.score, 4),
        fidelity=fidelity,
    )


def _judged(pair: SegmentPair, settings: CorpusSettings, excluded: Exclusion | None) -> JudgedPair:
    refusals = settings.rules.judge(pair)
    near = excluded.judge(pair) if excluded else None
    if near:
        refusals = (*refusals, near)
    return JudgedPair(pair, refusals, b"" if refusals else sign_pair(pair.en, pair.zh))
