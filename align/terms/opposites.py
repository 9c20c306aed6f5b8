"""Ordinary words that the other version turns into their opposite: 增加 as "fell", 年轻 as "old".

The table of opposites (align/resources/contrasts.csv) is kept like a glossary, and places are compared as terms
are. Ordinary words have more renderings than terms, so more is asked: the vectors must see the two at one place,
nothing else in the bead may render either, and neither may be negated where the other is not ("did not fall").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from align.formats.texts import bead_span
from align.names.lexicon import words as dictionary
from align.records import Alignment, Glossary, Language, Side, Span, TermDifference
from align.stance.lists import fold
from align.stance.negators import find_negators
from align.terms.compare import Version, by_sentence, find_contrasts, make_version
from align.terms.find import find_terms
from align.terms.words import word_key, words
from align.vectors import side_tokens

LEAST = 0.6
"""Confidence of a contrast (which grows with the correspondence of its two places) from which on it is told."""
_LONGEST = 4
"""Characters of a Chinese word that is looked up."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A word and the share of its bead around it."""

    folded: str
    """The whole text."""
    area: Span
    span: Span


def compare_opposites(zh: Side, en: Side, alignment: Alignment, contrasts: Glossary) -> tuple[TermDifference, ...]:
    """The places where one version says the opposite of the other, in the order of the beads.

    :param zh: the Chinese side, which is the ``src`` of what is returned.
    """
    concepts = {concept.id: concept for concept in contrasts.concepts}
    tokens = side_tokens(zh), side_tokens(en)
    if tokens[0] is None or tokens[1] is None:
        return ()
    folded = fold(zh.document.text, "zh"), fold(en.document.text, "en")
    listed = [by_sentence(side, find_terms(side, contrasts)) for side in (zh, en)]
    found: list[TermDifference] = []
    for index, bead in enumerate(alignment.beads):
        if not bead.src or not bead.tgt:
            continue
        here = make_version(zh, bead.src, listed[0], tokens[0])
        there = make_version(en, bead.tgt, listed[1], tokens[1])
        for told in find_contrasts(here, there, concepts, index):
            if told.confidence < LEAST:
                continue
            if not told.src or not told.tgt:
                continue
            a, b = _place(here, folded[0], told.src), _place(there, folded[1], told.tgt)
            if not _explained(a, b, en.document.text):
                opposite = not concepts[told.concept].note
                found.append(replace(told, reason=_reason(told, zh, en)) if opposite else told)
    return tuple(found)


def _place(version: Version, folded: str, span: Span) -> _Place:
    return _Place(folded, bead_span(version.side, version.run), span)


def _explained(zh: _Place, en: _Place, english: str) -> bool:
    """Whether the two are parted by a negation, or another word of the bead renders one of them."""
    if _negated(zh, "zh") != _negated(en, "en"):
        return True
    return _rendered_in_english(zh, en, english) or _rendered_in_chinese(zh, en, english)


def _negated(place: _Place, language: Language) -> bool:
    return any(
        n.force in ("plain", "weak") and n.scope.start <= place.span.start < n.scope.end
        for n in find_negators(place.folded, language, place.area)
    )


def _rendered_in_english(zh: _Place, en: _Place, english: str) -> bool:
    """Whether a rendering of the Chinese word that the dictionary knows stands elsewhere in the English."""
    word = zh.span.of(zh.folded)
    around = f"{english[en.area.start : en.span.start]} ; {english[en.span.end : en.area.end]}"
    keys = {w.key for w in words(around)}
    return any(form <= keys for form in _forms(word))


def _rendered_in_chinese(zh: _Place, en: _Place, english: str) -> bool:
    """Whether another Chinese word of the bead may be rendered by the English one."""
    said = frozenset(w.key for w in words(en.span.of(english)))
    for part in (Span(zh.area.start, zh.span.start), Span(zh.span.end, zh.area.end)):
        if any(said <= form for word in _looked_up(part.of(zh.folded)) for form in _forms(word)):
            return True
    return False


def _looked_up(text: str) -> Iterator[str]:
    """The stretches of two to four characters that the dictionary has."""
    held = dictionary()
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + _LONGEST) + 1):
            if text[start:end] in held:
                yield text[start:end]


def _forms(word: str) -> Iterator[frozenset[str]]:
    """The renderings of a Chinese word, as the keys of their words."""
    for form in dictionary().get(word, "").split(";"):
        keys = frozenset(word_key(w) for w in form.split())
        if keys:
            yield keys


def _reason(told: TermDifference, zh: Side, en: Side) -> str:
    words = told.src.of(zh.document.text) if told.src else "", told.tgt.of(en.document.text) if told.tgt else ""
    return f"“{words[0]}” ({told.concept}) is rendered by its opposite, “{words[1]}” ({told.rendered})."
