"""``[corpus.slurm]``: what Slurm is told of a build's jobs. It changes how long a build takes, no byte of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from align.errors import ConfigError
from align.settings import load_toml, require_known


@dataclass(frozen=True, slots=True)
class SlurmSettings:
    """Options of the jobs, as datatrove's executor takes them.

    :raises ConfigError: an empty partition or time, a number under 1.
    """

    partition: str
    time: str
    """The most that a shard may take, HH:MM:SS."""
    cpus_per_task: int = 1
    mem_per_cpu_gb: int = 3
    qos: str = ""
    max_array_size: int = 1001
    """The most tasks that the cluster takes in one array."""
    env_command: str = ""
    """A line of the shell that each task runs first (``module load python``)."""
    sbatch_args: Mapping[str, Any] = field(default_factory=dict)
    """Further options of sbatch without their dashes: ``account = "news"``."""
    poll_seconds: float = 10.0
    """How often the queue is asked while the build waits for it."""

    def __post_init__(self) -> None:
        """Refuse what sbatch would."""
        for name in ("partition", "time"):
            if not getattr(self, name).strip():
                raise ConfigError(f"{name} is empty", "[corpus.slurm]", "")
        for name in ("cpus_per_task", "mem_per_cpu_gb", "max_array_size"):
            if getattr(self, name) < 1:
                raise ConfigError(f"{name} must be 1 or more", "[corpus.slurm]", "")
        if not 0 < self.poll_seconds <= 3600:
            raise ConfigError("poll_seconds must be over 0 and at most 3600", "[corpus.slurm]", "")


_TYPES: dict[str, type | tuple[type, ...]] = {
    "partition": str, "time": str, "cpus_per_task": int, "mem_per_cpu_gb": int, "qos": str,
    "max_array_size": int, "env_command": str, "sbatch_args": dict, "poll_seconds": (int, float),
}  # fmt: skip


def read_slurm_settings(path: str | os.PathLike[str] | None) -> SlurmSettings | None:
    """Read ``[corpus.slurm]`` of a file; None where there is no such table.

    :raises ConfigError: an unknown key, a value of another type, no partition or time.
    """
    corpus = load_toml(os.fspath(path)).get("corpus", {}) if path is not None else {}
    if not isinstance(corpus, dict) or "slurm" not in corpus:
        return None
    table, where = corpus["slurm"], f"{os.fspath(path or '')}, [corpus.slurm]"
    if not isinstance(table, dict):
        raise ConfigError("must be a table", where, "Write [corpus.slurm] on a line of its own.")
    require_known(table, {f.name for f in fields(SlurmSettings)}, where)
    for key, value in table.items():
        if not isinstance(value, _TYPES[key]) or isinstance(value, bool):
            raise ConfigError(f"{key} cannot be {value!r}", where, "")
    missing = [key for key in ("partition", "time") if key not in table]
    if missing:
        raise ConfigError(f"{missing[0]} is missing", where, "Slurm needs a partition and a time.")
    return SlurmSettings(**table)
