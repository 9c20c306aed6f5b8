"""The one-to-one assignment with the greatest sum (Hungarian method); a few rows need no scipy."""

from __future__ import annotations

from collections.abc import Sequence


def assign(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs of row and column with the greatest sum of scores, in order; pairs that score 0 are left out."""
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        flipped = assign([list(column) for column in zip(*scores, strict=True)])
        return sorted((row, column) for column, row in flipped)
    rows, columns = len(scores), len(scores[0])
    price_row, price_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least, came, done = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            done[column] = True
            step, following = float("inf"), 0
            for k in range(1, columns + 1):
                if done[k]:
                    continue
                cost = -scores[owner[column] - 1][k - 1] - price_row[owner[column]] - price_column[k]
                if cost < least[k]:
                    least[k], came[k] = cost, column
                if least[k] < step:
                    step, following = least[k], k
            for k in range(columns + 1):
                if done[k]:
                    price_row[owner[k]] += step
                    price_column[k] -= step
                else:
                    least[k] -= step
            column = following
        while column:
            owner[column] = owner[came[column]]
            column = came[column]
    pairs = ((owner[k] - 1, k - 1) for k in range(1, columns + 1) if owner[k])
    return sorted((i, k) for i, k in pairs if scores[i][k] > 0)
