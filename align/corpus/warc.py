"""Web archives (WARC, also WET): each page or text in them is a version of some report."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from align.corpus.moses import DIGITS
from align.corpus.packages import needed_for
from align.corpus.records import Entry
from align.corpus.store import LARGEST, is_encodable, open_raw, stamp_file
from align.errors import InputError

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

SUFFIXES = (".warc", ".warc.gz", ".wet", ".wet.gz")
_MARK = "#warc-record="
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_KINDS = ("response", "resource", "conversion")
_LONGEST_LINE, _MOST_LINES = 1 << 20, 10_000
"""Of the headers of one record; no server sends more."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a record holds, its transfer and content encodings undone."""

    data: bytes
    url: str
    media_type: str
    charset: str | None


class _HeadersError(Exception):
    """Headers without end."""


def is_record(address: str) -> bool:
    """Whether an entry's address is that of a record in an archive."""
    return _MARK in address


def list_warc(address: str, name: str, passed_over: Counter[str]) -> Iterator[Entry]:
    """An entry for each answer of 200 that is HTML or text; all else is counted in ``passed_over``.

    The id is NAME:OFFSET, the source the address of the page, the date the day on which it was fetched. Where
    the archive is broken, an entry stands for all that follows; reading it tells what is wrong.

    :raises InputError: the file is not there.
    :raises ModelError: warcio is not installed.
    """
    stamp = stamp_file(address)
    with _opened(address, 0) as archive:
        offset = 0
        while True:
            try:
                record = _next(archive)
                offset = archive.offset
                why = _why_not(record) if record else ""
            except _broken_kinds():
                offset = max(offset + 1, archive.offset)
                yield _entry(address, name, offset, stamp, "", "")
                passed_over["the rest of a broken archive"] += 1
                return
            if record is None:
                return
            if why:
                passed_over[why] += 1
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            day = (record.rec_headers.get_header("WARC-Date") or "")[:10]
            yield _entry(address, name, offset, stamp, url.strip("<> "), day)


def read_record(address: str) -> Page:
    """The page at an entry's address.

    :raises InputError: the archive is broken there, the page is cut off, or larger than 50 MB.
    """
    path, _, offset = address.partition(_MARK)
    try:
        with _opened(path, int(offset)) as archive:
            record = _next(archive)
            if record is None:
                raise InputError("the archive is cut off", address, "Fetch it again")
            return _page(record, address)
    except _broken_kinds() as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0].strip()[:120]
        raise InputError(f"the archive is broken ({reason})", address, "Fetch it again") from None


@contextmanager
def _opened(address: str, offset: int) -> Iterator[ArchiveIterator]:
    with needed_for(address):
        from warcio.archiveiterator import ArchiveIterator
    with open_raw(address) as raw:
        raw.seek(offset)
        yield ArchiveIterator(raw)


def _next(archive: ArchiveIterator) -> ArcWarcRecord | None:
    """The next record, None at the end. warcio writes of records that end oddly on stderr; they are told later."""
    _limit_lines(archive.reader)
    with redirect_stderr(StringIO()):
        record = next(archive, None)
    if record is not None and record.format != "warc":
        raise ValueError("not a WARC record")
    return record


def _limit_lines(reader: Any) -> None:  # noqa: ANN401
    """Let a record's headers come to an end: without, a hostile one fills the memory."""
    left = _MOST_LINES
    read = type(reader).readline

    def readline(length: int | None = None) -> bytes:
        nonlocal left
        left -= 1
        line: bytes = read(reader, min(length or _LONGEST_LINE, _LONGEST_LINE))
        if left < 0 or len(line) >= _LONGEST_LINE:
            raise _HeadersError("headers without end")
        return line

    if reader is not None:
        reader.readline = readline


def _broken_kinds() -> tuple[type[Exception], ...]:
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    of_warcio = (ArchiveLoadFailed, StatusAndHeadersParserException)
    return (*of_warcio, _HeadersError, zlib.error, EOFError, OSError, ValueError)


def _why_not(record: ArcWarcRecord) -> str:
    """Why a record is no document, "" where it is one."""
    if record.rec_type not in _KINDS:
        return f"{record.rec_type or 'unknown'} record"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"answer with status {status[:3]}"
    media_type, _ = _content_type(record)
    return "" if media_type in _TYPES else f"{record.rec_type} of type {media_type[:60] or 'unknown'}"


def _content_type(record: ArcWarcRecord) -> tuple[str, str | None]:
    from email.message import Message

    headers = record.http_headers or record.rec_headers
    message = Message()
    message["Content-Type"] = (headers.get_header("Content-Type") or "").replace("\n", " ").replace("\r", " ")
    given = str(message["Content-Type"]).strip()
    return (message.get_content_type() if given else ""), message.get_content_charset()


def _page(record: ArcWarcRecord, address: str) -> Page:
    stream = record.content_stream()
    pieces, size = [], 0
    while piece := stream.read(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise InputError(f"is larger than {LARGEST // 1024**2} MB", address, "Leave it out")
    while record.raw_stream.read(1 << 16):
        pass  # what follows a compressed page, so that the next line tells whether all of it was there
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise InputError("the page is cut off", address, "Fetch it again")
    media_type, charset = _content_type(record)
    charset = "utf-8" if record.rec_type == "conversion" and not charset else charset
    return Page(b"".join(pieces), record.rec_headers.get_header("WARC-Target-URI") or "", media_type, charset)


def _entry(address: str, name: str, offset: int, stamp: str, url: str, day: str) -> Entry:
    name, url = f"{name}:{offset:0{DIGITS + 3}d}", url if is_encodable(url) else ascii(url)
    return Entry(name, f"{address}{_MARK}{offset}", "", date=day, source=url, stamp=stamp, listed=name)
