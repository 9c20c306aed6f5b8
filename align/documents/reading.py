"""Files, addresses, standard input and strings → Documents: the one place that knows every format."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

from align.documents.bilingual import split_sides
from align.documents.decoding import decode
from align.documents.extract import Extract
from align.documents.language import detect_language, detect_script, language_name
from align.documents.text import read_text
from align.errors import InputError, LanguageError
from align.records import Document, Language, Origin, Span

LARGEST = 50 * 1024 * 1024
_SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
_MEDIA_TYPES = {"text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown"}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(source: str | os.PathLike[str], *, language: Language | None = None) -> Document:
    """Read one text: a path, ``-`` for standard input, or an http(s) address.

    ``language`` is detected where it is not given.

    :raises InputError: missing, empty, binary, undecodable, scanned, refused, or over 50 MB.
    :raises LanguageError: neither English nor Chinese.
    """
    where = os.fspath(source)
    return _document(_extract(where), where, language)


def read_bytes(
    data: bytes, name: str, *, language: Language | None = None, media_type: str = "", charset: str | None = None
) -> Document:
    """Read one text whose bytes are at hand; ``name`` is what messages call it, its suffix tells the format.

    ``media_type`` and ``charset`` are what a server said of it.

    :raises InputError: as :func:`read`.
    :raises LanguageError: neither English nor Chinese.
    """
    kind = _kind(_checked(data, name), name, media_type)
    return _document(_read_as(data, kind, name, charset), name, language)


def read_pair(
    source_a: str | os.PathLike[str],
    source_b: str | os.PathLike[str] | None = None,
    *,
    src_language: Language | None = None,
    tgt_language: Language | None = None,
) -> tuple[Document, Document]:
    """Read both versions of a report, src first; one must be English and one Chinese.

    Without ``source_b`` the first is a page that holds both: it gives two Documents with the same text and
    different paragraphs. Its src is the language that comes first, or ``src_language``.

    :raises InputError: as :func:`read`.
    :raises LanguageError: a third language, both sides in one, or a single page in one language.
    """
    if source_b is None:
        other: dict[Language, Language] = {"en": "zh", "zh": "en"}
        return _both_sides(os.fspath(source_a), src_language or (other[tgt_language] if tgt_language else None))
    if os.fspath(source_a) == os.fspath(source_b) == "-":
        raise InputError("standard input cannot be both texts", "- given twice", "Pass one of them as a file.")
    src, tgt = read(source_a, language=src_language), read(source_b, language=tgt_language)
    if src.language == tgt.language:
        raise LanguageError(
            f"both texts are in {language_name(src.language)}",
            f"{src.path}, {tgt.path}",
            "One must be the other version",
        )
    return src, tgt


def document_from_text(text: str, *, path: str = "<text>", language: Language | None = None) -> Document:
    """Make a Document of a string; ``path`` is what messages call it.

    :raises InputError: empty, or with NUL characters or lone surrogates, which no file could hold.
    :raises LanguageError: neither English nor Chinese.
    """
    refuse_unwritable(text, path)
    return _document(read_text(text), path, language)


def refuse_unwritable(text: str, path: str) -> None:
    """Refuse what no text file could hold.

    :raises InputError: NUL characters or lone surrogates, by their first place.
    """
    lone = _SURROGATE.search(text)
    if lone:
        raise InputError(
            f"has half a surrogate pair at character {lone.start():,}", path, "Decode it anew from its bytes"
        )
    if "\0" in text:
        raise InputError(f"has a NUL at character {text.index(chr(0)):,}", path, "Take it out")


def _extract(where: str) -> Extract:
    if re.match(r"https?://", where, re.IGNORECASE):
        from align.documents.fetch import fetch

        page = fetch(where)
        data = page.data
        extract = _read_as(data, _kind(data, page.url, page.media_type), where, page.charset)
    else:
        data = _read_stdin() if where == "-" else _read_file(where)
        extract = _read_as(data, _kind(data, where), where)
    if not extract.paragraphs:
        raise InputError("is empty", where, "Give a file that holds the text")
    return replace(extract, origin=_origin(data))


def _origin(data: bytes) -> Origin:
    now = datetime.now(timezone.utc)
    return Origin(hashlib.sha256(data).hexdigest(), now.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _read_stdin() -> bytes:
    data = sys.stdin.buffer.read(LARGEST + 1)
    return _checked(data, "standard input")


def _read_file(where: str) -> bytes:
    path = Path(where)
    try:
        if path.is_dir():
            raise InputError("is a folder", where, "Give one file")
        with path.open("rb") as file:
            return _checked(file.read(LARGEST + 1), where)
    except FileNotFoundError:
        raise InputError("is not there", where, "Check the name") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "not a file name"
        raise InputError(f"cannot be read ({reason})", where, "Check its name and permissions") from None


def _checked(data: bytes, where: str) -> bytes:
    if len(data) > LARGEST:
        raise InputError(f"is larger than {LARGEST // 1024**2} MB", where, "Split it into parts")
    if not data.strip():
        raise InputError("is empty", where, "Give a file that holds the text")
    return data


def _kind(data: bytes, name: str, media_type: str = "") -> str:
    """Which reader: by the first bytes, then what the server says, then the suffix, then a look inside."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    kind = _MEDIA_TYPES.get(media_type) or _SUFFIXES.get(Path(name).suffix.lower())
    if kind or media_type == "text/plain":
        return kind or "text"
    return "html" if _PAGE.match(data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")) else "text"


def _read_as(data: bytes, kind: str, where: str, charset: str | None = None) -> Extract:
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise InputError("is an old Word or RTF file", where, "Save it as .docx")
    if kind == "pdf":
        from align.documents.pdf import read_pdf

        return read_pdf(data, where)
    if kind == "docx":
        from align.documents.docx import read_docx

        return read_docx(data, where)
    if kind == "html":
        from align.documents.html import read_html

        return read_html(data, where, charset=charset)
    return _read_plain(data, kind, where, charset)


def _read_plain(data: bytes, kind: str, where: str, charset: str | None) -> Extract:
    decoded = decode(data, where, declared=charset)
    if kind == "markdown":
        from align.documents.markdown import read_markdown

        extract = read_markdown(decoded.text)
    else:
        extract = read_text(decoded.text)
    return Extract(
        extract.text, extract.paragraphs, extract.title, extract.date, (*decoded.notices, *extract.notices)
    )


def _document(extract: Extract, where: str, language: Language | None) -> Document:
    if not extract.paragraphs:
        raise InputError("is empty", where, "Give a text")
    language = language or detect_language(extract.text, where)
    return _record(extract, where, language, extract.paragraphs)


def _both_sides(where: str, first: Language | None) -> tuple[Document, Document]:
    extract = _extract(where)
    sides = split_sides(extract.text, extract.paragraphs, where)
    order = sorted(sides, key=lambda side: side != (first or next(iter(sides))))
    src, tgt = (_record(extract, where, side, sides[side]) for side in order)
    return src, tgt


def _record(extract: Extract, where: str, language: Language, paragraphs: tuple[Span, ...]) -> Document:
    title = extract.title if extract.title in paragraphs else None
    script = detect_script("\n".join(span.of(extract.text) for span in paragraphs[:400]), language)
    return Document(
        extract.text, language, script, where, paragraphs, title, extract.date, extract.notices, extract.origin
    )
