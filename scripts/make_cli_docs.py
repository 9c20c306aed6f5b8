"""Write docs/cli.md: what ``--help`` says of every command, 100 columns wide.

python scripts/make_cli_docs.py            # with the typer of constraints.txt: others word it differently
python scripts/make_cli_docs.py --check    # exit code 1 where the file is stale
"""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from align.cli.app import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
WIDTH = 100
HEAD = """# Commands

What `--help` says; made by `python scripts/make_cli_docs.py`, not edited by hand.
"""


def render_page() -> str:
    """Return the page: the program first, then its commands in the order that its help lists them in."""
    group = typer.main.get_group(app)
    top = typer.Context(group, info_name="align", terminal_width=WIDTH, max_content_width=WIDTH)
    parts = [HEAD, _section("align", group.get_help(top))]
    for name in group.list_commands(top):
        command = group.get_command(top, name)
        assert command is not None
        below = typer.Context(command, top, name, terminal_width=WIDTH, max_content_width=WIDTH)
        parts.append(_section(f"align {name}", command.get_help(below)))
    return "\n".join(parts)


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
