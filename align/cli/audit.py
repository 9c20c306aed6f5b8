"""``align audit``: every difference in meaning between the two versions, with its evidence."""

from __future__ import annotations

import enum
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.options import (
    Beads,
    Bom,
    Config,
    Debug,
    GlossaryFile,
    HeadFile,
    LanguageName,
    Model,
    Original,
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
    html = "html"
    md = "md"
    xlsx = "xlsx"
    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"
    xliff = "xliff"


def audit(
    first: Annotated[
        str, typer.Argument(metavar="A", help="File, address or - ; either language. Or a folder of pairs.")
    ],
    second: SecondFile = None,
    format_: Annotated[
        AuditFormat | None,
        typer.Option("--format", "-f", help="Default: by the output's suffix, else a table; html for a folder."),
    ] = None,
    output: Output = "-",
    original: Original = None,
    glossary: GlossaryFile = None,
    cite: Annotated[
        bool, typer.Option("--cite", help="Print how it was made, for a paper, and a BibTeX entry.")
    ] = False,
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

    A folder of pairs, NAME.zh.* and NAME.en.*, gives a folder of reports with a page that lists them; or, with
    --format jsonl, one file of all findings. The Chinese version is A there.

    A job that is aligned already (.xlf, .tmx, .xlsx) is given alone; as xliff it comes back with notes.

    Example: align audit report.zh.txt report.en.txt --original zh -o report.html
    """
    from align.cli.auditing import run_audit
    from align.formats.atomic import check_target, write_file

    if second is None and Path(first).is_dir():
        for_one = {
            "--beads": beads, "--src-lang": src_lang, "--tgt-lang": tgt_lang, "--cite": cite, "--bom": bom,
            "--reference": reference, "--scores": scores,
        }  # fmt: skip
        _refuse_for_folder(for_one)
        _audit_folder(first, output, format_, original, model, head, presplit, glossary, config, quiet)
        return
    chosen = AuditFormat(by_suffix(format_.value if format_ else None, output, [f.value for f in AuditFormat]))
    if chosen is AuditFormat.xlsx and output == "-" and (cite or sys.stdout.isatty()):
        raise typer.BadParameter("xlsx is binary; give -o FILE", param_hint="--format")
    if scores and not reference:
        raise typer.BadParameter("say --reference too", param_hint="--scores")
    for target in (output, scores or "-"):
        check_target(target, first, second, beads, config, glossary, head, reference)
    result, job = run_audit(
        first, second, original=original, glossary=glossary, model=model, head=head, config=config, beads=beads,
        presplit=presplit, languages=(src_lang, tgt_lang), quiet=quiet, reference=reference,
    )  # fmt: skip
    if not cite or output != "-" or format_:
        _write(result, chosen, output, bom, quiet, job)
    if scores:
        from align.formats.versions import write_versions

        write_file(scores, write_versions(result).data)
    if cite:
        from align.report import cite as write_citation

        typer.echo(write_citation(result), nl=False)


def _refuse_for_folder(given: Mapping[str, object]) -> None:
    for name, value in given.items():
        if value:
            raise typer.BadParameter("is for one pair, not for a folder", param_hint=name)


def _audit_folder(
    folder: str,
    output: str,
    format_: AuditFormat | None,
    original: LanguageName | None,
    model: str | None,
    head: Path | None,
    presplit: bool,
    glossary: Path | None,
    config: Path | None,
    quiet: bool,
) -> None:
    from align.cli.audit_folder import audit_folder
    from align.formats.glossary import read_glossary
    from align.settings import read_config

    by_name = AuditFormat.jsonl if output.endswith(".jsonl") else AuditFormat.html
    settings = read_config(config) if config else None
    options = {
        "original": original.value if original else None, "model": model, "head": head, "presplit": presplit,
        "glossary": read_glossary(glossary) if glossary else None,
        "settings": settings.alignment if settings else None,
        "findings": settings.findings if settings else None,
    }  # fmt: skip
    audit_folder(Path(folder), output, (format_ or by_name).value, options, quiet)


def _write(result: Comparison, chosen: AuditFormat, output: str, bom: bool, quiet: bool, job: Job | None) -> None:
    from align.formats.atomic import write_file

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
    data, notices = _render(result, chosen, bom)
    notify(notices, quiet)
    write_file(output, data)


def _render(result: Comparison, chosen: AuditFormat, bom: bool) -> tuple[bytes, tuple[str, ...]]:
    """Give the file's content and what its format cannot hold."""
    if chosen is AuditFormat.html:
        from align.report import render_audit

        return render_audit(result).encode("utf-8"), ()
    if chosen is AuditFormat.md:
        from align.report import write_audit_markdown

        return write_audit_markdown(result).encode("utf-8"), ()
    if chosen is AuditFormat.xlsx:
        from align.report import write_audit_workbook

        written = write_audit_workbook(result)
    else:
        from align.formats.findings import write_finding_table, write_findings

        delimiter = "," if chosen is AuditFormat.csv else "\t"
        written = (
            write_findings(result)
            if chosen is AuditFormat.jsonl
            else write_finding_table(result, delimiter=delimiter, bom=bom)
        )
    return written.data, written.notices
