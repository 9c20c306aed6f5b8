"""Record formats: one module each, reading and writing side by side.

Writers take a :class:`~align.records.Comparison` and return bytes; they touch no file
(:func:`align.formats.atomic.write_file` does). A format's module is loaded when it is first asked for,
so that importing this package loads neither lxml nor openpyxl.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import cast

from align.formats.written import Written

__all__ = ["FORMATS", "Written", "bead_writer"]

FORMATS = MappingProxyType(
    {
        "jsonl": "jsonl",
        "tsv": "tsv",
        "csv": "tsv",
        "xlsx": "xlsx",
        "vecalign": "vecalign",
        "tmx": "tmx",
        "xliff": "xliff",
    }
)
"""Name of each format that beads can be written in -> its module in this package."""


def bead_writer(name: str) -> Callable[..., Written]:
    """Load a format's module and return its ``write_beads``.

    :raises KeyError: where ``name`` is not in :data:`FORMATS`.
    """
    module = import_module(f"{__name__}.{FORMATS[name]}")
    writer = cast("Callable[..., Written]", module.write_beads)
    return partial(writer, delimiter=",") if name == "csv" else writer
