"""Clauses of matched sentences that the other version has no words for.

Three things tell: hardly any word of the other side goes with the clause, those that its words go with belong to
other clauses, and the fidelity head finds its words at fault. Weights: scripts/fit_clauses.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Literal

from align.findings.links import BeadLinks
from align.findings.omissions import LEAST_LETTERS, MAJOR_LETTERS, clause_finding, count_letters, cut_clauses
from align.findings.values import agreed_values
from align.logistic import probability
from align.records import Alignment, Finding, Judgement, Language, QuotePair, Severity, Side, Span
from align.vectors import Tokens, side_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_GLOSSED = re.compile(r"\s?[(（][^()（）]*[A-Za-z][^()（）]*[)）]")
"""Behind a name that is explained: 国家环境保护局 (EPA)."""
_HANZI = re.compile("[\u3400-\u9fff]")
WEIGHTS = (-0.827, -5.408, -5.294, 7.196, 0.59)
"""Of the constant and of what a :class:`Clause` has seen, by ``scripts/fit_clauses.py``."""
LEAST = 0.6
"""Probability of being missing from which on it is told: of .005 of clauses with a counterpart, .88 of others."""
MAJOR, FAULT = 0.7, 0.15
"""Probability, and what the head says of its words, from which on a long one is major."""
GAP = 2
"""Characters between two clauses that are told as one."""
ALIKE = 0.4
"""Mean best match, both ways, of two clauses missing in neighbouring beads that are each other's counterpart."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a bead with two sides, and what speaks for its having no counterpart there."""

    side: Literal["src", "tgt"]
    span: Span
    letters: int
    claimed: float
    """Weight of the other side's tokens that go best with one of the clause's, in parts of its own weight."""
    lead: float
    """How much more like its tokens' best matches it is than the rest of its side is, on average."""
    fault: float
    """Mean probability that its tokens are at fault."""

    def missing(self) -> float:
        """Probability that the other side has no words for it."""
        return probability(WEIGHTS, self.seen())

    def seen(self) -> tuple[float, ...]:
        """What the weights are for."""
        return 1.0, self.claimed, self.lead, self.fault, log(self.letters)


def find_missing_clauses(
    zh: Side,
    en: Side,
    links: Iterable[BeadLinks],
    judgements: Sequence[Judgement],
    alignment: Alignment,
    pairs: Sequence[QuotePair],
    original: Language,
) -> tuple[Finding, ...]:
    """The clauses without counterpart, but those that say who speaks or hold a value that both versions have.

    :param judgements: what the fidelity head says of the beads.
    """
    both = [(p.src, p.tgt) for p in pairs if p.src and p.tgt]
    said = [s for src, _ in both for s in src.cue], [s for _, tgt in both for s in tgt.cue]
    judged = {j.bead: j for j in judgements}
    missing: list[tuple[int, Clause]] = []
    for view in links:
        bead = alignment.beads[view.index]
        described = describe_clauses(zh, en, (bead.src, bead.tgt), view, judged[view.index])
        clauses = [c for c in described if c.missing() >= LEAST]
        values = agreed_values(zh, en, bead) if clauses else ((), ())
        for clause in clauses:
            side = 0 if clause.side == "src" else 1
            held = (*said[side], *values[side])
            if not any(clause.span.start <= s.start and s.end <= clause.span.end for s in held):
                missing.append((view.index, clause))
    moved = _moved(missing, zh, en)
    left = [(bead, clause) for bead, clause in missing if clause not in moved]
    return tuple(_finding(run, zh if run[0].side == "src" else en, original, bead) for bead, run in _runs(left))


def _moved(missing: Sequence[tuple[int, Clause]], zh: Side, en: Side) -> set[Clause]:
    """Clauses missing on both sides of neighbouring beads that are each other's counterpart."""
    beside = [
        (one, other)
        for k, one in missing
        for n, other in missing
        if one.side == "src" and other.side == "tgt" and abs(k - n) == 1
    ]
    a, b = (side_tokens(zh), side_tokens(en)) if beside else (None, None)
    if a is None or b is None:
        return set()
    return {clause for pair in beside if _alike(*pair, a, b) >= ALIKE for clause in pair}


def _alike(a: Clause, b: Clause, zh: Tokens, en: Tokens) -> float:
    likeness = zh.vectors[zh.within(a.span)] @ en.vectors[en.within(b.span)].T
    return float(likeness.max(1).mean() + likeness.max(0).mean()) / 2


def _runs(missing: Sequence[tuple[int, Clause]]) -> list[tuple[int, list[Clause]]]:
    """Clauses with nothing but a mark or a blank between them, together."""
    runs: list[tuple[int, list[Clause]]] = []
    for bead, clause in missing:
        last = runs[-1][1][-1] if runs and runs[-1][0] == bead else None
        if last and last.side == clause.side and 0 <= clause.span.start - last.span.end <= GAP:
            runs[-1][1].append(clause)
        else:
            runs.append((bead, [clause]))
    return runs


def describe_clauses(
    zh: Side, en: Side, runs: tuple[range, range], view: BeadLinks, judgement: Judgement
) -> Iterator[Clause]:
    """The clauses of a bead that are long enough to be looked at, of sentences with several."""
    assert zh.encoding is not None and en.encoding is not None
    masses = zh.encoding.weight, en.encoding.weight
    weights = masses[0][judgement.zh_rows], masses[1][judgement.en_rows]
    ratio = float(masses[0].sum()) / float(masses[1].sum())
    yield from _of_side("src", zh, runs[0], view, (weights[0], weights[1] * ratio), judgement.zh[:, 0])
    yield from _of_side("tgt", en, runs[1], view.turned(), (weights[1], weights[0] / ratio), judgement.en[:, 0])


def _of_side(
    name: Literal["src", "tgt"],
    side: Side,
    run: range,
    view: BeadLinks,
    weights: tuple[NDArray[np.float32], NDArray[np.float32]],
    fault: NDArray[np.float32],
) -> Iterator[Clause]:
    """:param weights: of the tokens of both sides, in the measure of this side."""
    import numpy as np

    text, language = side.document.text, side.document.language
    offsets, likeness = view.zh_tokens, view.likeness
    goes_to, best, partner = likeness.argmax(0), likeness.max(1), likeness.argmax(1)
    for index in run:
        for span in cut_clauses(text, side.sentences[index].span):
            letters = count_letters(span.of(text))
            inside = (offsets[:, 0] < span.end) & (span.start < offsets[:, 1])
            if letters < LEAST_LETTERS[language] or not inside.any() or inside.all():
                continue
            if language == "zh" and (_GLOSSED.match(text, span.end) or not _HANZI.search(span.of(text))):
                continue
            own, without = weights[0][inside], likeness[~inside].max(0)
            claimed = float(weights[1][inside[goes_to]].sum() / own.sum())
            lead = float(np.average(best[inside] - without[partner[inside]], weights=own))
            yield Clause(name, span, letters, claimed, lead, float(np.average(fault[inside], weights=own)))


def _finding(run: Sequence[Clause], side: Side, original: Language, bead: int) -> Finding:
    long = sum(clause.letters for clause in run) >= MAJOR_LETTERS[side.document.language]
    grave = long and any(clause.missing() >= MAJOR and clause.fault >= FAULT for clause in run)
    severity: Severity = "major" if grave else "minor"
    span = Span(run[0].span.start, run[-1].span.end)
    sure = round(min(0.99, max(clause.missing() for clause in run)), 2)
    return clause_finding(side, run[0].side, span, severity, sure, original, bead)
