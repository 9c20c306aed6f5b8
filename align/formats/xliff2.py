"""XLIFF 2.0, 2.1 and 2.2 (OASIS, 2014 to 2024): the segments of a job, read with lxml.

We write 1.2, which more tools open; a job that came as XLIFF 2 goes back as such (:mod:`align.formats.notes`).
"""

from __future__ import annotations

from lxml import etree

from align.formats.interchange import Segment, inline_text, is_locked, name_files

NAMESPACES = ("urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:2.2")
"""2.1 has the namespace of 2.0."""
_CODES = frozenset({"cp", "ph", "sc", "ec", "sm", "em"})


def read_root(root: etree._Element) -> tuple[Segment, ...]:
    """Return the segments of all units, in order; text that lies between segments (``ignorable``) is left out.

    A segment's id is its unit's; ``UNIT/SEGMENT`` where it has an id of its own or the unit has several.
    """
    name = f"{{{etree.QName(root).namespace}}}"
    tags = root.get("srcLang", ""), root.get("trgLang", "")
    found: list[tuple[str, list[Segment]]] = []
    ordinal = 0
    for file in root.iter(name + "file"):
        segments: list[Segment] = []
        for unit in file.iter(name + "unit"):
            segments += _read_unit(unit, ordinal, name, tags)
            ordinal += 1
        found.append((file.get("original") or file.get("id") or "", segments))
    return name_files(found)


def _read_unit(unit: etree._Element, ordinal: int, name: str, tags: tuple[str, str]) -> list[Segment]:
    identity = unit.get("id") or str(ordinal + 1)
    segments = unit.findall(name + "segment")
    found = []
    for number, segment in enumerate(segments, 1):
        own = segment.get("id") or (str(number) if len(segments) > 1 else "")
        src = inline_text(segment.find(name + "source"), _CODES)
        tgt = inline_text(segment.find(name + "target"), _CODES)
        if segment.get("state") == "initial" and src == tgt:  # a copy to be written over
            tgt = ""
        identified = f"{identity}/{own}" if own else identity
        found.append(Segment(identified, src, tgt, *tags, ordinal, is_locked(unit)))
    return found
