"""Where a text has the wordings of a glossary: the longest that fit, none inside another or across its edge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.records import Glossary, Side, Span, TermHit, TermStatus
from align.simplified import to_simplified
from align.terms.patterns import PASSED_OVER, Patterns, Wording, patterns
from align.terms.words import GAP, Word, words

_WIDEST_GAP = 3
_WIDEST_ZH_GAP = 6
_BETWEEN = re.compile("[\\s\\-‐‑–'\"“”‘’*_\u00ad\u200b-\u200f\u2060\ufeff]*")
_BETWEEN_COMMA = re.compile("[\\s\\-‐‑–'\"“”‘’*_,\u00ad\u200b-\u200f\u2060\ufeff]*")
_ORDER: tuple[TermStatus, ...] = ("context", "preferred", "admitted")
_ZH_STOPS = frozenset("，。；：！？、,;:!?")


class Found(NamedTuple):
    """A wording at its place in the document."""

    start: int
    end: int
    wording: Wording


def find_terms(side: Side, glossary: Glossary) -> tuple[TermHit, ...]:
    """Every place where the text has a wording of a concept, in order; admitted wordings too.

    Chinese is read in either script, English inflected, in either spelling, with hyphens or spaces. A longer
    wording keeps the shorter ones inside it and across its edges from being found, contexts among them. A wording
    that two concepts share gives a hit for each.
    """
    text, language = side.document.text, side.document.language
    look = _look_chinese if language == "zh" else _look_english
    held = patterns(glossary, language)
    hits: list[TermHit] = []
    for sentence in side.sentences:
        span = sentence.span
        found = look(span.of(text), span.start, held)
        for place in longest(found):
            term = place.wording.term
            if term.status != "context":
                score = 1.0 if term.status == "preferred" else 0.5
                hits.append(TermHit(place.wording.concept, term, Span(place.start, place.end), "form", score))
    return tuple(sorted(hits, key=lambda hit: (hit.span, hit.concept)))


def longest(found: Iterator[Found]) -> list[Found]:
    """The longest places, then the earliest, that do not overlap; several wordings may share one place.

    Of two forms of one concept at one place a context stands before a preferred form, that before an admitted one.
    """
    taken: dict[int, tuple[int, int]] = {}
    kept: dict[tuple[int, int, str], Found] = {}
    order = sorted(found, key=lambda f: (f.start - f.end, f.start, _ORDER.index(f.wording.term.status)))
    for place in order:
        extent = (place.start, place.end)
        if any(taken.get(i, extent) != extent for i in range(*extent)):
            continue
        taken.update(dict.fromkeys(range(*extent), extent))
        kept.setdefault((*extent, place.wording.concept), place)
    return list(kept.values())


def _look_chinese(text: str, offset: int, held: Patterns) -> Iterator[Found]:
    simplified = to_simplified(text)
    places = [i for i, char in enumerate(simplified) if not PASSED_OVER.match(char)]
    bare = "".join(simplified[i] for i in places)
    for at, char in enumerate(bare):
        for wording in held.by_first.get(char, ()):
            end = _chinese_end(bare, at, wording.keys)
            if end is not None:
                yield Found(offset + places[at], offset + places[end - 1] + 1, wording)


def _chinese_end(bare: str, at: int, keys: tuple[str, ...]) -> int | None:
    if not bare.startswith(keys[0], at):
        return None
    end = at + len(keys[0])
    for key in keys[1:]:
        next_at = bare.find(key, end, end + _WIDEST_ZH_GAP + len(key))
        if next_at < 0 or _ZH_STOPS & set(bare[end:next_at]):
            return None
        end = next_at + len(key)
    return end


def _look_english(text: str, offset: int, held: Patterns) -> Iterator[Found]:
    listed = words(text)
    for at, word in enumerate(listed):
        firsts = (word.key, f"^{word.acronym}") if word.acronym else (word.key,)
        for first in firsts:
            for wording in held.by_first.get(first, ()):
                end = _english_end(text, listed, at, wording)
                if end is not None:
                    yield Found(offset + word.start, offset + _without_possessive(text, listed[end]), wording)


def _english_end(text: str, listed: list[Word], at: int, wording: Wording) -> int | None:
    """Index of the last word of ``wording`` where it begins at ``at``."""
    between = _BETWEEN_COMMA if wording.comma else _BETWEEN
    gap = False
    for key in wording.keys[1:]:
        if key == GAP:
            gap = True
            continue
        for step in range(1, (_WIDEST_GAP if gap else 0) + 2):
            if at + step >= len(listed):
                return None
            left, right = listed[at + step - 1], listed[at + step]
            if not between.fullmatch(text, left.end, right.start):
                return None
            if key in (right.key, f"^{right.acronym}"):
                at += step
                break
        else:
            return None
        gap = False
    return at


def _without_possessive(text: str, word: Word) -> int:
    tail = re.search(r"['’]s?$", text[word.start : word.end])
    return word.end - (len(tail.group()) if tail else 0)
