"""Beads and quotes → judgements, and judgements with findings → calibrated scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp
from typing import TYPE_CHECKING

from align.fidelity.head import FidelityHead, Tokens, judge_tokens, read_tokens
from align.records import Alignment, Fidelity, Finding, Judgement, Language, QuotePair, Severity, Side, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Judge:
    """Two encoded sides, projected once, whose beads and quotes can be judged."""

    def __init__(self, head: FidelityHead, zh: Side, en: Side, original: Language) -> None:
        assert zh.encoding is not None and en.encoding is not None
        self.head, self.zh_first = head, original == "zh"
        self._zh, self._en = zh.encoding, en.encoding
        self._tokens = read_tokens(head, zh.encoding, "zh"), read_tokens(head, en.encoding, "en")

    def judge_beads(self, alignment: Alignment) -> tuple[Judgement, ...]:
        """Of each bead that has tokens on both sides; src is the Chinese side."""
        out = []
        for k, bead in enumerate(alignment.beads):
            rows = _rows(self._zh.sentence, bead.src), _rows(self._en.sentence, bead.tgt)
            if rows[0].start < rows[0].stop and rows[1].start < rows[1].stop:
                zh, en = self._tokens[0].part(rows[0]), self._tokens[1].part(rows[1])
                said = judge_tokens(self.head, zh, en, self.zh_first)
                out.append(Judgement(k, *rows, said.logit, said.zh, said.en))
        return tuple(out)

    def judge_quotes(self, pairs: Sequence[QuotePair]) -> tuple[float | None, ...]:
        """Logit of each pair's contents; None where a quote is unpaired or holds no token."""
        out: list[float | None] = []
        for pair in pairs:
            if pair.src is None or pair.tgt is None:
                out.append(None)
                continue
            zh = _inside(self._tokens[0], self._zh.tokens, pair.src.content)
            en = _inside(self._tokens[1], self._en.tokens, pair.tgt.content)
            both = len(zh.pieces) and len(en.pieces)
            out.append(judge_tokens(self.head, zh, en, self.zh_first).logit if both else None)
        return tuple(out)

    def probability(self, logit: float, findings: Iterable[Finding]) -> float:
        """That people find no major error, from the head's logit and the severities of what was found."""
        c = self.head.calibration
        worst: dict[Severity, int] = {}
        for f in findings:
            worst[f.severity] = min(2, worst.get(f.severity, 0) + 1)
        taken = {s: c.get(s, 0.0) if self.zh_first else c.get(f"en_{s}", c.get(s, 0.0)) for s in worst}
        x = c.get("bias", 0.0) + c.get("score", 1.0) * logit + sum(taken[s] * n for s, n in worst.items())
        return round(1 / (1 + exp(-max(-30.0, min(30.0, x)))), 4)


def open_judge(head: FidelityHead, zh: Side, en: Side, original: Language) -> Judge | None:
    """A judge of the two sides; None where the head cannot read the encoder's vectors."""
    read = zh.encoding, en.encoding
    fits = all(e is not None and e.pieces is not None and head.weights.fit(e) for e in read)
    return Judge(head, zh, en, original) if fits else None


def score_beads(
    judge: Judge,
    zh: Side,
    alignment: Alignment,
    judgements: Sequence[Judgement],
    pairs: Sequence[QuotePair],
    findings: Sequence[Finding],
) -> Fidelity:
    """Scores of beads and quotes, and of the whole: the mean of its beads by the length of their text.

    An unmatched sentence counts with 0. Findings are in the order of ``alignment`` and ``pairs``.
    """
    said = {j.bead: j.logit for j in judgements}
    by_bead: dict[int, list[Finding]] = {}
    by_quote: dict[int, list[Finding]] = {}
    for f in findings:
        by_bead.setdefault(f.bead, []).append(f)
        if f.quote is not None:
            by_quote.setdefault(f.quote, []).append(f)
    beads = tuple(
        judge.probability(said[k], by_bead.get(k, ())) if k in said else 0.0 for k in range(len(alignment.beads))
    )
    logits = judge.judge_quotes(pairs)
    quotes = tuple(0.0 if x is None else judge.probability(x, by_quote.get(k, ())) for k, x in enumerate(logits))
    sizes = [_length(zh, b.src) + (0 if b.src else 30 * len(b.tgt)) for b in alignment.beads]
    whole = sum(s * n for s, n in zip(beads, sizes, strict=True)) / max(1, sum(sizes))
    return Fidelity(round(whole, 4), beads, quotes)


def _rows(sentence: NDArray[np.int32], run: range) -> slice:
    import numpy as np

    a, b = np.searchsorted(sentence, [run.start, run.stop])
    return slice(int(a), int(b))


def _inside(tokens: Tokens, offsets: NDArray[np.int32], spans: Sequence[Span]) -> Tokens:
    import numpy as np

    hit = np.zeros(len(offsets), bool)
    for span in spans:
        hit |= (offsets[:, 0] < span.end) & (span.start < offsets[:, 1])
    return tokens.part(hit)


def _length(side: Side, run: range) -> int:
    return sum(side.sentences[i].span.end - side.sentences[i].span.start for i in run)
