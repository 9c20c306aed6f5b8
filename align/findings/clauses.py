"""Clauses of matched sentences that the other version has no words for.

Three things tell: hardly any word of the other side goes with the clause, those that its words go with belong to
other clauses, and the fidelity head finds its words at fault. Weights: scripts/fit_clauses.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Literal

from align.findings.values import agreed_values
from align.logistic import probability
from align.records import (
    Alignment,
    Encoding,
    Finding,
    FindingKind,
    Judgement,
    Language,
    QuotePair,
    Severity,
    Side,
    Span,
)
from align.vectors import comparable_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_JOINS = "and|but|while|which|who|after|before|because|although"
_MARKS = r"[，；,;：:（）()—–]|(?<=[\w\"”’]) (?=(?:{}) )"
CLAUSE, PHRASE = re.compile(_MARKS.format(_JOINS)), re.compile(_MARKS.format(f"{_JOINS}|as|to|by|with"))
"""What parts clauses, and what parts their longer phrases too."""
_GLOSSED = re.compile(r"\s?[(（][^()（）]*[A-Za-z][^()（）]*[)）]")
"""Behind a name that is explained: 国家环境保护局 (EPA)."""
_HANZI = re.compile("[\u3400-\u9fff]")
LEAST_LETTERS = {"zh": 5, "en": 14}
"""Letters of a clause under which it is not looked at."""
MAJOR_LETTERS = {"zh": 6, "en": 22}
"""Letters from which on what is missing is a whole statement."""
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
    judgements: Sequence[Judgement],
    alignment: Alignment,
    pairs: Sequence[QuotePair],
    original: Language,
) -> tuple[Finding, ...]:
    """The clauses without counterpart, but those that say who speaks or hold a value that both versions have.

    ``src`` is the Chinese side.
    """
    both = [(p.src, p.tgt) for p in pairs if p.src and p.tgt]
    said = [s for src, _ in both for s in src.cue], [s for _, tgt in both for s in tgt.cue]
    if not judgements or zh.encoding is None or en.encoding is None:
        return ()
    vectors = comparable_vectors(zh.encoding), comparable_vectors(en.encoding)
    missing: list[tuple[int, Clause]] = []
    for judgement in judgements:
        bead = alignment.beads[judgement.bead]
        described = describe_clauses(zh, en, (bead.src, bead.tgt), judgement, vectors)
        clauses = [c for c in described if c.missing() >= LEAST]
        values = agreed_values(zh, en, bead) if clauses else ((), ())
        for clause in clauses:
            side = 0 if clause.side == "src" else 1
            held = (*said[side], *values[side])
            if not any(clause.span.start <= s.start and s.end <= clause.span.end for s in held):
                missing.append((judgement.bead, clause))
    moved = {
        clause
        for k, one in missing
        for n, other in missing
        if one.side == "src"
        and other.side == "tgt"
        and abs(k - n) == 1
        and _alike(one, other, zh, en, vectors) >= ALIKE
        for clause in (one, other)
    }
    left = [(bead, clause) for bead, clause in missing if clause not in moved]
    return tuple(_finding(run, original, bead) for bead, run in _runs(left))


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


def _alike(
    a: Clause, b: Clause, zh: Side, en: Side, vectors: tuple[NDArray[np.float32], NDArray[np.float32]]
) -> float:
    parts = []
    for side, clause, x in ((zh, a, vectors[0]), (en, b, vectors[1])):
        assert side.encoding is not None
        offsets = side.encoding.tokens
        parts.append(x[(offsets[:, 0] < clause.span.end) & (clause.span.start < offsets[:, 1])])
    likeness = parts[0] @ parts[1].T
    return float(likeness.max(1).mean() + likeness.max(0).mean()) / 2


def describe_clauses(
    zh: Side,
    en: Side,
    runs: tuple[range, range],
    judgement: Judgement,
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> Iterator[Clause]:
    """The clauses of a bead that are long enough to be looked at, of sentences with several.

    :param vectors: of all tokens of each side, as :func:`align.vectors.comparable_vectors` gives them.
    """
    import numpy as np

    a, b = zh.encoding, en.encoding
    assert a is not None and b is not None
    rows, columns = judgement.zh_rows, judgement.en_rows
    likeness = vectors[0][rows] @ vectors[1][columns].T
    masses = float(a.weight.sum()), float(b.weight.sum())
    yield from _of_side("src", zh, runs[0], (a, b), (rows, columns), likeness, judgement.zh[:, 0], masses)
    turned = np.ascontiguousarray(likeness.T)
    yield from _of_side("tgt", en, runs[1], (b, a), (columns, rows), turned, judgement.en[:, 0], masses[::-1])


def _of_side(
    name: Literal["src", "tgt"],
    side: Side,
    run: range,
    encodings: tuple[Encoding, Encoding],
    rows: tuple[slice, slice],
    likeness: NDArray[np.float32],
    fault: NDArray[np.float32],
    masses: tuple[float, float],
) -> Iterator[Clause]:
    import numpy as np

    text, language = side.document.text, side.document.language
    offsets, weight = encodings[0].tokens[rows[0]], encodings[0].weight[rows[0]]
    other = encodings[1].weight[rows[1]] * (masses[0] / masses[1])
    goes_to, best, partner = likeness.argmax(0), likeness.max(1), likeness.argmax(1)
    for index in run:
        for span in cut_clauses(text, side.sentences[index].span):
            letters = count_letters(span.of(text))
            inside = (offsets[:, 0] < span.end) & (span.start < offsets[:, 1])
            if letters < LEAST_LETTERS[language] or not inside.any() or inside.all():
                continue
            if language == "zh" and (_GLOSSED.match(text, span.end) or not _HANZI.search(span.of(text))):
                continue
            own, without = weight[inside], likeness[~inside].max(0)
            claimed = float(other[inside[goes_to]].sum() / own.sum())
            lead = float(np.average(best[inside] - without[partner[inside]], weights=own))
            yield Clause(name, span, letters, claimed, lead, float(np.average(fault[inside], weights=own)))


def cut_clauses(text: str, sentence: Span, parting: re.Pattern[str] = CLAUSE) -> list[Span]:
    """The stretches between commas, brackets, dashes and conjunctions."""
    out, start = [], sentence.start
    for mark in [*parting.finditer(text, sentence.start, sentence.end), None]:
        stop = mark.start() if mark else sentence.end
        words = text[start:stop]
        a = start + len(words) - len(words.lstrip())
        b = stop - (len(words) - len(words.rstrip(' \n。.！!？?”"」』')))
        if a < b:
            out.append(Span(a, b))
        start = mark.end() if mark else stop
    return out


def _finding(run: Sequence[Clause], original: Language, bead: int) -> Finding:
    language: Language = "zh" if run[0].side == "src" else "en"
    kind: FindingKind = "omission" if language == original else "addition"
    long = sum(clause.letters for clause in run) >= MAJOR_LETTERS[language]
    grave = long and any(clause.missing() >= MAJOR and clause.fault >= FAULT for clause in run)
    severity: Severity = "major" if grave else "minor"
    why = f"The {'English' if language == 'zh' else 'Chinese'} version has no words for this."
    span = Span(run[0].span.start, run[-1].span.end)
    src, tgt = (span, None) if language == "zh" else (None, span)
    sure = round(min(0.99, max(clause.missing() for clause in run)), 2)
    return Finding(kind, f"accuracy/{kind}", severity, sure, src, tgt, why, bead)


def count_letters(text: str) -> int:
    """Characters that are no marks or blanks."""
    return sum(c.isalnum() for c in text)
