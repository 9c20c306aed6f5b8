"""What every writer returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A file's content, and what could not be said in its format."""

    data: bytes
    notices: tuple[str, ...] = ()
    """One sentence each, for stderr."""
