"""Two encoded sides → Alignment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from align.beads.confidence import Evidence, estimate_confidence
from align.beads.estimate import DEAR, bead_contrast, estimate_skip, one_to_one_share
from align.beads.gains import Gains
from align.beads.joining import Path, join_unmatched
from align.records import Alignment, Bead, Side
from align.settings import AlignmentSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.beads.coverage import Tokens

MARGIN = 0.8
"""Weight of the neighbours' coverage; best for literary and news text alike (docs/benchmarks.md)."""
RIVALS = 4
"""Beads shown for each place by ``--explain``, the chosen one first."""


@dataclass(frozen=True, slots=True)
class Rival:
    """A bead that begins where ``bead`` (its index) begins, and what it is worth beside it."""

    bead: int
    src: range
    tgt: range
    similarity: float
    gain: float


def align_beads(src: Side, tgt: Side, settings: AlignmentSettings | None = None) -> Alignment:
    """Beads that cover every sentence of both sides once, in order.

    The Chinese side is always the one that the search walks along, so that giving the files the other
    way round gives the same beads, mirrored.
    """
    settings = settings or AlignmentSettings()
    if src.document.language != "zh" and tgt.document.language == "zh":
        return align_beads(tgt, src, settings).mirrored()
    tokens = _tokens_of_sides(src, tgt)
    gains = _gains(*tokens, settings) if tokens else None
    found = _align(gains, len(src.sentences), len(tgt.sentences), settings, tokens)
    return replace(found, beads=tuple(b for bead in found.beads for b in _without_blanks(bead, src, tgt)))


def _without_blanks(bead: Bead, src: Side, tgt: Side) -> list[Bead]:
    """A bead without the empty sentences at its ends, which nothing says belong to it, and these on their own."""

    def blank(side: Side, index: int) -> bool:
        return not side.sentences[index].span.of(side.document.text).strip()

    s, t = bead.src, bead.tgt
    if not (s and t):
        return [bead]
    rows = [i for i in s if not blank(src, i)]
    columns = [j for j in t if not blank(tgt, j)]
    if not rows or not columns or (len(rows) == len(s) and len(columns) == len(t)):
        return [bead]
    inner = (range(rows[0], rows[-1] + 1), range(columns[0], columns[-1] + 1))
    before = [Bead(range(i, i + 1), range(t.start, t.start), 0.0, 1.0) for i in range(s.start, inner[0].start)]
    before += [
        Bead(range(inner[0].start, inner[0].start), range(j, j + 1), 0.0, 1.0)
        for j in range(t.start, inner[1].start)
    ]
    after = [
        Bead(range(i, i + 1), range(inner[1].stop, inner[1].stop), 0.0, 1.0) for i in range(inner[0].stop, s.stop)
    ]
    after += [Bead(range(s.stop, s.stop), range(j, j + 1), 0.0, 1.0) for j in range(inner[1].stop, t.stop)]
    return [*before, replace(bead, src=inner[0], tgt=inner[1]), *after]


def align_vectors(x: NDArray[Any], y: NDArray[Any], settings: AlignmentSettings | None = None) -> Alignment:
    """Align two lists of sentences given as one vector a sentence (n x d and m x d)."""
    import numpy as np

    from align.beads.coverage import Tokens
    from align.vectors import unit_rows

    settings = settings or AlignmentSettings()
    sides = []
    for vectors in (np.asarray(x, np.float32), np.asarray(y, np.float32)):
        centred = vectors - vectors.mean(0) if len(vectors) > 1 else vectors
        count = len(vectors)
        sides.append(Tokens(unit_rows(centred), np.ones(count, np.float32), np.arange(count + 1, dtype=np.int64)))
    gains = _gains(sides[0], sides[1], settings) if len(x) and len(y) else None
    return _align(gains, len(x), len(y), settings)


def rivals(
    src: Side, tgt: Side, alignment: Alignment, settings: AlignmentSettings | None = None
) -> tuple[Rival, ...]:
    """For each bead with two sides, itself and then the best others that begin at the same place."""
    settings = settings or AlignmentSettings()
    if src.document.language != "zh" and tgt.document.language == "zh":
        turned = rivals(tgt, src, alignment.mirrored(), settings)
        return tuple(replace(r, src=r.tgt, tgt=r.src) for r in turned)
    tokens = _tokens_of_sides(src, tgt)
    if tokens is None:
        return ()
    gains = _gains(*tokens, settings)
    margin = alignment.estimates["margin"]
    found = []
    for index, bead in enumerate(alignment.beads):
        if not bead.src or not bead.tgt:
            continue
        rows = []
        for m, n in gains.shapes:
            i, j = bead.src.start, bead.tgt.start
            if i + m <= len(src.sentences) and j + n <= len(tgt.sentences):
                similarity, gain = gains.at((m, n), i, j, margin)
                rows.append(Rival(index, range(i, i + m), range(j, j + n), similarity, gain))
        rows.sort(key=lambda r: ((r.src, r.tgt) != (bead.src, bead.tgt), -r.gain))
        found += rows[:RIVALS]
    return tuple(found)


def _tokens_of_sides(src: Side, tgt: Side) -> tuple[Tokens, Tokens] | None:
    """None where a side has no tokens at all."""
    from align.beads.tokens import comparable_tokens

    if any(side.encoding is None or not len(side.encoding.tokens) for side in (src, tgt)):
        return None
    sides = [comparable_tokens(s.encoding, len(s.sentences)) for s in (src, tgt) if s.encoding is not None]
    return sides[0], sides[1]


def _gains(src: Tokens, tgt: Tokens, settings: AlignmentSettings) -> Gains:
    from align.beads.band import lay_band
    from align.beads.coverage import measure_coverage
    from align.beads.tokens import sentence_vectors

    band = lay_band(sentence_vectors(src), sentence_vectors(tgt))
    return Gains(measure_coverage(src, tgt, band, settings.max_sentences - 1), settings.max_sentences)


def _align(
    gains: Gains | None, n: int, m: int, settings: AlignmentSettings, tokens: tuple[Tokens, Tokens] | None = None
) -> Alignment:
    """``tokens``: of the sentences, where what belongs to a neighbouring bead is to be joined to it."""
    if gains is None:
        path: Path = [(range(i, i + 1), range(0)) for i in range(n)] + [
            (range(0), range(j, j + 1)) for j in range(m)
        ]
        return Alignment(tuple(Bead(s, t, 0.0, 1.0) for s, t in path), {})
    from align.beads.search import best_path

    margin = MARGIN if settings.margin is None else settings.margin
    worth, band = gains.worth(margin), gains.coverage.band
    first = best_path(worth, band, n, m, DEAR)
    share = one_to_one_share(first)
    contrast = bead_contrast(*gains.along(first))
    skip = estimate_skip(share, contrast) if settings.skip is None else settings.skip
    path = best_path(worth, band, n, m, skip)
    if tokens:
        path = join_unmatched(path, *tokens, settings.max_sentences)
    evidence = [_evidence(gains, path, k, margin, skip, share) for k in range(len(path))]
    beads = [
        Bead(s, t, round(e.similarity, 4), round(estimate_confidence(e), 4))
        for (s, t), e in zip(path, evidence, strict=True)
    ]
    estimates = {"one_to_one_share": share, "contrast": contrast, "skip": skip, "margin": margin}
    return Alignment(tuple(beads), {k: round(v, 4) for k, v in estimates.items()})


def _evidence(gains: Gains, path: Path, k: int, margin: float, skip: float, share: float) -> Evidence:
    src, tgt = path[k]
    similarity, gain = gains.at((len(src), len(tgt)), src.start, tgt.start, margin) if src and tgt else (0.0, skip)
    around = [path[q] for q in (k - 1, k + 1) if 0 <= q < len(path)]
    steady = sum(len(s) == len(t) == 1 for s, t in around) / max(1, len(around))
    return Evidence(len(src), len(tgt), similarity, gain, steady, share)
