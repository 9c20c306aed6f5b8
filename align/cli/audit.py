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
    read_sides,
)  # fmt: skip
from align.cli.terminal import beads_reader, notify, print_to, progress_bar

if TYPE_CHECKING:
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
    original: Annotated[
        LanguageName | None, typer.Option(help="The side that was written first (default: A's language).")
    ] = None,
    glossary: Annotated[Path | None, typer.Option(help="Terms (TBX or CSV) in place of those that ship.")] = None,
    cite: Annotated[
        bool, typer.Option("--cite", help="Print how it was made, for a paper, and a BibTeX entry.")
    ] = False,
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

    Example: align audit report.zh.txt report.en.txt --original zh -o report.html
    """
    from align.formats.atomic import check_target
    from align.formats.glossary import read_glossary
    from align.pipeline import audit as run_audit
    from align.settings import read_settings

    if second is None and Path(first).is_dir():
        for_one = {"--beads": beads, "--src-lang": src_lang, "--tgt-lang": tgt_lang, "--cite": cite, "--bom": bom}
        _refuse_for_folder(for_one)
        from align.cli.audit_folder import audit_folder

        by_name = AuditFormat.jsonl if output.endswith(".jsonl") else AuditFormat.html
        options = {
            "original": original.value if original else None, "model": model, "head": head, "presplit": presplit,
            "glossary": read_glossary(glossary) if glossary else None,
            "settings": read_settings(config) if config else None,
        }  # fmt: skip
        audit_folder(Path(first), output, (format_ or by_name).value, options, quiet)
        return
    chosen = AuditFormat(by_suffix(format_.value if format_ else None, output, [f.value for f in AuditFormat]))
    if chosen is AuditFormat.xlsx and output == "-" and (cite or sys.stdout.isatty()):
        raise typer.BadParameter("xlsx is binary; give -o FILE", param_hint="--format")
    check_target(output, first, second, beads, config, glossary, head)
    settings = read_settings(config) if config else None
    terms = read_glossary(glossary) if glossary else None
    src, tgt = read_sides(first, second, src_lang, tgt_lang, quiet)
    with progress_bar(quiet) as progress:
        result = run_audit(
            src, tgt, original=original.value if original else None, glossary=terms, model=model,
            settings=settings, presplit=presplit, progress=progress, head=head,
            beads=beads_reader(beads) if beads else None,
        )  # fmt: skip
    if not cite or output != "-" or format_:
        _write(result, chosen, output, bom, quiet)
    if cite:
        from align.report import cite as write_citation

        typer.echo(write_citation(result), nl=False)


def _refuse_for_folder(given: Mapping[str, object]) -> None:
    for name, value in given.items():
        if value:
            raise typer.BadParameter("is for one pair, not for a folder", param_hint=name)


def _write(result: Comparison, chosen: AuditFormat, output: str, bom: bool, quiet: bool) -> None:
    from align.formats.atomic import write_file

    if chosen is AuditFormat.table:
        from align.report import print_findings

        print_to(output, lambda console: print_findings(result, console))
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
