"""Write docs/cli.md: what ``--help`` says of every command, 100 columns wide.

python scripts/make_cli_docs.py            # with the typer of constraints.txt: others word it differently
python scripts/make_cli_docs.py --check    # exit code 1 where the file is stale
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from align.cli.app import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
WIDTH = 100
HEAD = """# Commands

What `--help` says; made by `python scripts/make_cli_docs.py`, not edited by hand.
"""


def render_page() -> str:
    """Return the page: the program first, then its commands in the order that its help lists them in."""
    return "\n".join([HEAD, *_sections(typer.main.get_group(app), "align", None)])


def _sections(command: TyperCommand | TyperGroup, name: str, above: typer.Context | None) -> Iterator[str]:
    """A command's section; behind a group's, those of the commands in it."""
    context = typer.Context(command, above, name, terminal_width=WIDTH, max_content_width=WIDTH)
    yield _section(context.command_path, command.get_help(context))
    if isinstance(command, TyperGroup):
        for below in command.list_commands(context):
            inner = command.get_command(context, below)
            assert inner is not None
            yield from _sections(inner, below, context)


def _section(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return f"## {title}\n\n```\n{lines}\n```\n"


def main() -> int:
    """Write the page, or compare it."""
    if "--check" in sys.argv[1:]:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != render_page()
        if stale:
            print(f"{PAGE} is stale: run python scripts/make_cli_docs.py")
        return int(stale)
    PAGE.write_text(render_page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
