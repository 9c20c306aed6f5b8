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
        Path,
        typer.Argument(help="The same; in folders, NAME.* or NAME/gold.beads.jsonl goes with NAME.*."),
    ],
    format_: Annotated[
        EvalFormat, typer.Option("--format", "-f", help="A table, or one JSON record.")
    ] = EvalFormat.table,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Strict and lax precision, recall and F1 of an alignment, by shape of bead.

    Of folders, the counts of all files are summed. Gold without a prediction counts as not found; it is listed
    on stderr, and so are predictions without gold, which count for nothing. Where the two have the languages the
    other way round, the prediction is turned.

    Example: align eval predicted.jsonl corpora/meeting-readout/gold.beads.jsonl
    """
    from align.evaluation.beads import score_many
    from align.evaluation.folders import pair_files
    from align.evaluation.spans import read_bead_spans

    files = pair_files(predicted, gold)
    for path in files.missing:
        sys.stderr.write(f"align: note: no prediction for {path}; its beads count as not found.\n")
    for path in files.unknown:
        sys.stderr.write(f"align: note: no gold for {path}; it is left out.\n")
    scores = score_many(
        [(read_bead_spans(p), read_bead_spans(g)) for p, g in files.pairs],
        [read_bead_spans(g) for g in files.missing],
    )
    sys.stdout.write(_as_json(scores) if format_ is EvalFormat.jsonl else _as_table(scores))


def _rows(scores: BeadScores) -> list[tuple[str, float, float, float]]:
    rows = [("strict", scores.strict), ("lax", scores.lax), ("unmatched", scores.unmatched)]
    rows += [(s.shape, s.score) for s in scores.shapes]
    return [(name, s.precision, s.recall, s.f1) for name, s in rows]


def _as_json(scores: BeadScores) -> str:
    rows = {n: {"precision": p, "recall": r, "f1": f} for n, p, r, f in _rows(scores)}
    head = {
        "schema_version": SCHEMA_VERSION,
        "files": scores.files,
        "missing": scores.missing,
        "signature": scores.signature,
    }
    return json.dumps({**head, **rows}) + "\n"


def _as_table(scores: BeadScores) -> str:
    lines = [f"{'':12}{'P':>8}{'R':>8}{'F1':>8}"]
    lines += [f"{n:12}{p:8.4f}{r:8.4f}{f:8.4f}" for n, p, r, f in _rows(scores)]
    return "\n".join([*lines, scores.signature]) + "\n"
