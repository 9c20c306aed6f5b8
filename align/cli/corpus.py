"""``align corpus``: sentence pairs to train on, from many reports."""

from __future__ import annotations

import enum
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.options import Debug, Model, Quiet
from align.cli.terminal import notify
from align.errors import PartialError

if TYPE_CHECKING:
    from align.corpus import Built, CorpusSettings, Source
    from align.corpus.formats import Outputs


class EngineName(str, enum.Enum):
    """Where the work is done."""

    local = "local"
    ray = "ray"
    slurm = "slurm"


def build(
    output: Annotated[str, typer.Option("--output", "-o", help="Folder to write, here or an address.")],
    source: Annotated[
        str | None,
        typer.Argument(metavar="IN", help="A folder, a manifest (.jsonl, .csv), Parquet or WARC; gz, zst too."),
    ] = None,
    zh: Annotated[
        str | None, typer.Option(help="With --en, in place of IN: the folder, or the file of lines, in Chinese.")
    ] = None,
    en: Annotated[str | None, typer.Option(help="The same in English: equal names, or line by line.")] = None,
    config: Annotated[
        Path | None, typer.Option(help="Settings in TOML: [corpus], [corpus.rules.NAME], [alignment].")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes side by side.")] = 1,
    engine: Annotated[
        EngineName, typer.Option(help="This machine's processes, or a cluster: Ray, Slurm ([corpus.slurm]).")
    ] = EngineName.local,
    licence: Annotated[
        list[str] | None, typer.Option(help="Take only documents with this licence; may be repeated.")
    ] = None,
    exclude: Annotated[
        str | None, typer.Option(help="A file of texts (a test set) that nothing kept may be near to.")
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", help="Also write parquet, moses, tsv, tmx beside jsonl; several with commas, or repeated."
        ),
    ] = None,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="Also write what both versions quote, with speakers, into quotes/.")
    ] = False,
    damaged: Annotated[
        bool,
        typer.Option("--with-damaged", help="Also write twins of the pairs with one made error, into damaged/."),
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Read the first documents only.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Try some documents, estimate time, size and yield; write nothing.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take a folder that holds another corpus, or other files.")
    ] = False,
    model: Model = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Align every report, filter the pairs, and write train, valid and test with a report of what was dropped.

    Stopped at any moment and started again, it goes on. Example: align corpus build reports/ -o corpus/
    """
    from dataclasses import replace

    from align.corpus import build_corpus, read_corpus_settings, read_slurm_settings

    outputs = _outputs(formats, damaged)
    chosen = read_corpus_settings(config)
    chosen = replace(
        chosen, model=model, licences=tuple(licence or ()), exclude=exclude, limit=limit, quotes=quotes
    )
    if dry_run:
        _estimate(_source(source, zh, en), chosen, workers)
        return
    built = build_corpus(
        _source(source, zh, en), output, chosen, workers=workers, engine=engine.value, overwrite=overwrite,
        slurm=read_slurm_settings(config), outputs=outputs,
        progress=None if quiet else _progress(),
    )  # fmt: skip
    _summarise(built, quiet)
    if built.failed:
        where = f"{output.rstrip('/')}/rejected.jsonl"
        count = f"{built.failed} document{'s' * (built.failed > 1)}"
        raise PartialError(f"{count} failed; the rest is done", where, "They are listed there.")


def _source(source: str | None, zh: str | None, en: str | None) -> Source:
    from align.corpus import Parallel

    if source and not zh and not en:
        return source
    if zh and en and not source:
        return Parallel(zh, en)
    raise typer.BadParameter("Give IN, or both --zh and --en.")


def train_check(
    corpus: Annotated[str, typer.Argument(metavar="CORPUS", help="Folder that align corpus build has written.")],
    sample: Annotated[int, typer.Option(min=100, help="Pairs to train on at most, drawn evenly.")] = 10_000,
    steps: Annotated[int, typer.Option(min=10, help="Steps of 64 pairs.")] = 200,
    seed: Annotated[int, typer.Option(help="Of the draw and of the model's first numbers.")] = 1,
    debug: Debug = False,
) -> None:
    """Train a tiny model on some pairs to see that the corpus teaches something; exit code 1 where it does not.

    The model is made here and thrown away. Needs pip install 'align-enzh[models]'.
    """
    from align.corpus.training import check_training

    found = check_training(corpus, sample=sample, steps=steps, seed=seed)
    typer.echo(f"trained    {found.pairs:,} pairs, {found.steps:,} steps")
    typer.echo(f"loss       {found.loss[0]:.3f} at first, {found.loss[1]:.3f} at last")
    held = f"of {found.held_out:,} held-out pairs ({found.held_out_from})"
    typer.echo(f"retrieval  {found.found[0]:.1%} before, {found.found[1]:.1%} after, {held}")
    typer.echo(f"verdict    {'learnt' if found.learnt else 'nothing learnt'}")
    if not found.learnt:
        raise typer.Exit(1)


def _outputs(formats: list[str] | None, damaged: bool) -> Outputs:
    from align.corpus.formats import FORMATS, Outputs

    names = [name.strip() for given in formats or () for name in given.split(",") if name.strip()]
    for name in names:
        if name not in FORMATS:
            what = f"no such format: {name!r}; choose of {', '.join(FORMATS)}"
            raise typer.BadParameter(what, param_hint="--format")
    return Outputs(tuple(names), damaged)


def _estimate(source: Source, settings: CorpusSettings, workers: int) -> None:
    from align.corpus.estimate import estimate_build

    found = estimate_build(source, settings, workers)
    seconds = f"{found.seconds:,.0f} seconds" if found.seconds < 100 else f"{found.seconds / 3600:,.2f} hours"
    share = found.pairs / max(1.0, found.candidates)
    typer.echo(f"documents  {found.documents:,} ({found.tried} tried)")
    typer.echo(f"time       {seconds} with {workers} worker{'s' * (workers > 1)}")
    typer.echo(f"pairs      {found.pairs:,.0f}, {share:.0%} of {found.candidates:,.0f} candidates")
    typer.echo(f"size       {found.bytes / 1e6:,.2f} MB")
    typer.echo(f"refused    {found.refused_share:.0%} of the documents")


def _summarise(built: Built, quiet: bool) -> None:
    pairs, documents = built.report["pairs"], built.report["documents"]
    parts = ", ".join(f"{part} {pairs[part]:,}" for part in ("train", "valid", "test"))
    read = f"{documents['kept']:,} of {documents['read']:,} documents"
    kept = f"{pairs['kept']:,} of {pairs['candidates']:,} pairs kept"
    notify([f"{read}, {kept}: {parts}{'' if built.is_new else ' (was there already)'}."], quiet)


def _progress() -> Callable[[int, int], None]:
    """Tell on stderr, every ten seconds, how far it is, how fast and how long it will take."""
    import sys

    began = told = time.monotonic()
    first: int | None = None

    def report(done: int, total: int) -> None:
        nonlocal told, first
        now = time.monotonic()
        first = done if first is None else first  # what an earlier run did is no work of this one
        if now - told < 10 or done == first:
            return
        told, rate = now, (done - first) / (now - began)
        left = (total - done) / rate
        sys.stderr.write(
            f"align: {done:,} of {total:,} documents, {rate:.2f} a second, {left / 60:.0f} minutes left\n"
        )

    return report
