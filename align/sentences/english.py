"""Which stops end an English sentence."""

from __future__ import annotations

import re

from align.sentences.abbreviations import CLOSED, COMMON, NUMBERED, STARTERS, TITLES
from align.sentences.marks import QUOTES
from align.sentences.stops import Stop

_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august"
    r"|(?:sept|nov|dec)ember|october|eastern|central|pacific|local|beijing|(?:[ecmp][sd]t|et|gmt|utc|bst)\b",
    re.IGNORECASE,
)
"""What follows a time of day within its sentence: 5 p.m. Monday."""

_SAYS = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|added|wrote|replied|told|shouted|cried|tweeted|recalled"
    r"|wondered|quipped|joked|exclaimed|declared|continued|explained|insisted)\b"
)
_WORD_BEFORE = re.compile(r"(?<![0-9.A-Za-z\u00c0-\u024f])(?:[A-Za-z\u00c0-\u024f]+\.)*[A-Za-z\u00c0-\u024f]+$")
_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_AHEAD = re.compile(r"\s*[\"“‘'(\[«「『（【*_•–—-]*\s*")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_ITEM_NUMBER = re.compile(r"[\s\"“(（]*(?:[0-9]{1,3}|[ivxIVX]{1,4}|[A-Za-z])")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|org|net|gov|cn|uk|io|js|py|html?)\b", re.IGNORECASE)
_NAMES = ("Yahoo!", "Jeopardy!")
_REACH = 60
"""Characters that are looked at on either side of a stop; a bound keeps the time linear."""


def is_english_end(text: str, start: int, stop: Stop) -> bool:
    """Whether the sentence of a paragraph's ``text`` that begins at ``start`` ends at ``stop``."""
    if stop.end == len(text):
        return True
    if not text[stop.end].isspace():
        return _is_glued_end(text, stop)
    ahead = _AHEAD.match(text, stop.end)
    at = ahead.end() if ahead else stop.end
    following = text[at : at + _REACH]
    if not following:
        return True
    if following[0] in ",;:" or (following[0].islower() and not following[1:2].isupper()):
        return False
    if stop.closer and not _is_closed_end(text, start, stop, following):
        return False
    if stop.marks == "." and stop.closer not in QUOTES:
        return _is_full_stop(text, start, stop.start, following)
    return not text.endswith(_NAMES, 0, stop.after)


def _is_full_stop(text: str, start: int, at: int, following: str) -> bool:
    """Whether the point at ``at`` ends a sentence, not an abbreviation, an initial or an item's number.

    ``following`` is what stands behind the point, without white space and opening marks.
    """
    if at - start < 8 and _ITEM_NUMBER.fullmatch(text, start, at):
        return False
    before = _WORD_BEFORE.search(text[max(start, at - _REACH) : at])
    if not before:
        return True
    word = before.group()
    lower = word.lower()
    if lower in NUMBERED and following[0] in "0123456789#":
        return False
    if lower in ("a.m", "p.m"):
        return not following[0].isdigit() and not _CALENDAR.match(following)
    if _stands_for(word, TITLES):
        return False
    next_word = _NEXT_WORD.match(following)
    starts = next_word is not None and next_word.group().lower() in STARTERS
    initial = len(word) == 1 and word.isupper()
    return starts or not (initial or _INITIALISM.fullmatch(word) or _stands_for(word, CLOSED))


def _stands_for(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether ``word``, met before a point, is one of the abbreviations and not a common word."""
    lower = word.lower()
    return lower in abbreviations and not (lower in COMMON and word == lower)


def _is_closed_end(text: str, start: int, stop: Stop, following: str) -> bool:
    """Whether a sentence ends with the quotation or bracket that closes behind its stop."""
    if stop.closer in QUOTES:
        return "." in stop.marks or not _SAYS.match(following)  # “Why?” Mr. Lee asked.
    aside = bool(text[start : max(start, stop.opener)].strip())
    return not (aside and text[stop.end - 1] == stop.closer and stop.marks[-1] in "!?")


def _is_glued_end(text: str, stop: Stop) -> bool:
    """``end.Next``: whether a stop without white space behind it ends a sentence, safely."""
    following = text[stop.end : stop.end + 2]
    if following[0] in "“‘「『（《":
        return True
    before = text[max(0, stop.start - 2) : stop.start]
    if not (following[0].isupper() and following[1:].islower() and len(before) == 2 and before.islower()):
        return False
    left = text[max(0, stop.start - _REACH) : stop.start].split()
    right = text[stop.start : stop.end + _REACH].split()
    return not _ADDRESS.search(left[-1] + right[0])
