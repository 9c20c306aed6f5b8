"""Markdown → paragraphs of the source text, by markdown-it-py's block structure.

Only blocks are parsed: the text inside a paragraph stays as written. The marks of headings, lists, quotes
and tables lie outside the paragraphs; code blocks, HTML blocks and rules are passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.documents.extract import Extract
from align.documents.text import guess_title, join_wrapped
from align.records import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n|[\r\n]")
_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n|[\r\n])(.*?)(?:\r\n|[\r\n])---[ \t]*(?:\r\n|[\r\n]|$)", re.DOTALL)
_DATE = re.compile(r"(?:^|[\r\n])date:\s*[\"']?(\d{4}-\d{2}-\d{2})")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)\s*$")


def read_markdown(text: str) -> Extract:
    """Find the paragraphs, the title (the first heading of level 1) and the date in the front matter."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    front = _FRONT_MATTER.match(text)
    offset = front.end() if front else 0
    starts = [offset, *(end.end() for end in _LINE_END.finditer(text, offset)), len(text)]
    blocks: list[list[Span]] = []
    title: Span | None = None
    place = offset
    opener: Token | None = None
    for token in parser.parse(text[offset:]):
        if token.type == "inline" and token.map and not _IMAGE.match(token.content):
            place = max(place, starts[token.map[0]])
            lines = _locate(text, token.content, place, starts[min(token.map[1], len(starts) - 1)])
            place = lines[-1].end if lines else place
            blocks.append(lines)
            if title is None and lines and opener and opener.tag == "h1":
                title = Span(lines[0].start, lines[-1].end)
        opener = token
    paragraphs = join_wrapped(text, blocks)
    date = _DATE.search(front.group(1)) if front else None
    return Extract(text, paragraphs, title or guess_title(text, paragraphs), date.group(1) if date else None)


def _locate(text: str, content: str, start: int, end: int) -> list[Span]:
    """Where the lines of a block's content stand in the source."""
    spans = []
    for line in content.split("\n"):
        line = line.strip()
        at = text.find(line, start, end) if line else -1
        if at >= 0:
            start = at + len(line)
            spans.append(Span(at, start))
    return spans
