"""What several commands share: notices and progress on stderr, tables on a terminal or in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from align.pipeline import BeadsReader


def beads_reader(path: Path) -> BeadsReader:
    """Puts the corrected alignment in ``path`` in place of the search."""
    from functools import partial

    from align.formats.corrected import read_beads

    return partial(read_beads, path)


def some_of(names: Sequence[str]) -> str:
    """The first five, and a sign that there are more."""
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")


def notify(notices: Iterable[str], quiet: bool) -> None:
    """One line a notice on stderr."""
    if not quiet:
        for notice in notices:
            sys.stderr.write(f"align: note: {notice}\n")


def print_to(output: str, show: Callable[[Console], None]) -> None:
    """Let ``show`` print to the terminal, or as plain text of 120 columns to a file."""
    import io

    from rich.console import Console

    from align.formats.atomic import output_errors, write_file

    class Terminal(Console):
        """A console that leaves a closed pipe to align.cli.app; rich itself ends with code 1."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    if output == "-":
        with output_errors(output):
            show(Terminal(width=None if sys.stdout.isatty() else 120))
            sys.stdout.flush()
        return
    text = io.StringIO()
    show(Console(file=text, width=120, no_color=True))
    write_file(output, text.getvalue().encode("utf-8"))


class _Bar:
    """Progress on a terminal's stderr, gone when the work is done; nothing in pipes."""

    def __init__(self, quiet: bool, what: str) -> None:
        self._silent = quiet or not sys.stderr.isatty()
        self._what = what
        self._bar: Any = None
        self._task: Any = None

    def _start(self, *columns: Any) -> None:  # noqa: ANN401
        from rich.console import Console
        from rich.progress import Progress

        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._bar.start()

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


class progress_bar(_Bar):  # noqa: N801  (used as a function: with progress_bar(quiet) as report)
    """How much of a known total is done, only where the work is long."""

    LONG = 20_000  # tokens: a few seconds of encoding

    def __init__(self, quiet: bool, what: str = "encoding", least: int = LONG) -> None:
        super().__init__(quiet, what)
        self._least = least

    def __enter__(self) -> Any:  # noqa: ANN401
        return None if self._silent else self._report

    def _report(self, done: int, total: int) -> None:
        if total < self._least:
            return
        if self._bar is None:
            self._start()
        if self._task is None:
            self._task = self._bar.add_task(self._what, total=total)
        self._bar.update(self._task, completed=done)
        if done == total:
            self._task = None


class count_bar(_Bar):  # noqa: N801  (used as a function: with count_bar(quiet, "pairs") as counted)
    """How many things were done, of a number that nobody knows yet."""

    def __enter__(self) -> Callable[[], None]:
        if not self._silent:
            from rich.progress import TextColumn, TimeElapsedColumn

            self._start(TextColumn(f"{{task.completed:.0f}} {self._what}"), TimeElapsedColumn())
            self._task = self._bar.add_task(self._what, total=None)
        return self._count

    def _count(self) -> None:
        if self._bar is not None:
            self._bar.advance(self._task)
