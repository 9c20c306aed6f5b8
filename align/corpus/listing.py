"""What a build is given → entries: a manifest, a folder, or two folders or files side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from align.corpus.columns import Columns
from align.corpus.folder import list_files, list_folders, pair_files
from align.corpus.manifest import list_manifest
from align.corpus.moses import list_blocks
from align.corpus.names import companions, split_name
from align.corpus.parquet import list_parquet
from align.corpus.records import Entry
from align.corpus.store import Folder, find_filesystem, strip_packing
from align.corpus.warc import SUFFIXES, list_warc
from align.errors import InputError


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two folders of reports with the same names, or two files of which line N goes with line N."""

    zh: str
    en: str


Source = str | Parallel
USUAL = Columns()


def list_entries(
    source: Source, columns: Columns = USUAL, passed_over: Counter[str] | None = None
) -> Iterator[Entry]:
    """Entries of a manifest (.jsonl, .csv and the like), a table (.parquet), a web archive (.warc), or a folder.

    :param passed_over: counts what is no document, by its kind.
    :raises AlignError: see the functions that are called.
    """
    if isinstance(source, Parallel):
        return _list_parallel(source)
    name = strip_packing(source).lower()
    if name.endswith((".jsonl", ".ndjson", ".csv", ".tsv")):
        return list_manifest(source)
    passed_over = Counter() if passed_over is None else passed_over
    held = _list_many(source, source.rstrip("/").rsplit("/", 1)[-1], columns, passed_over)
    return held or _list_folder(source, columns, passed_over)


def _list_folder(address: str, columns: Columns, passed_over: Counter[str]) -> Iterator[Entry]:
    named = []
    for file in list_files(address):
        held = _list_many(file.address, file.name, columns, passed_over)
        if held:
            yield from held
        else:
            named.append((file, split_name(file.name)))
    yield from pair_files(named)


def _list_many(address: str, name: str, columns: Columns, passed_over: Counter[str]) -> Iterator[Entry] | None:
    """Entries of a file that holds many documents, None for any other."""
    if name.lower().endswith(".parquet"):
        return list_parquet(address, name[: -len(".parquet")], columns)
    suffix = next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), "")
    return list_warc(address, name[: -len(suffix)], passed_over) if suffix else None


def _list_parallel(source: Parallel) -> Iterator[Entry]:
    are_folders = [_is_folder(address) for address in (source.zh, source.en)]
    if all(are_folders):
        return list_folders(source.zh, source.en)
    if any(are_folders):
        hint = "Give two folders, or two files with a segment a line"
        raise InputError("one is a folder and one a file", f"{source.zh}, {source.en}", hint)
    name = split_name(source.zh.rsplit("/", 1)[-1]).report
    told = next((c for file in (source.zh, source.en) for c in companions(file) if Folder(c).exists()), "")
    return list_blocks(name, source.zh, source.en, told)


def _is_folder(address: str) -> bool:
    fs, path = find_filesystem(address)
    if not fs.exists(path):
        raise InputError("is not there", address, "Check the name")
    return bool(fs.isdir(path))
