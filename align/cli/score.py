"""``align score``: how faithful each of many segment pairs is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from align.cli.options import Debug, GlossaryFile, LanguageName, Model, Output, Quiet
from align.cli.terminal import count_bar


def score(
    pairs: Annotated[str, typer.Argument(metavar="IN", help='JSON lines with "src" and "tgt", or - .')],
    output: Output = "-",
    scol: Annotated[
        int | None, typer.Option("--scol", min=1, help="IN is tab-separated: the column of the source, from 1.")
    ] = None,
    tcol: Annotated[int | None, typer.Option("--tcol", min=1, help="The column of the translation.")] = None,
    src_lang: Annotated[
        LanguageName | None, typer.Option(help="Language of every source, if detection errs.")
    ] = None,
    glossary: GlossaryFile = None,
    model: Model = None,
    head: Annotated[
        Path | None, typer.Option("--head", help="A fidelity head in place of the one that ships.")
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=0, max=256, help="Processes; 0: one a core if there are many pairs.")
    ] = 0,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Say how faithful each translation is to its source, from 0 to 1, and what was found.

    Example: align score pairs.jsonl -o scores.jsonl
    """
    from align.formats.atomic import check_target, open_file
    from align.formats.glossary import read_glossary
    from align.formats.segments import (
        read_json_segments,
        read_table_segments,
        write_json_score,
        write_table_score,
    )
    from align.pipeline import ScoreSettings, score_lines

    if (scol is None) != (tcol is None):
        raise typer.BadParameter("--scol and --tcol go together", param_hint="--scol")
    check_target(output, pairs, glossary, head)
    terms = read_glossary(glossary) if glossary else None
    settings = ScoreSettings(src_lang.value if src_lang else None, terms, model, head)
    with _opened(pairs) as lines, count_bar(quiet, "pairs") as counted:
        read = read_table_segments(lines, pairs, scol, tcol) if scol and tcol else read_json_segments(lines, pairs)
        write = write_table_score if scol else write_json_score
        if not workers and pairs == "-":
            workers = 1  # each pair of a pipe is answered as it comes
        with open_file(output) as out:
            for line in score_lines(read, write, settings, workers):
                out.write(line)
                counted()


@contextmanager
def _opened(path: str) -> Iterator[Iterable[bytes]]:
    from align.errors import InputError

    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115  (closed below; only the opening may fail)
    except (OSError, ValueError) as error:
        raise InputError("cannot be read", path, "Give a file of JSON lines.") from error
    with file:
        yield file
