"""Which columns of a table hold what: ``[corpus.columns]``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from align.errors import ConfigError
from align.settings import require_known


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of columns of a Parquet file, one inside a struct with a dot; "" for the usual one."""

    zh: str = ""
    en: str = ""
    id: str = ""
    document: str = ""
    """Rows with the same value that follow one another are segments of one document."""
    date: str = ""
    source: str = ""
    licence: str = ""
    rows: str = ""
    """What a row is: "documents" or "segments"; "" where the file itself is to tell."""

    def __post_init__(self) -> None:
        """Refuse another kind of row."""
        if self.rows not in ("", "documents", "segments"):
            raise ConfigError(f"must be documents or segments, not {self.rows!r}", "rows, [corpus.columns]")


def read_columns(table: Mapping[str, Any], where: str) -> Columns:
    """The columns that a table of the settings names.

    :raises ConfigError: an unknown key, a name that is no text.
    """
    require_known(table, set(asdict(Columns())), where)
    for key, value in table.items():
        if not isinstance(value, str):
            raise ConfigError(f"{key} must be a text, not {value!r}", where, "Write it in quotation marks.")
    return Columns(**table)
