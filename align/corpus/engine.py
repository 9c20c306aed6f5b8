"""The shards' work, done by datatrove: processes of this machine, or a cluster with Ray or Slurm.

datatrove runs one step for each shard, keeps a completion marker a shard and passes over what is marked; the
step is ours and writes its shard whole. What datatrove's own writers and its MinHash stages do would depend
on the number of tasks, so the documents are brought together by :mod:`align.corpus.compared`, in order.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from threading import Event, Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Any

from align.corpus.cluster import SlurmSettings
from align.corpus.document import align_entry
from align.corpus.exclusion import open_exclusion
from align.corpus.executors import MARKERS, Engine, is_queued, make_executor, submit
from align.corpus.rules.duplicates import Excluded
from align.corpus.rules.fidelity import Fidelity
from align.corpus.settings import CorpusSettings
from align.corpus.shards import Plan, read_entries, write_results
from align.corpus.store import Folder, absolute
from align.errors import AlignError, InputError
from align.threads import use_one_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from align.encoding import Encoder
    from align.records import ModelName

    Progress = Callable[[int, int], None]

_RUNNING, _FAILED = "running", "failed"
_GRACE = 5.0
"""Seconds in which a pool that ends by itself, with an error of one process, has ended the other ones."""


def shared_encoder(settings: CorpusSettings, threads: int) -> Encoder:
    """The encoder that all documents of a process go through, loaded once, with the layers that are read."""
    from align.models.weights import LAYERS

    every = settings.quotes or settings.rules.get(Fidelity) is not None
    return _encoder(settings.model, LAYERS if every else LAYERS[-1:], threads)


def encoder_name(settings: CorpusSettings) -> ModelName:
    """Name and hash of the encoder; the embedded one is not loaded for it.

    :raises ModelError: it is not there.
    """
    from align.encoding.embedded import name_weights

    return name_weights() if settings.model is None else shared_encoder(settings, 0).model


@lru_cache(maxsize=1)
def _encoder(model: str | None, layers: tuple[int, ...], threads: int) -> Encoder:
    from align.encoding import load_encoder

    return load_encoder(model, layers=layers, threads=threads)


@contextmanager
def at_work(folder: Folder, rank: int) -> Iterator[None]:
    """Mark a shard as being worked on by this process, and tell why where it fails."""
    folder.write(f"{_RUNNING}/{rank:05d}", str(os.getpid()))
    try:
        yield
    except AlignError as error:  # the engine of a cluster keeps it to itself
        folder.write(f"{_FAILED}/{rank:05d}", error.fault)
        raise
    finally:  # with an error too: this process may end, and that is no sign that it was killed
        folder.remove(f"{_RUNNING}/{rank:05d}")


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
        folder = Folder(self.work)
        with at_work(folder, rank):
            self._align(folder, rank)

    def _align(self, folder: Folder, rank: int) -> None:
        rule = self.settings.rules.get(Excluded)
        encoder = shared_encoder(self.settings, self.threads)
        excluded = (
            open_exclusion(self.settings.exclude, rule) if self.settings.exclude and rule is not None else None
        )
        found = (align_entry(e, self.settings, encoder, excluded) for e in read_entries(folder, rank))
        write_results(folder, rank, found)

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
    slurm: SlurmSettings | None = None,
    progress: Progress | None = None,
    step: Callable[..., None] | None = None,
) -> None:
    """Do every shard that is not marked as done.

    :param step: what is done on each in place of :class:`AlignShard`.
    :param progress: called about once a second (for object storage every ten) with the shards done and in all.
    :raises ModelError: the extra is not installed.
    :raises InputError: a worker was killed, a shard is not done at the end.
    :raises AlignError: what :class:`AlignShard` raises, where it runs on this machine.
    """
    use_one_thread()
    if engine == "local":
        _end_with_parent()
    work = Folder(absolute(work.address))
    if settings.exclude:
        settings = replace(settings, exclude=absolute(settings.exclude))
    step = step or AlignShard(work.address, settings, _threads(engine, workers, slurm))
    silence()
    executor = make_executor(engine, step, work, plan, workers, slurm)
    work.remove(_RUNNING)
    work.remove(_FAILED)
    if current_thread() is main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job's shell has it ignored
    watch = _Watch(work, plan, progress, has_processes=engine == "local" and workers > 1)
    watch.start()
    try:
        if slurm and engine == "slurm":
            _run_in_queue(executor, work, slurm)
        else:
            executor.run()
    except KeyboardInterrupt:
        if watch.lost:
            hint = "Run again with fewer --workers; it goes on where it stopped."
            raise InputError("a worker was killed, perhaps for lack of memory", watch.lost, hint) from None
        raise
    finally:
        watch.end()
    _check_done(work, plan)
    if progress:
        progress(plan.shards, plan.shards)


def _threads(engine: Engine, workers: int, slurm: SlurmSettings | None) -> int:
    """Cores of each worker's encoder: those of this machine, or those that the cluster gives a task."""
    if engine == "local":
        return worker_threads(workers)
    return slurm.cpus_per_task if slurm and engine == "slurm" else 1


def _run_in_queue(executor: Any, work: Folder, slurm: SlurmSettings) -> None:  # noqa: ANN401
    """Submit what is not done, unless an earlier run's jobs are there, and wait until the queue is empty."""
    if not is_queued(work):
        submit(executor)
    while is_queued(work):
        time.sleep(slurm.poll_seconds)


def _check_done(work: Folder, plan: Plan) -> None:
    """The engines of clusters end without an error where a shard failed."""
    done = {f"{shard:05d}" for shard in range(plan.shards)} & set(work.names(MARKERS))
    if len(done) == plan.shards:
        return
    what = f"{plan.shards - len(done)} of {plan.shards} shards were not done"
    told = [f"shard {name}: {work.read(f'{_FAILED}/{name}')}" for name in work.names(_FAILED)[:1]]
    raise InputError(what, told[0] if told else work.address, "Run again; it goes on where it stopped.")


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
        """Look about once a second; every ten seconds where each look is a request that is paid for."""
        while not self._finished.wait(1.0 if self._work.is_local else 10.0):
            if self._progress:
                self._progress(len(self._work.names(MARKERS)), self._plan.shards)
            if self._has_processes and (name := self._find_lost()):
                if self._finished.wait(_GRACE):
                    return
                self.lost = f"shard {name}"
                os.kill(os.getpid(), signal.SIGINT)  # a real signal: interrupt_main wakes no waiting lock
                return

    def _find_lost(self) -> str:
        for name in self._work.names(_RUNNING):
            try:
                os.kill(int(self._work.read(f"{_RUNNING}/{name}")), 0)
            except ProcessLookupError:
                if self._work.exists(f"{_RUNNING}/{name}"):
                    return name
            except (OSError, ValueError):  # it has just ended, or is being written
                continue
        return ""
