"""``align audit``: every difference in meaning between the two versions, with its evidence."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.options import (
    Beads,
    Bom,
    Config,
    Debug,
    FirstFile,
    HeadFile,
    LanguageName,
    Model,
    Output,
    Presplit,
    Quiet,
    SecondFile,
    SrcLang,
    TgtLang,
    by_suffix,
)  # fmt: skip
from align.cli.terminal import notify, print_to

if TYPE_CHECKING:
    from rich.console import Console

    from align.formats.jobs import Job
    from align.records import Comparison


class AuditFormat(str, enum.Enum):
    """What findings are written as."""

    table = "table"
    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"
    xliff = "xliff"


def audit(
    first: FirstFile,
    second: SecondFile = None,
    format_: Annotated[
        AuditFormat | None, typer.Option("--format", "-f", help="Default: by the output's suffix, else a table.")
    ] = None,
    output: Output = "-",
    original: Annotated[
        LanguageName | None, typer.Option(help="The side that was written first (default: A's language).")
    ] = None,
    glossary: Annotated[Path | None, typer.Option(help="Terms (TBX or CSV) in place of those that ship.")] = None,
    reference: Annotated[
        str | None, typer.Option(help="Another version of the translation, to compare with (scores, changes).")
    ] = None,
    scores: Annotated[
        Path | None, typer.Option(help="Where to write what --reference gives, as JSON lines.")
    ] = None,
    presplit: Presplit = False,
    model: Model = None,
    head: HeadFile = None,
    beads: Beads = None,
    src_lang: SrcLang = None,
    tgt_lang: TgtLang = None,
    config: Config = None,
    bom: Bom = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Report what was left out, added, renumbered, renamed or said in another term.

    A job that is aligned already (.xlf, .tmx, .xlsx) is given alone; as xliff it comes back with notes.

    Example: align audit report.zh.txt report.en.txt --original zh -o findings.tsv
    """
    from align.cli.auditing import run_audit
    from align.formats.atomic import check_target

    chosen = AuditFormat(by_suffix(format_.value if format_ else None, output, [f.value for f in AuditFormat]))
    if scores and not reference:
        raise typer.BadParameter("say --reference too", param_hint="--scores")
    for target in (output, scores or "-"):
        check_target(target, first, second, beads, config, glossary, head, reference)
    result, job = run_audit(
        first, second, original=original, glossary=glossary, model=model, head=head, config=config, beads=beads,
        presplit=presplit, languages=(src_lang, tgt_lang), quiet=quiet, reference=reference,
    )  # fmt: skip
    _write(result, chosen, output, bom, quiet, job)
    if scores:
        from align.formats.atomic import write_file
        from align.formats.versions import write_versions

        write_file(scores, write_versions(result).data)


def _write(result: Comparison, chosen: AuditFormat, output: str, bom: bool, quiet: bool, job: Job | None) -> None:
    from align.formats.atomic import write_file
    from align.formats.findings import write_finding_table, write_findings

    if chosen is AuditFormat.table:
        from align.report import print_findings, print_versions

        def show(console: Console) -> None:
            print_findings(result, console)
            print_versions(result, console)

        print_to(output, show)
        return
    if chosen is AuditFormat.xliff:
        from align.formats.notes import write_review

        review = write_review(result, job)
        notify(review.notices, quiet)
        write_file(output, review.data)
        return
    delimiter = "," if chosen is AuditFormat.csv else "\t"
    written = (
        write_findings(result)
        if chosen is AuditFormat.jsonl
        else write_finding_table(result, delimiter=delimiter, bom=bom)
    )
    notify(written.notices, quiet)
    write_file(output, written.data)
