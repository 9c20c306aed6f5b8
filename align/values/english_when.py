"""What English dates share: before, by and since; early and late; last and next; years."""

from __future__ import annotations

import re

from align.records import Approximation

WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b"
YEAR = r"(?:1[0-9]|20|21)\d\d(?![\d,]\d|%|\d)"
SHIFT = (
    r"(?P<shift>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming|[Pp]revious|[Ff]ollowing|[Cc]urrent|the same"
    r"|[Tt]he year before)"
)
SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
PART = (
    r"(?P<part>(?:[Ee]arly|[Mm]id|[Ll]ate|(?:the |at the )?(?:[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd) of"
    r"|(?:[Yy]ear-)end of|end-)[ -]?(?:in )?)"
)
WHEN = (
    r"(?P<when>(?:[Bb]efore|[Bb]y|[Uu]ntil|[Tt]ill|[Uu]p to|[Pp]rior to|[Nn]o later than|[Aa]head of"
    r"|[Ss]ince|[Aa]fter|[Ff]rom|[Ff]ollowing|[Aa]s of|[Ii]n|[Oo]n|[Oo]f|[Dd]uring|[Aa]round|[Ll]ate"
    r"|[Ee]arly) (?:the )?)"
)
_HOW: dict[str, Approximation] = {
    **dict.fromkeys(("before", "prior to", "ahead of"), "before"),
    **dict.fromkeys(("by", "until", "till", "up to", "no later than", "as of"), "at-most"),
    **dict.fromkeys(("since", "after", "from", "following"), "after"),
    "around": "about",
}


def how_of(m: re.Match[str]) -> tuple[Approximation, int]:
    """What the word before says (by: before), and where the value begins: at that word if it counts."""
    when = (m["when"] or "").lower().removesuffix("the ").strip()
    how = _HOW.get(when, "exact")
    start = m.start() if how != "exact" or not m["when"] or when in ("late", "early") else m.end("when")
    return how, start


def part_of(m: re.Match[str]) -> str:
    """Early, mid or late, where it is said."""
    word = ((m["part"] or m["when"] or "") + " ").lower().replace("later", "")
    return next(
        (
            p
            for k, p in (
                ("early", "early"),
                ("mid", "mid"),
                ("late", "late"),
                ("begin", "early"),
                ("start", "early"),
                ("end", "late"),
            )
            if k in word
        ),
        "",
    )


def year_of(written: str | None) -> tuple[int | None, tuple[str, int] | None]:
    """A year in digits, or last year as a distance."""
    if not written or written == "year":
        return None, None
    if written.isdigit():
        return int(written), None
    return None, ("year", SHIFTS[written.split()[0]])
