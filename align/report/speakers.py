"""Quote pairs gathered by who speaks, across the two languages.

Most pairs tell which two names are one speaker's. A pair whose names go better with others is no such
witness: it is a quote that the versions give to two people, and worth a look.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    disputed: frozenset[int]
    """Numbers of the pairs that the tgt version gives to a speaker of another group."""

    @property
    def known(self) -> bool:
        """Whether a speaker can be told."""
        return bool(self.src or self.tgt)

    @property
    def name(self) -> str:
        """Both names, as in ``王毅 / Wang Yi``; one where the other version has none or the same."""
        sides = dict.fromkeys(", ".join(names) for names in (self.src, self.tgt) if names)
        return " / ".join(sides) or "unknown speaker"


def select_groups(pairs: Sequence[QuotePair], shown: Sequence[QuotePair]) -> tuple[SpeakerGroup, ...]:
    """The groups of all ``pairs`` with the ``shown`` alone, numbered among these; heads stay as they are."""
    place = {id(pair): number for number, pair in enumerate(shown, 1)}
    chosen = []
    for group in group_by_speaker(pairs):
        kept = [(n, pair) for n, pair in zip(group.numbers, group.pairs, strict=True) if id(pair) in place]
        if kept:
            numbers = tuple(place[id(pair)] for _, pair in kept)
            disputed = frozenset(place[id(pair)] for n, pair in kept if n in group.disputed)
            chosen.append(
                replace(group, pairs=tuple(pair for _, pair in kept), numbers=numbers, disputed=disputed)
            )
    return tuple(chosen)


def group_by_speaker(pairs: Sequence[QuotePair]) -> tuple[SpeakerGroup, ...]:
    """Group pairs that share a speaker's name, in order of first appearance, unknown speakers last.

    Each name is joined to the name that it is paired with most often, and so on from name to name: an
    unpaired quote of 王毅 joins those of 王毅 / Wang Yi, whom 外长 / Wang Yi joins too. A pair whose names do
    not come together goes where its src speaker is. Names that differ in case or white space alone are one.
    """
    heads = _join_names(pairs)
    held: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs, 1):
        held[_find(heads, _keys(pair)[0]) if _keys(pair) else ""].append(number)
    if "" in held:
        held[""] = held.pop("")
    return tuple(_build_group(pairs, numbers, heads) for numbers in held.values())


def _join_names(pairs: Sequence[QuotePair]) -> dict[str, str]:
    """Give each name one that stands for its speaker."""
    partners: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        src, *rest = _keys(pair) or [""]
        for tgt in rest:
            partners[src][tgt] += 1
            partners[tgt][src] += 1
    heads: dict[str, str] = {}
    for name, found in partners.items():
        best = max(found, key=lambda other: (found[other], -len(partners[other])))
        heads[_find(heads, best)] = _find(heads, name)
    return heads


def _build_group(pairs: Sequence[QuotePair], numbers: list[int], heads: dict[str, str]) -> SpeakerGroup:
    disputed = frozenset(n for n in numbers if len({_find(heads, key) for key in _keys(pairs[n - 1])}) > 1)
    return SpeakerGroup(
        src=_rank([pair.src.speaker for n in numbers if (pair := pairs[n - 1]).src]),
        tgt=_rank([pair.tgt.speaker for n in numbers if (pair := pairs[n - 1]).tgt and n not in disputed]),
        pairs=tuple(pairs[n - 1] for n in numbers),
        numbers=tuple(numbers),
        disputed=disputed,
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
