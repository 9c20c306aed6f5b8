"""A folder of reports → entries: which two files are versions of one report, by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from align.corpus.moses import list_blocks
from align.corpus.names import NameParts, companions, split_name, split_prefixed
from align.corpus.output import MARKER, is_written, listed_files
from align.corpus.records import Entry
from align.corpus.store import Folder, find_filesystem, is_encodable
from align.errors import ConfigError, InputError


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file in a folder."""

    name: str
    """Its path in the folder."""
    address: str
    stamp: str
    """Size and time."""


def list_folders(zh: str, en: str) -> Iterator[Entry]:
    """Entries of two folders, one a language: a file goes with the one of the same path, but for the suffix.

    :raises AlignError: as :func:`list_files` and :func:`pair_files`.
    """
    named = []
    for language, address in (("zh", zh), ("en", en)):
        files = list_files(address)
        named += [(file, NameParts(split_name(file.name).report, language)) for file in files]
    yield from pair_files(named)


def list_files(address: str) -> list[FolderFile]:
    """All files in a folder and below, by name, but for hidden ones and those of a corpus that lies in it.

    :raises InputError: it is no folder, or holds no file.
    :raises ConfigError: a name that is not UTF-8.
    """
    fs, root = find_filesystem(address)
    if not fs.isdir(root):
        what = "is neither a folder nor a manifest" if fs.exists(root) else "is not there"
        raise InputError(what, address, "Give a folder or a manifest (.jsonl, .csv)")
    start = len(root.rstrip("/")) + 1
    found = {path[start:]: (path, info) for path, info in fs.find(root, detail=True).items()}
    corpora = _find_corpora(address, found)
    files = []
    for name, (path, info) in sorted(found.items()):
        if any(part.startswith(".") for part in name.split("/")) or _is_written(name, corpora):
            continue
        if not is_encodable(name):
            raise ConfigError("a file's name is not in UTF-8", ascii(name), "Rename it.")
        stamp = f"{info.get('size')}:{info.get('mtime') or info.get('LastModified') or info.get('ETag') or ''}"
        files.append(FolderFile(name, str(fs.unstrip_protocol(path)), stamp))
    if not files:
        raise InputError("holds no file", address, "Give a folder with reports in it")
    return files


def pair_files(named: Iterable[tuple[FolderFile, NameParts]]) -> Iterator[Entry]:
    """Entries by what the names say: NAME.zh.txt and NAME.en.html, zh/NAME.txt and en/NAME.txt, Moses files.

    The id is the path in the folder without language and suffix. A file without a partner gives an entry
    whose ``second`` is "".

    :raises ConfigError: two files for one version, Moses files of unequal length.
    """
    named = _with_prefixes(list(named))
    names = {file.name: file for file, _ in named}
    reports: dict[str, dict[str, tuple[FolderFile, NameParts]]] = {}
    for file, parts in named:
        sides = reports.setdefault(parts.report, {})
        if parts.language in sides:
            what = f"two files for {parts.language or 'one version'} of {parts.report}"
            raise ConfigError(what, file.name, "Keep one, or give a manifest.")
        sides[parts.language] = (file, parts)
    of_lines = [
        s for s in reports.values() if {"zh", "en"} <= set(s) and s["zh"][1].is_lines and s["en"][1].is_lines
    ]
    told = {c for sides in of_lines for side in sides.values() for c in companions(side[0].name)} & set(names)
    for report, sides in reports.items():
        if sides in of_lines:
            zh, en = sides["zh"][0], sides["en"][0]
            told_by = next((names[c].address for c in companions(zh.name) + companions(en.name) if c in names), "")
            yield from list_blocks(report, zh.address, en.address, told_by)
            continue
        files = [sides[language][0] for language in ("zh", "en", "") if language in sides]
        if files[0].name in told:
            continue
        first, second = files[0], files[1] if len(files) > 1 else FolderFile("", "", "")
        yield Entry(report, first.address, second.address, stamp=f"{first.stamp} {second.stamp}")


def _with_prefixes(named: list[tuple[FolderFile, NameParts]]) -> list[tuple[FolderFile, NameParts]]:
    """Read a mark at the beginning of a name (zh_x.txt) where both versions, and they alone, have one."""
    found = {
        file.name: parts
        for file, held in named
        if not held.language and (parts := split_prefixed(file.name)) is not None
    }
    marked = Counter((parts.report, parts.language) for parts in found.values())
    taken = {parts.report for _, parts in named}
    whole = {
        report for report, _ in marked if marked[report, "zh"] == marked[report, "en"] == 1 and report not in taken
    }
    return [
        (file, found[file.name] if file.name in found and found[file.name].report in whole else parts)
        for file, parts in named
    ]


def _find_corpora(address: str, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Corpora inside the folder, begun or finished: a folder of reports may hold the folder to write."""
    folders = [name[: -len(MARKER)] for name in names if f"/{name}".endswith(f"/{MARKER}")]
    return {folder: listed_files(Folder(f"{address.rstrip('/')}/{folder}".rstrip("/"))) for folder in folders}


def _is_written(name: str, corpora: Mapping[str, tuple[str, ...]]) -> bool:
    return any(
        name.startswith(folder) and is_written(name[len(folder) :], listed) for folder, listed in corpora.items()
    )
