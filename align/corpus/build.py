"""Reports → a corpus folder: plan the shards, align them, bring them together; started again, it goes on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from align.corpus.assemble import DOCUMENTS, assemble
from align.corpus.cluster import SlurmSettings
from align.corpus.engine import encoder_name, run_shards
from align.corpus.exclusion import check_exclusion
from align.corpus.executors import Engine
from align.corpus.formats import Outputs, require_packages, write_outputs
from align.corpus.licence import check_licences
from align.corpus.listing import Source, list_entries
from align.corpus.lock import describe_build, hash_lines
from align.corpus.opened import Corpus
from align.corpus.output import (
    LOCK,
    PAGE,
    REPORT,
    check_output,
    claim,
    fingerprint_of,
    finish,
    is_finished,
    own_files,
    remove_unfinished,
)
from align.corpus.page import render_corpus
from align.corpus.pairing.placing import place_entries
from align.corpus.pairing.reading import ReadShard
from align.corpus.quotations import QUOTE_FILES
from align.corpus.settings import CorpusSettings
from align.corpus.shards import Plan, sort_entries
from align.corpus.store import Folder, reached
from align.corpus.tally import FAILED
from align.threads import use_one_thread

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
    source: Source,
    output: str,
    settings: CorpusSettings | None = None,
    *,
    workers: int = 1,
    engine: Engine = "local",
    slurm: SlurmSettings | None = None,
    overwrite: bool = False,
    outputs: Outputs | None = None,
    progress: Progress | None = None,
) -> Built:
    """Build a corpus of the reports that ``source`` names (a folder, a manifest; see docs/formats.md).

    The same source and settings give the same bytes, whatever the number of workers, the engine, and how often
    the build was stopped on the way.

    :param outputs: other formats, made of the JSON lines; a corpus that is there gets those that it lacks.
    :raises OutputError: the folder holds something else, the disk is full.
    :raises AlignError: see :mod:`align.errors`; a document's own faults are in the report, not raised.
    """
    settings, folder, outputs = settings or CorpusSettings(), Folder(output), outputs or Outputs()
    require_packages(outputs)
    quotes = QUOTE_FILES if settings.quotes else ()
    check_output(folder, overwrite, {*outputs.tops, *(name.split("/")[0] for name in quotes)})
    if settings.exclude:
        check_exclusion(settings.exclude)
    use_one_thread()
    model = encoder_name(settings)
    passed_over: Counter[str] = Counter()
    listed = list_entries(source, settings.columns, passed_over)
    with reached(str(source)), sort_entries(listed, settings.limit) as entries:
        check_licences(entries.lines(), settings.licences)
        plan = entries.plan()
        lock = describe_build(plan, settings, model)
        build = fingerprint_of(lock)
        if is_finished(folder, build, quotes):
            remove_unfinished(folder)
            return Built(output, add_outputs(folder, outputs), False)
        work = claim(folder, build, overwrite)
        own_files(folder, quotes)

        def read(reading: Folder, cut: Plan, step: ReadShard) -> None:
            run_shards(reading, cut, settings, workers=workers, engine=engine, slurm=slurm, step=step)

        plan = place_entries(work, entries, plan, settings.pairing, settings.licences, read)
    told = _by_documents(progress, plan)
    run_shards(work, plan, settings, workers=workers, engine=engine, slurm=slurm, progress=told)
    bring_together(work, plan, folder, settings, lock, passed_over)
    report = add_outputs(folder, outputs)
    finish(folder, work, build)
    return Built(output, report, True)


def bring_together(
    work: Folder,
    plan: Plan,
    output: Folder,
    settings: CorpusSettings,
    lock: dict[str, Any],
    passed_over: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Write every file of a corpus from what the shards found; returns what report.json holds.

    :param passed_over: how much of the input, by its kind, is no document.
    :raises OutputError: the disk is full, no permission.
    """
    report = assemble(work, plan, output, settings).report()
    report["passed_over"] = dict(sorted((passed_over or {}).items()))
    output.write(REPORT, _pretty(report))
    kept = {key: value for key, value in lock.items() if key != "listed"}  # that tells of places and times
    output.write(LOCK, _pretty({**kept, "read": hash_lines(output.lines(DOCUMENTS))}))
    output.write(PAGE, render_corpus(Corpus(output)))
    return report


def add_outputs(corpus: Folder, outputs: Outputs) -> dict[str, Any]:
    """Write the formats that a corpus lacks, and into lock.json what made them; returns its report.

    :raises OutputError: the disk is full, no permission.
    """
    report: dict[str, Any] = json.loads(corpus.read(REPORT))
    lock = json.loads(corpus.read(LOCK))
    there, known = lock.get("outputs", {}), set(report)
    wanted = Outputs((*there.get("formats", ()), *outputs.formats), outputs.damaged or there.get("damaged", False))
    made = write_outputs(corpus, wanted, report, lock["model"], partial(own_files, corpus))
    if set(report) != known:
        corpus.write(REPORT, _pretty(report))
    if lock.get("outputs") != made:
        corpus.write(LOCK, _pretty({**lock, "outputs": made}))
    return report


def _by_documents(progress: Progress | None, plan: Plan) -> Progress | None:
    if progress is None:
        return None
    return lambda shards, _: progress(min(plan.documents, shards * plan.size), plan.documents)


def _pretty(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
