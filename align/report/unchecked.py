"""What an audit did not look at, so that no findings is not read as faithful."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from align.records import Comparison, FindingKind
from align.report.rows import LOW_CONFIDENCE, clean_text

SHOWN = 12
"""Beads that are named at most."""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """One thing that was not checked, a sentence; ``beads`` are numbers from 1 where that can be pointed at."""

    what: str
    beads: tuple[int, ...] = ()
    more: int = 0
    """Beads that are not named."""


def list_unchecked(comparison: Comparison) -> tuple[Unchecked, ...]:
    """Say what was not checked, what concerns this pair before what holds for every one."""
    return (*_kinds(comparison), *_alignment(comparison), *_quotes(comparison), *_always())


def _kinds(comparison: Comparison) -> list[Unchecked]:
    signed = comparison.signature
    told: list[Unchecked] = []
    checked = {kind.strip() for kind in signed.get("checked", "").split(",")}
    missing = [kind for kind in get_args(FindingKind) if kind not in checked]
    if "checked" in signed and missing:
        told.append(Unchecked(f"Differences of these kinds: {', '.join(missing)}."))
    elif "checked" not in signed:
        told.append(Unchecked("It is not recorded which kinds of differences were looked for."))
    if signed.get("quotes") == "by rule":
        model = clean_text(signed.get("model", "this model"))
        told.append(
            Unchecked(f"Quotes without marks or a common cue: {model} has no quote head; rules found them.")
        )
    if comparison.fidelity is None:
        told.append(Unchecked("How faithful the whole is: no fidelity score was made."))
    return told


def _alignment(comparison: Comparison) -> list[Unchecked]:
    told: list[Unchecked] = []
    beads = list(enumerate(comparison.alignment.beads, 1))
    alone = [number for number, bead in beads if not (bead.src and bead.tgt)]
    low = [n for n, bead in beads if bead.src and bead.tgt and bead.confidence < LOW_CONFIDENCE]
    if alone:
        many = f"{len(alone)} sentence{_s(alone)} without a counterpart"
        told.append(_pointing(f"The words inside {many}: there was nothing to compare them with.", alone))
    if low:
        what = f"{len(low)} bead{_s(low)} more likely wrong than right: what was found there, or not, says little."
        told.append(_pointing(what, low))
    if comparison.signature.get("beads") == "given":
        told.append(Unchecked("Whether the alignment is right: it was given, and taken as it is."))
    return told


def _quotes(comparison: Comparison) -> list[Unchecked]:
    unpaired = sum(pair.src is None or pair.tgt is None for pair in comparison.quotes)
    if not unpaired:
        return []
    many = f"{unpaired} quote{'s' * (unpaired > 1)}"
    return [Unchecked(f"The speaker and the marks of {many} that one version alone has as a quote.")]


def _always() -> list[Unchecked]:
    return [
        Unchecked(
            "Images, tables of figures, links, notes and layout of the two files: only their text was read."
        ),
        Unchecked("Whether what the texts say is true, and whether a speaker said it."),
        Unchecked("Style and fluency, except where a term, a reporting verb or a value carries them."),
        Unchecked("Whether a person agrees: findings are a program's, with the confidence that stands by each."),
    ]


def _pointing(what: str, beads: list[int]) -> Unchecked:
    return Unchecked(what, tuple(beads[:SHOWN]), max(len(beads) - SHOWN, 0))


def _s(things: list[int]) -> str:
    return "" if len(things) == 1 else "s"
