"""An aligned report → how faithful each of its pairs is, by the fidelity head and the vectors that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.records import Comparison


def judge_fidelity(result: Comparison) -> dict[int, float]:
    """Bead → probability that people find no major error, 0 to 1, by the head alone, without findings.

    ``src`` is the Chinese side, which is taken as the original. Nothing is encoded. Empty where the head cannot
    read the encoder's vectors (``--model``).
    """
    from align.fidelity import open_judge, read_head

    judge = open_judge(read_head(), result.src, result.tgt, "zh")
    if judge is None:
        return {}
    return {said.bead: judge.probability(said.logit, ()) for said in judge.judge_beads(result.alignment)}
