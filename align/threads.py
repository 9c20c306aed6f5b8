"""How many cores compute: sums must not depend on how many add them up."""

from __future__ import annotations

import os

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""In the environment of every command, and of processes that align side by side; numpy reads it when imported."""


def use_one_thread() -> None:
    """Let numpy compute on one core, here and in processes that are started from now on, unless told otherwise."""
    for key, value in ONE_THREAD.items():
        os.environ.setdefault(key, value)
