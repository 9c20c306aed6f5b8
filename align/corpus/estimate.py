"""``--dry-run``: how long a build would take and what it would give, by building a small one of some documents."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from align.corpus.build import add_outputs, bring_together
from align.corpus.document import align_entry
from align.corpus.engine import shared_encoder, worker_threads
from align.corpus.exclusion import open_exclusion
from align.corpus.formats import Outputs
from align.corpus.formats.card import CARD
from align.corpus.licence import check_licences
from align.corpus.listing import Source, list_entries
from align.corpus.output import LOCK, PAGE, REPORT
from align.corpus.pairing.placing import try_entries
from align.corpus.records import DocumentResult, Entry
from align.corpus.rules.duplicates import Excluded
from align.corpus.settings import CorpusSettings
from align.corpus.shards import Plan, sort_entries, write_results
from align.corpus.store import Folder, reached

MOST, LONGEST = 200, 120.0
"""Documents that are tried, and the seconds after which no further one is."""
_CONSTANT = (REPORT, PAGE, LOCK, CARD)
"""Files that do not grow with the corpus."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a whole build would be, by the documents that were tried."""

    documents: int
    tried: int
    seconds: float
    """Of the whole build, with the workers asked for."""
    pairs: float
    """Kept. Duplicates that only a larger corpus has are still among them."""
    candidates: float
    bytes: float
    """Of all files that are left when it is finished."""
    refused_share: float
    """Of the documents, 0 to 1."""


def estimate_build(source: Source, settings: CorpusSettings, workers: int = 1) -> Estimate:
    """Try documents that are spread evenly over the list, as one worker would, and assemble what they give.

    :raises AlignError: see :func:`align.corpus.build.build_corpus`.
    """
    found = list_entries(source, settings.columns)
    with reached(str(source)), sort_entries(found, settings.limit) as entries:
        check_licences(entries.lines(), settings.licences)
        listed = entries.plan().documents
        # of versions without partner that lie together more have theirs among them
        sample = _first(entries.lines()) if entries.has_singles else _spread(entries.lines(), listed)
    began = time.monotonic()
    shared_encoder(settings, worker_threads(workers))
    loaded = time.monotonic()
    placed = try_entries(sample, settings.pairing, settings.licences)
    documents = round(listed * len(placed) / len(sample))
    results = _try(placed, settings, workers)
    aligned = time.monotonic()
    report, sizes = _assemble(results, settings)
    ended = time.monotonic()
    # Assembling is one process's work; so is loading, which the workers do side by side.
    grows = documents / len(results)
    side_by_side = max(1, min(workers, os.cpu_count() or 1))
    pairs, refused = report["pairs"], report["documents"]["refused"]
    return Estimate(
        documents=documents,
        tried=len(results),
        seconds=loaded - began + grows * ((aligned - loaded) / side_by_side + ended - aligned),
        pairs=grows * pairs["kept"],
        candidates=grows * pairs["candidates"],
        bytes=sum(size * (1.0 if name in _CONSTANT else grows) for name, size in sizes.items()),
        refused_share=refused / len(results),
    )


def _first(lines: Iterable[str]) -> list[Entry]:
    return [Entry(**json.loads(line)) for line in islice(lines, MOST)]


def _spread(lines: Iterable[str], documents: int) -> list[Entry]:
    """So many entries, as far from each other as can be, in an order in which any first ones are spread too."""
    count = min(MOST, documents)
    wanted = {k * documents // count for k in range(count)}
    sample = [Entry(**json.loads(line)) for k, line in enumerate(lines) if k in wanted]
    return sorted(sample, key=lambda entry: hashlib.sha256(entry.id.encode("utf-8", "replace")).digest())


def _try(sample: list[Entry], settings: CorpusSettings, workers: int) -> list[DocumentResult]:
    encoder = shared_encoder(settings, worker_threads(workers))
    rule = settings.rules.get(Excluded)
    excluded = open_exclusion(settings.exclude, rule) if settings.exclude and rule else None
    began, results = time.monotonic(), []
    for entry in sample:
        results.append(align_entry(entry, settings, encoder, excluded))
        if time.monotonic() - began > LONGEST:
            break
    return sorted(results, key=lambda result: result.entry.id)


def _assemble(results: list[DocumentResult], settings: CorpusSettings) -> tuple[dict[str, Any], dict[str, int]]:
    """Report of a corpus of these documents, and the sizes of its files."""
    with tempfile.TemporaryDirectory() as scratch:
        work, output = Folder(f"{scratch}/work"), Folder(f"{scratch}/output")
        write_results(work, 0, results)
        plan = Plan(len(results), 1, len(results), "")
        bring_together(work, plan, output, settings, {"rules": settings.rules.describe(), "model": ""})
        report = add_outputs(output, Outputs())
        return report, {path.name: path.stat().st_size for path in Path(scratch, "output").iterdir()}
