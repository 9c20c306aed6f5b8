"""A comparison, or its quotes, as one page for a browser: no network, no files beside it, no need of scripts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from align.records import Comparison, QuotePair
from align.report.groups import group_rows
from align.report.page import render_page
from align.report.quote_marks import mark_sentences
from align.report.rows import list_rows, summarise_rows
from align.report.utterances import list_speakers, summarise_quotes


def render_comparison(comparison: Comparison) -> str:
    """Render a page that stands alone: both texts side by side, linked sentences lit together."""
    rows = list_rows(comparison)
    groups = list(group_rows(rows))
    speakers = list_speakers(comparison)
    parts = ("speakers.js", "quotes.js") if speakers else ()
    return render_page(
        "pair.html.j2",
        comparison,
        styles=("pair.css", *(["quotes.css"] if speakers else [])),
        scripts=("page.js", *parts, "pair.js"),
        speakers=speakers,
        quoted=summarise_quotes(speakers),
        marks={
            "src": mark_sentences(comparison, "src", speakers),
            "tgt": mark_sentences(comparison, "tgt", speakers),
        },
        headline=list(takewhile(lambda group: group.title, groups)),
        groups=list(dropwhile(lambda group: group.title, groups)),
        summary=summarise_rows(rows),
        unmatched=sum(row.unmatched for row in rows),
    )


def render_quotes(comparison: Comparison, shown: Sequence[QuotePair] | None = None) -> str:
    """Render the quotes of both versions by speaker, side by side, as a page that stands alone.

    It looks as :func:`render_comparison`'s page does and allows as little.

    :param shown: those of the quotes that are wanted; None: all.
    """
    speakers = list_speakers(comparison, shown)
    return render_page(
        "quotes.html.j2",
        comparison,
        styles=("pair.css", "quotes.css"),
        scripts=("page.js", "speakers.js"),
        speakers=speakers,
        quoted=summarise_quotes(speakers),
    )
