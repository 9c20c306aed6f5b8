"""BLEU, chrF2 and TER as sacrebleu counts them, with its signatures."""

from __future__ import annotations

from collections.abc import Sequence

from align.records import Language, TranslationScores


class Scorer:
    """Scores texts in one language; Chinese is cut into characters, as sacrebleu does for it."""

    def __init__(self, language: Language) -> None:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
        from sacrebleu.metrics.ter import TER

        tokenize = "zh" if language == "zh" else "13a"
        self._bleu = BLEU(tokenize=tokenize)
        self._bleu_of_pair = BLEU(tokenize=tokenize, effective_order=True)
        self._chrf = CHRF()
        self._ter = TER(normalized=language == "zh", asian_support=language == "zh")

    def score_document(self, pairs: Sequence[tuple[str, str]]) -> TranslationScores:
        """Score version and reference, a pair a group; a text may be empty."""
        version, reference = [a for a, _ in pairs], [[b for _, b in pairs]]
        metrics = (self._bleu, self._chrf, self._ter)
        return TranslationScores(*(m.corpus_score(version, reference).score for m in metrics))

    def score_pair(self, version: str, reference: str) -> TranslationScores:
        """Score a single pair; BLEU then uses the orders of n-grams that there are (``eff:yes``)."""
        metrics = (self._bleu_of_pair, self._chrf, self._ter)
        return TranslationScores(*(m.sentence_score(version, [reference]).score for m in metrics))

    def signatures(self) -> dict[str, str]:
        """What the scores rest on; to be asked for after :meth:`score_document`."""
        named = {"BLEU": self._bleu, "chrF2": self._chrf, "TER": self._ter}
        return {name: str(metric.get_signature()) for name, metric in named.items()}
