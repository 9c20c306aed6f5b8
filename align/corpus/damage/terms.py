"""A term exchanged for one of its contrast set in the glossary: a principle for a policy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from align.corpus.damage.change import Change, Text
from align.formats.glossary import shipped_glossary
from align.records import Concept, Document, Language, Sentence, Side, Span, TermHit
from align.terms import find_terms


def change_terms(text: Text) -> Iterator[Change]:
    """A contrasting term in the place of one that both sides have; the text has it once and no contrast of it."""
    concepts = {concept.id: concept for concept in shipped_glossary().concepts}
    other: Language = "en" if text.language == "zh" else "zh"
    there = {hit.concept for hit in _hits(text.other, other)}
    here = _hits(text.text, text.language)
    if not there or not here:
        return
    counts = [hit.concept for hit in here]
    for hit in here:
        concept = concepts[hit.concept]
        if hit.concept not in there or hit.score < 1 or counts.count(hit.concept) != 1:
            continue
        for rival in concept.contrasts:
            if rival in counts or rival in there or rival not in concepts:
                continue
            yield from _exchanged(text, hit, concept, concepts[rival])


def is_exchanged(text: Text, change: Change) -> bool:
    """Whether the text now has another concept in that place, and the old one nowhere."""
    before = {hit.concept for hit in _hits(text.text, text.language)}
    now = {hit.concept for hit in _hits(change.of(text.text), text.language)}
    return bool(now - before) and bool(before - now)


@lru_cache(maxsize=4)
def _hits(text: str, language: Language) -> tuple[TermHit, ...]:
    span = Span(0, len(text))
    document = Document(text, language, "Hans" if language == "zh" else "Latn", "", (span,))
    return find_terms(Side(document, (Sentence(0, span, 0),), None), shipped_glossary())


def _exchanged(text: Text, hit: TermHit, concept: Concept, rival: Concept) -> Iterator[Change]:
    written = hit.span.of(text.text)
    own = (t for t in rival.terms if t.language == text.language and t.status == "preferred")
    for term in islice(own, 1):  # the others may need words around them
        if "..." in term.text or "…" in term.text or not _are_alike(written, concept, term.text):
            continue
        new = term.text[:1].upper() + term.text[1:] if written[:1].isupper() else term.text
        yield Change(hit.span, new, concept.severity)


def _are_alike(written: str, concept: Concept, new: str) -> bool:
    """Whether the new wording fits where the old one stands: one of the glossary's own forms, built like it."""
    if written.lower() not in {term.text.lower() for term in concept.terms}:
        return False  # an inflected one
    if "\u4e00" <= new[:1] <= "\u9fff":
        return len(new) == len(written) or bool(set(new) & set(written))
    old, words = written.lower().split(), new.lower().split()
    return old[-1] == words[-1] or old[0] == words[0] or len(old) == len(words) == 1
