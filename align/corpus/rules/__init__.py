"""The rules in their order, one module an idea: a pair or document is refused by the first that is against it."""

from align.corpus.rules.rule import PairRule, Rule
from align.corpus.rules.ruleset import RULES, RuleSet, read_rules

__all__ = ["RULES", "PairRule", "Rule", "RuleSet", "read_rules"]
