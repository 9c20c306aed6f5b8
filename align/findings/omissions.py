"""Sentences and clauses that one version has and the other has not.

Where no fidelity head tells (:mod:`align.findings.clauses`), a clause is missing whose words find nothing like
them in the other side of its bead, nor in what stands around it. Whether that is an omission or an addition is
told from the side that was written first.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import TYPE_CHECKING, Literal

from align.records import Alignment, Bead, Finding, FindingKind, Language, Severity, Side, Span
from align.vectors import Tokens, side_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_JOINS = "and|but|while|which|who|after|before|because|although"
_MARKS = r"[，；,;：:（）()—–]|(?<=[\w\"”’]) (?=(?:{}) )"
CLAUSE, PHRASE = re.compile(_MARKS.format(_JOINS)), re.compile(_MARKS.format(f"{_JOINS}|as|to|by|with"))
"""What parts clauses, and what parts their longer phrases too."""
LEAST_LETTERS = {"zh": 5, "en": 14}
"""Letters of a clause under which it is not looked at."""
MAJOR_LETTERS = {"zh": 6, "en": 22}
"""Letters from which on what is missing is a whole statement."""
MISSING = 0.3
"""Mean best match under which a clause has no counterpart, where no fidelity head tells."""
SENTENCE_CONFIDENCE = 0.8
BESIDE = 0.4
"""Share of an unmatched sentence's words that what stands around it says, and says of no sentence of its own, from
which on the aligner may only have cut a longer one otherwise."""
BESIDE_CONFIDENCE = 0.4
FACING_CONFIDENCE = 0.5
"""Of two sentences left over at one place: they may only be a free translation."""
MOVED = 0.5
"""Mean best match, both ways, of two unmatched sentences that say the same at two places."""
NEAR = 2
"""Beads on either side in which that is looked for."""


def find_omissions(
    src: Side, tgt: Side, alignment: Alignment, original: Language, clauses: bool = True
) -> tuple[Finding, ...]:
    """Unmatched sentences and, with ``clauses``, clauses of matched ones without counterpart."""
    tokens = side_tokens(src), side_tokens(tgt)
    found = [*_sentences(src, tgt, alignment, original, tokens)]
    if not clauses:
        return tuple(found)
    if tokens[0] is None or tokens[1] is None:
        return tuple(found)
    vectors = tokens[0].vectors, tokens[1].vectors
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


def _sentences(
    src: Side, tgt: Side, alignment: Alignment, original: Language, tokens: tuple[Tokens | None, Tokens | None]
) -> Iterator[Finding]:
    moved = _moved(src, tgt, alignment, tokens)
    facing = _facing(alignment.beads, {*moved}, {*moved.values()})
    told = {*moved.values(), *facing.values()}
    for k, bead in enumerate(alignment.beads):
        if bead.src and bead.tgt:
            continue
        side, name = (src, "src") if bead.src else (tgt, "tgt")
        for i in bead.src or bead.tgt:
            span = side.sentences[i].span
            if name == "tgt" and i in told:
                continue
            letters = count_letters(span.of(side.document.text))
            severity: Severity = "major" if letters >= MAJOR_LETTERS[side.document.language] else "minor"
            if name == "src" and i in facing:
                spans = span, tgt.sentences[facing[i]].span
                why = "The sentences that stand here do not say the same by their vectors."
                yield Finding(
                    "mistranslation", "accuracy/mistranslation", severity, FACING_CONFIDENCE, *spans, why, k
                )
                continue
            if name == "src" and i in moved:
                why = f"The {_other(side)} version says this at another place."
                found = _finding(side, name, span, "minor", SENTENCE_CONFIDENCE, why, original, k)
                yield replace(found, tgt=tgt.sentences[moved[i]].span)
                continue
            why, sure = f"No sentence of the {_other(side)} version says this one.", SENTENCE_CONFIDENCE
            if _share_beside(i, k, alignment.beads, name == "tgt", tokens) >= BESIDE:
                why, sure, severity = f"{why[:-1]}; those beside it may.", BESIDE_CONFIDENCE, "minor"
            yield _finding(side, name, span, severity, sure, why, original, k)


def _facing(beads: Sequence[Bead], src: Container[int], tgt: Container[int]) -> dict[int, int]:
    """Unmatched src sentence → the unmatched tgt sentence at its place, where equally many stand there.

    :param src: those that are not looked at, of either side.
    """
    pairs: dict[int, int] = {}
    for matched, run in groupby(beads, key=lambda bead: bool(bead.src and bead.tgt)):
        held = list(run)
        mine = [i for bead in held for i in bead.src if i not in src]
        theirs = [j for bead in held for j in bead.tgt if j not in tgt]
        if not matched and len(mine) == len(theirs):
            pairs.update(zip(mine, theirs, strict=True))
    return pairs


def _moved(
    src: Side, tgt: Side, alignment: Alignment, tokens: tuple[Tokens | None, Tokens | None]
) -> dict[int, int]:
    """Unmatched src sentence → the unmatched tgt sentence that says the same, each the other's best."""
    import numpy as np

    a, b = tokens
    if a is None or b is None:
        return {}
    unmatched = [bead for bead in alignment.beads if not (bead.src and bead.tgt)]
    there = [(j, rows) for bead in unmatched for j in bead.tgt if len(rows := b.of_sentences(range(j, j + 1)))]
    if not there:
        return {}
    sizes = np.array([len(rows) for _, rows in there])
    starts = np.cumsum(sizes) - sizes
    other = b.vectors[np.concatenate([rows for _, rows in there])].T
    likeness = {}
    for i in chain.from_iterable(bead.src for bead in unmatched):
        mine = a.of_sentences(range(i, i + 1))
        if len(mine):
            table = a.vectors[mine] @ other
            ahead = np.maximum.reduceat(table, starts, axis=1).mean(0)
            behind = np.add.reduceat(table.max(0), starts) / sizes
            likeness.update({(i, j): float(x) for (j, _), x in zip(there, (ahead + behind) / 2, strict=True)})
    pairs: dict[int, int] = {}
    for (i, j), like in sorted(likeness.items(), key=lambda item: (-item[1], item[0])):
        if like >= MOVED and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _share_beside(
    sentence: int, index: int, beads: Sequence[Bead], of_tgt: bool, tokens: tuple[Tokens | None, Tokens | None]
) -> float:
    """Share of a sentence's tokens whose best match around bead ``index`` is like no token of the beads there."""
    import numpy as np

    here, there = (tokens[1], tokens[0]) if of_tgt else tokens
    if here is None or there is None:
        return 0.0
    near = (*beads[max(0, index - NEAR) : index], *beads[index + 1 : index + 1 + NEAR])
    runs = [(b.tgt, b.src) if of_tgt else (b.src, b.tgt) for b in near]
    mine = here.of_sentences(range(sentence, sentence + 1))
    rows = np.concatenate([np.zeros(0, np.intp), *(here.of_sentences(own) for own, _ in runs)])
    columns = np.concatenate([np.zeros(0, np.intp), *(there.of_sentences(other) for _, other in runs)])
    if not len(mine) or not len(columns):
        return 0.0
    other = there.vectors[columns]
    taken = (here.vectors[rows] @ other.T).max(0, initial=-1.0)
    likeness = here.vectors[mine] @ other.T
    best = likeness.argmax(1)
    return float(np.mean(likeness[np.arange(len(mine)), best] >= taken[best]))


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
        for span in cut_clauses(side.document.text, side.sentences[index].span, PHRASE):
            if count_letters(span.of(side.document.text)) < LEAST_LETTERS[side.document.language]:
                continue
            inside = (offsets[:, 0] < span.end) & (span.start < offsets[:, 1])
            if inside.any():
                match = float(np.average(best[inside], weights=weight[inside]))
                if match < MISSING:
                    yield span, match


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


def _clause(
    side: Side, name: Literal["src", "tgt"], span: Span, match: float, original: Language, bead: int
) -> Finding:
    letters = count_letters(span.of(side.document.text))
    severity: Severity = "major" if letters >= MAJOR_LETTERS[side.document.language] else "minor"
    sure = round(min(0.9, 1 - match / (2 * MISSING)), 2)
    return clause_finding(side, name, span, severity, sure, original, bead)


def clause_finding(
    side: Side,
    name: Literal["src", "tgt"],
    span: Span,
    severity: Severity,
    sure: float,
    original: Language,
    bead: int,
) -> Finding:
    """Words of a matched sentence of ``side``, the ``name`` of the findings, that the other version lacks."""
    why = f"The {_other(side)} version has no words for this."
    return _finding(side, name, span, severity, sure, why, original, bead)


def _finding(
    side: Side, name: str, span: Span, severity: Severity, sure: float, why: str, original: Language, bead: int
) -> Finding:
    kind: FindingKind = "omission" if side.document.language == original else "addition"
    spans: Sequence[Span | None] = (span, None) if name == "src" else (None, span)
    return Finding(kind, f"accuracy/{kind}", severity, sure, spans[0], spans[1], why, bead)


def _other(side: Side) -> str:
    return "English" if side.document.language == "zh" else "Chinese"


def count_letters(text: str) -> int:
    """Characters that are no marks or blanks."""
    return sum(c.isalnum() for c in text)
