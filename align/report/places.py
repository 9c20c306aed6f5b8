"""Links to a quote's place on the page that it came from: text fragments (WICG scroll-to-text-fragment)."""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encode
from urllib.parse import urldefrag

from align.records import Document, Quote

SHORT = {"en": 60, "zh": 24}
"""Characters up to which a text is named whole; of a longer one its first and last words are."""
_WORDS = {"en": re.compile(r"[^\W_](?:\S*[^\W_])?"), "zh": re.compile(r"[^\W_]+")}
"""In Chinese a stretch between marks: a browser finds nothing that ends inside a word."""
_ENDS = {"en": 4, "zh": 1}
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def quote_address(document: Document, quote: Quote) -> str:
    """The address that shows a quote in place, "" where the document did not come from one.

    Only http and https, so that what a document calls itself cannot run anything.
    """
    if not _ADDRESS.match(document.path) or not quote.content:
        return ""
    content = quote.content[0].of(document.text)
    found = list(_WORDS[document.language].finditer(content))
    if not found:
        return ""
    text = content[found[0].start() : found[-1].end()]
    many = _ENDS[document.language]
    if len(text) <= SHORT[document.language] or len(found) < 2 * many:
        wanted = _encode(text)
    else:
        first = content[found[0].start() : found[many - 1].end()]
        last = content[found[-many].start() : found[-1].end()]
        wanted = f"{_encode(first)},{_encode(last)}"
    return f"{_escape_address(urldefrag(document.path).url)}#:~:text={wanted}"


def _encode(text: str) -> str:
    """As the fragment's grammar asks: a hyphen, a comma and an ampersand would end the words."""
    clean = " ".join(text.encode("utf-8", "ignore").decode("utf-8").split())
    return percent_encode(clean, safe="").replace("-", "%2D")


def _escape_address(address: str) -> str:
    return percent_encode(address.encode("utf-8", "ignore"), safe="%/:?=&;@+,!$'()*~[]")
