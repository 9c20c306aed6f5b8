"""Quote pairs gathered by who speaks, across the two languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from align.records import QuotePair
from align.report.rows import clean_text


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """What one speaker says. Names as they are shown, the most frequent first; none where nobody can be told."""

    src: tuple[str, ...]
    tgt: tuple[str, ...]
    pairs: tuple[QuotePair, ...]
    numbers: tuple[int, ...]
    """Where each pair stands among all of them, from 1."""

    @property
    def known(self) -> bool:
        """Whether a speaker can be told."""
        return bool(self.src or self.tgt)

    @property
    def name(self) -> str:
        """Both names, as in ``王毅 / Wang Yi``; one where the other version has none or the same."""
        sides = dict.fromkeys(", ".join(names) for names in (self.src, self.tgt) if names)
        return " / ".join(sides) or "unknown speaker"


def group_by_speaker(pairs: Sequence[QuotePair]) -> tuple[SpeakerGroup, ...]:
    """Group pairs that share a speaker's name, in order of first appearance, unknown speakers last.

    A pair makes its two names one speaker's, and so on from pair to pair: an unpaired quote of 王毅 joins
    those of 王毅 / Wang Yi. Names that differ in case or white space alone are one.
    """
    heads: dict[str, str] = {}
    for pair in pairs:
        first, *others = _keys(pair) or [""]
        for other in others:
            heads[_find(heads, other)] = _find(heads, first)
    held: dict[str, list[int]] = {}
    for number, pair in enumerate(pairs, 1):
        keys = _keys(pair)
        held.setdefault(_find(heads, keys[0]) if keys else "", []).append(number)
    unknown = held.pop("", None)
    if unknown:
        held[""] = unknown
    return tuple(_build_group(pairs, numbers) for numbers in held.values())


def _build_group(pairs: Sequence[QuotePair], numbers: list[int]) -> SpeakerGroup:
    members = tuple(pairs[number - 1] for number in numbers)
    return SpeakerGroup(
        src=_rank([pair.src.speaker for pair in members if pair.src]),
        tgt=_rank([pair.tgt.speaker for pair in members if pair.tgt]),
        pairs=members,
        numbers=tuple(numbers),
    )


def _rank(names: list[str]) -> tuple[str, ...]:
    """Give each name once, in its first spelling."""
    spelling: dict[str, str] = {}
    for name in names:
        spelling.setdefault(_key(name), clean_text(name))
    counts = Counter(key for key in map(_key, names) if key)
    return tuple(spelling[key] for key, _ in counts.most_common())


def _keys(pair: QuotePair) -> list[str]:
    keys = [_key(quote.speaker) for quote in (pair.src, pair.tgt) if quote]
    return [key for key in keys if key]


def _key(name: str) -> str:
    return clean_text(name).casefold()


def _find(heads: dict[str, str], key: str) -> str:
    while heads.get(key, key) != key:
        key = heads[key]
    return key
