"""The folder that a build writes into: ours or somebody else's, begun or finished."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from typing import Any

from align.corpus.assemble import DOCUMENTS, PARTS, REJECTED
from align.corpus.formats.card import CARD
from align.corpus.store import Folder, finished_name, is_unfinished
from align.errors import OutputError

MARKER, WORK, REPORT, LOCK = ".align-corpus.json", ".align-work", "report.json", "lock.json"
PAGE = "report.html"
FILES = (*(f"{part}.jsonl" for part in PARTS), REJECTED, DOCUMENTS, REPORT, PAGE, LOCK, CARD)
"""What every build writes; other formats and sets come to it, which the marker lists (``files``).
Nothing else in the folder is ever touched."""


def is_written(name: str, listed: Collection[str] = ()) -> bool:
    """Whether a file in our folder has a name of ours, or that of one that was being written.

    :param listed: what the marker lists (:func:`listed_files`).
    """
    return (
        name in FILES
        or name in listed
        or (is_unfinished(name) and finished_name(name) in (*FILES, MARKER, *listed))
    )


def listed_files(output: Folder) -> tuple[str, ...]:
    """The files beside :data:`FILES` that builds have written, or begun to write, into our folder."""
    files = state_of(output).get("files", [])
    return tuple(name for name in files if isinstance(name, str)) if isinstance(files, list) else ()


def own_files(output: Folder, names: Iterable[str]) -> None:
    """List files as ours, before they are written."""
    state = state_of(output)
    files = sorted({*listed_files(output), *names})
    if files != state.get("files", []):
        _mark(output, state.get("build", ""), state.get("state", "begun"), files)


def check_output(output: Folder, overwrite: bool, tops: Collection[str] = ()) -> None:
    """Refuse, before any work, a folder that holds something else.

    With ``overwrite`` such a folder is taken, unless we would have to write over files that are not ours.

    :param tops: names that the formats asked for put directly into the folder.
    :raises OutputError: it holds something that no build of ours wrote; it is a file, or lies under one.
    """
    try:
        is_file, names = output.is_file, set(output.names())
    except NotADirectoryError:
        is_file, names = True, set()
    if is_file:
        raise OutputError("no folder can be made there: a file is in the way", output.address, "Name another.")
    if not names:
        return
    if MARKER in names:
        ours = {name.split("/")[0] for name in listed_files(output)}
        foreign = sorted((names & {*tops}) - ours)
    elif overwrite:
        foreign = sorted(names & {*FILES, *tops, WORK})
    else:
        raise OutputError("the folder holds something else", output.address, "Name another, or say --overwrite.")
    if foreign:
        what = f"{foreign[0]} is there, and align did not write it"
        raise OutputError(what, output.address, "Move it away, or name another folder.")


def is_finished(output: Folder, fingerprint: str, more: Iterable[str] = ()) -> bool:
    """Whether the folder holds the very corpus that is asked for, whole, with files of the names in ``more``."""
    state = state_of(output)
    whole = set(FILES) <= set(output.names()) and all(map(output.exists, more))
    return whole and state.get("build") == fingerprint and state.get("state") == "finished"


def claim(output: Folder, fingerprint: str, overwrite: bool) -> Folder:
    """Mark the folder as ours and return the work folder: kept where this very build was begun, else emptied.

    :raises OutputError: it holds another corpus, and ``overwrite`` was not said.
    """
    state, work = state_of(output), Folder(f"{output.address.rstrip('/')}/{WORK}")
    if state.get("build") != fingerprint:
        if state and not overwrite:
            what = f"the folder holds another corpus ({state.get('state', 'of unknown state')})"
            raise OutputError(what, output.address, "Name another, or say --overwrite.")
        if state:
            # killed in the next line, no build takes what is left for its own
            _mark(output, "", "begun", listed_files(output))
        work.remove("")
    remove_unfinished(output)
    for name in listed_files(output):  # they would say something else than the pairs that are to come
        output.remove(name)
    _mark(output, fingerprint, "begun")
    return work


def remove_unfinished(output: Folder) -> None:
    """Take away what a build that was killed while it wrote has left."""
    listed = listed_files(output)
    for folder in sorted({"", *(f"{name.rpartition('/')[0]}/" for name in listed if "/" in name)}):
        for name in output.names(folder):
            if is_written(folder + name, listed) and is_unfinished(name):
                output.remove(folder + name)


def finish(output: Folder, work: Folder, fingerprint: str) -> None:
    """Mark the corpus as whole and take the work folder away."""
    _mark(output, fingerprint, "finished", listed_files(output))
    work.remove("")


def fingerprint_of(lock: dict[str, Any]) -> str:
    """Name of a build: the same for the same listed inputs, settings and versions."""
    return hashlib.sha256(json.dumps(lock, sort_keys=True).encode()).hexdigest()


def _mark(output: Folder, fingerprint: str, state: str, files: Collection[str] = ()) -> None:
    record: dict[str, Any] = {"written_by": "align corpus build", "build": fingerprint, "state": state}
    if files:
        record["files"] = sorted(files)
    output.write(MARKER, json.dumps(record) + "\n")


def state_of(output: Folder) -> dict[str, Any]:
    """What the marker says of the build that wrote the folder; empty where there is none."""
    if not output.exists(MARKER):
        return {}
    try:
        state = json.loads(output.read(MARKER))
    except ValueError:
        state = None
    return state if isinstance(state, dict) else {"state": "of unknown state"}
