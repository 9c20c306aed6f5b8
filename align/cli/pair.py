"""``align pair``: which sentence goes with which."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.options import (
    Beads,
    Bom,
    Config,
    Debug,
    FirstFile,
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
    from align.formats import Written
    from align.records import Comparison, Document
    from align.settings import AlignmentSettings


class Format(str, enum.Enum):
    """What the result is written as."""

    table = "table"
    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"
    xlsx = "xlsx"
    vecalign = "vecalign"
    tmx = "tmx"
    xliff = "xliff"
    html = "html"


def pair(
    first: FirstFile,
    second: SecondFile = None,
    format_: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: by the output's suffix, else a table.")
    ] = None,
    output: Output = "-",
    presplit: Presplit = False,
    model: Annotated[
        str | None,
        typer.Option(help="A sentence-transformers model (name or folder) in place of the embedded one."),
    ] = None,
    beads: Beads = None,
    min_score: Annotated[
        float | None, typer.Option(help="Beads below it (0 to 1) are shown as unmatched; not with --beads.")
    ] = None,
    min_confidence: Annotated[float | None, typer.Option(help="The same, by confidence (0 to 1).")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show each bead's rivals and their scores.")] = False,
    src_lang: SrcLang = None,
    tgt_lang: TgtLang = None,
    src_code: Annotated[str | None, typer.Option(help="Language code of A in TMX and XLIFF, say zh-HK.")] = None,
    tgt_code: Annotated[str | None, typer.Option(help="Language code of B in TMX and XLIFF.")] = None,
    bom: Bom = False,
    save_text: Annotated[
        Path | None, typer.Option(help="Folder to write the two texts to, as the offsets count them.")
    ] = None,
    config: Config = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Align two versions of one report, sentence by sentence.

    Example: align pair report.zh.txt report.en.html --format html -o report.html
    """
    from align.formats.atomic import check_folder, check_target
    from align.pipeline import compare

    kind = Format(by_suffix(format_.value if format_ else None, output, [f.value for f in Format]))
    if kind is Format.xlsx and output == "-" and sys.stdout.isatty():
        raise typer.BadParameter("xlsx is binary; give -o FILE", param_hint="--format")
    check_target(output, first, second, beads, config)
    if save_text:
        check_folder(save_text)
    settings = _settings(config, min_score, min_confidence)
    src, tgt = read_sides(first, second, src_lang, tgt_lang, quiet)
    if beads and (settings.min_score or settings.min_confidence):
        notify([f"the alignment of {beads} is taken as given; no least score or confidence applies."], quiet)
    if save_text:
        _save_texts(src, tgt, save_text)
    with progress_bar(quiet) as progress:
        result = compare(
            src, tgt, model=model, settings=settings, presplit=presplit, progress=progress,
            beads=beads_reader(beads) if beads else None, quotes=kind is Format.html,
        )  # fmt: skip
    for side in ("src", "tgt"):
        if added := int(result.alignment.estimates.get(f"added_{side}", 0)):
            notify([f"{added} sentences of {side} are not in {beads}; they are shown as unmatched."], quiet)
    _write(result, kind, output, quiet, {"src_tag": src_code, "tgt_tag": tgt_code}, bom)
    if explain:
        _explain(result, settings)


def _settings(config: Path | None, min_score: float | None, min_confidence: float | None) -> AlignmentSettings:
    """Take what the command line gives over what the file says, 0 too."""
    from dataclasses import replace

    from align.settings import AlignmentSettings, read_settings

    settings = read_settings(config) if config else AlignmentSettings()
    return replace(
        settings,
        min_score=settings.min_score if min_score is None else min_score,
        min_confidence=settings.min_confidence if min_confidence is None else min_confidence,
    )


def _write(
    result: Comparison, kind: Format, output: str, quiet: bool, tags: dict[str, str | None], bom: bool
) -> None:
    from align.formats.atomic import write_file

    if kind is Format.table:
        from align.report import print_comparison

        print_to(output, lambda console: print_comparison(result, console))
        return
    if kind is Format.html:
        from align.report import render_comparison

        write_file(output, render_comparison(result).encode("utf-8"))
        return
    written = _written(result, kind, tags, bom)
    notify(written.notices, quiet)
    write_file(output, written.data)


def _written(result: Comparison, kind: Format, tags: dict[str, str | None], bom: bool) -> Written:
    from align.formats import bead_writer

    writer = bead_writer(kind.value)
    if kind in (Format.tmx, Format.xliff):
        return writer(result, **tags)
    return writer(result, bom=bom) if kind in (Format.tsv, Format.csv) else writer(result)


def _save_texts(src: Document, tgt: Document, folder: Path) -> None:
    from align.formats.atomic import write_file

    for side, document in (("src", src), ("tgt", tgt)):
        path = folder / f"{side}.{document.language}.txt"
        if path.is_symlink():  # it could lead elsewhere
            path.unlink()
        write_file(path, document.text.encode("utf-8"))


def _explain(result: Comparison, settings: AlignmentSettings) -> None:
    from align.beads import rivals

    for rival in rivals(result.src, result.tgt, result.alignment, settings):
        chosen = result.alignment.beads[rival.bead]
        mark = "*" if (rival.src, rival.tgt) == (chosen.src, chosen.tgt) else " "
        shape = f"{list(rival.src)}:{list(rival.tgt)}"
        sys.stderr.write(
            f"{mark} bead {rival.bead + 1} {shape} similarity {rival.similarity:.3f} gain {rival.gain:.3f}\n"
        )
