"""Negators, modal words, reporting verbs and words of stance of a text: what its wording commits it to."""
