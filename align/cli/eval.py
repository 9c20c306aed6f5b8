"""``align eval``: an alignment measured against a gold one."""

from __future__ import annotations

import enum
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.records import SCHEMA_VERSION

if TYPE_CHECKING:
    from align.evaluation.beads import BeadScores


class EvalFormat(str, enum.Enum):
    """How scores are shown."""

    table = "table"
    jsonl = "jsonl"


def eval_(
    predicted: Annotated[
        Path, typer.Argument(help="Our JSONL, or vecalign or bertalign lines; or a folder of them.")
    ],
    gold: Annotated[
        Path, typer.Argument(help="The same; in folders, files pair by their names without suffixes.")
    ],
    format_: Annotated[EvalFormat, typer.Option("--format", "-f")] = EvalFormat.table,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Strict and lax precision, recall and F1 of an alignment, by shape of bead.

    Example: align eval predicted.jsonl corpora/meeting-readout/gold.beads.jsonl
    """
    from align.evaluation.beads import score_many
    from align.evaluation.spans import read_bead_spans

    pairs = [(read_bead_spans(p), read_bead_spans(g)) for p, g in _file_pairs(predicted, gold)]
    scores = score_many(pairs)
    sys.stdout.write(_as_json(scores) if format_ is EvalFormat.jsonl else _as_table(scores))


def _file_pairs(predicted: Path, gold: Path) -> list[tuple[Path, Path]]:
    from align.errors import InputError

    if not predicted.is_dir() and not gold.is_dir():
        return [(predicted, gold)]
    golds = {p.name.split(".")[0]: p for p in sorted(gold.glob("*")) if p.is_file()}
    pairs = [(p, golds[n]) for p in sorted(predicted.glob("*")) if (n := p.name.split(".")[0]) in golds]
    if not pairs:
        raise InputError("no two files of one name", f"{predicted} and {gold}", "Names count up to the first dot.")
    return pairs


def _rows(scores: BeadScores) -> list[tuple[str, float, float, float]]:
    rows = [("strict", scores.strict), ("lax", scores.lax), ("unmatched", scores.unmatched)]
    rows += [(s.shape, s.score) for s in scores.shapes]
    return [(name, s.precision, s.recall, s.f1) for name, s in rows]


def _as_json(scores: BeadScores) -> str:
    rows = {n: {"precision": p, "recall": r, "f1": f} for n, p, r, f in _rows(scores)}
    return (
        json.dumps(
            {"schema_version": SCHEMA_VERSION, "files": scores.files, "signature": scores.signature, **rows}
        )
        + "\n"
    )


def _as_table(scores: BeadScores) -> str:
    lines = [f"{'':12}{'P':>8}{'R':>8}{'F1':>8}"]
    lines += [f"{n:12}{p:8.4f}{r:8.4f}{f:8.4f}" for n, p, r, f in _rows(scores)]
    return "\n".join([*lines, scores.signature]) + "\n"
