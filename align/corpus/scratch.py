"""A database for what a step must remember of a whole corpus: on disk, and gone when the step is done."""

from __future__ import annotations

import errno
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from align.errors import OutputError
from align.formats.atomic import output_errors

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CACHE = 32_000
"""Kilobytes of it that are kept in memory at most."""


@contextmanager
def open_scratch(cache: int = CACHE) -> Iterator[sqlite3.Connection]:
    """An empty database in the folder for temporary files.

    :param cache: kilobytes of it that are kept in memory at most.
    :raises OutputError: that folder cannot be written to, or its disk is full.
    """
    with output_errors(tempfile.gettempdir()):
        folder = tempfile.TemporaryDirectory()
    try:
        with folder, closing(sqlite3.connect(Path(folder.name) / "scratch.db")) as database:
            for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{cache}"):
                database.execute(f"PRAGMA {pragma}")  # nothing in here outlives the step
            yield database
    except sqlite3.OperationalError as error:
        if "disk" not in str(error) and "unable to open" not in str(error):
            raise
        raise _no_room(error) from error


def check_room(error: Exception) -> None:
    """Tell a full disk from a fault of a document: libraries unpack what they need into temporary files.

    :raises OutputError: it is that.
    """
    if isinstance(error, OSError) and error.errno in _FULL:
        raise _no_room(error) from error


def _no_room(error: Exception) -> OutputError:
    what, hint = f"no room for temporary files ({error})", "Free some space, or name another disk as TMPDIR."
    return OutputError(what, tempfile.gettempdir(), hint)
