"""The shards' work, done by datatrove: processes of this machine, or a Ray cluster.

datatrove runs one step for each shard, keeps a completion marker a shard and passes over what is marked; the
step is ours and writes its shard whole. What datatrove's own writers and its MinHash stages do would depend
on the number of tasks, so the documents are brought together by :mod:`align.corpus.compared`, in order.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Literal

from align.corpus.document import align_entry
from align.corpus.exclusion import open_exclusion
from align.corpus.rules.duplicates import Excluded
from align.corpus.settings import CorpusSettings
from align.corpus.shards import Plan, read_entries, write_results
from align.corpus.store import EXTRA, Folder
from align.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable

    from align.encoding import Encoder

    Progress = Callable[[int, int], None]

Engine = Literal["local", "ray"]
_MARKERS = "engine/completions"


@lru_cache(maxsize=1)
def shared_encoder(model: str | None, threads: int) -> Encoder:
    """The encoder that all documents of a process go through, loaded once."""
    from align.encoding import load_encoder

    return load_encoder(model, threads=threads)


@dataclass(frozen=True, slots=True)
class AlignShard:
    """The step: everything that one shard has to do."""

    work: str
    settings: CorpusSettings
    threads: int
    """Cores that the encoder may use; 0: all."""

    def __call__(self, data: Iterable[Any] | None, rank: int, world_size: int) -> None:
        """Align the documents of shard ``rank`` and write what was found.

        :raises AlignError: the encoder, the excluded texts or the work folder fail; no fault of a document.
        """
        folder, rule = Folder(self.work), self.settings.rules.get(Excluded)
        encoder = shared_encoder(self.settings.model, self.threads)
        excluded = (
            open_exclusion(self.settings.exclude, rule) if self.settings.exclude and rule is not None else None
        )
        found = (align_entry(e, self.settings, encoder, excluded) for e in read_entries(folder, rank))
        write_results(folder, rank, found)

    def __repr__(self) -> str:
        """What datatrove writes into its log."""
        return f"align {self.work}"


def run_shards(
    work: Folder,
    plan: Plan,
    settings: CorpusSettings,
    *,
    workers: int = 1,
    engine: Engine = "local",
    progress: Progress | None = None,
) -> None:
    """Do every shard that is not marked as done.

    :param progress: called about once a second with the shards done and in all.
    :raises ModelError: the extra is not installed.
    :raises AlignError: what :class:`AlignShard` raises.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # sums must not depend on how many cores add them up
    threads = 0 if workers == 1 else max(1, (os.cpu_count() or 1) // workers)
    step = AlignShard(work.address, settings, threads)
    try:
        executor = _executor(engine, step, work, plan, workers)
    except ImportError as error:
        raise ModelError(
            f"align corpus needs the extra 'corpus' ({error})", "datatrove", f"Run: {EXTRA}"
        ) from None
    finished = Event()
    watch = Thread(target=_watch, args=(work, plan, progress, finished), daemon=True)
    watch.start()
    try:
        executor.run()
    finally:
        finished.set()
        watch.join()
    if progress:
        progress(plan.shards, plan.shards)


def _executor(engine: Engine, step: AlignShard, work: Folder, plan: Plan, workers: int) -> Any:  # noqa: ANN401
    from loguru import logger

    logger.disable("datatrove")  # errors are raised; its log of each step is no use to our users
    logging_dir = work.address.rstrip("/") + "/engine"
    if engine == "ray":
        from datatrove.executor.ray import RayPipelineExecutor

        return RayPipelineExecutor([step], tasks=plan.shards, workers=workers, logging_dir=logging_dir)
    from datatrove.executor.local import LocalPipelineExecutor

    return LocalPipelineExecutor([step], tasks=plan.shards, workers=workers, logging_dir=logging_dir)


def _watch(work: Folder, plan: Plan, progress: Progress | None, finished: Event) -> None:
    while progress and not finished.wait(1.0):
        progress(len(work.names(_MARKERS)), plan.shards)
