"""A pair → its damaged twin: which side, which kind and which place follow from a hash of the pair alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from align.corpus.damage.change import Change, Damage, Text, draw
from align.corpus.damage.names import change_names
from align.corpus.damage.numbers import change_dates, change_numbers, change_units, is_told
from align.corpus.damage.omission import leave_out
from align.corpus.damage.stance import change_modality, change_negation
from align.corpus.damage.terms import change_terms, is_exchanged
from align.records import FindingKind, Language, Span


@dataclass(frozen=True, slots=True)
class Way:
    """How errors of one kind are made: ``propose`` them, and drop those that ``holds`` finds harmless."""

    propose: Callable[[Text], Iterator[Change]]
    holds: Callable[[Text, Change], bool] | None = None


KINDS: MappingProxyType[FindingKind, Way] = MappingProxyType(
    {
        "number": Way(change_numbers, is_told),
        "date": Way(change_dates, is_told),
        "unit": Way(change_units, is_told),
        "name": Way(change_names),
        "negation": Way(change_negation),
        "modality": Way(change_modality),
        "terminology": Way(change_terms, is_exchanged),
        "omission": Way(leave_out),
    }
)
"""Kind of error -> how it is made, so that what the text says is changed for certain."""
_MOST = 40
"""Changes of one kind among which one is drawn."""


def damage_pair(en: str, zh: str) -> Damage | None:
    """The twin of a pair, the same for the same pair in every corpus; None where no kind fits.

    Kinds are tried in an order that the pair's hash gives, so that none crowds out the others; on each side.
    """
    seed = hashlib.sha256(f"{en}\0{zh}".encode("utf-8", "replace")).hexdigest()
    sides: tuple[Language, Language] = ("en", "zh")
    texts = {"en": Text(en, "en", zh), "zh": Text(zh, "zh", en)}
    for kind, side in draw(seed, [(kind, side) for kind in KINDS for side in sides]):
        way, good = KINDS[kind], texts[side]
        for change in draw(seed, islice(way.propose(good), _MOST)):
            text = change.of(good.text)
            if text != good.text and text.strip() and (way.holds is None or way.holds(good, change)):
                put = Span(change.span.start, change.span.start + len(change.new))
                return Damage(side, text, kind, change.severity, put, change.span)
    return None
