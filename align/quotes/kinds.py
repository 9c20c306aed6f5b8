"""Direct, mixed or indirect: how much of a content stands within quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.quotes.marks import Marked
from align.records import QuoteKind, Span

ALL = 0.9
"""Share of the content's letters within marks from which on it is direct."""

NAMED = re.compile(
    "影展|影片|电影|電影|展览|展覽|画展|畫展|歌曲|小说|小說|专辑|專輯|计划|計劃|行动|行動|工程|号|號|台风|颱風|飓风"
    "|倡议|倡議|论坛|論壇|节目|節目|一书|一書|一文|奖|獎|公司|酒店|航母|卫星|衛星"
)
"""Nouns for what bears a name."""


def quote_kind(
    text: str, content: Sequence[Span], marked: tuple[Marked, ...], spoken: Sequence[Span]
) -> QuoteKind:
    """The kind of a quote by its content.

    Words in marks make it mixed even where they are few: within reported speech most of them are the
    speaker's own (measured on ../shared/data/quotes-dev; titles in 《》 are no marks), but for those that look
    like a name or a title. Speech set off after a colon is direct.

    :param spoken: source and cue, which stand before the colon.
    """
    letters = {i for s in content for i in range(s.start, s.end) if text[i].isalnum()}
    within = {i for m in marked for i in range(m.inner.start, m.inner.end)} & letters
    if letters and len(within) >= ALL * len(letters):
        return "direct"
    if any(text[s.end : content[0].start].strip() in (":", "：") for s in spoken):
        return "direct"
    own = {i for m in marked if not _is_name(text, m) for i in range(m.inner.start, m.inner.end)} & letters
    return "mixed" if own else "indirect"


def _is_name(text: str, m: Marked) -> bool:
    """Whether marks wrap a title in capitals, or what a noun for named things follows: “长夜”影展."""
    words = m.inner.of(text).strip(" .,，。")
    if words.isascii():
        long = [word for word in words.split() if len(word) > 3 or word == words]
        return (
            bool(long) and len(words.split()) < 8 and all(word[0].isupper() or word[0].isdigit() for word in long)
        )
    return len(words) <= 10 and bool(NAMED.match(text, m.outer.end))
