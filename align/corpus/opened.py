"""A corpus that was built, opened for reading: its rows one at a time, its report and its lock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from align.corpus.assemble import DOCUMENTS, REJECTED
from align.corpus.formats.card import CARD
from align.corpus.output import FILES, LOCK, MARKER, REPORT, state_of
from align.corpus.records import Split
from align.corpus.store import Folder
from align.errors import InputError

Row = dict[str, Any]
"""A line of one of the corpus's files, as docs/formats.md describes it."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder that holds a corpus; nothing of it is kept in memory."""

    folder: Folder

    @property
    def address(self) -> str:
        """Where it lies."""
        return self.folder.address

    def kept(self, part: Split) -> Iterator[Row]:
        """The pairs of one part, those of a document together, documents by their ids."""
        return self._rows(f"{part}.jsonl", ("en", "zh"))

    def rejected(self) -> Iterator[Row]:
        """Refused documents (without texts) and dropped pairs."""
        return self._rows(REJECTED, ("rule",))

    def documents(self) -> Iterator[Row]:
        """All documents that were read, by their ids."""
        return self._rows(DOCUMENTS, ())

    def report(self) -> dict[str, Any]:
        """What report.json holds."""
        return self._object(REPORT)

    def lock(self) -> dict[str, Any]:
        """What lock.json holds."""
        return self._object(LOCK)

    def rules(self) -> tuple[str, ...]:
        """Names of all rules that could have refused a document or a pair, in their order."""
        report = self.report()
        listed = [*report.get("document_rules", ()), *report.get("pair_rules", ())]
        return tuple(dict.fromkeys(str(rule["rule"]) for rule in listed))

    def _rows(self, name: str, texts: tuple[str, ...]) -> Iterator[Row]:
        """The rows of a file.

        :param texts: keys that hold a text beside ``document``.
        :raises InputError: a line that no build of ours wrote, by its number.
        """
        keys = ("document", *texts)
        for number, line in enumerate(self.folder.lines(name), 1):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in keys):
                where = f"{self.folder.address.rstrip('/')}/{name}, line {number}"
                raise InputError("is no line of a corpus", where, "Build it again.")
            yield row

    def _object(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads(self.folder.read(name))
        except ValueError:
            found = None
        if not isinstance(found, dict):
            where = f"{self.folder.address.rstrip('/')}/{name}"
            raise InputError("is no file that a build wrote", where, "Build the corpus again.")
        return found


def open_corpus(address: str) -> Corpus:
    """Open a finished corpus, here or at an address that fsspec opens.

    :raises InputError: there is none, or its build was not finished.
    """
    folder = Folder(address)
    if not folder.exists():
        raise InputError("is not there", address, "Check the name.")
    names = set(folder.names())
    if MARKER not in names:
        raise InputError("is no corpus", address, "Name a folder that align corpus build wrote.")
    if state_of(folder).get("state") != "finished":
        hint = "Run align corpus build again with the same source and settings; it goes on."
        raise InputError("the corpus is not finished", address, hint)
    missing = [name for name in FILES if name not in names and name != CARD]
    if missing:
        raise InputError(f"the corpus lacks {missing[0]}", address, "Build it again.")
    return Corpus(folder)
