"""How the words of a bead go together, by the token vectors that both sides have already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.formats.texts import bead_span
from align.records import Alignment, Side, Span
from align.vectors import comparable_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class BeadLinks:
    """A bead with the likeness of each Chinese token to each English one (rows x columns)."""

    index: int
    zh: Span
    en: Span
    zh_tokens: NDArray[np.int32]
    """[start, end) of each row in the Chinese text."""
    en_tokens: NDArray[np.int32]
    likeness: NDArray[np.float32]

    def turned(self) -> BeadLinks:
        """The same with English as rows."""
        return BeadLinks(self.index, self.en, self.zh, self.en_tokens, self.zh_tokens, self.likeness.T)

    def without(self, zh: Sequence[Span], en: Sequence[Span]) -> BeadLinks:
        """The same less the tokens of these stretches."""
        rows, columns = _outside(self.zh_tokens, zh), _outside(self.en_tokens, en)
        likeness = self.likeness[rows][:, columns]
        return BeadLinks(self.index, self.zh, self.en, self.zh_tokens[rows], self.en_tokens[columns], likeness)

    def like(self, zh: Span, en: Span) -> float:
        """How like two stretches are: the mean best match of each's tokens in the other; -1 without tokens."""
        part = self.likeness[_touching(self.zh_tokens, zh)][:, _touching(self.en_tokens, en)]
        return float(part.max(1).mean() + part.max(0).mean()) / 2 if part.size else -1.0

    def best(self, zh: Span) -> float:
        """The mean best match of a Chinese stretch in the whole English side; -1 without tokens."""
        part = self.likeness[_touching(self.zh_tokens, zh)]
        return float(part.max(1).mean()) if part.size else -1.0

    def lead(self, zh: Span) -> float:
        """How much more like a Chinese stretch its likest English token is than like any other Chinese token.

        Negative where that token is another word's; 2 where there are no others.
        """
        inside = _touching(self.zh_tokens, zh)
        part = self.likeness[inside]
        if not part.size:
            return 2.0
        column = int(part.max(0).argmax())
        others = [i for i in range(len(self.likeness)) if i not in set(inside.tolist())]
        return float(part[:, column].max() - self.likeness[others, column].max()) if others else 2.0

    def nearest(self, zh: Span) -> Span | None:
        """The English token that is most like one of the stretch."""
        import numpy as np

        part = self.likeness[_touching(self.zh_tokens, zh)]
        if not part.size:
            return None
        column = int(np.argmax(part.max(0)))
        return Span(int(self.en_tokens[column, 0]), int(self.en_tokens[column, 1]))


def bead_links(zh: Side, en: Side, alignment: Alignment) -> Iterator[BeadLinks]:
    """The beads with words on both sides; none where a side was not encoded token by token."""
    import numpy as np

    a, b = zh.encoding, en.encoding
    if a is None or b is None or a.unit != "token" or b.unit != "token":
        return
    x, y = comparable_vectors(a), comparable_vectors(b)
    for k, bead in enumerate(alignment.beads):
        if not bead.src or not bead.tgt:
            continue
        rows = slice(*np.searchsorted(a.sentence, [bead.src.start, bead.src.stop]))
        columns = slice(*np.searchsorted(b.sentence, [bead.tgt.start, bead.tgt.stop]))
        if rows.start < rows.stop and columns.start < columns.stop:
            yield BeadLinks(
                k, bead_span(zh, bead.src), bead_span(en, bead.tgt), a.tokens[rows], b.tokens[columns],
                x[rows] @ y[columns].T,
            )  # fmt: skip


def _outside(tokens: NDArray[np.int32], spans: Sequence[Span]) -> list[int]:
    inside = {int(i) for span in spans for i in _touching(tokens, span)}
    return [i for i in range(len(tokens)) if i not in inside]


def _touching(tokens: NDArray[np.int32], span: Span) -> NDArray[np.intp]:
    import numpy as np

    return np.flatnonzero((tokens[:, 0] < span.end) & (span.start < tokens[:, 1]))
