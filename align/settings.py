"""Settings: what may be chosen about an alignment, its defaults, and the TOML file that holds it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from align.errors import ConfigError

_TABLE = "alignment"
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


def read_settings(path: str | os.PathLike[str]) -> AlignmentSettings:
    """Read the table ``[alignment]`` of a TOML file; what it does not name keeps its default.

    :raises ConfigError: missing, not TOML (with the line), an unknown table or key, a bad value.
    """
    where = os.fspath(path)
    content = load_toml(where)
    require_known(content, {_TABLE, *_OTHERS}, where)
    table = content.get(_TABLE, {})
    if not isinstance(table, dict):
        raise ConfigError("must be a table", f"{where}, {_TABLE}", f"Write [{_TABLE}] on a line of its own.")
    require_known(table, {field.name for field in fields(AlignmentSettings)}, f"{where}, [{_TABLE}]")
    try:
        return AlignmentSettings(**table)
    except ConfigError as error:
        raise ConfigError(error.what, f"{where}, [{_TABLE}] {error.where}", error.hint) from None


def describe_settings(settings: AlignmentSettings) -> str:
    """Name the settings that differ from the defaults, as a signature does; "defaults" where none does."""
    default = AlignmentSettings()
    names = [field.name for field in fields(settings)]
    changed = [name for name in names if getattr(settings, name) != getattr(default, name)]
    return ", ".join(f"{name}={getattr(settings, name)}" for name in changed) or "defaults"


def load_toml(where: str) -> dict[str, Any]:
    """The content of a TOML file.

    :raises ConfigError: missing, not UTF-8, not TOML (with the line).
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        table: dict[str, Any] = tomllib.loads(Path(where).read_text(encoding="utf-8-sig"))
        return table
    except tomllib.TOMLDecodeError as error:  # its message ends with the line and column
        raise ConfigError("not a TOML file", where, f"The parser says: {error}.") from None
    except UnicodeDecodeError:
        raise ConfigError("settings are not in UTF-8", where, "Save the file as UTF-8.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError("cannot read the settings", where, f"The system says: {reason}.") from None


def require_known(table: Mapping[str, object], known: set[str], where: str) -> None:
    """Refuse a key that nothing reads.

    :raises ConfigError: the first unknown key.
    """
    for key in table:
        if key not in known:
            raise ConfigError(f"unknown setting {key!r}", where, f"Known here: {', '.join(sorted(known))}.")


def _require_number(name: str, value: object, low: float, high: float, *, whole: bool = False) -> None:
    kinds = (int,) if whole else (int, float)
    # A bool is an int to Python, and a NaN is in no range.
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        kind = "a whole number" if whole else "a number"
        raise ConfigError(f"must be {kind} from {low} to {high}, not {value!r}", name)
