"""Two alignments of one original → groups of sentences that say the same in all three."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from align.records import Alignment


@dataclass(frozen=True, slots=True)
class Group:
    """Indices of sentences, rising; any of the three may be empty, not all."""

    original: tuple[int, ...]
    version: tuple[int, ...]
    reference: tuple[int, ...]


def join_alignments(version: Alignment, reference: Alignment, sentences: int) -> tuple[Group, ...]:
    """Groups in the order of the original, as small as the beads of both alignments let them be.

    What only the versions say, at one place of the original, is one group.

    :param sentences: how many the original has; it is ``src`` of both alignments.
    """
    together = {i for a in (version, reference) for bead in a.beads for i in bead.src[1:]}
    begins = [i for i in range(sentences) if i not in together]
    home: dict[int, int] = {}
    for begin, end in pairwise([*begins, sentences]):
        home.update(dict.fromkeys(range(begin, end), begin))
    held: list[dict[tuple[int, int], list[int]]] = []
    for alignment in (version, reference):
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for bead in alignment.beads:
            found[_key(bead.src, home)] += bead.tgt
        held.append(found)
    keys = sorted({(begin, 1) for begin in begins} | {key for found in held for key, own in found.items() if own})
    return tuple(_groups(keys, home, held))


def _key(src: range, home: dict[int, int]) -> tuple[int, int]:
    """Where a bead belongs: (first sentence of its group, 1), or (the sentence before which it stands, 0)."""
    at = src.start
    inside = home.get(at, at) != at
    return (home[at], 1) if src or inside else (at, 0)


def _groups(
    keys: list[tuple[int, int]], home: dict[int, int], held: list[dict[tuple[int, int], list[int]]]
) -> Iterator[Group]:
    members: dict[int, list[int]] = defaultdict(list)
    for sentence, begin in home.items():
        members[begin].append(sentence)
    for key in keys:
        own = members[key[0]] if key[1] else []
        yield Group(tuple(own), tuple(sorted(held[0].get(key, ()))), tuple(sorted(held[1].get(key, ()))))
