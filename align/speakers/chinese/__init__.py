"""Reading the sources of a Chinese text, and the people whom it names."""

from align.speakers.chinese.people import (
    approached_before,
    body_before,
    find_people,
    fullest,
    holds_bare_title,
    holds_title,
    loose_names,
    names_country,
    nouns_of_people,
    opening_body,
)
from align.speakers.chinese.sources import PRONOUNS, is_media, owned, read_source

__all__ = [
    "PRONOUNS",
    "approached_before",
    "body_before",
    "find_people",
    "fullest",
    "holds_bare_title",
    "holds_title",
    "is_media",
    "loose_names",
    "names_country",
    "nouns_of_people",
    "opening_body",
    "owned",
    "read_source",
]
