"""The bytes of an entry's version, wherever they lie: a file, a record of a web archive, the entry itself."""

from __future__ import annotations

from dataclasses import dataclass

from align.corpus.records import Refusal
from align.corpus.store import read_file
from align.corpus.warc import is_record, read_record
from align.errors import InputError, LanguageError
from align.records import Document


@dataclass(frozen=True, slots=True)
class Source:
    """What was read, before it is decoded."""

    data: bytes
    name: str
    """What messages call it; its suffix may tell the format."""
    media_type: str = ""
    charset: str | None = None
    """As a server said; "" and None where none did."""


def read_source(address: str) -> Source:
    """The bytes at an address.

    :raises InputError: not there, unreadable, cut off, larger than 50 MB.
    """
    if is_record(address):
        page = read_record(address)
        return Source(page.data, page.url or address, page.media_type, page.charset)
    return Source(*read_file(address))


def inline_source(text: str, name: str) -> Source:
    """A text that the list itself holds."""
    return Source(text.encode("utf-8", "surrogatepass"), name)


def read_version(source: Source) -> Document:
    """Decode, extract and tell the language.

    :raises InputError: empty, binary, undecodable, no article.
    :raises LanguageError: neither English nor Chinese.
    """
    from align.documents import read_bytes

    return read_bytes(source.data, source.name, media_type=source.media_type, charset=source.charset)


def refusal_of(error: InputError | LanguageError, name: str) -> Refusal:
    """Why a version cannot be used. Its file is named without the place, which is another one on each machine."""
    rule = "language" if isinstance(error, LanguageError) else "broken"
    return Refusal(rule, error.what, name.rsplit("/", 1)[-1])
