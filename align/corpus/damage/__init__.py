"""Kept pairs → twins with one error of known kind, severity and place, for training judges of translations."""

from align.corpus.damage.change import Change, Damage
from align.corpus.damage.twin import KINDS, damage_pair

__all__ = ["KINDS", "Change", "Damage", "damage_pair"]
