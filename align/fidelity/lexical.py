"""How likely one word stands for another: a table of lexical translation probabilities, looked up.

The vectors say that two words are about the same thing; the table remembers which words translate which. A word
that was left out keeps a like neighbour in the vectors, but none in the table. The probabilities are those of
Model 1 of Brown et al. 1993 in both directions, over pieces of the embedded encoder's vocabulary;
``scripts/build_lexical_table.py`` learns them from parallel text and word lists.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import ModelError
from align.records import ModelName

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PATH = Path(__file__).resolve().parents[1] / "models" / "lexical" / "table.npz"
NAME = "align-lexical"
FLOOR = 1e-3
"""Probability given to a pair that the table does not hold, where a logarithm is taken."""
STEPS = 16
"""A probability p is kept as -log2(p) * STEPS, in whole numbers."""
NONE = 255
"""In place of a number of steps: the probability is 0."""
NUMBERS = 5
"""What ``describe_pieces`` says of a token."""


@dataclass(frozen=True, slots=True, eq=False)
class LexicalTable:
    """N pairs of pieces with their probabilities, sorted by ``keys``."""

    keys: NDArray[np.uint32]
    """N: Chinese piece x ``size`` + English piece."""
    to_en: NDArray[np.uint8]
    """N: of the English piece, given the Chinese one; a number of steps."""
    to_zh: NDArray[np.uint8]
    """N: of the Chinese piece, given the English one."""
    size: int
    """Of the vocabulary."""
    model: ModelName

    def compare(
        self, zh: NDArray[np.int32], en: NDArray[np.int32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """T x U probabilities of each English piece given each Chinese one, and the other way."""
        import numpy as np

        wanted = (zh.astype(np.uint32)[:, None] * np.uint32(self.size) + en.astype(np.uint32)).ravel()
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        held = self.keys[at] == wanted
        chances = _chances()
        shape = len(zh), len(en)
        to_en, to_zh = (chances[np.where(held, p[at], NONE)].reshape(shape) for p in (self.to_en, self.to_zh))
        return to_en, to_zh


def describe_pieces(
    given: NDArray[np.float32], back: NDArray[np.float32], cosine: NDArray[np.float32], weight: NDArray[np.float32]
) -> NDArray[np.float32]:
    """T x NUMBERS: how well the words of the other side translate each token, and how much the token tells.

    :param given: T x U, probabilities of the other side's pieces given this token's.
    :param back: T x U, of this token's piece given theirs.
    :param cosine: T x U, of the encoder's vectors.
    :param weight: T, surprisal.
    """
    import numpy as np

    both = np.sqrt(given * back)
    best = np.stack([given.max(1), back.max(1), both.max(1)], 1)
    return np.concatenate(
        [np.log(best + np.float32(FLOOR)) / 3, (both * cosine).max(1, keepdims=True), weight[:, None] / 10], 1
    )


@cache
def _chances() -> NDArray[np.float32]:
    """The probability of each number of steps."""
    import numpy as np

    chances = np.exp2(-np.arange(256, dtype=np.float32) / STEPS)
    chances[NONE] = 0
    return chances


@lru_cache(maxsize=4)
def read_table(path: Path = PATH) -> LexicalTable:
    """The table that ships with the package, or another.

    :raises ModelError: the file is missing or is no such table.
    """
    import numpy as np

    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        with np.load(path, allow_pickle=False) as archive:
            arrays = archive["keys"], archive["to_en"], archive["to_zh"]
            return LexicalTable(*arrays, int(archive["size"]), ModelName(NAME, digest))
    except (OSError, ValueError, KeyError, EOFError) as error:
        hint = "Install align-enzh again."
        raise ModelError("this is no table of lexical translations", str(path), hint) from error
