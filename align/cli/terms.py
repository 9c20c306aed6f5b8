"""``align terms``: what became of a wording in the other version, by speaker and over time."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.options import (
    Bom,
    Config,
    Debug,
    GlossaryFile,
    HeadFile,
    LanguageName,
    Model,
    Output,
    Quiet,
    SecondFile,
    SrcLang,
    TgtLang,
    by_suffix,
    read_sides,
)  # fmt: skip
from align.cli.terminal import notify, print_to, progress_bar, some_of

if TYPE_CHECKING:
    from align.records import TermTrace


class TermFormat(str, enum.Enum):
    """What uses of terms are written as."""

    table = "table"
    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"
    html = "html"


def terms(
    first: Annotated[str, typer.Argument(metavar="A", help="File, address or - ; or a folder of pairs.")],
    second: SecondFile = None,
    term: Annotated[
        list[str] | None,
        typer.Option(help="A wording in either language, a concept's id, or ZH=EN; repeatable. Default: all."),
    ] = None,
    format_: Annotated[
        TermFormat | None, typer.Option("--format", "-f", help="Default: by the output's suffix, else a table.")
    ] = None,
    output: Output = "-",
    original: Annotated[
        LanguageName | None, typer.Option(help="The side that was written first (default: A's; zh in a folder).")
    ] = None,
    glossary: GlossaryFile = None,
    model: Model = None,
    head: HeadFile = None,
    src_lang: SrcLang = None,
    tgt_lang: TgtLang = None,
    config: Config = None,
    bom: Bom = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Show every place of a wording in both versions: kept, softened, switched or dropped, by whom and when.

    Example: align terms corpora/ --term "one-China" -o one-china.html
    """
    from align.errors import PartialError
    from align.formats.atomic import check_target
    from align.formats.glossary import read_glossary
    from align.pipeline import trace_folder, trace_terms
    from align.settings import read_settings

    chosen = TermFormat(by_suffix(format_.value if format_ else None, output, [f.value for f in TermFormat]))
    folder = Path(first) if second is None and Path(first).is_dir() else None
    check_target(output, None if folder else first, second, config, glossary, head)
    asked = tuple(term or ())
    held = read_glossary(glossary) if glossary else None
    settings = read_settings(config) if config else None
    written_first = original.value if original else None
    with progress_bar(quiet) as progress:
        options = {
            "original": written_first, "glossary": held, "model": model, "settings": settings, "head": head,
            "progress": progress,
        }  # fmt: skip
        if folder:
            trace = trace_folder(folder, asked, **options)
        else:
            src, tgt = read_sides(first, second, src_lang, tgt_lang, quiet)
            trace = trace_terms([(Path(first).name.split(".")[0] or first, src, tgt)], asked, **options)
    notify([f"{path}: its other version is not there; left out." for path in trace.alone], quiet)
    notify([f"{name}: {reason}" for name, reason in trace.failed], quiet)
    _write(trace, chosen, output, bom, quiet)
    if trace.failed:
        names = [name for name, _ in trace.failed]
        raise PartialError(f"{len(names)} of {first} could not be read", some_of(names))


def _write(trace: TermTrace, chosen: TermFormat, output: str, bom: bool, quiet: bool) -> None:
    from align.formats.atomic import write_file
    from align.formats.terms import write_use_table, write_uses

    if chosen is TermFormat.table:
        from align.report import print_terms

        print_to(output, lambda console: print_terms(trace, console))
        return
    if chosen is TermFormat.html:
        from align.report import render_terms

        write_file(output, render_terms(trace).encode("utf-8"))
        return
    delimiter = "," if chosen is TermFormat.csv else "\t"
    written = (
        write_uses(trace) if chosen is TermFormat.jsonl else write_use_table(trace, delimiter=delimiter, bom=bom)
    )
    notify(written.notices, quiet)
    write_file(output, written.data)
