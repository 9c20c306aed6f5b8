"""Words that the fidelity head finds at fault and no typed check explains.

The head gives each token the probability that it belongs to an error of accuracy. Neighbouring likely tokens make
a stretch; stretches of the two versions go together where their vectors are alike. What stands alone was left
out or put in, if nothing on the other side is like it.

A reader has time for a few doubtful places of a text. So what is nearly sure is always major, and of the rest only
the surest places, as many as the length of the text allows: of a text of one sentence the surest one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.findings.values import agreed_values
from align.names.lexicon import word_list
from align.records import Alignment, Encoding, Finding, FindingKind, Judgement, Language, Severity, Side, Span
from align.vectors import comparable_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.37
"""Probability from which on a token belongs to a stretch."""
MINOR, MAJOR = 0.6, 0.83
"""Of a stretch's likeliest token: from the first on it is told, from the second on it is major."""
PLACE = 1000
"""Chinese characters of which the surest stretch is major too, though it be under MINOR."""
ALIKE = 0.3
"""Similarity from which on two stretches go together, and from which on one has a counterpart at all."""
MOST = 2
"""Findings of a bead; where more is at fault than that, the weakest add little."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    span: Span
    start: int
    stop: int
    """Rows of its tokens in the Encoding."""
    sure: float


_FUTURE = frozenset(("will", "would", "going", "to"))
"""Words of tense that say something by themselves."""
_ALONE = "By their vectors these words have no sure counterpart in the other version."
"""Of a mistranslation that stands on one side: the other has words like it, but none that are at fault."""
_WHY: dict[str, str] = {
    "mistranslation": "By their vectors these words do not say the same.",
    "omission": "By their vectors these words have no counterpart in the other version.",
    "addition": "By their vectors these words have no counterpart in the other version.",
}


@dataclass(frozen=True, slots=True)
class _Told:
    """What may become a finding."""

    kind: FindingKind
    zh: Span | None
    en: Span | None
    sure: float
    bead: int

    def finding(self, major: bool) -> Finding:
        severity: Severity = "major" if major else "minor"
        sure = round(self.sure, 2)
        alone = self.kind == "mistranslation" and not (self.zh and self.en)
        why = _ALONE if alone else _WHY[self.kind]
        return Finding(self.kind, f"accuracy/{self.kind}", severity, sure, self.zh, self.en, why, self.bead)


def find_mistranslations(
    zh: Side,
    en: Side,
    alignment: Alignment,
    judgements: Sequence[Judgement],
    known: Sequence[Finding],
    original: Language,
) -> tuple[Finding, ...]:
    """Stretches at fault, but those in a finding of ``known`` or in a value that both say; ``src`` is Chinese."""
    if zh.encoding is None or en.encoding is None:
        return ()
    vectors = comparable_vectors(zh.encoding), comparable_vectors(en.encoding)
    told: list[_Told] = []
    for j in judgements:
        here = [f for f in known if f.bead == j.bead]
        a = _stretches(zh, zh.encoding, j.zh_rows, j.zh[:, 0], [f.src for f in here])
        b = _stretches(en, en.encoding, j.en_rows, j.en[:, 0], [f.tgt for f in here])
        if a or b:
            said = agreed_values(zh, en, alignment.beads[j.bead])
            a, b = _outside(a, said[0]), _outside(b, said[1])
        pairs = (t for t in _pair(a, b, vectors, j, original) if _says_something(t, zh, en))
        told += sorted(pairs, key=lambda t: -t.sure)[:MOST]
    surest = set(sorted(told, key=lambda t: -t.sure)[: max(1, len(zh.document.text) // PLACE)])
    return tuple(t.finding(t in surest or t.sure >= MAJOR) for t in told if t in surest or t.sure >= MINOR)


def _says_something(told: _Told, zh: Side, en: Side) -> bool:
    """Whether either stretch holds more than words of tense or before a noun (the had of "had risen").

    Nor does an English verb with its tense alone say anything (will provide, is studying), if it is not sure:
    Chinese verbs have none.
    """
    if not word_list("zh tense").issuperset(_words_of(told.zh, zh)):
        return True
    words, tense = _words_of(told.en, en), word_list("en tense")
    if told.zh is None and told.sure < MAJOR and len(words) > 1 and (tense | _FUTURE).issuperset(words[:-1]):
        return False
    return not tense.issuperset(words)


def _words_of(span: Span | None, side: Side) -> list[str]:
    return re.findall(r"[a-z]+|[^\W_]", span.of(side.document.text).lower()) if span else []


def _stretches(
    side: Side, encoding: Encoding, rows: slice, sure: NDArray[np.float32], taken: Sequence[Span | None]
) -> list[_Stretch]:
    out: list[_Stretch] = []
    start: int | None = None
    for k in range(len(sure) + 1):
        inside = k < len(sure) and sure[k] >= LEAST
        if inside and start is None:
            start = k
        elif not inside and start is not None:
            first, last = rows.start + start, rows.start + k
            span = _words(side.document.text, int(encoding.tokens[first, 0]), int(encoding.tokens[last - 1, 1]))
            free = not any(t and t.start < span.end and span.start < t.end for t in taken)
            if free and any(c.isalnum() for c in span.of(side.document.text)):
                out.append(_Stretch(span, first, last, float(sure[start:k].max())))
            start = None
    return out


def _outside(stretches: list[_Stretch], spans: list[Span]) -> list[_Stretch]:
    """Those that lie in none of the spans."""
    return [s for s in stretches if not any(v.start <= s.span.start and s.span.end <= v.end for v in spans)]


def _words(text: str, start: int, end: int) -> Span:
    """Grown to whole English words, without the blanks and marks at its ends."""
    while start > 0 and _inside_word(text, start):
        start -= 1
    while end < len(text) and _inside_word(text, end):
        end += 1
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def _inside_word(text: str, at: int) -> bool:
    return text[at - 1].isascii() and text[at].isascii() and text[at - 1].isalnum() and text[at].isalnum()


def _pair(
    a: list[_Stretch],
    b: list[_Stretch],
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]],
    j: Judgement,
    original: Language,
) -> list[_Told]:
    x, y = vectors
    alike = sorted(
        ((float((x[s.start : s.stop] @ y[t.start : t.stop].T).max()), s, t) for s in a for t in b),
        key=lambda v: (-v[0], v[1].start, v[2].start),
    )
    left, right = set(a), set(b)
    out: list[_Told] = []
    for similarity, s, t in alike:
        if similarity >= ALIKE and s in left and t in right:
            left.discard(s)
            right.discard(t)
            out.append(_Told("mistranslation", s.span, t.span, max(s.sure, t.sure), j.bead))
    for s in sorted(left, key=lambda v: v.start):
        lone = float((x[s.start : s.stop] @ y[j.en_rows].T).max()) < ALIKE
        kind: FindingKind = ("omission" if original == "zh" else "addition") if lone else "mistranslation"
        out.append(_Told(kind, s.span, None, s.sure, j.bead))
    for t in sorted(right, key=lambda v: v.start):
        lone = float((y[t.start : t.stop] @ x[j.zh_rows].T).max()) < ALIKE
        kind = ("addition" if original == "zh" else "omission") if lone else "mistranslation"
        out.append(_Told(kind, None, t.span, t.sure, j.bead))
    return out
