"""Audits of many pairs: a report each, and a page that lists them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from align.errors import AlignError, OutputError
from align.formats.atomic import check_folder, write_file
from align.records import SCHEMA_VERSION, Comparison, Severity
from align.report.audit import Audit, view_audit
from align.report.audit_page import render_audit
from align.report.figures import stack_bars
from align.report.markdown import write_audit_markdown
from align.report.page import render_alone
from align.report.rows import clean_text
from align.report.workbook import write_audit_workbook

ReportKind = Literal["html", "md", "xlsx"]

MARKER = "align-audit.json"
"""The file that makes a folder ours; it lists what we wrote."""
_INDEX, _REPORTS = "index.html", "pairs"
_LONGEST = 200
"""Bytes of a pair's name that its report's name keeps; file systems allow 255 with all that is added."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a pair with its report, or with the error that it ended in."""

    name: str
    report: str
    """The report's address, from the list; "" where there is none."""
    audit: Audit | None
    error: str


class ReportFolder:
    """A folder that reports are written to, and nothing outside it.

    :param path: not there yet, empty, or written by us before.
    :raises OutputError: it holds something else, is a file, or cannot be written to.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files = _known_files(path)
        if not path.exists():
            check_folder(path.parent)

    def write(self, results: Iterable[tuple[str, Comparison | AlignError]], kind: ReportKind) -> tuple[Entry, ...]:
        """Write a report a pair, each as soon as it is there, then the list.

        :raises OutputError: a file that we did not write is in the way, or the disk says no.
        """
        entries: list[Entry] = []
        taken: set[str] = set()
        self._make(self.path)
        self._make(self.path / _REPORTS)
        for name, result in results:
            if isinstance(result, AlignError):
                entries.append(Entry(clean_text(name), "", None, clean_text(str(result))))
                continue
            report = f"{_REPORTS}/{_free_stem(name, taken)}.{kind}"
            self._put(report, _render(result, kind))
            entries.append(Entry(clean_text(name), quote(report), view_audit(result), ""))
        self._put(_INDEX, _render_index(entries).encode("utf-8"))
        return tuple(entries)

    def _make(self, folder: Path) -> None:
        if folder != self.path and folder.is_symlink():
            raise OutputError("a link leads out of the folder", str(folder), "Name another folder.")
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise OutputError(f"cannot be made ({error.strerror})", str(folder), "Name another folder.") from None

    def _put(self, name: str, data: bytes) -> None:
        path = self.path / name
        if path.is_symlink() or (path.exists() and name not in self._files):
            raise OutputError("something else is in the way", str(path), "Name a new folder.")
        if name not in self._files:  # told first: what a stopped run leaves is ours as well
            self._files = (*self._files, name)
            listed = {"kind": "audit", "schema_version": SCHEMA_VERSION, "files": list(self._files)}
            write_file(
                self.path / MARKER, (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
            )
        write_file(path, data)


def _free_stem(name: str, taken: set[str]) -> str:
    """A file's name for a pair that no other has, on a disk where A is a too: "a/b" and "a--b" are two pairs."""
    stem = name.replace("/", "--").encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore") or "pair"
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    found = next(each for each in numbered if each.casefold() not in taken)
    taken.add(found.casefold())
    return found


def _known_files(path: Path) -> tuple[str, ...]:
    """What we wrote to a folder before; none where it is empty or not there."""
    try:
        if not path.exists() or not any(path.iterdir()):
            return ()
        marker = path / MARKER
        listed = None if marker.is_symlink() else json.loads(marker.read_text(encoding="utf-8"))
    except NotADirectoryError:
        raise OutputError("this is a file", str(path), "Name a folder.") from None
    except (FileNotFoundError, ValueError):
        listed = None
    except OSError as error:
        raise OutputError(f"cannot be read ({error.strerror})", str(path), "Name another folder.") from None
    if not isinstance(listed, dict) or listed.get("kind") != "audit" or not isinstance(listed.get("files"), list):
        raise OutputError("the folder holds something else", str(path), "Name a new or an empty folder.")
    return tuple(map(str, listed["files"]))


def _render(result: Comparison, kind: ReportKind) -> bytes:
    if kind == "xlsx":
        return write_audit_workbook(result).data
    return (render_audit(result) if kind == "html" else write_audit_markdown(result)).encode("utf-8")


def _render_index(entries: list[Entry]) -> str:
    done = [entry.audit for entry in entries if entry.audit]
    return render_alone(
        "index.html.j2",
        styles=("pair.css", "quotes.css", "audit.css", "index.css"),
        scripts=("page.js", "index.js"),
        done=[entry for entry in entries if entry.audit],
        failed=[entry for entry in entries if entry.error],
        totals=_totals(done),
        most=max((len(audit.findings) for audit in done), default=0),
        bars=stack_bars,
        scored=any(audit.fidelity for audit in done),
    )


def _totals(audits: list[Audit]) -> Mapping[Severity, int]:
    severities: tuple[Severity, ...] = ("critical", "major", "minor")
    return {severity: sum(audit.severities[severity] for audit in audits) for severity in severities}
