"""What ``align audit`` and ``align check`` read and run alike: two texts, or a job that is aligned already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from align.cli.options import LanguageName, read_sides
from align.cli.terminal import beads_reader, notify, progress_bar

if TYPE_CHECKING:
    from align.formats.jobs import Job
    from align.pipeline import Reference
    from align.records import Comparison, Language


def run_audit(
    first: str,
    second: str | None,
    *,
    original: LanguageName | None,
    glossary: Path | None,
    model: str | None,
    head: Path | None,
    config: Path | None,
    beads: Path | None,
    presplit: bool,
    languages: tuple[LanguageName | None, LanguageName | None],
    quiet: bool,
    reference: str | None = None,
    all_findings: bool = False,
) -> tuple[Comparison, Job | None]:
    """Read and audit; the job comes back too where one was given.

    :param all_findings: also those that the settings leave out.
    """
    from align.formats.glossary import read_glossary
    from align.formats.jobs import job_format, read_job
    from align.pipeline import audit, audit_job
    from align.settings import read_config

    settings = read_config(config) if config else None
    chosen = settings.findings if settings and not all_findings else None
    terms = read_glossary(glossary) if glossary else None
    other = _read_reference(reference, quiet) if reference else None
    written: Language | None = original.value if original else None
    if second is not None or job_format(first) is None:
        src, tgt = read_sides(first, second, *languages, quiet)
        with progress_bar(quiet) as progress:
            result = audit(
                src, tgt, original=written, glossary=terms, model=model, presplit=presplit, progress=progress,
                settings=settings.alignment if settings else None, head=head,
                beads=beads_reader(beads) if beads else None,
                findings=chosen, reference=other,
            )  # fmt: skip
        return result, None
    if beads or presplit:
        raise typer.BadParameter(f"{first} is aligned and cut already", param_hint="--beads, --presplit")
    job = read_job(first)
    notify(job.notices, quiet)
    src_language: Language | None = languages[0].value if languages[0] else None
    tgt_language: Language | None = languages[1].value if languages[1] else None
    with progress_bar(quiet) as progress:
        result = audit_job(
            job, original=written, glossary=terms, model=model, head=head, progress=progress,
            src_language=src_language, tgt_language=tgt_language,
            findings=chosen, reference=other,
        )  # fmt: skip
    return result, job


def _read_reference(path: str, quiet: bool) -> Reference:
    """The version to compare with: a text, or the translation in a job."""
    from align.documents import documents_from_job, read
    from align.formats.jobs import job_format, read_job
    from align.pipeline import Reference

    if job_format(path) is None:
        document = read(path)
        notify(document.notices, quiet)
        return Reference((document,))
    return Reference(documents_from_job(read_job(path))[:2], presplit=True)
