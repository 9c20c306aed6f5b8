"""A folder of reports → entries: which two files are versions of one report, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from align.corpus.output import MARKER, is_written, listed_files
from align.corpus.records import Entry
from align.corpus.store import Folder, find_filesystem, strip_packing
from align.errors import ConfigError, InputError

_TAG = {
    "zh": ("zh", "cn", "chi", "zho", "chs", "cht", "chinese"),
    "en": ("en", "eng", "english"),
}
_CODES = {code: language for language, codes in _TAG.items() for code in codes}
_REGION = r"(?:[-_](?:cn|tw|hk|sg|mo|hans|hant|us|gb|uk))*"
_NAMED = re.compile(
    rf"^(?P<stem>.+?)[._-](?P<tag>{'|'.join(sorted(_CODES, key=len, reverse=True))}){_REGION}(?:\.[a-z0-9]+)?$",
    re.IGNORECASE,
)
_FOLDER = re.compile(rf"^(?P<tag>{'|'.join(sorted(_CODES, key=len, reverse=True))}){_REGION}$", re.IGNORECASE)


def list_folder(address: str) -> Iterator[Entry]:
    """Entries by what the names say: NAME.zh.txt and NAME.en.html, or zh/NAME.txt and en/NAME.txt.

    The id is the path in the folder without language and suffix. A file without a partner gives an entry
    whose ``second`` is ""; hidden files are passed over, and what a build has written into the folder.

    :raises InputError: the folder is not there or holds no file.
    :raises ConfigError: two files for one version, a name that is not UTF-8.
    """
    fs, root = find_filesystem(address)
    if not fs.isdir(root):
        what = "is neither a folder nor a manifest" if fs.exists(root) else "is not there"
        raise InputError(what, address, "Give a folder or a manifest (.jsonl, .csv)")
    found: dict[str, dict[str, tuple[str, str]]] = {}
    files_of = {
        path[len(root.rstrip("/")) + 1 :]: (path, info) for path, info in fs.find(root, detail=True).items()
    }
    corpora = _find_corpora(address, files_of)
    for name, (path, info) in sorted(files_of.items()):
        if any(part.startswith(".") for part in name.split("/")) or _is_written(name, corpora):
            continue
        if not is_encodable(name):
            raise ConfigError("a file's name is not in UTF-8", ascii(name), "Rename it.")
        key, language = name_parts(name)
        sides = found.setdefault(key, {})
        if language in sides:
            what = f"two files for {language or 'one version'} of {key}"
            raise ConfigError(what, name, "Keep one, or give a manifest.")
        stamp = f"{info.get('size')}:{info.get('mtime') or info.get('LastModified') or info.get('ETag') or ''}"
        sides[language] = (fs.unstrip_protocol(path), stamp)
    if not found:
        raise InputError("holds no file", address, "Give a folder with reports in it")
    for key, sides in found.items():
        files = [sides[language] for language in ("zh", "en", "") if language in sides]
        first, second = files[0], files[1] if len(files) > 1 else ("", "")
        yield Entry(key, first[0], second[0], stamp=f"{first[1]} {second[1]}")


def _find_corpora(address: str, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Corpora inside the folder, begun or finished: a folder of reports may hold the folder to write."""
    folders = [name[: -len(MARKER)] for name in names if f"/{name}".endswith(f"/{MARKER}")]
    return {folder: listed_files(Folder(f"{address.rstrip('/')}/{folder}".rstrip("/"))) for folder in folders}


def _is_written(name: str, corpora: Mapping[str, tuple[str, ...]]) -> bool:
    return any(
        name.startswith(folder) and is_written(name[len(folder) :], listed) for folder, listed in corpora.items()
    )


def is_encodable(text: str) -> bool:
    """Whether a name or a field can be written in UTF-8: it holds no half of a character."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def name_parts(name: str) -> tuple[str, str]:
    """Split a path in the folder into a report's id and "zh", "en" or "" where the name does not say."""
    parts = strip_packing(name).split("/")
    named = _NAMED.match(parts[-1])
    if named:
        return "/".join([*parts[:-1], named["stem"]]), _CODES[named["tag"].lower()]
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", parts[-1])
    for at in range(len(parts) - 2, -1, -1):
        tagged = _FOLDER.match(parts[at])
        if tagged:
            return "/".join([*parts[:at], *parts[at + 1 : -1], stem]), _CODES[tagged["tag"].lower()]
    return "/".join([*parts[:-1], stem]), ""
