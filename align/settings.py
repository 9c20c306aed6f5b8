"""Settings with their defaults; a TOML file may change them, and a key that we do not know is refused."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from align.errors import ConfigError


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """How sentences are aligned. None: estimated from the text."""

    max_sentences: int = 8
    """Sentences in a bead, both sides together."""
    skip: float | None = None
    """Gain of leaving a sentence unmatched; higher leaves out more."""
    margin: float | None = None
    """Weight of the neighbours' similarity."""
    min_score: float = 0.0
    """Beads below it are taken apart into unmatched sentences."""
    min_confidence: float = 0.0
    """The same for the confidence."""

    def __post_init__(self) -> None:
        if not 2 <= self.max_sentences <= 16:
            raise ConfigError("max_sentences must be 2 to 16", str(self.max_sentences), "The default is 8.")


def read_settings(path: str | Path) -> AlignmentSettings:
    """Settings from the table ``[align]`` of a TOML file.

    :raises ConfigError: not TOML, an unknown key, or a value of the wrong type.
    """
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError("the settings cannot be read", str(path), error.strerror or "") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not TOML ({error})", str(path), "See docs/cli.md for an example.") from error
    known = {f.name for f in fields(AlignmentSettings)}
    values = table.get("align", {})
    unknown = [key for key in (set(table) - {"align"}) | (set(values) - known)]
    if unknown:
        raise ConfigError(f"unknown key {sorted(unknown)[0]!r}", str(path), f"Known under [align]: {', '.join(sorted(known))}.")
    for key, value in values.items():
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise ConfigError(f"{key} must be a number", str(path), "")
    return AlignmentSettings(**values)
