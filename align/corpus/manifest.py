"""A list of reports → entries: JSON lines or CSV with id, two paths or texts, date, source, licence."""

from __future__ import annotations

import csv
import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from align.corpus.records import Entry
from align.corpus.store import find_filesystem, is_encodable, read_lines, stamp_file, stamp_texts, strip_packing
from align.errors import ConfigError

_LARGEST_CELL = 64 * 1024 * 1024
_TEXTS = ("zh_text", "en_text")
"""Fields that may hold anything: what cannot be read in them costs their document alone."""


def list_manifest(address: str) -> Iterator[Entry]:
    """One entry a record: ``id``; ``zh`` and ``en`` (paths) or ``zh_text`` and ``en_text``; what is known of it.

    Paths are taken from the manifest's folder and must stay in it. Other fields are passed over.

    :raises InputError: the manifest cannot be read.
    :raises ConfigError: a record that does not fit, by its line; a path that leaves the folder; no record.
    """
    number = 0
    for number, record in _records(address):
        where = f"{address}, line {number}"
        yield replace(_entry(record, address, where), listed=where)
    if not number:
        raise ConfigError("lists no document", address, "Give a line for each report.")


def _records(address: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    lines = read_lines(address)
    if strip_packing(address).lower().endswith((".csv", ".tsv")):
        csv.field_size_limit(_LARGEST_CELL)
        delimiter = "\t" if strip_packing(address).lower().endswith(".tsv") else ","
        rows = csv.DictReader((line + "\n" for line in lines), delimiter=delimiter, strict=True)
        try:
            for row in rows:
                yield rows.line_num, {k: v for k, v in row.items() if k and isinstance(v, str) and v}
        except csv.Error as error:
            where = f"{address}, line {rows.line_num + 1}"  # of the last row that was whole, and one
            raise ConfigError(f"not CSV ({error})", where, "Check the quotation marks.") from None
        return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            raise ConfigError("not a JSON object", f"{address}, line {number}", "Each line holds one record.")
        yield number, record


def _entry(record: Mapping[str, Any], address: str, where: str) -> Entry:
    told = {key: _text(record, key, where) for key in ("id", "date", "source", "licence")}
    if not told["id"]:
        raise ConfigError("has no id", where, "Give each report an id of its own.")
    if record.get("zh_text") is not None or record.get("en_text") is not None:
        texts = [_text(record, key, where) for key in _TEXTS]
        texts = [text for text in texts if text] + ["", ""]
        if not texts[0]:
            raise ConfigError("has no text", where, "Give zh_text, en_text or both.")
        stamp = stamp_texts(texts[0], texts[1])
        return Entry(told["id"], texts[0], texts[1], True, told["date"], told["source"], told["licence"], stamp)
    paths = [_text(record, key, where) for key in ("zh", "en")]
    if not any(paths):
        raise ConfigError("has neither paths nor texts", where, "Give zh and en, or zh_text and en_text.")
    places = [_inside(path, address, where) for path in paths if path]
    stamp = " ".join(stamp_file(place) for place in places)
    second = places[1] if len(places) > 1 else ""
    return Entry(told["id"], places[0], second, False, told["date"], told["source"], told["licence"], stamp)


def _text(record: Mapping[str, Any], key: str, where: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ConfigError(f"{key} is not a text", where, "Write it in quotation marks.")
    if key not in _TEXTS and not is_encodable(str(value)):
        raise ConfigError(f"{key} holds half a character", where, "Write it in UTF-8, or \\u escapes in pairs.")
    return str(value)


def _inside(path: str, address: str, where: str) -> str:
    """The address of a path of the manifest, which must not lead out of its folder, by a link either."""
    if "\0" in path:
        raise ConfigError("a path holds the character 0", where, "Write the file's name.")
    fs, manifest = find_filesystem(address)
    root = posixpath.dirname(manifest)
    place = posixpath.normpath(posixpath.join(root, path))
    local = "file" in ((fs.protocol,) if isinstance(fs.protocol, str) else fs.protocol)
    real, base = (str(Path(p).resolve()) if local else p for p in (place, root))
    if "://" in path or not real.startswith(base.rstrip("/") + "/"):
        raise ConfigError("a path leaves the manifest's folder", f"{where}: {path}", "Put the manifest above it.")
    return str(fs.unstrip_protocol(place))
