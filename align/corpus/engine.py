"""The shards' work, done by datatrove: processes of this machine, or a Ray cluster.

datatrove runs one step for each shard, keeps a completion marker a shard and passes over what is marked; the
step is ours and writes its shard whole. What datatrove's own writers and its MinHash stages do would depend
on the number of tasks, so the documents are brought together by :mod:`align.corpus.compared`, in order.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Event, Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Any, Literal

from align.corpus.document import align_entry
from align.corpus.exclusion import open_exclusion
from align.corpus.rules.duplicates import Excluded
from align.corpus.settings import CorpusSettings
from align.corpus.shards import Plan, read_entries, write_results
from align.corpus.store import EXTRA, Folder
from align.errors import InputError, ModelError

if TYPE_CHECKING:
    from collections.abc import Callable

    from align.encoding import Encoder

    Progress = Callable[[int, int], None]

Engine = Literal["local", "ray"]
_MARKERS, RUNNING = "engine/completions", "running"
_GRACE = 5.0
"""Seconds in which a pool that ends by itself, with an error of one process, has ended the other ones."""


@lru_cache(maxsize=1)
def shared_encoder(model: str | None, threads: int, quotes: bool = False) -> Encoder:
    """The encoder that all documents of a process go through, loaded once; with the layers that quotes need."""
    from align.encoding import load_encoder
    from align.models.weights import LAYERS

    return load_encoder(model, threads=threads, **({"layers": LAYERS} if quotes else {}))


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
        encoder = shared_encoder(self.settings.model, self.threads, self.settings.quotes)
        excluded = (
            open_exclusion(self.settings.exclude, rule) if self.settings.exclude and rule is not None else None
        )
        found = (align_entry(e, self.settings, encoder, excluded) for e in read_entries(folder, rank))
        folder.write(f"{RUNNING}/{rank:05d}", str(os.getpid()))
        try:
            write_results(folder, rank, found)
        finally:  # with an error too: this process may end, and that is no sign that it was killed
            folder.remove(f"{RUNNING}/{rank:05d}")

    def __reduce__(self) -> tuple[object, ...]:
        """Unpickled in a worker, it silences the engine there too."""
        return _arrived, (self.work, self.settings, self.threads)

    def __repr__(self) -> str:
        """What datatrove writes into its log."""
        return f"align {self.work}"


def _arrived(work: str, settings: CorpusSettings, threads: int) -> AlignShard:
    silence()
    return AlignShard(work, settings, threads)


def silence() -> None:
    """Keep the engine's log to itself."""
    from loguru import logger

    logger.disable("datatrove")  # errors are raised; its log of each step is no use to our users


def run_shards(
    work: Folder,
    plan: Plan,
    settings: CorpusSettings,
    *,
    workers: int = 1,
    engine: Engine = "local",
    progress: Progress | None = None,
    step: Callable[..., None] | None = None,
) -> None:
    """Do every shard that is not marked as done.

    :param step: what is done on each in place of :class:`AlignShard`.
    :param progress: called about once a second with the shards done and in all.
    :raises ModelError: the extra is not installed.
    :raises AlignError: what :class:`AlignShard` raises.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # sums must not depend on how many cores add them up
    _end_with_parent()
    step = step or AlignShard(work.address, settings, worker_threads(workers))
    try:
        executor = _executor(engine, step, work, plan, workers)
    except ImportError as error:
        raise ModelError(
            f"align corpus needs the extra 'corpus' ({error})", "datatrove", f"Run: {EXTRA}"
        ) from None
    work.remove(RUNNING)
    if current_thread() is main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job's shell has it ignored
    watch = _Watch(work, plan, progress, has_processes=engine == "local" and workers > 1)
    watch.start()
    try:
        executor.run()
    except KeyboardInterrupt:
        if watch.lost:
            hint = "Run again with fewer --workers; it goes on where it stopped."
            raise InputError("a worker was killed, perhaps for lack of memory", watch.lost, hint) from None
        raise
    finally:
        watch.end()
    if progress:
        progress(plan.shards, plan.shards)


def _executor(engine: Engine, step: Callable[..., None], work: Folder, plan: Plan, workers: int) -> Any:  # noqa: ANN401
    silence()
    logging_dir = work.address.rstrip("/") + "/engine"
    if engine == "ray":
        from datatrove.executor.ray import RayPipelineExecutor

        return RayPipelineExecutor([step], tasks=plan.shards, workers=workers, logging_dir=logging_dir)
    from datatrove.executor.local import LocalPipelineExecutor

    return LocalPipelineExecutor([step], tasks=plan.shards, workers=workers, logging_dir=logging_dir)


def worker_threads(workers: int) -> int:
    """Cores that the encoder of each of so many processes may use; 0: all."""
    return 0 if workers == 1 else max(1, (os.cpu_count() or 1) // workers)


@cache
def _end_with_parent() -> None:
    """Let the processes that are forked from this one end when it is killed.

    datatrove keeps a process for its counters that would wait for ever; its workers end by themselves.
    """
    parent = os.getpid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: Thread(target=watch, daemon=True).start())


class _Watch(Thread):
    """Tells how far the shards are, and stops the build where one of its processes is no more.

    A pool of processes waits for ever for what a killed one would have given back.
    """

    def __init__(self, work: Folder, plan: Plan, progress: Progress | None, has_processes: bool) -> None:
        super().__init__(daemon=True)
        self.lost = ""
        """Name of the shard whose process was killed."""
        self._work, self._plan, self._progress = work, plan, progress
        self._has_processes = has_processes
        self._finished = Event()

    def end(self) -> None:
        """Stop watching."""
        self._finished.set()
        self.join()

    def run(self) -> None:
        """Look about once a second."""
        while not self._finished.wait(1.0):
            if self._progress:
                self._progress(len(self._work.names(_MARKERS)), self._plan.shards)
            if self._has_processes and (name := self._find_lost()):
                if self._finished.wait(_GRACE):
                    return
                self.lost = f"shard {name}"
                os.kill(os.getpid(), signal.SIGINT)  # a real signal: interrupt_main wakes no waiting lock
                return

    def _find_lost(self) -> str:
        for name in self._work.names(RUNNING):
            try:
                os.kill(int(self._work.read(f"{RUNNING}/{name}")), 0)
            except ProcessLookupError:
                if self._work.exists(f"{RUNNING}/{name}"):
                    return name
            except (OSError, ValueError):  # it has just ended, or is being written
                continue
        return ""
