"""Segment pairs → what is written of each, by several processes and in the order that they came in.

Each pair is judged by itself, so that the number of processes changes nothing but the time. They are started anew
(onnxruntime's threads do not survive a fork), hold an encoder each that computes on one core, and send back bytes:
a comparison with its vectors is a hundred times as large.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from align.errors import InputError
from align.pipeline.comparing import load_encoder_for
from align.pipeline.judging import score_segments
from align.records import Comparison, Glossary, Language
from align.threads import use_one_thread

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from align.encoding import Encoder

CHUNK = 16
"""Pairs that are sent to a process together."""
FEW = 96
"""Pairs up to which starting processes (two seconds) takes longer than it saves."""


class Pair(Protocol):
    """What has two texts."""

    @property
    def src(self) -> str:
        """The original."""
        ...

    @property
    def tgt(self) -> str:
        """The translation."""
        ...


_P = TypeVar("_P", bound=Pair)


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """How pairs are judged; see :func:`align.pipeline.score_segments`."""

    src_language: Language | None = None
    glossary: Glossary | None = None
    model: str | None = None
    head: Path | None = None


def score_lines(
    pairs: Iterable[_P], write: Callable[[_P, Comparison], bytes], settings: ScoreSettings, workers: int = 0
) -> Iterator[bytes]:
    """What ``write`` makes of each pair and its judgement, in order; read and written as they come.

    :param write: a function of a module, so that a process can be told of it.
    :param workers: processes; 0: one a core, and none for few pairs.
    :raises AlignError: see :mod:`align.errors`; also where a process was killed.
    """
    stream = iter(pairs)
    if not workers:
        first = list(islice(stream, FEW))
        workers = _cores() if len(first) == FEW else 1
        stream = chain(first, stream)
    if workers == 1:
        judge = _Worker(settings, threads=0)
        for pair in stream:
            yield from judge.score([pair], write)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (settings,)) as pool:
        running: deque[Future[list[bytes]]] = deque()
        try:
            while chunk := list(islice(stream, CHUNK)):
                running.append(pool.submit(_score, chunk, write))
                if len(running) > 2 * workers:
                    yield from running.popleft().result()
            while running:
                yield from running.popleft().result()
        except BrokenProcessPool:
            hint = "Run again with --workers 1."
            raise InputError("a process was killed, perhaps for lack of memory", "align score", hint) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Worker:
    """An encoder and what pairs are judged by."""

    def __init__(self, settings: ScoreSettings, threads: int) -> None:
        self._settings = settings
        self._encoder: Encoder = load_encoder_for(settings.model, quotes=True, threads=threads)

    def score(self, pairs: list[_P], write: Callable[[_P, Comparison], bytes]) -> list[bytes]:
        """What is written of each."""
        s = self._settings
        judged = score_segments(
            ((p.src, p.tgt) for p in pairs),
            src_language=s.src_language,
            glossary=s.glossary,
            head=s.head,
            encoder=self._encoder,
        )
        return [write(p, result) for p, result in zip(pairs, judged, strict=True)]


_worker: _Worker | None = None


def _start(settings: ScoreSettings) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends the pool
    use_one_thread()
    _worker = _Worker(settings, threads=1)


def _score(pairs: list[_P], write: Callable[[_P, Comparison], bytes]) -> list[bytes]:
    assert _worker is not None
    return _worker.score(pairs, write)
