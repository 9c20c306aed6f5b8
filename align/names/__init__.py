"""Names in both languages: the lists behind them, how they are found, spelt and heard, whether a text has them."""

from align.names.chinese import chinese_names
from align.names.english import english_names
from align.names.lexicon import is_listed
from align.names.name import Name
from align.names.offices import DEPUTY, UNDER, is_office
from align.names.presence import has_acronym, in_chinese, in_english
from align.names.shape import is_personal

__all__ = [
    "DEPUTY",
    "UNDER",
    "Name",
    "chinese_names",
    "english_names",
    "has_acronym",
    "in_chinese",
    "in_english",
    "is_listed",
    "is_office",
    "is_personal",
]
