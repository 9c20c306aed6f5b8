"""Times of day in English text: 3 p.m., 15:30, noon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import PartialDate, Span, Value

_CLOCK = re.compile(
    r"(?P<h>(?<![\d.:$])(?:[01]?\d|2[0-4]))(?:[:.](?P<min>[0-5]\d))?(?::[0-5]\d)? ?(?P<half>[ap]\.?m\b\.?"
    r"|[AP]\.?M\b\.?|o'clock)"
    r"|(?P<h3>(?<=\bat )(?:[01]?\d|2[0-4]))\.(?P<min3>[0-5]\d)(?![\d.])"
    r"(?= (?:tonight|today|yesterday|tomorrow|this|on|in the|last|every)|[,.;]? *$|\.\s)"
    r"|(?P<h2>(?<![\d.:$])(?:[01]?\d|2[0-4])):(?P<min2>[0-5]\d)(?![\d:])|\b(?P<noon>noon|midday|midnight)\b"
)


def find_times(text: str) -> Iterator[Value]:
    """The times of day of a folded text, in order."""
    for m in _CLOCK.finditer(text):
        yield _clock(m)


def _clock(m: re.Match[str]) -> Value:
    if m["noon"]:
        hour = 0 if m["noon"] == "midnight" else 12
        return Value(
            "time", Span(*m.span()), PartialDate(hour=hour, minute=0, half="am" if hour == 0 else "pm"), weak=True
        )
    hour, minute = int(m["h"] or m["h2"] or m["h3"]), int(m["min"] or m["min2"] or m["min3"] or 0)
    half = (m["half"] or "").replace(".", "").lower()
    half = half if half in ("am", "pm") else ""
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    if not half and (hour > 12 or (m["h2"] or "").startswith("0")):
        half = "pm" if hour >= 12 else "am"
    return Value("time", Span(*m.span()), PartialDate(hour=hour % 24, minute=minute, half=half))
