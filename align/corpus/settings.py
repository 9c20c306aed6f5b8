"""What may be chosen about a corpus, its defaults, and its tables of a TOML file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from align.corpus.columns import Columns, read_columns
from align.corpus.pairing.settings import PairingSettings, read_pairing
from align.corpus.records import Split
from align.corpus.rules import RuleSet, read_rules
from align.errors import ConfigError
from align.settings import AlignmentSettings, load_toml, read_settings, require_known


@dataclass(frozen=True, slots=True)
class CorpusSettings:
    """All that decides which pairs a corpus holds; what is not in here changes no byte of it.

    :raises ConfigError: shares that leave nothing to train on.
    """

    rules: RuleSet = field(default_factory=read_rules)
    alignment: AlignmentSettings = field(default_factory=AlignmentSettings)
    valid: float = 0.01
    """Share of the documents that go to valid.jsonl, 0 to 1."""
    test: float = 0.01
    """Share of the documents that go to test.jsonl, 0 to 1."""
    model: str | None = None
    licences: tuple[str, ...] = ()
    """Documents with another licence are refused; empty: all are taken."""
    exclude: str | None = None
    """A file of texts that nothing may be near to."""
    limit: int | None = None
    """Read that many documents only, the first by their ids."""
    pairing: PairingSettings = field(default_factory=PairingSettings)
    columns: Columns = field(default_factory=Columns)
    """Of a Parquet file; not in the lock, since what they lead to is."""
    quotes: bool = False
    """Also find and pair the quotes of each document."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense, wherever it came from."""
        for name in ("valid", "test"):
            share = getattr(self, name)
            if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
                raise ConfigError(f"must be a number from 0 to 1, not {share!r}", name)
        if self.valid + self.test > 1:
            raise ConfigError("valid and test together are over 1", "[corpus]")

    def split_of(self, key: str) -> Split:
        """Where the document with this hash (hex digits) belongs; no other document has a say in it."""
        at = int(key[:12], 16) / 16**12
        return "test" if at < self.test else "valid" if at < self.test + self.valid else "train"


def read_corpus_settings(path: str | os.PathLike[str] | None) -> CorpusSettings:
    """Read ``[alignment]``, ``[corpus]`` and ``[corpus.rules.NAME]``; what they do not name keeps its default.

    :raises ConfigError: missing, not TOML, an unknown table or key, a bad value.
    """
    if path is None:
        return CorpusSettings()
    where = os.fspath(path)
    alignment = read_settings(where)
    table = load_toml(where).get("corpus", {})
    if not isinstance(table, dict):
        raise ConfigError("must be a table", f"{where}, corpus", "Write [corpus] on a line of its own.")
    require_known(table, {"valid", "test", "rules", "columns", "pairing", "slurm"}, f"{where}, [corpus]")
    rules = table.get("rules", {})
    if not isinstance(rules, dict):
        raise ConfigError("must be a table", f"{where}, corpus.rules", "Write [corpus.rules.NAME] lines.")
    for name in ("columns", "pairing"):
        if not isinstance(table.get(name, {}), dict):
            raise ConfigError("must be a table", f"{where}, corpus.{name}", f"Write [corpus.{name}] lines.")
    columns = read_columns(table.get("columns", {}), f"{where}, [corpus.columns]")
    pairing = read_pairing(table.get("pairing", {}), f"{where}, [corpus.pairing]")
    shares = {key: table[key] for key in ("valid", "test") if key in table}
    return CorpusSettings(read_rules(rules, where), alignment, **shares, pairing=pairing, columns=columns)
