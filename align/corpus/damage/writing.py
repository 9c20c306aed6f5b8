"""``--with-damaged``: the damaged twins of the kept pairs, as JSON lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from align.corpus.damage.twin import KINDS, damage_pair
from align.corpus.formats.rows import PairRow, read_pair_rows
from align.corpus.records import Split
from align.corpus.store import Folder
from align.records import SCHEMA_VERSION

DAMAGED = "damaged"


def write_damaged(corpus: Folder, parts: Iterable[Split], own: Callable[[Iterable[str]], None]) -> dict[str, Any]:
    """Write damaged/PART.jsonl for each part; returns how many twins there are, of which kinds.

    :param own: called with the names of the files before they are written.
    :raises OutputError: the disk is full, no permission.
    """
    counts: dict[str, int] = {}
    kinds: Counter[str] = Counter()
    for part in parts:
        name = f"{DAMAGED}/{part}.jsonl"
        own([name])
        counts[part] = 0
        with corpus.writer(name) as file:
            for row in read_pair_rows(corpus, part):
                record = damaged_row(row)
                kinds[record["kind"] if record else "none"] += 1
                if record:
                    counts[part] += 1
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return {**counts, "kinds": {kind: kinds[kind] for kind in KINDS}, "without": kinds["none"]}


def damaged_row(row: PairRow) -> dict[str, Any] | None:
    """What is written of a pair's twin; None where it has none."""
    damage = damage_pair(row.en, row.zh)
    if damage is None:
        return None
    return {
        "en": row.en,
        "zh": row.zh,
        "side": damage.side,
        "damaged": damage.text,
        "kind": damage.kind,
        "severity": damage.severity,
        "span": [damage.span.start, damage.span.end],
        "good_span": [damage.good_span.start, damage.good_span.end],
        "document": row.document,
        "date": row.date,
        "source": row.source,
        "licence": row.licence,
        "rules": row.rules,
        "schema_version": SCHEMA_VERSION,
    }
