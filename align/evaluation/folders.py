"""Predictions and gold in folders: which file is measured against which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from align.documents.folders import group_by_name, visible_files
from align.errors import InputError

GOLD = "gold.beads.jsonl"
"""Name of the gold file in a folder of the ``corpora/`` layout, which the report's name belongs to."""


@dataclass(frozen=True, slots=True)
class FilePairs:
    """Files of two folders, put together by name, in the order of the names."""

    pairs: tuple[tuple[Path, Path], ...]
    """(predicted, gold)."""
    missing: tuple[Path, ...] = ()
    """Gold files without a prediction."""
    unknown: tuple[Path, ...] = ()
    """Predictions without gold."""


def pair_files(predicted: Path, gold: Path) -> FilePairs:
    """Pair two files, or the files of two folders by their names up to the first dot.

    Of predictions ``NAME.*`` the one in JSON lines is taken. A gold folder may have the layout of ``corpora/``:
    ``NAME/gold.beads.jsonl``; whatever else lies there is then no gold.

    :raises InputError: not there, a file against a folder, two files of one name, or none of one name.
    """
    for path in (predicted, gold):
        if not path.exists():
            raise InputError("is not there", str(path), "Check the name.")
    if predicted.is_dir() != gold.is_dir():
        raise InputError("a file and a folder", f"{predicted} and {gold}", "Give two files or two folders.")
    if not predicted.is_dir():
        return FilePairs(((predicted, gold),))
    guesses = _by_name((path.name, path) for path in visible_files(predicted))
    nested = [(path.parent.name, path) for path in gold.glob(f"*/{GOLD}")]
    truths = _by_name(nested or ((path.name, path) for path in visible_files(gold)))
    pairs = tuple((guesses[name], truths[name]) for name in sorted(guesses.keys() & truths.keys()))
    if not pairs:
        raise InputError("no two files of one name", f"{predicted} and {gold}", "Names count up to the first dot.")
    return FilePairs(
        pairs,
        tuple(truths[name] for name in sorted(truths.keys() - guesses.keys())),
        tuple(guesses[name] for name in sorted(guesses.keys() - truths.keys())),
    )


def _by_name(named: Iterable[tuple[str, Path]]) -> dict[str, Path]:
    return {name: _one_of(sorted(paths)) for name, paths in group_by_name(named).items()}


def _one_of(paths: list[Path]) -> Path:
    if len(paths) == 1:
        return paths[0]
    records = [path for path in paths if path.suffix == ".jsonl"]
    if len(records) != 1:
        listed = ", ".join(str(path) for path in paths)
        raise InputError("several files of one name", listed, "Names count up to the first dot; keep one.")
    return records[0]
