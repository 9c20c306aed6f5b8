"""Numbers that are no values: idioms and parts of names (一带一路, 十分, G20, the one-China principle, 9/11)."""

from __future__ import annotations

import re
from functools import lru_cache

from align.records import Language, Span
from align.values.script import take

_LETTERS = re.compile(
    r"(?:[A-Za-z]+-?\d[\w-]*(?:\.\d+)*(?!\d|%)|https?://\S+|www\.\S+|[@#]\w+|\w+\.(?:com|org|net|gov|edu)\b[\w/.-]*|(?<![\d.$])[248]K\b)",
    re.ASCII,
)
"""Digits that hang on letters (F-16, G20, Covid-19, A380) and addresses."""
_MONEY = re.compile(r"(?:US|HK|NT|RMB|USD|CNY|EUR|GBP|AUD|CAD|HKD|JPY|KRW|TWD|SGD|NZD|CNH|Rs|RM|Rp|CHF|[ACS])\d")
_SHORT_YEAR = re.compile(r"(?<=(?<!\d)(?:19|20)(\d\d))[-/–—](\d\d)(?![\d-])")
"""The second year of a season or fiscal year, 2024-25: the year is told by the first."""
_FISCAL = re.compile(r"\bFY(?=(?:19|20)\d\d\b)")
_QUARTER = re.compile(r"[QH][1-4]\b|mid-|pre-|post-|early-|late-|non-|sub-|under-|over-|part-", re.IGNORECASE)


@lru_cache(maxsize=2)
def _table(language: Language) -> re.Pattern[str]:
    from importlib.resources import files

    rows = (files("align") / "resources" / "name-numbers.tsv").read_text(encoding="utf-8").splitlines()
    words = [row.split("\t")[1] for row in rows if row.startswith(language + "\t")]
    if language == "zh":
        return re.compile("|".join(sorted(words, key=len, reverse=True)))
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)


def mask_names(text: str, language: Language) -> str:
    """``text`` (folded) with the numbers that are no values used up; as long as before."""
    text = _FISCAL.sub("  ", text)
    text = take(text, (Span(*m.span()) for m in _LETTERS.finditer(text) if _is_name(text, m)))
    following = (m for m in _SHORT_YEAR.finditer(text) if int(m[2]) == (int(m[1]) + 1) % 100)
    text = take(text, (Span(*m.span()) for m in following))
    return take(text, (Span(*m.span()) for m in _table(language).finditer(text)))


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether letters and digits are a name: not US$5, Q3, mid-2019 or 3.5x2."""
    before = text[found.start() - 1] if found.start() else " "
    return not (_MONEY.match(found[0]) or _QUARTER.match(found[0]) or before.isdigit() or before == ".")
