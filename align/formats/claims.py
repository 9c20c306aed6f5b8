"""What a corrected alignment claims, bead by bead, put in order into an Alignment."""

from __future__ import annotations

from bisect import bisect
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.errors import ConfigError
from align.records import Alignment, Bead


@dataclass(frozen=True, slots=True)
class Claim:
    """A bead as a person gave it; either range may be empty, not both."""

    where: str
    """File and line or row."""
    src: range
    tgt: range
    score: float | None

    def bead(self) -> Bead:
        """Make it a bead that is certain; without a score, 1 for a pair and 0 for a sentence alone."""
        score = float(bool(self.src) and bool(self.tgt)) if self.score is None else self.score
        return Bead(self.src, self.tgt, score, 1.0)


def order_claims(claims: Sequence[Claim], sizes: tuple[int, int]) -> tuple[Alignment, tuple[int, int]]:
    """Order the beads, and add every sentence that none of them holds as unmatched, in its place.

    :param sizes: sentences of src and of tgt.
    :returns: the alignment, and how many sentences were added on either side.
    :raises ConfigError: a sentence in two beads, or beads that cross.
    """
    sides = ([(c.src, c.where) for c in claims], [(c.tgt, c.where) for c in claims])
    missing = [_missing(side, size) for side, size in zip(sides, sizes, strict=True)]
    pairs = sorted((c for c in claims if c.src and c.tgt), key=lambda c: c.src.start)
    for left, right in pairwise(pairs):
        if left.tgt.start > right.tgt.start:
            raise ConfigError("beads cross", f"{right.where} and {left.where}", "Keep both sides in order.")
    alone = [c for c in claims if not (c.src and c.tgt)]
    alone += [Claim("", range(i, i + 1), range(0), None) for i in missing[0]]
    alone += [Claim("", range(0), range(j, j + 1), None) for j in missing[1]]
    gaps: list[list[Claim]] = [[] for _ in range(len(pairs) + 1)]
    src_starts, tgt_starts = [p.src.start for p in pairs], [p.tgt.start for p in pairs]
    for claim in alone:
        at = bisect(src_starts, claim.src.start) if claim.src else bisect(tgt_starts, claim.tgt.start)
        gaps[at].append(claim)
    beads: list[Bead] = []
    for gap, pair in zip(gaps, [*pairs, None], strict=True):
        beads += [c.bead() for c in _in_order(gap)]
        beads += [pair.bead()] if pair else []
    return Alignment(tuple(beads)), (len(missing[0]), len(missing[1]))


def _missing(side: Sequence[tuple[range, str]], size: int) -> list[int]:
    """Sentences of one side that no bead holds."""
    held: dict[int, str] = {}
    for indices, where in side:
        for i in indices:
            if i in held:
                raise ConfigError(f"sentence {i} is in two beads", f"{held[i]} and {where}", "Keep it in one.")
            if i >= size:
                raise ConfigError(f"there is no sentence {i}", where, f"This side has {size}, counted from 0.")
            held[i] = where
    return [i for i in range(size) if i not in held]


def _in_order(gap: Sequence[Claim]) -> list[Claim]:
    """Both sides rising; between the sides as they were given."""
    src = deque(sorted((c for c in gap if c.src), key=lambda c: c.src.start))
    tgt = deque(sorted((c for c in gap if c.tgt), key=lambda c: c.tgt.start))
    return [(src if c.src else tgt).popleft() for c in gap]
