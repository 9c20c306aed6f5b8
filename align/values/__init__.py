"""Text → values: numbers, quantities, money, dates and times, in one form for both languages."""

from align.values.alone import is_telling
from align.values.compare import Verdict, compare_values
from align.values.find import find_values
from align.values.match import ValueMatch, ValuePair, match_values
from align.values.rates import RateChange, find_rate_changes
from align.values.wording import describe

__all__ = [
    "RateChange",
    "ValueMatch",
    "ValuePair",
    "Verdict",
    "compare_values",
    "describe",
    "find_rate_changes",
    "find_values",
    "is_telling",
    "match_values",
]
