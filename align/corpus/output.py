"""The folder that a build writes into: ours or somebody else's, begun or finished."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from align.corpus.assemble import DOCUMENTS, PARTS, REJECTED
from align.corpus.store import Folder, is_unfinished
from align.errors import OutputError

MARKER, WORK, REPORT, LOCK = ".align-corpus.json", ".align-work", "report.json", "lock.json"
PAGE = "report.html"
FILES = (*(f"{part}.jsonl" for part in PARTS), REJECTED, DOCUMENTS, REPORT, PAGE, LOCK)
"""What a build writes. Nothing else in the folder is ever touched."""


def is_written(name: str) -> bool:
    """Whether a file in our folder has a name of ours, or that of one that was being written."""
    return name in FILES or any(name.startswith(f"{own}.") and is_unfinished(name) for own in (*FILES, MARKER))


def check_output(output: Folder, overwrite: bool) -> None:
    """Refuse, before any work, a folder that holds something else.

    With ``overwrite`` such a folder is taken, unless we would have to write over files that are not ours.

    :raises OutputError: it holds something that no build of ours wrote.
    """
    names = set(output.names())
    if MARKER in names or not names:
        return
    if not overwrite:
        raise OutputError("the folder holds something else", output.address, "Name another, or say --overwrite.")
    foreign = sorted(names & {*FILES, WORK})
    if foreign:
        what = f"{foreign[0]} is there, and align did not write it"
        raise OutputError(what, output.address, "Move it away, or name another folder.")


def is_finished(output: Folder, fingerprint: str) -> bool:
    """Whether the folder holds the very corpus that is asked for, whole."""
    state = state_of(output)
    whole = set(FILES) <= set(output.names())
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
            _mark(output, "", "begun")  # killed in the next line, no build takes what is left for its own
        work.remove("")
    for name in output.names():
        if is_written(name) and is_unfinished(name):  # of a build that was killed while it wrote
            output.remove(name)
    _mark(output, fingerprint, "begun")
    return work


def finish(output: Folder, work: Folder, fingerprint: str) -> None:
    """Mark the corpus as whole and take the work folder away."""
    _mark(output, fingerprint, "finished")
    work.remove("")


def fingerprint_of(lock: dict[str, Any]) -> str:
    """Name of a build: the same for the same listed inputs, settings and versions."""
    return hashlib.sha256(json.dumps(lock, sort_keys=True).encode()).hexdigest()


def _mark(output: Folder, fingerprint: str, state: str) -> None:
    record = {"written_by": "align corpus build", "build": fingerprint, "state": state}
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
