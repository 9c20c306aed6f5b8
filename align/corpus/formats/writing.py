"""A finished set of JSON lines → the other formats that were asked for, the dataset card, and what made them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from types import MappingProxyType
from typing import Any, cast

from align.corpus.assemble import PARTS
from align.corpus.formats.card import write_card
from align.corpus.formats.parquet import FOLDER, PAIR_COLUMNS, SPLITS, name_files, pair_record, write_table
from align.corpus.formats.rows import PairRow, read_pair_rows
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
        return frozenset(top for name in self.names for top in FORMATS[name])


def write_outputs(
    corpus: Folder, outputs: Outputs, report: dict[str, Any], model: str, own: Callable[[Iterable[str]], None]
) -> dict[str, Any]:
    """Write what is asked for and not there yet, each file whole or not at all; returns what lock.json says of it.

    :param own: called with the names of files before they are written.
    :raises OutputError: the disk is full, no permission.
    """
    files: dict[str, dict[Split, str]] = {"default": _line_files("", report["pairs"])}
    for name in outputs.names:
        for part in PARTS:
            names = _names(name, part, report)
            if not all(map(corpus.exists, names)):
                own(names)
                _write(corpus, name, part, names)
    if "parquet" in outputs.names:
        files["default"] = _parquet_files(FOLDER, report["pairs"])
    write_card(corpus, report, files, model)
    packages = {package: version(package) for name, package in _PACKAGES.items() if name in outputs.names}
    return {"formats": ["jsonl", *outputs.names], "packages": packages}


def _names(name: str, part: Split, report: dict[str, Any]) -> tuple[str, ...]:
    if name == "parquet":
        return name_files(part, report["pairs"][part])
    return tuple(top for top in FORMATS[name] if top.startswith(f"{part}."))


def _write(corpus: Folder, name: str, part: Split, names: tuple[str, ...]) -> None:
    rows = read_pair_rows(corpus, part)
    if name == "parquet":
        write_table(corpus, names, PAIR_COLUMNS, map(pair_record, rows))
    else:
        write = cast(
            "Callable[[Folder, Split, Iterator[PairRow]], None]",
            import_module(f"align.corpus.formats.{name}").write_pairs,
        )
        write(corpus, part, rows)


def _line_files(folder: str, counts: dict[str, int]) -> dict[Split, str]:
    return {part: f"{folder}{part}.jsonl" for part in PARTS if counts[part]}


def _parquet_files(folder: str, counts: dict[str, int]) -> dict[Split, str]:
    return {part: f"{folder}/{SPLITS[part]}-*.parquet" for part in PARTS if counts[part]}
