"""A translation job: one file that holds both versions, aligned already. XLIFF, TMX or a workbook."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from align.errors import InputError, LanguageError
from align.formats.interchange import Segment, tag_language
from align.records import Language

JobFormat = Literal["xliff", "tmx", "xlsx"]
LARGEST = 50 << 20
"""Most bytes of a job, as of a document."""
_SUFFIXES: dict[str, JobFormat] = {
    ".xlf": "xliff", ".xliff": "xliff", ".sdlxliff": "xliff", ".mqxliff": "xliff", ".tmx": "tmx", ".xlsx": "xlsx",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it was read. Segments without any text, and locked ones without a target, are left out."""

    path: str
    format: JobFormat
    segments: tuple[Segment, ...]
    """In the order of the file; ids are unique."""
    languages: tuple[Language | None, Language | None]
    """Of src and tgt as the file says; None where it does not."""
    data: bytes
    """The file, byte for byte."""
    notices: tuple[str, ...] = ()


def job_format(path: str | Path) -> JobFormat | None:
    """Which job a file is, by its suffix; without one, or with ``.xml``, by its beginning. None for a text."""
    suffix = Path(path).suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix not in ("", ".xml"):
        return None
    try:
        with Path(path).open("rb") as file:
            head = file.read(4096).replace(b"\0", b"")
    except (OSError, ValueError):
        return None
    return "xliff" if b"<xliff" in head else "tmx" if b"<tmx" in head else None


def read_job(path: str | Path) -> Job:
    """Read a job: XLIFF 1.2, 2.0 or 2.1, TMX 1.4, or a workbook with two columns of segments.

    :raises InputError: missing, over 50 MB, not such a file, XML with entities, or nothing translated in it.
    :raises LanguageError: its languages are not English and Chinese.
    :raises ConfigError: a workbook that cannot be read.
    """
    name = str(path)
    kind = job_format(path)
    if kind is None:
        raise InputError("not a translation job", name, "Give an .xlf, .tmx or .xlsx file.")
    data = _read_bytes(path, name)
    segments = _reader(kind, data, name)
    languages = _languages(segments, name)
    texts = [s for s in segments if s.tgt.strip() or (s.src.strip() and not s.locked)]
    if not any(s.src.strip() and s.tgt.strip() for s in texts):
        raise InputError("holds no translated segment", name, "Give a job with English and Chinese in it.")
    empty = sum(not s.tgt.strip() for s in texts)
    notices = (f"{empty} of {len(texts)} segments have no target yet.",) if empty else ()
    return Job(name, kind, _unique(texts), languages, data, notices)


def _reader(kind: JobFormat, data: bytes, name: str) -> tuple[Segment, ...]:
    if kind == "tmx":
        from align.formats.tmx import read_pairs

        return read_pairs(data, name)
    if kind == "xlsx":
        from align.formats.sheet import read_segments as read_sheet

        return read_sheet(data, name)
    from align.formats.xliff import read_segments

    return read_segments(data, name)


def _read_bytes(path: str | Path, name: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise InputError("is not there", name, "Check the name.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "not a file name"
        raise InputError(f"cannot be read ({reason})", name, "Check its name and permissions.") from None
    if len(data) > LARGEST:
        raise InputError(f"is larger than {LARGEST >> 20} MB", name, "Split it into parts.")
    return data


def _languages(segments: tuple[Segment, ...], name: str) -> tuple[Language | None, Language | None]:
    found = []
    for tags in ({s.src_language for s in segments}, {s.tgt_language for s in segments}):
        given = {tag for tag in tags if tag}
        third = sorted(tag for tag in given if tag_language(tag) is None)
        if third:
            raise LanguageError(f"has segments in {third[0]!r}", name, "Give a job between English and Chinese.")
        languages = {tag_language(tag) for tag in given}
        if len(languages) > 1:
            raise LanguageError("has files in both directions", name, "Give a job for each direction.")
        found.append(languages.pop() if languages else None)
    if found[0] and found[0] == found[1]:
        raise LanguageError("has both sides in one language", name, "Give a job between English and Chinese.")
    return found[0], found[1]


def _unique(segments: list[Segment]) -> tuple[Segment, ...]:
    """Give a number to ids that come again."""
    count: Counter[str] = Counter()
    found, used = [], {s.id for s in segments}
    for segment in segments:
        count[segment.id] += 1
        identity = segment.id
        while count[segment.id] > 1 and identity in used:
            identity = f"{segment.id}#{count[segment.id]}"
            count[segment.id] += identity in used
        used.add(identity)
        found.append(replace(segment, id=identity))
    return tuple(found)
