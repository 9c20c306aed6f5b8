"""Bytes → text: find the encoding.

UTF-8 is taken whenever the bytes fit it. Otherwise each encoding that Chinese and English texts come in
is tried, and the reading that looks most like Chinese or English wins. The measure (ours) counts
how usual each character is: both GB 2312 and Big5 list frequent characters in a first level and rare ones
in a second, so that a few characters suffice, where general detectors need a longer text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from align.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252")
_NAMES = {"cp950": "Big5", "big5hkscs": "Big5-HKSCS", "cp1252": "Windows-1252"}
_DECLARED = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "cp950", "iso8859-1": "cp1252"}
_SAMPLE = 16_384
_LEAST = 0.4
"""A reading below this is no text. Chinese and English score 0.9 and more, other files below 0.2."""

_FREQUENT = frozenset(
    "的一是不了在人有我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得於于着著下自之年"
    "過过發发後后作里用道行所然家種种事成方多經经麼么去法學学如都同現现當当沒没動动面起看定天分還还進进好小部其些主樣样"
    "理心本前開开但因只從从想實实日軍军者意無无力它與与長长把機机十民第公此已工使情明性知全三又關关點点正業业外將将兩两"
)
_FULL_WIDTH = re.compile("[\u3000-\u3020\uff01-\uff5e\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u2022\u2027]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as it stood in the file, its byte order mark removed, and what should be said about it."""

    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(data: bytes, where: str, *, declared: str | None = None) -> Decoded:
    """Decode ``data``, read from ``where``; ``declared`` is what a page or server says it is.

    :raises InputError: binary data, or bytes that the likeliest encoding cannot hold.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, where, offset=len(mark))
    if b"\0" not in data:
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
        stated = _known(declared)
        if stated and _fits(data, stated):
            return _decode_as(data, stated, where)
    sample = _sample(data)
    score, _, encoding = max((_score(sample, name), -rank, name) for rank, name in enumerate(_CANDIDATES))
    if score < _LEAST:
        raise _binary(where) if b"\0" in data else _unknown(where)
    return _decode_as(data, encoding, where)


def _decode_as(data: bytes, encoding: str, where: str, offset: int = 0) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"looks like {_name(encoding)} but byte {error.start + offset:,} does not fit it",
            where,
            "Convert the file to UTF-8 and try again",
        ) from None
    if "\0" in text:
        raise _binary(where)
    if encoding == "utf-8":
        return Decoded(text, encoding)
    return Decoded(text, encoding, (f"{where} was read as {_name(encoding)}.",))


def _name(encoding: str) -> str:
    return _NAMES.get(encoding, encoding.upper())


def _binary(where: str) -> InputError:
    return InputError("is not a text but binary data", where, "Give a .txt, .md, .html, .docx or .pdf file")


def _unknown(where: str) -> InputError:
    return InputError("has an encoding that cannot be told", where, "Convert the file to UTF-8 and try again")


def _known(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    return _DECLARED.get(name, name)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        return "\0" not in data.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # LookupError: codecs such as rot13 give no text
        return False


def _sample(data: bytes) -> bytes:
    """Take a stretch that tells encodings apart: from the first byte beyond ASCII, on an even position."""
    found = re.search(rb"[\x00\x80-\xff]", data)
    start = found.start() & ~1 if found else 0
    return data[start : start + _SAMPLE]


def _score(sample: bytes, encoding: str) -> float:
    """How usual the characters of this reading are: about 1 for a right one, 0 or less for a wrong one."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    ascii_tells = encoding.startswith("utf-16")
    total, count = 0.0, 0
    padded = f" {text} "
    for before, char, after in zip(padded, text, padded[2:], strict=False):
        if char >= "\x80" or ascii_tells or (char < " " and not char.isspace()):
            total += _weight(before, char, after)
            count += 1
    return total / count if count else 0.0


def _weight(before: str, char: str, after: str) -> float:
    if char < "\x80":
        return 1.0 if char.isprintable() or char.isspace() else -5.0
    if char == "\ufffd":
        return -5.0
    if _FULL_WIDTH.match(char):
        return 1.0
    if _HAN.match(char):
        if before.isascii() and before.isalpha() and not _HAN.match(after):
            return -1.0  # a Windows apostrophe or accent, read as half of a Chinese character
        return 1.5 if char in _FREQUENT else 1.0 if char in _first_level() else -0.3
    if (char.isalpha() and "\u00c0" <= char <= "\u024f") or char in "£€§°–©®™«»":
        return 0.8 if before < "\x80" and after < "\x80" else -1.0  # a run of these is another encoding's text
    return -0.5


@cache
def _first_level() -> frozenset[str]:
    """List the frequent characters: level 1 of GB 2312 (3,755) and of Big5 (5,401)."""
    gb = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    cells = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    big5 = bytes(byte for row in range(0xA4, 0xC7) for cell in cells for byte in (row, cell))
    return frozenset(gb.decode("gb2312", "ignore") + big5.decode("cp950", "ignore"))
