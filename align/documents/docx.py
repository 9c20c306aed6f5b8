"""Word documents (.docx) → text: body, tables, text boxes, then footnotes and endnotes.

We read the XML ourselves, since python-docx passes over inserted text, content controls and notes.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from align.documents.extract import Extract, join_paragraphs, tidy
from align.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_LARGEST_PART = 100 * 1024 * 1024
_TITLE_STYLE = re.compile(r"title|heading 1", re.IGNORECASE)
_HINT = "Save it as .docx again, or as plain text"


def read_docx(data: bytes, where: str) -> Extract:
    """Extract the paragraphs of a Word document; its title is the first one, if styled as title or heading.

    :raises InputError: damaged, encrypted, not a Word document, or XML that unpacks to over 100 MB.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if _PARTS[0] not in archive.namelist():
                raise InputError("is not a Word document", where, "Give a .txt, .md, .html, .docx or .pdf file")
            parts = [root for name in _PARTS if (root := _part(archive, name, where)) is not None]
            titles = _title_styles(_part(archive, "word/styles.xml", where))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError):
        raise InputError("is damaged or encrypted and cannot be unpacked", where, _HINT) from None
    first = next((p for p in parts[0].iter(_W + "p") if tidy(" ".join(_lines(p)))), None)
    style = first.find(f"{_W}pPr/{_W}pStyle") if first is not None else None
    lines = [line for root in parts for paragraph in root.iter(_W + "p") for line in _lines(paragraph)]
    return join_paragraphs(lines, has_title=style is not None and style.get(_W + "val") in titles)


def _part(archive: zipfile.ZipFile, name: str, where: str) -> _Element | None:
    """Parse one part, refusing entities and anything that unpacks to more than a report can hold."""
    from lxml import etree

    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > _LARGEST_PART:
        raise InputError("unpacks to more than 100 MB", where, _HINT)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError:
        raise InputError("holds XML that cannot be read", where, _HINT) from None
    if root.getroottree().docinfo.doctype:
        raise InputError("declares XML entities, which Word documents never do", where, _HINT)
    return root


def _title_styles(styles: _Element | None) -> frozenset[str | None]:
    if styles is None:
        return frozenset()
    named = ((style, style.find(_W + "name")) for style in styles.iter(_W + "style"))
    matches = (s for s, n in named if n is not None and _TITLE_STYLE.fullmatch(n.get(_W + "val") or ""))
    return frozenset(style.get(_W + "styleId") for style in matches)


def _lines(paragraph: _Element) -> list[str]:
    """List the lines of a paragraph (line breaks part them), without deleted text and hidden copies."""
    return "".join(_characters(paragraph)).split("\n")


def _characters(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag == _W + "tab":
            yield " "
        elif child.tag in (_W + "br", _W + "cr"):
            yield "\n"
        elif child.tag == _W + "noBreakHyphen":
            yield "-"
        elif child.tag not in (_W + "p", _W + "del", _W + "pPr", _W + "rPr", _FALLBACK, _W + "txbxContent"):
            yield from _characters(child)
