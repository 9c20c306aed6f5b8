"""Side, Glossary → TermHits; two sides and their beads → the terms that they do not both have."""

from align.terms.compare import compare_terms
from align.terms.find import find_terms
from align.terms.nearest import trace_term
from align.terms.opposites import compare_opposites
from align.terms.usage import trace_usage
from align.terms.wanted import Wanted, resolve_terms

__all__ = [
    "Wanted",
    "compare_opposites",
    "compare_terms",
    "find_terms",
    "resolve_terms",
    "trace_term",
    "trace_usage",
]
