"""``align models``: what is installed, with licences and hashes."""

from __future__ import annotations

import enum
import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from align.records import SCHEMA_VERSION


class ModelsFormat(str, enum.Enum):
    """How the list is shown."""

    table = "table"
    jsonl = "jsonl"


def models(
    format_: Annotated[ModelsFormat, typer.Option("--format", "-f")] = ModelsFormat.table,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """List the weights and lexicons that are installed, with their licences and hashes.

    Example: align models --format jsonl
    """
    from align.models import list_installed

    for item in list_installed():
        if format_ is ModelsFormat.jsonl:
            line = json.dumps({**asdict(item), "schema_version": SCHEMA_VERSION}, ensure_ascii=False)
        else:
            mark = "" if item.default else " (not the default)"
            line = (
                f"{item.name}{mark}: {item.what}\n  {item.path}, {item.megabytes} MB, sha256 {item.sha256[:12]}\n"
                f"  licence: {item.licence}\n  from: {item.trained_on}"
            )
        sys.stdout.write(line + "\n")
