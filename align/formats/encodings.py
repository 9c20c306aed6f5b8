"""The encodings that spreadsheets and editors save a table in."""

from __future__ import annotations

import codecs

from align.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),  # Excel's "Unicode text"
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = ("gb18030", "cp950")  # Excel's CSV on a Chinese Windows, mainland and Taiwan


def decode_table(data: bytes, name: str, known: str) -> str:
    """Decode what should hold words of ``known``: by its byte order mark, as UTF-8, else as GB18030 or Big5.

    Of the last two the one is taken whose characters stand in ``known`` more often.

    :raises InputError: bytes that none of these holds, by ``name``.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, name)
    readings = []
    for encoding in ("utf-8", *_CHINESE):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8":
            return text
        readings.append(text)
    if not readings:
        raise _unknown(name)
    characters = set(known)
    return max(readings, key=lambda text: sum(char in characters for char in text) / len(text))


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unknown(name) from error


def _unknown(name: str) -> InputError:
    return InputError("the beads have an encoding that cannot be told", name, "Save the file as UTF-8.")
