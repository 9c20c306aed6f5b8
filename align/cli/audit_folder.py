"""``align audit FOLDER``: many pairs, one encoder."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer

from align.cli.terminal import notify, progress_bar, some_of
from align.errors import AlignError, InputError, PartialError

if TYPE_CHECKING:
    from align.documents.folders import FolderPairs
    from align.encoding import Progress
    from align.records import Comparison
    from align.report.collection import ReportKind

    Result = tuple[str, Comparison | AlignError]


def audit_folder(folder: Path, output: str, kind: str, options: dict[str, Any], quiet: bool) -> None:
    """Write a report a pair and their list, or one file of findings (``kind`` "jsonl").

    :param options: those of ``align.pipeline.audit_files``.
    :raises PartialError: some pairs could not be compared; each is told on stderr.
    """
    from align.documents.folders import pair_versions
    from align.formats.atomic import check_target, write_file
    from align.formats.findings import write_findings
    from align.pipeline import audit_files
    from align.report.collection import ReportFolder

    if kind not in ("html", "md", "xlsx", "jsonl"):
        raise typer.BadParameter(f"a folder cannot be written as {kind}; html, md, xlsx or jsonl", param_hint="-f")
    if output == "-" and kind != "jsonl":
        raise typer.BadParameter("give the folder to write to", param_hint="-o")
    found = pair_versions(folder)
    notify([f"no other version of {path}; it is left out." for path in found.alone], quiet)
    target = None if kind == "jsonl" else ReportFolder(Path(output))
    if target is None:
        check_target(output)
    failed: list[str] = []
    with progress_bar(quiet, "auditing", least=2) as progress:
        audited = audit_files(((pair.zh, pair.en) for pair in found.pairs), **options)
        results = _told(chain(_counted(found, audited, progress), _doubled(found)), failed, quiet)
        if target:
            target.write(results, cast("ReportKind", kind))
        else:
            lines = [write_findings(r, document=name).data for name, r in results if not isinstance(r, AlignError)]
            write_file(output, b"".join(lines))
    if failed:
        many = f"{len(failed)} of {len(found.pairs) + len(found.doubled)} pairs failed"
        raise PartialError(many, some_of(failed))


def _counted(
    found: FolderPairs, audited: Iterator[Comparison | AlignError], progress: Progress | None
) -> Iterator[Result]:
    for done, (pair, result) in enumerate(zip(found.pairs, audited, strict=True), 1):
        yield pair.name, result
        if progress:
            progress(done, len(found.pairs))


def _doubled(found: FolderPairs) -> Iterator[Result]:
    for name, paths in found.doubled:
        yield name, InputError("several files of one version", ", ".join(map(str, paths)), "Keep one a language.")


def _told(results: Iterator[Result], failed: list[str], quiet: bool) -> Iterator[Result]:
    """Hand results on, and tell of those that are errors as they come."""
    for name, result in results:
        if isinstance(result, AlignError):
            failed.append(name)
            notify([f"{name}: {result}"], quiet)
        yield name, result
