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
    read_sides,
)  # fmt: skip
from align.cli.terminal import beads_reader, notify, print_to, progress_bar

if TYPE_CHECKING:
    from align.records import Comparison


class AuditFormat(str, enum.Enum):
    """What findings are written as."""

    table = "table"
    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"


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

    Example: align audit report.zh.txt report.en.txt --original zh -o findings.tsv
    """
    from align.formats.atomic import check_target
    from align.formats.glossary import read_glossary
    from align.pipeline import audit as run_audit
    from align.settings import read_settings

    chosen = AuditFormat(by_suffix(format_.value if format_ else None, output, [f.value for f in AuditFormat]))
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
    _write(result, chosen, output, bom, quiet)


def _write(result: Comparison, chosen: AuditFormat, output: str, bom: bool, quiet: bool) -> None:
    from align.formats.atomic import write_file
    from align.formats.findings import write_finding_table, write_findings

    if chosen is AuditFormat.table:
        from align.report import print_findings

        print_to(output, lambda console: print_findings(result, console))
        return
    delimiter = "," if chosen is AuditFormat.csv else "\t"
    written = (
        write_findings(result)
        if chosen is AuditFormat.jsonl
        else write_finding_table(result, delimiter=delimiter, bom=bom)
    )
    notify(written.notices, quiet)
    write_file(output, written.data)
