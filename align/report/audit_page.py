"""An audit as one page for a browser: summary, quotes by speaker, findings, both texts with these marked."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import dropwhile, takewhile
from typing import Literal

from align.records import Comparison, Quote
from align.report.audit import view_audit
from align.report.citation import cite
from align.report.figures import draw_strip, stack_bars
from align.report.finding_marks import list_missing, mark_findings
from align.report.groups import group_rows
from align.report.page import render_page
from align.report.places import quote_address
from align.report.rows import list_rows


def render_audit(comparison: Comparison) -> str:
    """Render a page that stands alone and can be read without its script; see :mod:`align.report.page`."""
    audit = view_audit(comparison)
    rows = list_rows(comparison)
    groups = list(group_rows(rows))
    return render_page(
        "audit.html.j2",
        comparison,
        styles=("pair.css", "quotes.css", "audit.css"),
        scripts=("page.js", "speakers.js", "audit.js"),
        audit=audit,
        bars=stack_bars,
        strips={"src": draw_strip(comparison, rows, "src"), "tgt": draw_strip(comparison, rows, "tgt")},
        marks={"src": mark_findings(comparison, "src"), "tgt": mark_findings(comparison, "tgt")},
        missing={"src": list_missing(comparison, "src"), "tgt": list_missing(comparison, "tgt")},
        places={"src": _places(comparison, "src"), "tgt": _places(comparison, "tgt")},
        found_quotes=sum(bool(inside) for inside in audit.in_quotes.values()),
        headline=list(takewhile(lambda group: group.title, groups)),
        groups=list(dropwhile(lambda group: group.title, groups)),
        citation=cite(comparison),
    )


def _places(comparison: Comparison, key: Literal["src", "tgt"]) -> Mapping[int, str]:
    """Number of each pair of quotes -> address of the quote's place, where the text came from an address."""
    document = getattr(comparison, key).document
    found = {}
    for number, pair in enumerate(comparison.quotes, 1):
        quote: Quote | None = getattr(pair, key)
        if quote and (address := quote_address(document, quote)):
            found[number] = address
    return found
