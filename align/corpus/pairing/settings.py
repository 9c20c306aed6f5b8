"""How sure a pair of documents must be: ``[corpus.pairing]``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from align.errors import ConfigError
from align.settings import require_known


@dataclass(frozen=True, slots=True)
class PairingSettings:
    """Documents whose partner is not given are paired where that is safe.

    :raises ConfigError: a number that is none of 0 to 1.
    """

    enabled: bool = True
    least_confidence: float = 0.9
    """Probability that the two are versions of one report, 0 to 1."""
    least_margin: float = 0.03
    """How much better than any other free candidate the pair must fit (score; the best ones are over 1): under it,
    versions of one report cannot be told from each other and stay alone."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense, wherever it came from."""
        if not isinstance(self.enabled, bool):
            raise ConfigError(f"must be true or false, not {self.enabled!r}", "enabled, [corpus.pairing]")
        for name in ("least_confidence", "least_margin"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
                raise ConfigError(f"must be a number from 0 to 1, not {value!r}", f"{name}, [corpus.pairing]")


def read_pairing(table: Mapping[str, Any], where: str) -> PairingSettings:
    """The settings of a table, with the defaults for what it does not name.

    :raises ConfigError: an unknown key, a bad value.
    """
    require_known(table, set(asdict(PairingSettings())), where)
    return PairingSettings(**table)
