"""Reading the sources of an English text, and the people whom it names."""

from align.speakers.english.people import (
    approached_before,
    body_before,
    country_before,
    find_people,
    fullest,
    holds_bare_title,
    holds_title,
    is_media,
    loose_names,
    nouns_of_people,
    owned,
)
from align.speakers.english.sources import PRONOUNS, read_source

__all__ = [
    "PRONOUNS",
    "approached_before",
    "body_before",
    "country_before",
    "find_people",
    "fullest",
    "holds_bare_title",
    "holds_title",
    "is_media",
    "loose_names",
    "nouns_of_people",
    "owned",
    "read_source",
]
