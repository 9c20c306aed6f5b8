"""How a measure is spread over pairs: counted by rounded values, so that millions cost what thousands do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

PERCENTILES = (1, 5, 25, 50, 75, 95, 99)


class Distribution:
    """Values counted to so many decimals; a value over the greatest counts as that."""

    def __init__(self, decimals: int = 0, most: float = 1e6) -> None:
        self._scale, self._most = 10**decimals, most
        self._counts: Counter[int] = Counter()

    def add(self, value: float) -> None:
        """Count one value."""
        self._counts[round(min(value, self._most) * self._scale)] += 1

    @property
    def total(self) -> int:
        """How many values there are."""
        return self._counts.total()

    def items(self) -> Iterator[tuple[float, int]]:
        """Each value that occurs, ascending, with how often."""
        return ((value / self._scale, self._counts[value]) for value in sorted(self._counts))

    def percentiles(self) -> dict[int, float]:
        """The least value that at least so many percent do not exceed; empty without values."""
        found: dict[int, float] = {}
        seen, total = 0, self.total
        for value, count in self.items():
            seen += count
            for percent in PERCENTILES[len(found) :]:
                if seen * 100 < percent * total:
                    break
                found[percent] = value
        return found
