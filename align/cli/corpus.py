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
    from align.corpus import Built, CorpusSettings


class EngineName(str, enum.Enum):
    """Where the work is done."""

    local = "local"
    ray = "ray"
    slurm = "slurm"


def build(
    source: Annotated[
        str, typer.Argument(metavar="IN", help="A folder of reports, or a manifest (.jsonl, .csv); gz, zst too.")
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="Folder to write, here or an address.")],
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

    chosen = read_corpus_settings(config)
    chosen = replace(chosen, model=model, licences=tuple(licence or ()), exclude=exclude, limit=limit)
    if dry_run:
        _estimate(source, chosen, workers)
        return
    built = build_corpus(
        source, output, chosen, workers=workers, engine=engine.value, overwrite=overwrite,
        slurm=read_slurm_settings(config),
        progress=None if quiet else _progress(),
    )  # fmt: skip
    _summarise(built, quiet)
    if built.failed:
        where = f"{output.rstrip('/')}/rejected.jsonl"
        count = f"{built.failed} document{'s' * (built.failed > 1)}"
        raise PartialError(f"{count} failed; the rest is done", where, "They are listed there.")


def _estimate(source: str, settings: CorpusSettings, workers: int) -> None:
    from align.corpus.estimate import estimate_build

    found = estimate_build(source, settings)
    hours = found.seconds * found.documents / max(1, workers) / 3600
    typer.echo(f"documents  {found.documents:,} ({found.tried} tried)")
    typer.echo(f"time       {hours:,.2f} hours with {workers} worker{'s' * (workers > 1)}")
    typer.echo(
        f"pairs      {found.pairs * found.documents:,.0f} before duplicates, {found.kept_share:.0%} of candidates"
    )
    typer.echo(f"size       {found.bytes * found.documents / 1e6:,.1f} MB")
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
