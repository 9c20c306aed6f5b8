"""Some pairs of a corpus for a person to look at: kept ones, or those that a rule threw away."""

from __future__ import annotations

from collections.abc import Iterator

from align.corpus.assemble import PARTS
from align.corpus.chosen import Chosen
from align.corpus.opened import Corpus, Row
from align.corpus.records import Split
from align.corpus.rules.thresholds import THRESHOLDS, distance
from align.errors import ConfigError


def sample_kept(corpus: Corpus, size: int, seed: int = 0, split: Split | None = None) -> tuple[Row, ...]:
    """Kept pairs of one part, or of all, in the order of the files; each row tells its part as ``split``.

    :raises InputError: a file of the corpus cannot be read.
    """
    chosen = Chosen(size, seed)
    for part in PARTS if split is None else (split,):
        for row in corpus.kept(part):
            chosen.add({**row, "split": part})
    return tuple(chosen.in_order())


def sample_rejected(
    corpus: Corpus, rule: str, size: int, seed: int = 0, split: Split | None = None, *, nearest: bool = False
) -> tuple[Row, ...]:
    """What a rule threw away: dropped pairs, and documents (rows without texts).

    :param split: only pairs of documents of this part; a refused document is in none.
    :param nearest: not any ones but those whose value is nearest to the rule's threshold, the nearest first.
    :raises ConfigError: the corpus knows no such rule; ``nearest`` of a rule that compares no number.
    :raises InputError: a file of the corpus cannot be read.
    """
    parameters = corpus.lock().get("rules", {}).get(rule, {})
    _check(corpus, rule, parameters, nearest)
    chosen = Chosen(size, seed)
    for row, far in _ranked(corpus, rule, parameters, split):
        if not nearest:
            chosen.add(row)
        elif far is not None:
            chosen.add(row, far)
    return tuple(chosen.by_rank() if nearest else chosen.in_order())


def _ranked(
    corpus: Corpus, rule: str, parameters: dict[str, object], split: Split | None
) -> Iterator[tuple[Row, float | None]]:
    for row in corpus.rejected():
        if row["rule"] == rule and split in (None, row.get("split")):
            yield row, distance(rule, parameters, row.get("value", ""), str(row.get("detail") or ""))


def _check(corpus: Corpus, rule: str, parameters: dict[str, object], nearest: bool) -> None:
    known = corpus.rules()
    if rule not in known:
        raise ConfigError("no such rule", rule, f"This corpus knows {', '.join(known)}.")
    if nearest and not any(name in parameters for name in THRESHOLDS.get(rule, ())):
        raise ConfigError("this rule has no threshold", rule, "Leave out --nearest.")
