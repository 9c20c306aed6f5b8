"""Reports → a corpus folder: plan the shards, align them, bring them together; started again, it goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from align.corpus.assemble import DOCUMENTS, assemble
from align.corpus.cluster import SlurmSettings
from align.corpus.engine import run_shards, shared_encoder
from align.corpus.exclusion import check_exclusion
from align.corpus.executors import Engine
from align.corpus.lock import describe_build
from align.corpus.manifest import list_entries
from align.corpus.output import LOCK, REPORT, check_output, claim, fingerprint_of, finish, is_finished
from align.corpus.settings import CorpusSettings
from align.corpus.shards import Plan, sort_entries
from align.corpus.store import Folder, reached
from align.corpus.tally import FAILED

Progress = Callable[[int, int], None]
"""Called with documents done and documents in all."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished corpus."""

    address: str
    report: dict[str, Any]
    """What report.json holds."""
    is_new: bool
    """False where the folder held this very corpus already."""

    @property
    def failed(self) -> int:
        """Documents that could not be read or worked on; rejected.jsonl lists them."""
        rules = self.report["document_rules"]
        return sum(rule["documents"] for rule in rules if rule["rule"] in FAILED)


def build_corpus(
    source: str,
    output: str,
    settings: CorpusSettings | None = None,
    *,
    workers: int = 1,
    engine: Engine = "local",
    slurm: SlurmSettings | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Build a corpus of the reports that ``source`` (a folder or a manifest) names.

    The same source and settings give the same bytes, whatever the number of workers, the engine, and how often
    the build was stopped on the way.

    :raises OutputError: the folder holds something else, the disk is full.
    :raises AlignError: see :mod:`align.errors`; a document's own faults are in the report, not raised.
    """
    settings, folder = settings or CorpusSettings(), Folder(output)
    check_output(folder, overwrite)
    if settings.exclude:
        check_exclusion(settings.exclude)
    model = shared_encoder(settings, 0).model
    with reached(source), sort_entries(list_entries(source), settings.limit) as entries:
        plan = entries.plan()
        lock = describe_build(plan, settings, model)
        build = fingerprint_of(lock)
        if is_finished(folder, build):
            return Built(output, json.loads(folder.read(REPORT)), False)
        work = claim(folder, build, overwrite)
        entries.write(work, plan)
    told = _by_documents(progress, plan)
    run_shards(work, plan, settings, workers=workers, engine=engine, slurm=slurm, progress=told)
    report = assemble(work, plan, folder, settings).report()
    folder.write(REPORT, _pretty(report))
    del lock["listed"]  # places and times: what was read is told by the hashes of the files
    folder.write(LOCK, _pretty({**lock, "read": _hash_lines(folder, DOCUMENTS)}))
    finish(folder, work, build)
    return Built(output, report, True)


def _by_documents(progress: Progress | None, plan: Plan) -> Progress | None:
    if progress is None:
        return None
    return lambda shards, _: progress(min(plan.documents, shards * plan.size), plan.documents)


def _hash_lines(folder: Folder, name: str) -> str:
    """One hash of what was read: documents.jsonl names each file's own."""
    digest = hashlib.sha256()
    for line in folder.lines(name):
        digest.update(line.encode("utf-8") + b"\n")
    return digest.hexdigest()


def _pretty(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
