"""Text → values: numbers, quantities, money, dates and times, in one form for both languages."""

from align.values.compare import Verdict, compare_values
from align.values.find import find_values
from align.values.match import ValueMatch, ValuePair, match_values
from align.values.wording import describe

__all__ = ["ValueMatch", "ValuePair", "Verdict", "compare_values", "describe", "find_values", "match_values"]
