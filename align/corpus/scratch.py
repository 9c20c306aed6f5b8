"""A database for what a step must remember of a whole corpus: on disk, and gone when the step is done."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from align.errors import OutputError
from align.formats.atomic import output_errors

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
        what, hint = f"no room for temporary files ({error})", "Free some space, or name another disk as TMPDIR."
        raise OutputError(what, tempfile.gettempdir(), hint) from error
