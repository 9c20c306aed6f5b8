"""When a report was published: by its page, by its file's name, or by the manifest beside it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from align.records import Document

_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)([01]\d)\2([0-3]\d)(?!\d)")
_LARGEST_MANIFEST = 1 << 20


def date_documents(*versions: Document) -> str:
    """The date of a report, ISO 8601, from the versions in turn; "" where none has one.

    First the date that a page states (``Document.date``), then a day in a file's name (2023-06-18, 20230618,
    2023_06_18), then ``"date"`` in a manifest.json beside a file that names this file (as corpora/ have it). The
    text's own dateline is not read: which of its dates is the report's cannot be told surely.
    """
    for find in (_of_page, _of_name, _of_manifest):
        for document in versions:
            if found := find(document):
                return found
    return ""


def _of_page(document: Document) -> str:
    return _day((document.date or "")[:10])


def _of_name(document: Document) -> str:
    found = _IN_NAME.search(Path(document.path).name)
    return _day("-".join(found.group(1, 3, 4))) if found else ""


def _of_manifest(document: Document) -> str:
    path = Path(document.path)
    manifest = path.parent / "manifest.json"
    try:
        if not manifest.is_file() or manifest.stat().st_size > _LARGEST_MANIFEST:
            return ""
        held = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ""
    if not isinstance(held, dict) or path.name not in _named(held):
        return ""
    return _day(str(held.get("date", ""))[:10])


def _named(held: dict[str, object]) -> set[object]:
    sides = [held.get("src"), held.get("tgt")]
    variants = held.get("variants")
    sides += variants if isinstance(variants, list) else []
    return {side.get("path") for side in sides if isinstance(side, dict)}


def _day(written: str) -> str:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return ""
