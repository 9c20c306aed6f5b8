"""All commands, and the one place where an error becomes a line on stderr and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Annotated, NoReturn

import typer

from align.cli.audit import audit
from align.cli.check import check
from align.cli.corpus import build, train_check
from align.cli.corpus_reading import diff, sample, stats
from align.cli.eval import eval_
from align.cli.models import models
from align.cli.pair import pair
from align.cli.quotes import attributions, quotes
from align.cli.score import score
from align.cli.terms import terms
from align.errors import AlignError, OutputError
from align.formats.atomic import explain_errno
from align.threads import use_one_thread

app = typer.Typer(
    name="align",
    help="Compare an English and a Chinese version of one report.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _ended(command: Callable[..., None]) -> Callable[..., None]:
    """End a command at Ctrl-C and a closed pipe as docs/exit-codes.md says, before typer does it its own way."""

    @wraps(command)
    def run(*args: object, **options: object) -> None:
        try:
            command(*args, **options)
            sys.stdout.flush()
        except KeyboardInterrupt:
            _fail("stopped; nothing half-written is left", 130, debug=False)
        except BrokenPipeError:
            # The reader has had enough (head, less): end as other Unix tools do, without a word.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(128 + getattr(signal, "SIGPIPE", 13))

    return run


app.command("pair")(_ended(pair))
app.command("quotes")(_ended(quotes))
app.command("attributions")(_ended(attributions))
app.command("audit")(_ended(audit))
app.command("terms")(_ended(terms))
app.command("check")(_ended(check))
app.command("score")(_ended(score))
app.command("eval")(_ended(eval_))
app.command("models")(_ended(models))

corpus = typer.Typer(help="Sentence pairs to train on, from many reports.", no_args_is_help=True)
corpus.command("build")(_ended(build))
corpus.command("stats")(_ended(stats))
corpus.command("sample")(_ended(sample))
corpus.command("diff")(_ended(diff))
corpus.command("train-check")(_ended(train_check))
app.add_typer(corpus, name="corpus")


def _show_version(wanted: bool) -> None:
    if wanted:
        from align.version import package_version

        typer.echo(f"align {package_version()}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop."),
    ] = False,
) -> None:
    """Compare an English and a Chinese version of one report."""


def main() -> None:
    """Run the command line; never returns."""
    use_one_thread()  # the tables of one report are small: a second core would only wait
    debug = "--debug" in sys.argv
    _stand_in_for_closed()
    for stream in (sys.stdout, sys.stderr):  # Windows would take the code page of the console
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except AlignError as error:
        _fail(str(error), error.exit_code, debug)
    except MemoryError:
        _fail("not enough memory. Give shorter texts", 3, debug)
    except OSError as error:
        # What is read or written elsewhere has errors of its own; this is what a command or typer prints.
        if error.filename is not None or error.errno not in (errno.EBADF, errno.ENOSPC, errno.EDQUOT, errno.EIO):
            _fail_as_bug(error, debug)
        what, hint = explain_errno(error)
        _fail(str(OutputError(what, "standard output", hint)), OutputError.exit_code, debug)
    except Exception as error:
        _fail_as_bug(error, debug)


def _stand_in_for_closed() -> None:
    """Give a closed standard output or error (``>&-``) a file in its place.

    Python has None there. Output fails when it is written to, as on a full disk, so a command that writes a file
    works; errors that nobody can read are dropped. The descriptors must be taken, or the next file that is
    opened would get them, and with it what libraries print.
    """
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is not None:
            continue
        descriptor = os.open(os.devnull, os.O_RDONLY if number == 1 else os.O_WRONLY)
        if descriptor != number:
            os.dup2(descriptor, number)
            os.close(descriptor)
        setattr(sys, name, open(number, "w", encoding="utf-8", errors="backslashreplace", closefd=False))  # noqa: SIM115


def _fail_as_bug(error: Exception, debug: bool) -> NoReturn:
    what = f"a bug in align: {type(error).__name__}: {error}"
    _fail(what + (". Run again with --debug and report it" if not debug else ""), 70, debug)


def _fail(line: str, code: int, debug: bool) -> NoReturn:
    if debug:
        traceback.print_exc()
    sys.stderr.write("align: " + " ".join(line.encode("utf-8", "replace").decode("utf-8").split()) + "\n")
    if code == OutputError.exit_code:
        _drop_unwritten()
    sys.exit(code)


def _drop_unwritten() -> None:
    """Let what cannot be written go, or Python tries once more at its end and says so."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
