"""Findings that a person has accepted: a TOML file beside the texts, by hand or by ``align check --accept``.

::

    [[accepted]]
    kind = "terminology"
    zh = "一个中国原则"
    en = "one-China policy"
    zh_context = "双方重申一个中国原则。"
    en_context = "reaffirmed the one-China policy."
    by = "Li Wei"
    why = "The speaker said policy; the recording was checked."
    date = 2026-11-24

``zh`` or ``en`` is left out where that version has no words at fault. The contexts may be shortened or left out;
the entry then holds for these words wherever such words stand around them.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from align.errors import ConfigError, InputError
from align.formats.identity import Identity
from align.records import FindingKind

_KEYS = ("kind", "zh", "en", "zh_context", "en_context", "by", "why", "date")
_HEADER = re.compile(r"\s*\[\[\s*accepted\s*\]\]")
_HEAD = "# Findings of align that a person has accepted. Entries may be edited and taken out by hand.\n"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that is accepted, by whom and why."""

    kind: str
    zh: str
    """Words at fault; "" where that side has none. Likewise ``en``."""
    en: str
    zh_context: str
    """Words around, with those at fault in them; "" for any. Likewise ``en_context``."""
    en_context: str
    by: str
    why: str
    date: str
    """ISO 8601."""
    line: int = 0
    """Where it stands in its file, from 1; 0 where that is not known."""


def accepted_path(first: str) -> Path | None:
    """The file beside a text: ``report.accepted.toml`` for report.zh.txt; None for an address and ``-``."""
    if first == "-" or re.match(r"https?://", first, re.IGNORECASE):
        return None
    path = Path(first)
    return path.with_name(f"{path.name.lstrip('.').split('.', 1)[0] or path.name}.accepted.toml")


def read_accepted(path: Path, *, required: bool = False) -> tuple[Accepted, ...]:
    """Return the entries of a file, none where it is not there.

    :raises InputError: it is ``required`` and not there, or cannot be read.
    :raises ConfigError: not TOML, an unknown or missing key, a value of the wrong type; by file, line and key.
    """
    if required and not path.exists():
        raise InputError("the accepted findings are not there", str(path), "Check the name.")
    return _parse(_read(path), str(path))


def make_accepted(identity: Identity, by: str, why: str, date: str) -> Accepted:
    """An entry for what a finding is known by."""
    zh, en = identity.zh, identity.en
    return Accepted(
        identity.kind,
        zh.words if zh else "",
        en.words if en else "",
        zh.context if zh else "",
        en.context if en else "",
        " ".join(by.split()),
        " ".join(why.split()),
        date,
    )


def add_accepted(path: Path, entries: tuple[Accepted, ...]) -> bytes:
    """The file with the entries put at its end; all that stands there, comments too, is kept as it is.

    :raises ConfigError: as :func:`read_accepted`, or where an entry cannot be put at the end.
    """
    before = _read(path)
    text = before or _HEAD
    text += "" if text.endswith("\n") else "\n"
    text += "".join(_write(entry) for entry in entries)
    if len(_parse(text, str(path))) != len(_parse(before, str(path))) + len(entries):
        raise ConfigError("no entry can be added", str(path), "Write the entries as [[accepted]] tables.")
    return text.encode("utf-8")


def _write(entry: Accepted) -> str:
    given = [(key, getattr(entry, key)) for key in _KEYS if getattr(entry, key)]
    lines = [f"{key} = {value if key == 'date' else _quote(value)}\n" for key, value in given]
    return "\n[[accepted]]\n" + "".join(lines)


def _quote(text: str) -> str:
    """A TOML string: JSON's, but that DEL must be escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise ConfigError("accepted findings are not in UTF-8", str(path), "Save the file as UTF-8.") from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", str(path), "Check its permissions.") from None


def _parse(text: str, where: str) -> tuple[Accepted, ...]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        content: dict[str, Any] = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:  # its message ends with the line and column
        raise ConfigError("not a TOML file", where, f"The parser says: {error}.") from None
    for key in content:
        if key != "accepted":
            raise ConfigError(f"unknown key {key!r}", where, "Known here: [[accepted]].")
    entries = content.get("accepted", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError("must be tables", f"{where}, accepted", "Write [[accepted]] before each entry.")
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines, 1) if _HEADER.match(line)]
    starts = starts if len(starts) == len(entries) else [0] * len(entries)
    return tuple(_entry(entry, start, lines, where) for entry, start in zip(entries, starts, strict=True))


def _entry(entry: dict[str, Any], start: int, lines: list[str], where: str) -> Accepted:
    def place(key: str) -> str:
        found = start
        for number in range(start, len(lines) if start else 0):
            if _HEADER.match(lines[number]):
                break
            if re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", lines[number]):
                found = number + 1
        return f"{where}, line {found}, {key}" if found else f"{where}, {key}"

    for key, value in entry.items():
        if key not in _KEYS:
            raise ConfigError(f"unknown key {key!r}", place(key), f"Known here: {', '.join(_KEYS)}.")
        if key != "date" and not isinstance(value, str):
            raise ConfigError(f"must be a text, not {value!r}", place(key))
    for key in ("kind", "by", "why", "date"):
        if not str(entry.get(key, "")).strip():
            raise ConfigError(f"{key} is missing", place(key), "Say what was accepted, by whom, why and when.")
    if entry["kind"] not in get_args(FindingKind):
        raise ConfigError(f"no kind of finding is {entry['kind']!r}", place("kind"))
    if not (entry.get("zh") or entry.get("en")):
        raise ConfigError("zh and en are missing", place("kind"), "Give the words that are accepted.")
    texts = {key: entry.get(key, "") for key in _KEYS if key != "date"}
    return Accepted(**texts, date=_date(entry["date"], place("date")), line=start)


def _date(value: object, place: str) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ConfigError(f"not a date: {value!r}", place, "Write it like 2026-11-24.") from None
