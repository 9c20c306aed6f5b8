"""The options that several commands have, and what they stand for."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.terminal import notify

if TYPE_CHECKING:
    from align.records import Document


class LanguageName(str, enum.Enum):
    """A side's language."""

    en = "en"
    zh = "zh"


SUFFIXES = {
    ".jsonl": "jsonl", ".tsv": "tsv", ".csv": "csv", ".xlsx": "xlsx", ".tmx": "tmx", ".xlf": "xliff",
    ".xliff": "xliff", ".html": "html", ".htm": "html", ".ann": "brat", ".md": "md",
}  # fmt: skip
"""Output's suffix -> name of the format."""

FirstFile = Annotated[str, typer.Argument(metavar="A", help="File, address or - ; either language.")]
SecondFile = Annotated[
    str | None,
    typer.Argument(metavar="B", help="The other version. Left out: A holds both languages in turn."),
]
Output = Annotated[str, typer.Option("--output", "-o", help="Where to write; - is standard output.")]
Presplit = Annotated[bool, typer.Option("--presplit", help="One sentence a line, kept as given.")]
Model = Annotated[
    str | None,
    typer.Option(
        help="A sentence-transformers model in place of the embedded one; quotes are then found by rule."
    ),
]
HeadFile = Annotated[Path | None, typer.Option("--head", help="A quote head in place of the one that ships.")]
Bom = Annotated[bool, typer.Option("--bom", help="Begin TSV and CSV with a byte order mark (for Excel).")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notices, no progress.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
Beads = Annotated[
    Path | None,
    typer.Option(help="A corrected alignment (jsonl, vecalign, xlsx, tsv, csv) in place of searching."),
]
Original = Annotated[
    LanguageName | None, typer.Option(help="The side that was written first (default: A's language).")
]
GlossaryFile = Annotated[Path | None, typer.Option(help="Terms (TBX or CSV) in place of those that ship.")]
SrcLang = Annotated[LanguageName | None, typer.Option(help="Language of A, if detection errs.")]
TgtLang = Annotated[LanguageName | None, typer.Option(help="Language of B, if detection errs.")]
QuotesConfig = Annotated[Path | None, typer.Option("--config", help="Settings in TOML: [quotes], [alignment].")]
Config = Annotated[Path | None, typer.Option(help="Settings in TOML, table [alignment].")]


def read_sides(
    first: str, second: str | None, src_lang: LanguageName | None, tgt_lang: LanguageName | None, quiet: bool
) -> tuple[Document, Document]:
    """Both documents; what was repaired or guessed while reading goes to stderr, once."""
    from align.documents import read_pair

    src, tgt = read_pair(
        first,
        second,
        src_language=src_lang.value if src_lang else None,
        tgt_language=tgt_lang.value if tgt_lang else None,
    )
    notify([*src.notices, *(n for n in tgt.notices if n not in src.notices)], quiet)
    return src, tgt


def by_suffix(given: str | None, output: str, known: list[str]) -> str:
    """The format asked for, or the one that the output's suffix stands for."""
    if given:
        return given
    suffix = Path(output).suffix.lower() if output != "-" else ""
    found = SUFFIXES.get(suffix, "table" if suffix in ("", ".txt") else "")
    if found not in known:
        raise typer.BadParameter(f"no format has the suffix {suffix}; say --format", param_hint="-o")
    return found
