"""PDF files → text, from their text layer, by pdfium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.documents.extract import Extract, join_paragraphs
from align.documents.pdf_layout import Fragment, find_paragraphs
from align.errors import InputError

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_GUTTER = 1.2
"""A gap of this many line heights between two characters may be the space between columns."""


def read_pdf(data: bytes, where: str) -> Extract:
    """Extract the paragraphs of a PDF in reading order, without page numbers and running heads.

    :raises InputError: damaged, locked with a password, or scanned (pictures of pages without text).
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "is locked with a password" if locked else "is damaged and cannot be opened"
        raise InputError(what, where, "Open it in a reader and save it as a new PDF, or copy its text") from None
    try:
        pages = [list(_fragments(document[index])) for index in range(len(document))]
        made = _DATE.match(document.get_metadata_value("CreationDate"))
    except pypdfium2.PdfiumError:
        raise InputError(
            "has a page that cannot be read", where, "Save it as a new PDF, or copy its text"
        ) from None
    finally:
        document.close()
    if sum(len(fragment.text.strip()) for page in pages for fragment in page) < 2 * max(1, len(pages)):
        hint = "Run text recognition (OCR) on it first, or pass the text in another form"
        raise InputError("is a scanned PDF, pictures of pages without text", where, hint)
    notices = (f"{where}: the date is that of the PDF file.",) if made else ()
    date = "-".join(made.groups()) if made else None
    paragraphs, has_title = find_paragraphs(pages)
    return join_paragraphs(paragraphs, has_title=has_title, date=date, notices=notices)


def _fragments(page: PdfPage) -> Iterator[Fragment]:
    """Group runs of characters on one baseline, parted where a gap could be a column's edge."""
    textpage = page.get_textpage()
    text, box = "", None
    for char, place in _characters(textpage):
        apart = box is not None and (
            abs(place[1] - box[1]) > 0.4 * box[3] or not -box[3] < place[0] - box[2] < _GUTTER * box[3]
        )
        if box is not None and (char == "\n" or apart):
            yield Fragment(text, box[0], box[2], box[1], box[3])
            text, box = "", None
        if box is None and not char.isspace():
            text, box = char, place
        elif box is not None:
            text += char
            if not char.isspace():
                box = (box[0], box[1], max(box[2], place[2]), max(box[3], place[3]))
    if box is not None:
        yield Fragment(text, box[0], box[2], box[1], box[3])
    textpage.close()


def _characters(textpage: PdfTextPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each character with (left, baseline, right, height), in points from the lower left corner."""
    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if char == "\r":
            continue
        if char != "\n":
            raw.FPDFText_GetLooseCharBox(textpage, index, box)
            raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        yield char, (box.left, y.value, box.right, max(box.top - box.bottom, 1.0))
