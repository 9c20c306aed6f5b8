"""``--licence``: which documents may be taken at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from align.errors import ConfigError

_NAMED = 10


def check_licences(lines: Iterable[str], wanted: Sequence[str]) -> None:
    """Refuse, before any work, licences that no document has: they are compared letter by letter.

    :param lines: the entries, a line of JSON each.
    :raises ConfigError: not one document could be taken; it names the licences that there are.
    """
    if not wanted:
        return
    found: Counter[str] = Counter()
    for line in lines:
        licence = json.loads(line)["licence"]
        if licence in wanted:
            return
        if licence in found or len(found) < 1000:
            found[licence] += 1
    told = [name or "none told" for name, _ in found.most_common(_NAMED)]
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    raise ConfigError("no document has this licence", ", ".join(wanted), f"There are: {', '.join(told)}{more}.")
