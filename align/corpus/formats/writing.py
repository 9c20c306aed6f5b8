"""A finished set of JSON lines → the other formats that were asked for, the dataset card, and what made them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from types import MappingProxyType
from typing import Any, cast

from align.corpus.assemble import PARTS
from align.corpus.formats.card import write_card
from align.corpus.formats.parquet import FOLDER, PAIR_COLUMNS, SPLITS, name_files, pair_record, write_table
from align.corpus.formats.rows import PairRow, read_pair_rows
from align.corpus.formats.sets import SETS, Set
from align.corpus.packages import needed_for
from align.corpus.records import Split
from align.corpus.store import Folder
from align.errors import ConfigError

FORMATS = MappingProxyType(
    {
        "jsonl": (),
        "parquet": ("data",),
        "moses": tuple(f"{part}.{end}" for part in PARTS for end in ("en", "zh", "ids")),
        "tsv": tuple(f"{part}.tsv" for part in PARTS),
        "tmx": tuple(f"{part}.tmx" for part in PARTS),
    }
)
"""Name of each format -> what it puts into the corpus folder beside the JSON lines."""
_PACKAGES = {"parquet": "pyarrow", "tmx": "lxml"}
"""Whose release may change the bytes of a format."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """What is written beside the JSON lines; names of :data:`FORMATS`.

    :raises ConfigError: a name that is none of them.
    """

    formats: tuple[str, ...] = ()
    damaged: bool = False
    """Damaged twins of the pairs too."""

    def __post_init__(self) -> None:
        """Refuse what is not known."""
        for name in self.formats:
            if name not in FORMATS:
                raise ConfigError(f"no such format: {name}", "--format", f"Choose of {', '.join(FORMATS)}.")

    @property
    def names(self) -> tuple[str, ...]:
        """Without "jsonl", which is always there, and each once."""
        return tuple(sorted({*self.formats} - {"jsonl"}))

    @property
    def tops(self) -> frozenset[str]:
        """What stands directly in the corpus folder."""
        damaged = {"damaged"} if self.damaged else set()
        return frozenset(damaged.union(*(FORMATS[name] for name in self.names)))


def require_packages(outputs: Outputs) -> None:
    """Ask for what the formats need before any work, not after it.

    :raises ModelError: a package is not installed.
    """
    for name in (*(_PACKAGES[name] for name in outputs.names if name in _PACKAGES), "huggingface_hub"):
        with needed_for("align corpus build"):
            import_module(name)


def write_outputs(
    corpus: Folder, outputs: Outputs, report: dict[str, Any], model: str, own: Callable[[Iterable[str]], None]
) -> dict[str, Any]:
    """Write what is asked for and not there yet, each file whole or not at all; returns what lock.json says of it.

    :param report: what report.json holds; counts of damaged twins are put into it.
    :param own: called with the names of files before they are written.
    :raises OutputError: the disk is full, no permission.
    """
    if outputs.damaged and not ("damaged" in report and all(corpus.exists(f"damaged/{p}.jsonl") for p in PARTS)):
        from align.corpus.damage.writing import write_damaged

        report["damaged"] = write_damaged(corpus, PARTS, own)
    for name in outputs.names:
        for part in PARTS:
            names = FORMATS[name] if name != "parquet" else name_files(part, report["pairs"][part])
            names = tuple(n for n in names if name == "parquet" or n.startswith(f"{part}."))
            if not all(map(corpus.exists, names)):
                own(names)
                _write_part(corpus, name, part, names)
    more = [one for one in SETS if one.name in report]
    if "parquet" in outputs.names:
        for one in more:
            _write_set(corpus, one, report[one.name], own)
    files = {
        "default": _files("", FOLDER, report["pairs"], outputs),
        **{one.name: _files(f"{one.name}/", f"{FOLDER}/{one.name}", report[one.name], outputs) for one in more},
    }
    write_card(corpus, report, files, model)
    packages = {package: version(package) for name, package in _PACKAGES.items() if name in outputs.names}
    return {"formats": ["jsonl", *outputs.names], "damaged": outputs.damaged, "packages": packages}


def _write_part(corpus: Folder, name: str, part: Split, names: Sequence[str]) -> None:
    rows = read_pair_rows(corpus, part)
    if name == "parquet":
        write_table(corpus, names, PAIR_COLUMNS, map(pair_record, rows))
    else:
        module = import_module(f"align.corpus.formats.{name}")
        cast("Callable[[Folder, Split, Iterator[PairRow]], None]", module.write_pairs)(corpus, part, rows)


def _write_set(corpus: Folder, one: Set, counts: dict[str, int], own: Callable[[Iterable[str]], None]) -> None:
    for part in PARTS:
        names = name_files(part, counts[part], f"{FOLDER}/{one.name}")
        if not all(map(corpus.exists, names)):
            own(names)
            lines = corpus.lines(f"{one.name}/{part}.jsonl")
            write_table(corpus, names, one.columns, (one.record(json.loads(line)) for line in lines))


def _files(lines: str, tables: str, counts: dict[str, int], outputs: Outputs) -> dict[Split, str]:
    if "parquet" in outputs.names:
        return {part: f"{tables}/{SPLITS[part]}-*.parquet" for part in PARTS if counts[part]}
    return {part: f"{lines}{part}.jsonl" for part in PARTS if counts[part]}
