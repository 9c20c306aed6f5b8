"""``--dry-run``: how long a build would take and what it would give, from some of its documents."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from align.corpus.document import align_entry
from align.corpus.engine import shared_encoder
from align.corpus.exclusion import open_exclusion
from align.corpus.manifest import list_entries
from align.corpus.records import Entry
from align.corpus.rules.duplicates import Excluded
from align.corpus.settings import CorpusSettings
from align.corpus.shards import sort_entries
from align.corpus.store import reached

MOST, LONGEST = 200, 120.0
"""Documents that are tried, and the seconds after which no further one is."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was seen, a document: seconds of one worker, pairs before duplicates are dropped, bytes of the rows."""

    documents: int
    tried: int
    seconds: float
    pairs: float
    bytes: float
    kept_share: float
    """Of the candidate pairs, 0 to 1."""
    refused_share: float
    """Of the documents, 0 to 1."""


def estimate_build(source: str, settings: CorpusSettings) -> Estimate:
    """Try documents spread evenly over the list.

    :raises AlignError: see :func:`align.corpus.build.build_corpus`.
    """
    with reached(source), sort_entries(list_entries(source), settings.limit) as entries:
        plan = entries.plan()
        step = max(1, plan.documents // MOST)
        sample = [Entry(**json.loads(line)) for k, line in enumerate(entries.lines()) if k % step == 0][:MOST]
    encoder, rule = shared_encoder(settings, 0), settings.rules.get(Excluded)
    excluded = open_exclusion(settings.exclude, rule) if settings.exclude and rule else None
    began, results = time.monotonic(), []
    for entry in sample:
        results.append(align_entry(entry, settings, encoder, excluded))
        if time.monotonic() - began > LONGEST:
            break
    tried, seconds = len(results), time.monotonic() - began
    judged = [pair for result in results for pair in result.pairs]
    kept = [one.pair for one in judged if not one.refusals]
    size = sum(len(pair.en) + 3 * len(pair.zh) + 250 for pair in kept)
    return Estimate(
        documents=plan.documents,
        tried=tried,
        seconds=seconds / tried,
        pairs=len(kept) / tried,
        bytes=size / tried,
        kept_share=len(kept) / max(1, len(judged)),
        refused_share=sum(r.refusal is not None for r in results) / tried,
    )
