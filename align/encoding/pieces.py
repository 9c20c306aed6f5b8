"""One vector a document without a pass of the encoder: the mean meaning of each piece of its vocabulary.

``scripts/build_piece_vectors.py`` lets the encoder read parallel text once and keeps what it says of each piece
on average. Looked up, not computed: a text costs its tokenizing. The encoder's own input embeddings were no
choice: they lie quantized inside the ONNX graph, and what a piece means in both languages is only said by the
upper layers.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from align.encoding.embedded import FOLDER, piece_surprisal
from align.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = FOLDER.parent / "pieces" / "pieces.npz"
_BATCH, _STRETCH = 64, 2000
"""Stretches tokenized together, and characters of each; only memory hangs on them."""


class PieceVectors:
    """Vectors of pieces, and of texts as their sums."""

    def __init__(self, file: Path = FILE) -> None:
        import numpy as np
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
            with np.load(file, allow_pickle=False) as archive:
                rows, held = archive["pieces"], archive["vectors"].astype(np.float32) * archive["scales"][:, None]
                self._usual = dict(zip(("zh", "en"), archive["usual"].astype(np.float32), strict=True))
        except Exception as error:  # tokenizers raises bare Exceptions of its own
            hint = "Install align-enzh again."
            raise ModelError(f"the vectors of pieces cannot be read ({error})", str(file), hint) from error
        surprisal = piece_surprisal(FOLDER / "tokenizer.json")
        self._vectors = np.zeros((len(surprisal), held.shape[1]), np.float32)
        self._vectors[rows] = held * surprisal[rows][:, None]

    @property
    def size(self) -> int:
        """Numbers of a vector."""
        return int(self._vectors.shape[1])

    def usual(self, language: str) -> NDArray[np.float32]:
        """The mean of a text in a language ("zh" or "en"), which says nothing of it."""
        found: NDArray[np.float32] = self._usual[language]
        return found

    def of_text(self, text: str) -> NDArray[np.float32]:
        """The sum of its pieces by surprisal and the root of their counts, of length 1; zeros for no text."""
        import numpy as np

        counts = np.zeros(len(self._vectors), np.int64)
        stretches = [text[at : at + _STRETCH] for at in range(0, len(text), _STRETCH)]
        for at in range(0, len(stretches), _BATCH):
            for piece in self._tokenizer.encode_batch(stretches[at : at + _BATCH], add_special_tokens=False):
                np.add.at(counts, np.array(piece.ids, np.int64), 1)
        found = np.flatnonzero(counts)
        total = np.sqrt(counts[found]).astype(np.float32) @ self._vectors[found]
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)


@lru_cache(maxsize=1)
def load_pieces() -> PieceVectors:
    """The vectors that ship with the package, read once a process.

    :raises ModelError: they are not there.
    """
    return PieceVectors()
