"""What is installed beside the code: weights and lexicons, each with its licence and the hash of its files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Installed:
    """One set of weights or one list."""

    name: str
    what: str
    path: str
    """Of its file, within the package."""
    megabytes: float
    sha256: str
    licence: str
    trained_on: str
    default: bool


def list_installed() -> tuple[Installed, ...]:
    """All weights and lexicons, as the ``about.json`` files beside them say."""
    found = []
    for about in sorted(FOLDER.parent.glob("*/about.json")) + sorted(FOLDER.glob("*/about.json")):
        entries = json.loads(about.read_text(encoding="utf-8"))
        for entry in entries if isinstance(entries, list) else [entries]:
            path = about.parent / entry["weights"]
            data = path.read_bytes()
            found.append(
                Installed(
                    name=entry["name"],
                    what=entry["what"],
                    path=path.relative_to(FOLDER.parent).as_posix(),
                    megabytes=round(len(data) / 1e6, 1),
                    sha256=hashlib.sha256(data).hexdigest(),
                    licence=entry["licence"],
                    trained_on=entry["trained_on"],
                    default=entry.get("default", True),
                )
            )
    return tuple(found)
