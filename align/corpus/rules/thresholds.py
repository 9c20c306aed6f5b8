"""Which parameter of a rule a value was measured against: for charts, and for pairs that it only just refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from align.corpus.records import Value

THRESHOLDS: dict[str, dict[str, str]] = {
    "unrelated": {"least_score": "mean score", "most_unmatched": "share of the text"},
    "copied-document": {"similarity": ""},
    "near-document": {"similarity": ""},
    "length": {"least_letters": "letters", "most": "characters"},
    "language": {"least_latin": "Latin letters", "least_han": "characters"},
    "untranslated": {"most_han": "Chinese characters", "most_copied": ""},
    "length-ratio": {"low": "", "high": ""},
    "confidence": {"least": ""},
    "similarity": {"least": ""},
    "fidelity": {"least": ""},
    "repetition": {"most": ""},
    "excluded": {"similarity": ""},
    "boilerplate": {"documents": ""},
    "near-duplicate": {"similarity": ""},
}
"""Name of each rule that measures something -> its thresholds -> how the detail of a refusal by it begins."""


def distance(rule: str, parameters: Mapping[str, Any], value: Value, detail: str = "") -> float | None:
    """How far a value is from the threshold that it missed, as a share of that; None of what is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    known = {name: start for name, start in THRESHOLDS.get(rule, {}).items() if name in parameters}
    told = [name for name, start in known.items() if start and detail.startswith(start)]
    limits = [float(parameters[name]) for name in told or [n for n, start in known.items() if not start]]
    return min((abs(value - limit) / max(abs(limit), 1e-9) for limit in limits), default=None)
