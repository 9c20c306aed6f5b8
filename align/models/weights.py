"""Trained heads: weights read from a file that no code can hide in, and which encoder's vectors they fit."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from align.errors import ModelError
from align.records import Encoding, ModelName

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAYERS = (5, 9)
"""Of the encoder: those that every head reads; alignment runs the second anyway."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What a head's file holds: arrays by name, and what the script that trained it says of them."""

    arrays: Mapping[str, NDArray[np.float32]]
    about: Mapping[str, Any]
    layers: tuple[int, ...]
    """Of the encoder, that the head reads."""
    encoder: str
    """Name of the encoder that it was trained on."""
    model: ModelName

    def fit(self, encoding: Encoding | None) -> bool:
        """Whether the head can read these vectors: the encoder that it was trained on made them."""
        return (
            encoding is not None
            and encoding.unit == "token"
            and encoding.model.name == self.encoder
            and set(self.layers) <= set(encoding.vectors)
        )


_Head = TypeVar("_Head")


def read_head(path: Path, make: Callable[[Weights], _Head], *, what: str, hint: str) -> _Head:
    """A head from its file, read once for each state of the file.

    :param make: the head of the weights; raises ValueError or KeyError where they are of another make.
    :param what: the kind of head, for the message.
    :raises ModelError: the file is missing or is no such head.
    """
    try:
        return cast("_Head", _read(path, path.stat().st_mtime_ns, make))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError(f"this is no {what} head", str(path), hint) from error


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, make: Callable[[Weights], object]) -> object:
    import numpy as np

    with np.load(path, allow_pickle=False) as archive:
        about = json.loads(str(archive["about"]))
        arrays = {k: archive[k].astype(np.float32) for k in archive.files if k != "about"}
    model = ModelName(str(about["name"]), hashlib.sha256(path.read_bytes()).hexdigest()[:12])
    return make(Weights(arrays, about, tuple(about["layers"]), str(about["encoder"]), model))
