"""What a build is given → entries: a manifest, a folder, or two folders or files side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from align.corpus.folder import list_folder, list_folders
from align.corpus.manifest import list_manifest
from align.corpus.moses import list_blocks
from align.corpus.names import companions, split_name
from align.corpus.records import Entry
from align.corpus.store import find_filesystem, strip_packing
from align.errors import InputError


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two folders of reports with the same names, or two files of which line N goes with line N."""

    zh: str
    en: str


Source = str | Parallel


def list_entries(source: Source) -> Iterator[Entry]:
    """Entries of a manifest (its suffix is .jsonl, .ndjson, .csv or .tsv, also packed), else of a folder.

    :raises AlignError: see the functions that are called.
    """
    if isinstance(source, Parallel):
        return _list_parallel(source)
    name = strip_packing(source).lower()
    if name.endswith((".jsonl", ".ndjson", ".csv", ".tsv")):
        return list_manifest(source)
    return list_folder(source)


def _list_parallel(source: Parallel) -> Iterator[Entry]:
    are_folders = [_is_folder(address) for address in (source.zh, source.en)]
    if all(are_folders):
        return list_folders(source.zh, source.en)
    if any(are_folders):
        hint = "Give two folders, or two files with a segment a line"
        raise InputError("one is a folder and one a file", f"{source.zh}, {source.en}", hint)
    name = split_name(source.zh.rsplit("/", 1)[-1]).report
    told = next((c for file in (source.zh, source.en) for c in companions(file) if _exists(c)), "")
    return list_blocks(name, source.zh, source.en, told)


def _is_folder(address: str) -> bool:
    fs, path = find_filesystem(address)
    if not fs.exists(path):
        raise InputError("is not there", address, "Check the name")
    return bool(fs.isdir(path))


def _exists(address: str) -> bool:
    fs, path = find_filesystem(address)
    return bool(fs.exists(path))
