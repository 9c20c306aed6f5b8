"""``align corpus stats``, ``sample`` and ``diff``: looking into corpora that were built."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.options import Debug, Output
from align.cli.terminal import print_to

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from align.corpus.records import Split

Corpus = Annotated[
    str, typer.Argument(metavar="CORPUS", help="A folder that align corpus build wrote, or an address.")
]


class CountFormat(str, enum.Enum):
    """How numbers are written."""

    table = "table"
    jsonl = "jsonl"


class SampleFormat(str, enum.Enum):
    """How pairs are written."""

    table = "table"
    jsonl = "jsonl"
    tsv = "tsv"


class PartName(str, enum.Enum):
    """The parts of a corpus."""

    train = "train"
    valid = "valid"
    test = "test"


def stats(
    corpus: Corpus,
    format_: Annotated[
        CountFormat, typer.Option("--format", help="A table, or a line of JSON each.")
    ] = CountFormat.table,
    output: Output = "-",
    debug: Debug = False,
) -> None:
    """Count pairs, words and characters by part, source, licence and rule, and the spread of scores and lengths.

    Example: align corpus stats corpus/
    """
    from align.corpus.counted import alone_counts, stat_records
    from align.corpus.opened import open_corpus
    from align.corpus.summary import summarise
    from align.formats.atomic import check_target

    check_target(output)
    opened = open_corpus(corpus)
    summary, alone = summarise(opened), alone_counts(opened.report())
    if format_ is CountFormat.jsonl:
        _write_lines(output, stat_records(summary, alone))
        return
    from align.corpus.tables import print_stats

    print_to(output, lambda console: print_stats(summary, alone, console))


def sample(
    corpus: Corpus,
    rule: Annotated[str | None, typer.Option(help="Pairs and documents that this rule threw away.")] = None,
    split: Annotated[PartName | None, typer.Option(help="Only this part.")] = None,
    count: Annotated[int, typer.Option("-n", min=1, max=100_000, help="How many.")] = 20,
    seed: Annotated[int, typer.Option(help="Another number gives other pairs.")] = 0,
    nearest: Annotated[
        bool, typer.Option("--nearest", help="Those nearest to the rule's threshold, the nearest first.")
    ] = False,
    format_: Annotated[
        SampleFormat, typer.Option("--format", help="A table, lines of JSON as in the corpus, or TSV.")
    ] = SampleFormat.table,
    output: Output = "-",
    debug: Debug = False,
) -> None:
    """Show some pairs that were kept, or that a rule threw away; the same ones each time.

    Example: align corpus sample corpus/ --rule length-ratio --nearest
    """
    from align.corpus.counted import sample_cells
    from align.corpus.opened import open_corpus
    from align.corpus.sample import sample_kept, sample_rejected
    from align.formats.atomic import check_target, write_file

    if nearest and rule is None:
        raise typer.BadParameter("needs --rule", param_hint="--nearest")
    check_target(output)
    part: Split | None = split.value if split else None
    opened = open_corpus(corpus)
    if rule is None:
        rows = sample_kept(opened, count, seed, part)
    else:
        rows = sample_rejected(opened, rule, count, seed, part, nearest=nearest)
    if format_ is SampleFormat.jsonl:
        _write_lines(output, rows)
    elif format_ is SampleFormat.tsv:
        from align.formats.tsv import write_table

        header, cells = sample_cells(rows, is_dropped=rule is not None)
        write_file(output, write_table(header, cells, "\t", bom=False).data)
    else:
        from align.corpus.tables import print_sample

        print_to(output, lambda console: print_sample(rows, console))


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A corpus.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another one, of the same documents or not.")],
    format_: Annotated[
        CountFormat, typer.Option("--format", help="A table of counts, or a line of JSON for each change.")
    ] = CountFormat.table,
    output: Output = "-",
    debug: Debug = False,
) -> None:
    """Show what differs between two corpora: settings and versions, documents and pairs that came, went or moved.

    Example: align corpus diff corpus-may/ corpus-june/
    """
    from align.corpus.counted import difference_record
    from align.corpus.difference import compare_corpora
    from align.corpus.opened import open_corpus
    from align.formats.atomic import check_target

    check_target(output)
    found = compare_corpora(open_corpus(old), open_corpus(new))
    if format_ is CountFormat.jsonl:
        _write_lines(output, (difference_record(one) for one in found))
        return
    from align.corpus.tables import print_difference

    print_to(output, lambda console: print_difference(found, console))


def _write_lines(output: str, records: Iterable[dict[str, Any]]) -> None:
    from align.formats.atomic import open_file
    from align.formats.jsonl import dump_record

    with open_file(output) as file:
        for record in records:
            file.write(dump_record(record))
