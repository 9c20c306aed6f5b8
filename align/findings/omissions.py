"""Sentences and clauses that one version has and the other has not.

A clause is missing where its words find nothing like them in the other side of its bead, nor in what stands
around it: the weighted mean of their best matches stays low. Whether that is an omission or an addition is
told from the side that was written first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from align.records import Alignment, Finding, FindingKind, Language, Severity, Side, Span
from align.vectors import comparable_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_JOINS = "and but while which who as after before because although to by with"
CLAUSE = re.compile(rf"[，；,;：:（）()—–]|(?<=[\w\"”’]) (?=(?:{_JOINS.replace(' ', '|')}) )")
LEAST_LETTERS = {"zh": 5, "en": 14}
"""Letters of a clause under which it is not looked at."""
MAJOR_LETTERS = {"zh": 9, "en": 30}
"""Letters from which on what is missing is a whole statement."""
MISSING = 0.3
"""Mean best match under which a clause has no counterpart."""
SENTENCE_CONFIDENCE = 0.8


def find_omissions(src: Side, tgt: Side, alignment: Alignment, original: Language) -> tuple[Finding, ...]:
    """Unmatched sentences, and clauses of matched ones without counterpart."""
    found = [*_sentences(src, tgt, alignment, original)]
    if (
        src.encoding is None
        or tgt.encoding is None
        or src.encoding.unit != "token"
        or tgt.encoding.unit != "token"
    ):
        return tuple(found)
    vectors = comparable_vectors(src.encoding), comparable_vectors(tgt.encoding)
    beads = alignment.beads
    for k, bead in enumerate(beads):
        if not bead.src or not bead.tgt:
            continue
        near = beads[max(0, k - 1) : k + 2]
        around = (
            range(min(b.src.start for b in near), max(b.src.stop for b in near)),
            range(min(b.tgt.start for b in near), max(b.tgt.stop for b in near)),
        )
        for span, match in _clauses(src, bead.src, tgt, around[1], vectors[0], vectors[1]):
            found.append(_clause(src, "src", span, match, original, k))
        for span, match in _clauses(tgt, bead.tgt, src, around[0], vectors[1], vectors[0]):
            found.append(_clause(tgt, "tgt", span, match, original, k))
    return tuple(found)


def _sentences(src: Side, tgt: Side, alignment: Alignment, original: Language) -> Iterator[Finding]:
    for k, bead in enumerate(alignment.beads):
        if bead.src and bead.tgt:
            continue
        side, name = (src, "src") if bead.src else (tgt, "tgt")
        for i in bead.src or bead.tgt:
            span = side.sentences[i].span
            letters = _letters(span.of(side.document.text))
            severity: Severity = "major" if letters >= MAJOR_LETTERS[side.document.language] else "minor"
            why = f"No sentence of the {_other(side)} version says this one."
            yield _finding(side, name, span, severity, SENTENCE_CONFIDENCE, why, original, k)


def _clauses(
    side: Side, run: range, other: Side, around: range, x: NDArray[np.float32], y: NDArray[np.float32]
) -> Iterator[tuple[Span, float]]:
    """Clauses of the run whose words have little like them in ``around``, and how well they are matched."""
    import numpy as np

    a, b = side.encoding, other.encoding
    assert a is not None and b is not None
    rows = slice(*np.searchsorted(a.sentence, [run.start, run.stop]))
    columns = slice(*np.searchsorted(b.sentence, [around.start, around.stop]))
    if rows.start == rows.stop or columns.start == columns.stop:
        return
    best = (x[rows] @ y[columns].T).max(1)
    offsets, weight = a.tokens[rows], a.weight[rows]
    for index in run:
        for span in cut_clauses(side.document.text, side.sentences[index].span):
            if _letters(span.of(side.document.text)) < LEAST_LETTERS[side.document.language]:
                continue
            inside = (offsets[:, 0] < span.end) & (span.start < offsets[:, 1])
            if inside.any():
                match = float(np.average(best[inside], weights=weight[inside]))
                if match < MISSING:
                    yield span, match


def cut_clauses(text: str, sentence: Span) -> list[Span]:
    """The stretches between commas, brackets, dashes and conjunctions."""
    out, start = [], sentence.start
    for mark in [*CLAUSE.finditer(text, sentence.start, sentence.end), None]:
        stop = mark.start() if mark else sentence.end
        words = text[start:stop]
        a = start + len(words) - len(words.lstrip())
        b = stop - (len(words) - len(words.rstrip(' \n。.！!？?”"」』')))
        if a < b:
            out.append(Span(a, b))
        start = mark.end() if mark else stop
    return out


def _clause(
    side: Side, name: Literal["src", "tgt"], span: Span, match: float, original: Language, bead: int
) -> Finding:
    letters = _letters(span.of(side.document.text))
    severity: Severity = "major" if letters >= MAJOR_LETTERS[side.document.language] else "minor"
    why = f"The {_other(side)} version has no words for this."
    return _finding(side, name, span, severity, round(min(0.9, 1 - match / (2 * MISSING)), 2), why, original, bead)


def _finding(
    side: Side, name: str, span: Span, severity: Severity, sure: float, why: str, original: Language, bead: int
) -> Finding:
    kind: FindingKind = "omission" if side.document.language == original else "addition"
    spans: Sequence[Span | None] = (span, None) if name == "src" else (None, span)
    return Finding(kind, f"accuracy/{kind}", severity, sure, spans[0], spans[1], why, bead)


def _other(side: Side) -> str:
    return "English" if side.document.language == "zh" else "Chinese"


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)
