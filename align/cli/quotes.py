"""``align quotes``: who said what, in both versions; ``align attributions``: in one text."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.options import (
    Beads,
    Bom,
    Debug,
    FirstFile,
    HeadFile,
    LanguageName,
    Model,
    Output,
    Presplit,
    Quiet,
    QuotesConfig,
    SecondFile,
    SrcLang,
    TgtLang,
    by_suffix,
    read_sides,
)  # fmt: skip
from align.cli.terminal import beads_reader, notify, print_to, progress_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.records import Comparison, Quote, QuotePair, Side


class QuoteFormat(str, enum.Enum):
    """What quote pairs are written as."""

    table = "table"
    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"
    html = "html"


class AttributionFormat(str, enum.Enum):
    """What the quotes of one text are written as."""

    table = "table"
    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"
    brat = "brat"


class Kind(str, enum.Enum):
    """How much of a quote stands in quotation marks: all, some or nothing."""

    direct = "direct"
    mixed = "mixed"
    indirect = "indirect"


def quotes(
    first: FirstFile,
    second: SecondFile = None,
    format_: Annotated[
        QuoteFormat | None, typer.Option("--format", "-f", help="Default: by the output's suffix, else a table.")
    ] = None,
    output: Output = "-",
    speaker: Annotated[
        str | None, typer.Option(help="Only quotes of this speaker, named in either language.")
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only quotes that are so in either version.")] = None,
    term: Annotated[
        str | None, typer.Option(help="Only quotes whose content holds this wording, with their pairs.")
    ] = None,
    only_unpaired: Annotated[
        bool, typer.Option("--only-unpaired", help="Only what one version alone quotes.")
    ] = False,
    presplit: Presplit = False,
    model: Model = None,
    head: HeadFile = None,
    beads: Beads = None,
    src_lang: SrcLang = None,
    tgt_lang: TgtLang = None,
    config: QuotesConfig = None,
    bom: Bom = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Find every quote in both versions, with its speaker, and pair them.

    Example: align quotes report.zh.txt report.en.txt --term "one-China"
    """
    from align.errors import InputError
    from align.formats.atomic import check_target
    from align.pipeline import compare
    from align.quotes import select_pairs
    from align.settings import Settings, read_config

    chosen = QuoteFormat(by_suffix(format_.value if format_ else None, output, [f.value for f in QuoteFormat]))
    for option, value in (("term", term), ("speaker", speaker)):
        if value is not None and not value.strip():
            raise InputError(f"an empty {option}", repr(value), "Leave the option out for every quote.")
    check_target(output, first, second, beads, config, head)
    settings = read_config(config) if config else Settings()
    src, tgt = read_sides(first, second, src_lang, tgt_lang, quiet)
    with progress_bar(quiet) as progress:
        result = compare(
            src, tgt, model=model, settings=settings.alignment, presplit=presplit, progress=progress,
            quotes=settings.quotes, head=head, beads=beads_reader(beads) if beads else None,
        )  # fmt: skip
    wanted = select_pairs(
        src, tgt, result.quotes,
        speaker=speaker, kinds=(kind.value,) if kind else settings.quotes.kinds, term=term,
        only_unpaired=only_unpaired,
    )  # fmt: skip
    if not wanted:
        notify(["no quotes in these texts." if not result.quotes else "no quote fits what was asked for."], quiet)
    _write_pairs(result, wanted, chosen, output, bom, quiet)


def attributions(
    file: Annotated[str, typer.Argument(metavar="FILE", help="File, address or - ; English or Chinese.")],
    format_: Annotated[
        AttributionFormat | None,
        typer.Option("--format", "-f", help="Default: by the output's suffix, else a table."),
    ] = None,
    output: Output = "-",
    presplit: Presplit = False,
    model: Model = None,
    head: HeadFile = None,
    lang: Annotated[LanguageName | None, typer.Option(help="Language of the text, if detection errs.")] = None,
    config: QuotesConfig = None,
    bom: Bom = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Find every quote in one text, with its source, cue, content and speaker.

    Example: align attributions report.en.txt --format brat -o report.ann
    """
    from align.documents import read
    from align.formats.atomic import check_target
    from align.pipeline import find_attributions
    from align.settings import Settings, read_config

    chosen = AttributionFormat(
        by_suffix(format_.value if format_ else None, output, [f.value for f in AttributionFormat])
    )
    check_target(output, file, config, head)
    settings = read_config(config) if config else Settings()
    document = read(file, language=lang.value if lang else None)
    notify(document.notices, quiet)
    with progress_bar(quiet) as progress:
        side, found = find_attributions(
            document, model=model, head=head, presplit=presplit, progress=progress, settings=settings.quotes
        )
    if not found:
        notify(["no quotes in this text."], quiet)
    _write_quotes(side, found, chosen, output, bom, quiet)


def _write_pairs(
    result: Comparison, wanted: Sequence[QuotePair], chosen: QuoteFormat, output: str, bom: bool, quiet: bool
) -> None:
    from align.formats.atomic import write_file
    from align.formats.quotes import write_pair_table, write_pairs

    src, tgt = result.src.document, result.tgt.document
    if chosen is QuoteFormat.table:
        from align.report import print_quotes

        print_to(output, lambda console: print_quotes(result, console, wanted))
    elif chosen is QuoteFormat.html:
        from align.report import render_quotes

        write_file(output, render_quotes(result, wanted).encode("utf-8"))
    else:
        delimiter = "," if chosen is QuoteFormat.csv else "\t"
        written = (
            write_pairs(src, tgt, wanted)
            if chosen is QuoteFormat.jsonl
            else write_pair_table(src, tgt, wanted, delimiter=delimiter, bom=bom)
        )
        notify(written.notices, quiet)
        write_file(output, written.data)


def _write_quotes(
    side: Side, found: tuple[Quote, ...], chosen: AttributionFormat, output: str, bom: bool, quiet: bool
) -> None:
    from align.formats.atomic import write_file
    from align.formats.quotes import write_brat, write_quote_table, write_quotes

    if chosen is AttributionFormat.table:
        from align.report import print_attributions

        print_to(output, lambda console: print_attributions(side, found, console))
        return
    delimiter = "," if chosen is AttributionFormat.csv else "\t"
    if chosen is AttributionFormat.jsonl:
        written = write_quotes(side.document, found)
    elif chosen is AttributionFormat.brat:
        written = write_brat(side.document, found)
    else:
        written = write_quote_table(side.document, found, delimiter=delimiter, bom=bom)
    notify(written.notices, quiet)
    write_file(output, written.data)
