"""Side, Glossary → TermHits; two sides and their beads → the terms that they do not both have."""

from align.terms.compare import compare_terms
from align.terms.find import find_terms
from align.terms.nearest import side_tokens, trace_term

__all__ = ["compare_terms", "find_terms", "side_tokens", "trace_term"]
