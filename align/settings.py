"""Settings: what may be chosen, its defaults, and the TOML file that holds it (align.toml)."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, get_args

from align.errors import ConfigError
from align.records import FindingKind, QuoteKind

_OTHERS = ("corpus",)
"""Tables of the same file that are read elsewhere (align.corpus.settings)."""


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """How two texts are aligned. The defaults serve news and literature alike.

    :raises ConfigError: a value of the wrong type or out of its range, by its name.
    """

    max_sentences: int = 8
    """Most sentences that a bead may hold, both sides together; 2 to 20."""
    min_score: float = 0.0
    """A bead with a lower score is shown as unmatched on both sides; 0 to 1."""
    min_confidence: float = 0.0
    """A bead with a lower confidence is shown as unmatched on both sides; 0 to 1."""
    skip: float | None = None
    """Gain of leaving a sentence unmatched: higher leaves out more; None: estimated from the text."""
    margin: float | None = None
    """Weight of the neighbours' similarity, which is taken off a bead's own; None: the default, 0.8."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense, wherever it came from."""
        _require_number("max_sentences", self.max_sentences, 2, 20, whole=True)
        _require_number("min_score", self.min_score, 0, 1)
        _require_number("min_confidence", self.min_confidence, 0, 1)
        for name in ("skip", "margin"):
            value = getattr(self, name)
            if value is not None:
                _require_number(name, value, -10, 10)


@dataclass(frozen=True, slots=True)
class FindingSettings:
    """Which findings are told.

    :raises ConfigError: as :class:`AlignmentSettings`.
    """

    ignore: tuple[str, ...] = ()
    """Kinds that are left out."""
    min_confidence: float = 0.0
    """Findings that are less sure are left out; 0 to 1."""

    def __post_init__(self) -> None:
        """Refuse what is no kind and no probability."""
        _require_kinds("ignore", self.ignore, get_args(FindingKind), "finding")
        object.__setattr__(self, "ignore", tuple(self.ignore))
        _require_number("min_confidence", self.min_confidence, 0, 1)


@dataclass(frozen=True, slots=True)
class QuoteSettings:
    """Which quotes ``align quotes`` and ``align attributions`` show.

    :raises ConfigError: as :class:`AlignmentSettings`.
    """

    min_confidence: float | None = None
    """Quotes that are less sure are left out; 0 to 1; of a pair the mean counts. None: what each command
    takes (``quotes.pairing.SURE``, ``quotes.find.ATTRIBUTED``)."""
    kinds: tuple[str, ...] = get_args(QuoteKind)
    """Kinds that are shown; of a pair one side's is enough."""

    def __post_init__(self) -> None:
        """Refuse what is no kind and no probability."""
        _require_kinds("kinds", self.kinds, get_args(QuoteKind), "quote")
        object.__setattr__(self, "kinds", tuple(self.kinds))
        if self.min_confidence is not None:
            _require_number("min_confidence", self.min_confidence, 0, 1)


THRESHOLDS = ("critical", "major", "minor", "never")


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What ``align check`` fails on.

    :raises ConfigError: as :class:`AlignmentSettings`.
    """

    fail_on: str = "major"
    """The least severity that fails; "never": no finding does."""
    min_fidelity: float | None = None
    """A document with a lower fidelity fails; 0 to 1. None: it is not looked at."""

    def __post_init__(self) -> None:
        """Refuse what is no severity and no probability."""
        if self.fail_on not in THRESHOLDS:
            hint = f"Known here: {', '.join(THRESHOLDS)}."
            raise ConfigError(f"no severity is {self.fail_on!r}", "fail_on", hint)
        if self.min_fidelity is not None:
            _require_number("min_fidelity", self.min_fidelity, 0, 1)


@dataclass(frozen=True, slots=True)
class Settings:
    """A whole file of settings, a table each."""

    alignment: AlignmentSettings = field(default_factory=AlignmentSettings)
    findings: FindingSettings = field(default_factory=FindingSettings)
    check: CheckSettings = field(default_factory=CheckSettings)
    quotes: QuoteSettings = field(default_factory=QuoteSettings)


_Table = TypeVar("_Table", AlignmentSettings, FindingSettings, CheckSettings, QuoteSettings)


def read_settings(path: str | os.PathLike[str]) -> AlignmentSettings:
    """Read the table ``[alignment]`` of a TOML file; what it does not name keeps its default.

    :raises ConfigError: as :func:`read_config`; the other tables must fit too.
    """
    return read_config(path).alignment


def read_config(path: str | os.PathLike[str]) -> Settings:
    """Read the tables ``[alignment]``, ``[findings]``, ``[check]`` and ``[quotes]`` of a TOML file.

    :raises ConfigError: missing, not TOML, an unknown table or key, a bad value; with file, line and key.
    """
    where = os.fspath(path)
    text = _read_text(where)
    content = _load(text, where)
    for name in content:
        _require_known(name, {*(f.name for f in fields(Settings)), *_OTHERS}, f"{where}{_line(text, '', name)}")
    return Settings(
        _read_table(AlignmentSettings, "alignment", content, text, where),
        _read_table(FindingSettings, "findings", content, text, where),
        _read_table(CheckSettings, "check", content, text, where),
        _read_table(QuoteSettings, "quotes", content, text, where),
    )


def _read_table(kind: type[_Table], name: str, content: Mapping[str, Any], text: str, where: str) -> _Table:
    table = content.get(name, {})
    if not isinstance(table, dict):
        place = f"{where}{_line(text, '', name)}, {name}"
        raise ConfigError("must be a table", place, f"Write [{name}] on a line of its own.")
    for key in table:
        _require_known(key, {f.name for f in fields(kind)}, f"{where}{_line(text, name, key)}, [{name}]")
    try:
        return kind(**table)
    except ConfigError as error:
        place = f"{where}{_line(text, name, error.where)}, [{name}] {error.where}"
        raise ConfigError(error.what, place, error.hint) from None


def _line(text: str, table: str, key: str) -> str:
    """Where a key, or a table's header, stands: ", line 3"; "" where it is written as we do not look for.

    tomllib does not say where it found a key.
    """
    inside = not table
    quoted = re.escape(key)
    wanted = re.compile(rf"""\s*(?:\[\s*)?["']?{quoted}["']?\s*[\].=]""")
    for number, line in enumerate(text.splitlines(), 1):
        if (not table or inside) and wanted.match(line):
            return f", line {number}"
        header = re.match(r"""\s*\[\s*["']?([^\]"']+?)["']?\s*\]""", line)
        if header and table:
            inside = header.group(1) == table
    return ""


def override_check(settings: CheckSettings, fail_on: str | None, min_fidelity: float | None) -> CheckSettings:
    """Take what is given over what the file says, 0 too."""
    return CheckSettings(
        settings.fail_on if fail_on is None else fail_on,
        settings.min_fidelity if min_fidelity is None else min_fidelity,
    )


def describe_settings(settings: AlignmentSettings) -> str:
    """Name the settings that differ from the defaults, as a signature does; "defaults" where none does."""
    default = AlignmentSettings()
    names = [field.name for field in fields(settings)]
    changed = [name for name in names if getattr(settings, name) != getattr(default, name)]
    return ", ".join(f"{name}={getattr(settings, name)}" for name in changed) or "defaults"


def _read_text(where: str) -> str:
    try:
        return Path(where).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError("settings are not in UTF-8", where, "Save the file as UTF-8.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError("cannot read the settings", where, f"The system says: {reason}.") from None


def load_toml(where: str) -> dict[str, Any]:
    """The content of a TOML file.

    :raises ConfigError: missing, not UTF-8, not TOML (with the line).
    """
    return _load(_read_text(where), where)


def require_known(table: Mapping[str, object], known: set[str], where: str) -> None:
    """Refuse a key that nothing reads.

    :raises ConfigError: the first unknown key.
    """
    for key in table:
        _require_known(key, known, where)


def _load(text: str, where: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        table: dict[str, Any] = tomllib.loads(text)
        return table
    except tomllib.TOMLDecodeError as error:  # its message ends with the line and column
        raise ConfigError("not a TOML file", where, f"The parser says: {error}.") from None


def _require_known(key: str, known: set[str], where: str) -> None:
    if key not in known:
        raise ConfigError(f"unknown setting {key!r}", where, f"Known here: {', '.join(sorted(known))}.")


def _require_kinds(name: str, value: object, known: tuple[str, ...], what: str) -> None:
    if not isinstance(value, list | tuple):
        raise ConfigError(f"must be a list of kinds, not {value!r}", name)
    for kind in value:
        if kind not in known:
            raise ConfigError(f"no kind of {what} is {kind!r}", name, f"Known: {', '.join(known)}.")


def _require_number(name: str, value: object, low: float, high: float, *, whole: bool = False) -> None:
    kinds = (int,) if whole else (int, float)
    # A bool is an int to Python, and a NaN is in no range.
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        kind = "a whole number" if whole else "a number"
        raise ConfigError(f"must be {kind} from {low} to {high}, not {value!r}", name)
