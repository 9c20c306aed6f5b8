"""Findings as notes in a job file, where a CAT tool shows them beside the segment.

An XLIFF comes back as it was, byte for byte, with ``<note>`` elements put in. lxml, and translate-toolkit
(GPL, which our licence does not go with), write the whole file anew: other quotes, character references resolved,
white space moved. So expat says at which byte each unit has room for notes, and the rest is copied.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from align.errors import InputError
from align.formats.interchange import TOOL, Note
from align.formats.jobs import Job
from align.formats.texts import remove_forbidden
from align.formats.written import Written
from align.formats.xliff2 import NAMESPACES
from align.records import Comparison, Finding, Severity

PRIORITIES: dict[Severity, int] = {"critical": 1, "major": 2, "minor": 3}
_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_FIRST = "urn:oasis:names:tc:xliff:document:1.2"
_INDENT = re.compile(rb"([\r\n][ \t]*)<")
_PREFIX = re.compile(rb"<([^\s/>:]+:)?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit has room for notes."""

    at: int
    """Byte of the file in UTF-8."""
    prefix: str
    """Of the unit's name, with its colon; "" mostly."""
    indent: str
    """Line end and white space before a child of the unit; "" where the file is not indented."""
    second: bool
    """XLIFF 2."""
    wrapped: bool
    """Notes are there already (XLIFF 2), so that ours need no ``<notes>`` around them."""


def write_review(comparison: Comparison, job: Job | None = None) -> Written:
    """An XLIFF with a note for each finding: the job's own, or one made of the beads.

    :param job: the job that was audited; a TMX or a workbook counts as none.
    :raises InputError: an XLIFF in an encoding that Python does not know, or in XML 1.1.
    """
    if job is None or job.format != "xliff":
        from align.formats.xliff import write_beads

        notes: dict[int, list[Note]] = defaultdict(list)
        for finding in comparison.findings:
            notes[finding.bead].append(make_note(comparison, finding))
        return write_beads(comparison, notes=notes)
    by_unit: dict[int, list[Note]] = defaultdict(list)
    count = Counter(segment.unit for segment in job.segments)
    for finding in comparison.findings:
        segment = job.segments[finding.bead]
        identity = segment.id if count[segment.unit] > 1 else ""
        by_unit[segment.unit].append(make_note(comparison, finding, identity))
    return Written(insert_notes(job.data, by_unit, job.path))


def make_note(comparison: Comparison, finding: Finding, segment: str = "") -> Note:
    """Say a finding in one paragraph: severity, kind, the words of both sides, why.

    :param segment: names the segment where the unit holds several.
    """
    words = [
        " ".join(span.of(side.document.text).split()) if span else "—"
        for side, span in ((comparison.src, finding.src), (comparison.tgt, finding.tgt))
    ]
    head = f"[{segment}] " if segment else ""
    text = f"{head}{finding.severity} {finding.kind}: {words[0]} | {words[1]}. {finding.reason}"
    source = finding.src is not None and finding.tgt is None
    return Note(text, "source" if source else "target", PRIORITIES[finding.severity], finding.kind)


def insert_notes(data: bytes, notes: Mapping[int, Sequence[Note]], name: str = "XLIFF") -> bytes:
    """Put notes into an XLIFF, but those that a unit has already; every other byte stays.

    :param notes: by unit, counted from 0 in the order of the file.
    :raises InputError: not XML 1.0, or an encoding that is not known.
    """
    bom, encoding, text = _decode(data, name)
    utf8 = text.encode("utf-8", "surrogatepass")
    parts, done = [], 0
    found = _find_places(utf8, name)
    for unit, place in sorted(found.places.items(), key=lambda placed: placed[1].at):
        new = [
            n
            for n in notes.get(unit, ())
            if " ".join(remove_forbidden(n.text)[0].split()) not in found.notes[unit]
        ]
        if new:
            parts += [utf8[done : place.at], _notes_xml(new, place, encoding)]
            done = place.at
    joined = b"".join([*parts, utf8[done:]])
    return bom + joined.decode("utf-8", "surrogatepass").encode(encoding)


def _decode(data: bytes, name: str) -> tuple[bytes, str, str]:
    """The byte order mark, the encoding, and the text after the mark."""
    bom, encoding = next(((mark, e) for mark, e in _BOMS if data.startswith(mark)), (b"", ""))
    if not encoding:
        declared = _ENCODING.match(data[:200].decode("latin-1").lstrip())
        encoding = declared.group(1) if declared else "utf-8"
    body = data[len(bom) :]
    try:
        text = body.decode(encoding)
        if text.encode(encoding) == body:
            return bom, encoding, text
    except (LookupError, UnicodeError):
        pass
    raise InputError(f"cannot be kept as it is in the encoding {encoding}", name, "Save it as UTF-8.")


def _notes_xml(notes: Sequence[Note], place: Place, encoding: str) -> bytes:
    indent, step = place.indent, "  " if place.indent else ""
    name = f"{place.prefix}note"
    lines = []
    for note in notes:
        if place.second:
            attributes = f'appliesTo="{note.annotates}" category={quoteattr(remove_forbidden(note.category)[0])}'
        else:
            attributes = f'from="{TOOL}" annotates="{note.annotates}"'
        text = escape(remove_forbidden(note.text)[0])
        lines.append(f'<{name} {attributes} priority="{note.priority}">{text}</{name}>')
    if not place.second:
        xml = "".join(indent + line for line in lines)
    elif place.wrapped:
        xml = "".join(step + line + indent for line in lines)
    else:
        inner = "".join(indent + step + line for line in lines)
        xml = f"<{name}s>{inner}{indent}</{name}s>{indent}"
    # What the file's encoding has not becomes a character reference; the tags are ASCII.
    return xml.encode(encoding, "xmlcharrefreplace").decode(encoding).encode("utf-8")


def _find_places(utf8: bytes, name: str) -> _Finder:
    """Where each unit has room for notes, and the notes that it has, by its number in the order of the file."""
    finder = _Finder(utf8)
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    # Handlers for tags and one for all else, so that the event after a tag tells where that tag ends.
    parser.StartElementHandler = lambda tag, _: finder.start(tag, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda tag: finder.end(tag, parser.CurrentByteIndex)
    parser.CharacterDataHandler = lambda text: finder.read(text, parser.CurrentByteIndex)
    parser.DefaultHandler = lambda _: finder.settle(parser.CurrentByteIndex)
    try:
        parser.Parse(utf8, True)
    except expat.ExpatError as error:
        raise InputError("not well-formed XML", name, f"The parser says: {error}.") from error
    return finder


class _Finder:
    """Follows the tags of an XLIFF and notes where in each unit notes go.

    In 1.2 that is behind the target (or seg-source, or source), before all that may follow; in 2 inside of
    ``<notes>``, or before what must come after them.
    """

    def __init__(self, utf8: bytes) -> None:
        self.places: dict[int, Place] = {}
        self.notes: dict[int, set[str]] = defaultdict(set)
        """Texts of the notes of each unit, white space made one blank."""
        self._utf8 = utf8
        self._path: list[str] = []
        self._units = 0
        self._unit_depth = 0
        self._prefix = self._indent = ""
        self._behind = False
        self._note: list[str] = []

    def read(self, text: str, at: int) -> None:
        """A piece of text at byte ``at``."""
        self.settle(at)
        if self._path and self._path[-1].endswith(" note"):
            self._note.append(text)

    def start(self, tag: str, at: int) -> None:
        """A tag that opens at byte ``at``."""
        self.settle(at)
        namespace, _, local = tag.rpartition(" ")
        self._path.append(tag)
        if tag == f"{_FIRST} trans-unit" or (namespace in NAMESPACES and local == "unit"):
            self._units += 1
            self._unit_depth = len(self._path)
            found = _PREFIX.match(self._utf8, at)
            self._prefix = (found.group(1) or b"").decode("utf-8") if found else ""
        elif self._is_child() and namespace in NAMESPACES and local in ("originalData", "segment", "ignorable"):
            self._put(at, self._indent_of(at), second=True)

    def end(self, tag: str, at: int) -> None:
        """A tag that closes, at byte ``at``; that of ``<x/>`` for an element without content."""
        self.settle(at)
        namespace, _, local = tag.rpartition(" ")
        if local == "note" and self._unit_depth:
            self.notes[self._units - 1].add(" ".join("".join(self._note).split()))
            self._note.clear()
        if self._is_child() and namespace == _FIRST and local in ("source", "seg-source", "target"):
            self._behind, self._indent = True, self._indent_of(at)
        elif self._is_child() and namespace in NAMESPACES and local == "notes":
            self._put(at, self._indent_of(at), second=True, wrapped=self._utf8.startswith(b"</", at))
        if len(self._path) == self._unit_depth:
            self._unit_depth = 0
        self._path.pop()

    def settle(self, at: int) -> None:
        """Whatever begins at byte ``at``: the tag before it ended there."""
        if self._behind:
            self._behind = False
            self.places.pop(self._units - 1, None)
            self._put(at, self._indent, second=False)

    def _is_child(self) -> bool:
        return self._unit_depth > 0 and len(self._path) == self._unit_depth + 1

    def _put(self, at: int, indent: str, *, second: bool, wrapped: bool = False) -> None:
        self.places.setdefault(self._units - 1, Place(at, self._prefix, indent, second, wrapped))

    def _indent_of(self, at: int) -> str:
        """Line end and white space before the first tag of the line of ``at``; "" where text comes first."""
        line = max(self._utf8.rfind(end, 0, at) for end in (b"\n", b"\r"))
        found = _INDENT.match(self._utf8, line) if line >= 0 else None
        before = b"\r" if self._utf8[line - 1 : line + 1] == b"\r\n" else b""
        return (before + found.group(1)).decode("ascii") if found else ""
