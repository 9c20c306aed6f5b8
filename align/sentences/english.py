"""Which stops end an English sentence."""

from __future__ import annotations

import re

from align.sentences.marks import QUOTES
from align.sentences.stops import Stop

TITLES = frozenset(
    "mr mrs ms messrs dr drs prof gen sen sens rep reps gov govs lt col sgt capt cpl pvt rev hon adm maj cmdr"
    " brig pres supt insp det amb atty dist st mt ft sr sra mme mlle vs v cf viz e.g i.e eg ie al approx ca"
    " lt.col lt.gen maj.gen brig.gen vice.adm rear.adm lt.gov".split()
)
"""Abbreviations that need what follows them, so never end a sentence before a capital letter."""

NUMBERED = frozenset("no nos p pp fig figs art arts sec secs vol vols ch chap para par col ref eq pt".split())
"""Abbreviations that stand before a number; before anything else ``No.`` is a word."""

CLOSED = frozenset(
    "inc ltd corp co cos bros plc llc jr esq etc est dept univ assn natl intl ave blvd rd hwy apt"
    " jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    " calif conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt"
    " wash wis wyo ariz ark colo ala min max avg dec ed eds tel ext ph.d m.d b.a m.a m.b.a".split()
)
"""Abbreviations that may end a sentence: the next word decides."""

WORDS = frozenset("no art col fig par mar jun jul sat sun wed mon miss mass ill ind la pa ga co min max mo st sec fri".split())
"""Abbreviations that are words too: at the end of a sentence in lower case they are taken as the word."""

STARTERS = frozenset(
    "the a an this that these those he she it they we you i his her its their our my your there here who what"
    " when where why how which if in on at by for from with without after before since while although though as"
    " but and or so yet nor however meanwhile moreover still then now also according both each all some many"
    " most no not one two three another other such despite during under over between among is are was were will"
    " would can could should may do does did has have had let even just only once earlier last late later next"
    " today yesterday tomorrow nearly about more instead asked please perhaps because until unlike amid against".split()
)
"""Words that begin sentences and, with a capital, hardly anything else."""

CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august"
    r"|(?:sept|nov|dec)ember|october|eastern|central|pacific|mountain|local|beijing|(?:[ecmp][sd]t|et|gmt|utc|bst)\b",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]+\.)*[^\W\d_]+$")
_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_NEXT = re.compile(r"[\s\u3000]*[\"“‘'(\[«「『（【*_•–—-]*[\s]*")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_ITEM_NUMBER = re.compile(r"[\s\"“(（]*(?:[0-9]{1,3}|[ivxIVX]{1,4}|[A-Za-z])$")
_SAYS = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|added|wrote|replied|told|shouted|cried|tweeted|recalled"
    r"|wondered|quipped|joked|exclaimed|declared|continued|explained|insisted)\b"
)
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|org|net|gov|cn|uk|io|js|py|html?)\b", re.IGNORECASE)
_NAMES = ("Yahoo!", "Jeopardy!")
_REACH = 60
"""Characters that are looked at on either side of a stop; a bound keeps the time linear."""


def is_english_end(text: str, start: int, stop: Stop) -> bool:
    """Whether the sentence of a paragraph's ``text`` that begins at ``start`` ends at ``stop``."""
    if not text[stop.end :stop.end + 1]:
        return True
    if not text[stop.end].isspace():
        return _is_glued_end(text, stop)
    ahead = _NEXT.match(text, stop.end)
    at = ahead.end() if ahead else stop.end
    following = text[at : at + _REACH]
    if not following:
        return text[stop.end:].isspace() or not stop.marks.strip(".…")
    if following[0].islower() and not (len(following) > 1 and following[1].isupper()):
        return False
    if stop.closer and not _is_closed_end(stop, start, following):
        return False
    if following[0] in ",;:":
        return False
    if stop.marks != "." or stop.closer in QUOTES and stop.closer:
        return not text.startswith(_NAMES, max(0, stop.start - 8), stop.end) and not _is_name(text, stop)
    return is_full_stop(text, start, stop.start, following)


def is_full_stop(text: str, start: int, at: int, following: str) -> bool:
    """Whether the point at ``at`` ends a sentence rather than an abbreviation, an initial or a list's number.

    :param start: where the sentence begins.
    :param following: what stands behind the point, without white space and opening marks.
    """
    if _ITEM_NUMBER.fullmatch(text, start, at) and at - start < 8:
        return False
    before = _WORD_BEFORE.search(text[max(start, at - _REACH) : at])
    if not before:
        return True
    word = before.group()
    lower = word.lower()
    next_word = _NEXT_WORD.match(following)
    starts = next_word is not None and next_word.group().lower() in STARTERS
    if lower in NUMBERED and (following[0].isdigit() or following[0] in "#№"):
        return False
    if lower in ("a.m", "p.m"):
        return not CALENDAR.match(following) and not following[0].isdigit()
    if lower in TITLES and not (lower in WORDS and word == lower):
        return False
    if _INITIALISM.fullmatch(word) or (len(word) == 1 and word.isupper()):
        return starts
    if lower in CLOSED and not (lower in WORDS and word == lower):
        return starts
    return True


def _is_closed_end(stop: Stop, start: int, following: str) -> bool:
    """A question inside a quotation or a bracket is not the end where its sentence goes on."""
    if not stop.marks.rstrip(".…").endswith(("!", "?")) or stop.opener <= start:
        return stop.closer not in QUOTES or stop.marks[-1] == "." or not _SAYS.match(following)
    return stop.closer in QUOTES and not _SAYS.match(following)


def _is_glued_end(text: str, stop: Stop) -> bool:
    """``end.Next``: no white space behind the stop."""
    following = text[stop.end : stop.end + 2]
    if not following[0].isascii() and following[0] in "“‘「『（《":
        return True
    if not (following[0].isupper() and following[1:].islower()) and not following[0].isalpha() & (not following[0].isascii()):
        return False
    left = text[max(0, stop.start - _REACH) : stop.start].split()
    right = text[stop.start : stop.end + _REACH].split()
    token = (left[-1] if left else "") + (right[0] if right else "")
    word = text[max(0, stop.start - 2) : stop.start]
    return len(word) == 2 and (word.islower() or not word[-1].isalpha()) and not _ADDRESS.search(token)


def _is_name(text: str, stop: Stop) -> bool:
    return False
