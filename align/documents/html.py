"""A web page → the text of its article, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from align.documents.decoding import decode
from align.documents.extract import Extract, join_paragraphs, tidy
from align.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SAVE_HINT = "Open the page in a browser, save it or copy its text into a file, and pass the file"

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SITE = re.compile(r"\s*[_|]\s*|\s+[-–—]\s+|-(?=[^-]*$)")
_SENTENCES = re.compile(r".*(?:[。！？…]|[.!?](?=[\"'”’)]*(?:$|\s+[A-Z\"'“‘(])))", re.DOTALL)
"""Up to the last full stop: what is behind it may be a credit or cut off."""
_HAN = re.compile("[\u3400-\u9fff]")
_BLOCKS = frozenset({"p", "head", "item", "cell", "quote", "lb", "row", "list", "table", "div", "ab", "code"})
_LEAST_PROSE = 60
"""Columns (a Chinese character takes two) in full sentences that a page needs to count as an article."""


def read_html(data: bytes, where: str, *, charset: str | None = None) -> Extract:
    """Extract the article of a page: title first, then its paragraphs; menus and the like are left out.

    ``charset`` is what the server said; otherwise the page's own declaration is used, then the bytes.

    :raises InputError: no article, or bytes that cannot be decoded.
    """
    declared = charset or _declared(data)
    decoded = decode(data, where, declared=declared)
    tree = _parse(decoded.text, where)
    page_text = tidy(" ".join(tree.itertext("h1", "h2", "h3", "div", "p", "td", "span", "b", "strong", "font")))
    _drop_menus(tree)
    try:
        from trafilatura import bare_extraction

        article: Any = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=True)
    except RecursionError:
        raise InputError("is a page nested too deeply to be read", where, SAVE_HINT) from None
    paragraphs = [tidy(p) for p in _paragraphs(article.body)] if article is not None else []
    if _prose(paragraphs) < _LEAST_PROSE:
        raise InputError("is a page that holds no article", where, SAVE_HINT)
    title = _without_site(article.title, page_text)
    if title and title in paragraphs[:3]:
        paragraphs = paragraphs[paragraphs.index(title) + 1 :]
    paragraphs = [title, *paragraphs] if title else paragraphs
    notices = () if declared else decoded.notices
    return join_paragraphs(paragraphs, has_title=bool(title), date=article.date, notices=notices)


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii", "ignore") if found else None


def _parse(text: str, where: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    try:
        return html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise InputError("is not a page that can be read", where, SAVE_HINT) from None


def _drop_menus(tree: HtmlElement) -> None:
    """Remove lists and tables that are nearly all links: menus that extraction takes for text."""
    for block in tree.xpath("//table[not(.//table)] | //ul | //ol"):
        links = block.xpath(".//a")
        whole = len(tidy(block.text_content()))
        if len(links) >= 3 and sum(len(tidy(a.text_content())) for a in links) >= 0.8 * whole:
            parent = block.getparent()
            if parent is not None:
                block.drop_tree()


def _paragraphs(body: HtmlElement) -> Iterator[str]:
    """Text between the borders of blocks, in order; a line break counts as a border."""
    pieces: list[str] = []
    for action, node in _walk(body):
        if node.tag in _BLOCKS and pieces:
            yield "".join(pieces)
            pieces = []
        text = node.text if action == "start" else node.tail
        if text:
            pieces.append(text)
    if pieces:
        yield "".join(pieces)


def _walk(body: HtmlElement) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    return iter(etree.iterwalk(body, events=("start", "end")))


def _prose(paragraphs: list[str]) -> int:
    sentences = [found[0] for p in paragraphs if (found := _SENTENCES.match(p))]
    columns = (len(p) + len(_HAN.findall(p)) for p in sentences)
    return sum(width for width in columns if width >= 24)


def _without_site(title: str | None, page: str) -> str:
    """Give the title without the name of the site, where the page itself shows it so."""
    title = tidy(title or "")
    if title and title not in page:
        for separator in reversed(list(_SITE.finditer(title))):
            head = title[: separator.start()]
            if head and head in page:
                return head
    return title
