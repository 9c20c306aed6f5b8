"""datatrove's executors: processes of this machine, a Ray cluster, a Slurm cluster, each as our shards need it."""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

from align.corpus.cluster import SlurmSettings
from align.corpus.packages import needed_for
from align.corpus.shards import Plan
from align.corpus.store import Folder, storage_options
from align.errors import ConfigError, InputError
from align.threads import ONE_THREAD

if TYPE_CHECKING:
    from collections.abc import Callable

Engine = Literal["local", "ray", "slurm"]
MARKERS = "engine/completions"
"""Folder in the work folder with an empty file for each shard that is done."""
_SHARED = ["datatrove.executor.local", "align.corpus.ready"]
"""Modules that the common ancestor of the local workers imports."""

_LAUNCH = 'launch_pickled_pipeline() {{ {python} -m datatrove.tools.launch_pickled_pipeline "$@"; }}'
"""In place of datatrove's command: by the very Python that submits, whatever the PATH of a node is."""


def make_executor(
    engine: Engine, step: Callable[..., None], work: Folder, plan: Plan, workers: int, slurm: SlurmSettings | None
) -> Any:  # noqa: ANN401
    """An executor that does each shard once: ``run()`` does them all (Slurm: submits them).

    :raises ModelError: the engine's package is not installed.
    :raises ConfigError: Slurm, and nothing is said of its partition and time.
    """
    place = work.address.rstrip("/") + "/engine", storage_options(work.address)
    common = {"tasks": plan.shards, "workers": workers, "logging_dir": place}
    with needed_for(f"--engine {engine}", "ray" if engine == "ray" else "corpus"):
        if engine == "ray":
            return _ray_executor(step, common)
        if engine == "slurm":
            return _slurm_executor(step, common, work, slurm)
        import multiprocess
        from datatrove.executor.local import LocalPipelineExecutor

        multiprocess.get_context("forkserver").set_forkserver_preload(_SHARED)
        return LocalPipelineExecutor([step], **common)


def _ray_executor(step: Callable[..., None], common: dict[str, Any]) -> Any:  # noqa: ANN401
    import ray
    from datatrove.executor.ray import RayPipelineExecutor

    if not ray.is_initialized():  # at the address that RAY_ADDRESS names, else on this machine
        told = {} if os.environ.get("RAY_ADDRESS") else {"include_dashboard": False}
        ray.init(
            log_to_driver=False, logging_level="ERROR", configure_logging=True,
            runtime_env={"env_vars": ONE_THREAD}, **told,
        )  # fmt: skip
    return RayPipelineExecutor([step], **common)


def _slurm_executor(
    step: Callable[..., None], common: dict[str, Any], work: Folder, slurm: SlurmSettings | None
) -> Any:  # noqa: ANN401
    from datatrove.executor.slurm import SlurmPipelineExecutor

    if slurm is None:
        hint = 'Give --config with [corpus.slurm], partition = "..." and time = "HH:MM:SS".'
        raise ConfigError("--engine slurm needs a partition and a time", "[corpus.slurm]", hint)
    told = asdict(slurm)
    del told["poll_seconds"]
    told["env_command"] = "\n".join([
        *filter(None, [slurm.env_command]),
        *(f"export {key}={value}" for key, value in ONE_THREAD.items()),
        _LAUNCH.format(python=shlex.quote(sys.executable)),
    ])  # fmt: skip
    executor = SlurmPipelineExecutor(
        [step], **common, **told, job_name=job_name(work), with_srun=False, requeue_signals=None
    )
    executor.launch_merge_stats = _nothing  # a second job, for numbers that nobody reads
    return executor


def _nothing() -> None:
    pass


def job_name(work: Folder) -> str:
    """The same for each run of one build, so that a later one finds the jobs of an earlier one."""
    return "align-" + hashlib.sha256(work.address.encode()).hexdigest()[:12]


def is_queued(work: Folder) -> bool:
    """Whether Slurm has jobs of this build that run or wait.

    :raises InputError: Slurm's commands are not on this machine, or fail.
    """
    command = ["squeue", "--noheader", "--me", "--name", job_name(work), "--format", "%i"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except FileNotFoundError:
        raise InputError("Slurm's commands are not here", "squeue", "Run on a node that may submit jobs") from None
    except subprocess.CalledProcessError as error:
        raise InputError("Slurm does not answer", (error.stderr or "squeue").strip()[:200], "Run again") from None
    return bool(done.stdout.strip())


def submit(executor: Any) -> None:  # noqa: ANN401
    """Let Slurm take the shards that are not done.

    :raises InputError: sbatch refuses them, or is not there.
    """
    try:
        executor.run()
    except FileNotFoundError:
        raise InputError("Slurm's commands are not here", "sbatch", "Run on a node that may submit jobs") from None
    except subprocess.CalledProcessError as error:
        raise InputError("Slurm refused the jobs (see above)", f"sbatch: exit {error.returncode}", "") from None
