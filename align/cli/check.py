"""``align check``: a gate for publishing; exit code 1 where something fails it."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.options import (
    Beads,
    Debug,
    FirstFile,
    GlossaryFile,
    HeadFile,
    Model,
    Original,
    Presplit,
    Quiet,
    SecondFile,
    SrcLang,
    TgtLang,
)
from align.cli.terminal import notify

if TYPE_CHECKING:
    from align.formats.accepted import Accepted
    from align.records import Comparison


class CheckFormat(str, enum.Enum):
    """How the outcome is listed."""

    text = "text"
    github = "github"


class Threshold(str, enum.Enum):
    """The least severity that fails."""

    critical = "critical"
    major = "major"
    minor = "minor"
    never = "never"


def check(
    first: FirstFile,
    second: SecondFile = None,
    fail_on: Annotated[
        Threshold | None, typer.Option(help="Least severity that fails (default: of the settings, else major).")
    ] = None,
    min_fidelity: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Least fidelity of the document (0 to 1); set on news, so try it first on pairs that you trust.",
        ),
    ] = None,
    accepted: Annotated[
        Path | None, typer.Option(help="File of accepted findings (default: NAME.accepted.toml beside A).")
    ] = None,
    accept: Annotated[
        list[str] | None, typer.Option(help="Accept the finding of this id, with --by and --why; may be repeated.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who accepts.")] = None,
    why: Annotated[str | None, typer.Option(help="Why it is accepted.")] = None,
    format_: Annotated[
        CheckFormat, typer.Option("--format", "-f", help="github: annotations in a workflow.")
    ] = CheckFormat.text,
    original: Original = None,
    glossary: GlossaryFile = None,
    presplit: Presplit = False,
    model: Model = None,
    head: HeadFile = None,
    beads: Beads = None,
    src_lang: SrcLang = None,
    tgt_lang: TgtLang = None,
    config: Annotated[
        Path | None, typer.Option(help="Settings in TOML: [check], [findings], [alignment].")
    ] = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """End with code 1 where a finding, or the fidelity, does not pass; list what fails.

    Example: align check report.zh.txt report.en.txt --fail-on major --config align.toml
    """
    from align.cli.auditing import run_audit
    from align.findings.check import check_findings
    from align.formats.accepted import accepted_path, read_accepted
    from align.formats.atomic import check_target
    from align.report.check_list import annotate_verdict, describe_stale, list_verdict
    from align.settings import Settings, override_check, read_config

    if accept and not ((by or "").strip() and (why or "").strip()):
        raise typer.BadParameter("say --by and --why too", param_hint="--accept")
    settings = read_config(config) if config else Settings()
    wanted = override_check(settings.check, fail_on.value if fail_on else None, min_fidelity)
    path = accepted or accepted_path(first)
    if accept:
        if path is None:
            raise typer.BadParameter("say in which file, with --accepted", param_hint="--accept")
        check_target(path, first, second, beads, config, glossary, head)
    entries = read_accepted(path, required=accepted is not None and not accept) if path else ()
    result, _ = run_audit(
        first, second, original=original, glossary=glossary, model=model, head=head, config=config, beads=beads,
        presplit=presplit, languages=(src_lang, tgt_lang), quiet=quiet, all_findings=True,
    )  # fmt: skip
    if accept and path:
        entries = _accept(result, accept, by or "", why or "", path)
    verdict = check_findings(result, wanted, entries, settings.findings)
    notify((describe_stale(entry, str(path)) for entry in verdict.stale), quiet)
    lines = annotate_verdict if format_ is CheckFormat.github else list_verdict
    for line in lines(result, verdict):
        typer.echo(line)
    if verdict.failed:
        raise typer.Exit(1)


def _accept(result: Comparison, ids: list[str], by: str, why: str, path: Path) -> tuple[Accepted, ...]:
    """Write the entries of the accepted findings to ``path``, and return all that it then holds."""
    from datetime import date

    from align.findings.check import accept_findings
    from align.formats.accepted import add_accepted, read_accepted
    from align.formats.atomic import write_file

    today = date.today().isoformat()
    new = accept_findings(result, ids, read_accepted(path), by=by, why=why, date=today)
    if new:
        write_file(path, add_accepted(path, new))
    return read_accepted(path)
