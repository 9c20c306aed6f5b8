"""Which stops end a Chinese sentence."""

from __future__ import annotations

import re

from align.sentences.english import is_english_end
from align.sentences.marks import QUOTES
from align.sentences.stops import Stop

_SAYS = (
    "说|說|表示|称|稱|指出|强调|強調|认为|認為|问|問|道|喊|介绍|介紹|告诉|告訴|透露|坦言|回忆|回憶|补充|補充"
    "|回答|写|寫|回应|回應|解释|解釋|感叹|感歎|谈|談"
)
_PLAIN = '[^。！？!?，,；;：:“”「」『』"…\\n]'
_ATTRIBUTION = re.compile(f"{_PLAIN}{{0,24}}(?:{_SAYS}){_PLAIN}{{0,6}}(?:[。！!]|$)")
"""What follows a quotation and does nothing but name its speaker: 他说。

With a comma or a colon instead (他说，) the speaker goes on, which is a sentence of its own.
"""

_GOES_ON = frozenset("，、；：,;:）)》〉】」』”’—")
_JOINED = "的等地得之与與和及或并並"
"""Particles and conjunctions that tie a quotation or a title to the sentence around it."""

_FULL = frozenset("。｡！？‼⁇⁈⁉")
_INTRODUCES = ("：", ":", "，", ",")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WIDE_DIGIT = re.compile(r"[0-9０-９]")
_BLANK = re.compile(r"[\s\u3000]*")
_REACH = 40


def is_chinese_end(text: str, start: int, stop: Stop) -> bool:
    """Whether the sentence of a paragraph's ``text`` that begins at ``start`` ends at ``stop``."""
    at = _past_blanks(text, stop.end)
    following = text[at : at + _REACH]
    if not following:
        return True
    if following[0] in _GOES_ON:
        return False
    if not _FULL & set(stop.marks) and not _is_narrow_end(text, start, stop, following):
        return False
    if not stop.closer:
        return True
    return _is_closed_end(text, start, stop, following)


def _is_closed_end(text: str, start: int, stop: Stop, following: str) -> bool:
    """Whether a sentence ends with the quotation, bracket or title that closes behind its stop."""
    if text[stop.end - 1] != stop.closer:
        return True  # a stop stands outside as well: ？”。
    if following[0] in _JOINED and stop.end == _past_blanks(text, stop.end):
        return False
    if stop.closer not in QUOTES:
        return not text[start : max(start, stop.opener)].strip() and stop.closer not in "》〉"
    opener = max(start, stop.opener)
    if text[start:opener].rstrip().endswith(_INTRODUCES):
        return True  # the speaker was named before
    if _ATTRIBUTION.match(following):
        return False
    return "。" in stop.marks or not text[start:opener].strip()


def _is_narrow_end(text: str, start: int, stop: Stop, following: str) -> bool:
    """Half-width stops, ellipses and the full-width point, which stand within sentences too."""
    before = text[stop.start - 1 : stop.start]
    adjoining = not text[stop.end].isspace()
    if "…" in stop.marks or (len(stop.marks) > 1 and not stop.marks.strip(".")):
        return stop.closer in QUOTES
    if _LATIN.match(before) and (_LATIN.match(following) or following[0].isdigit()):
        return is_english_end(text, start, stop)
    if stop.marks in ".．":
        if _WIDE_DIGIT.match(before):
            return not adjoining and stop.start - start > 4 and not following[0].isdigit()
        if _LATIN.match(before):
            return not adjoining
        return True
    return not (adjoining and before.isascii() and following[0].isascii())  # ?id=


def _past_blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
