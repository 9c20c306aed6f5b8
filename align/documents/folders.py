"""Folders of reports: which file is which version of what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from align.errors import InputError

_T = TypeVar("_T")
_VERSION = re.compile(
    r"(?P<name>.+)\.(?P<language>zh|en)(?:\.(?:txt|md|markdown|html?|xhtml|docx|pdf))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of one report. ``name`` is the file's without language and suffix."""

    name: str
    zh: Path
    en: Path


@dataclass(frozen=True, slots=True)
class FolderPairs:
    """What a folder holds, in the order of the names."""

    pairs: tuple[Versions, ...]
    alone: tuple[Path, ...]
    """Versions whose other one is not there."""
    doubled: tuple[tuple[str, tuple[Path, ...]], ...]
    """Names that more than one file of a language has, with these files."""


def pair_versions(folder: Path) -> FolderPairs:
    """Pair NAME.zh.* with NAME.en.*, in ``folder`` and in the folders in it (``corpora/NAME/NAME.zh.txt``).

    A report in a folder of another name is called FOLDER/NAME. Hidden files and other names are passed over.

    :raises InputError: no folder, unreadable, or without a single pair.
    """
    try:
        inner = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
        files = [*visible_files(folder), *(path for each in inner for path in visible_files(each))]
    except OSError as error:
        reason = error.strerror or "unknown"
        raise InputError(f"the folder cannot be read ({reason})", str(folder), "Check its name.") from None
    found: dict[str, dict[str, list[Path]]] = {}
    for path in files:
        if version := _VERSION.fullmatch(path.name):
            name = version["name"]
            name = name if path.parent in (folder, folder / name) else f"{path.parent.name}/{name}"
            found.setdefault(name, {"zh": [], "en": []})[version["language"].lower()].append(path)
    pairs, alone, doubled = [], [], []
    for name, sides in sorted(found.items()):
        zh, en = sides["zh"], sides["en"]
        if len(zh) == len(en) == 1:
            pairs.append(Versions(name, zh[0], en[0]))
        elif zh and en:
            doubled.append((name, tuple(zh + en)))
        else:
            alone += [*zh, *en]
    if not pairs:
        hint = "Versions are called NAME.zh.txt and NAME.en.txt, or .md, .html, .docx, .pdf."
        raise InputError("no two versions of one name", str(folder), hint)
    return FolderPairs(tuple(pairs), tuple(alone), tuple(doubled))


def visible_files(folder: Path) -> list[Path]:
    """List the files of a folder that are not hidden, by name.

    :raises OSError: it is no folder, or unreadable.
    """
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def group_by_name(named: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    """Gather what has the same name up to its first dot."""
    found: defaultdict[str, list[_T]] = defaultdict(list)
    for name, thing in named:
        found[name.split(".")[0]].append(thing)
    return dict(found)
