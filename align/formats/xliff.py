"""XLIFF 1.2 (OASIS, 2008), the bilingual job file that CAT tools open, built with lxml; XLIFF 2 is read too.

A trans-unit may be cut into segments (``<seg-source>``, ``<mrk mtype="seg">``): Trados, memoQ and Okapi do so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType

from lxml import etree

from align.errors import InputError
from align.formats import xliff2
from align.formats.interchange import (
    TOOL,
    Note,
    Segment,
    Unit,
    bead_units,
    inline_text,
    is_locked,
    language_tag,
    name_files,
    parse_xml,
    serialise,
)
from align.formats.texts import forbidden_notices, remove_forbidden
from align.formats.written import Written
from align.records import Comparison
from align.version import package_version

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_UNTOUCHED = ("new", "needs-translation")
"""States in which a target that repeats its source is no translation."""
_CODES = frozenset({"bpt", "ept", "it", "ph", "x", "bx", "ex"})


def write_beads(
    comparison: Comparison,
    *,
    src_tag: str | None = None,
    tgt_tag: str | None = None,
    notes: Mapping[int, Sequence[Note]] = MappingProxyType({}),
) -> Written:
    """Write a trans-unit for each bead, in order; its id is the segment's, or the bead's number from 1.

    Without a counterpart, a source sentence has no target (a CAT tool shows it as untranslated), and a
    target sentence stands beside an empty source, ``translate="no"``; a notice counts the latter.

    :param src_tag: language code in place of the one that the text's script gives; likewise ``tgt_tag``.
    :param notes: what to say of beads, by their index.
    """
    src_tag = language_tag(comparison.src.document, src_tag)
    tgt_tag = language_tag(comparison.tgt.document, tgt_tag)
    units, removed = bead_units(comparison)
    root = etree.Element(_name("xliff"), {"version": "1.2"}, nsmap={None: NAMESPACE})
    original, dropped = remove_forbidden(PurePath(comparison.src.document.path).name)
    attributes = {
        "original": original,
        "source-language": src_tag,
        "target-language": tgt_tag,
        "datatype": "plaintext",
        "tool-id": TOOL,
    }
    file = etree.SubElement(root, _name("file"), attributes)
    header = etree.SubElement(file, _name("header"))
    tool = {"tool-id": TOOL, "tool-name": TOOL, "tool-version": package_version()}
    etree.SubElement(header, _name("tool"), tool)
    body = etree.SubElement(file, _name("body"))
    for k, unit in enumerate(units):
        identity = comparison.segments[k] if comparison.segments else str(unit.number)
        body.append(_unit_element(unit, remove_forbidden(identity)[0], notes.get(k, ())))
    alone = sum(not unit.src for unit in units)
    return Written(serialise(root), forbidden_notices(removed + dropped) + _alone_notices(alone))


def read_segments(data: bytes, name: str = "XLIFF") -> tuple[Segment, ...]:
    """Return the segments of an XLIFF file (1.2, 2.0, 2.1), in order; inline codes are left out of the texts.

    A segment's id is its unit's, and where the unit is cut into segments, ``UNIT/SEGMENT``. Where ids of two
    ``<file>`` elements meet, the name of the file comes before them.

    :raises InputError: not XLIFF of these versions, not well-formed, or with entities.
    """
    root = parse_xml(data, name)
    namespace = etree.QName(root).namespace
    if etree.QName(root).localname == "xliff" and namespace in xliff2.NAMESPACES:
        return xliff2.read_root(root)
    if root.tag != _name("xliff"):
        raise InputError("not an XLIFF 1.2 or 2 file", name, "Export the job as XLIFF 1.2.")
    first = 0
    found: list[tuple[str, list[Segment]]] = []
    for file in root.iter(_name("file")):
        units = [*file.iter(_name("trans-unit"))]
        read = [s for n, unit in enumerate(units) for s in _read_unit(unit, first + n, n + 1, file)]
        found.append((file.get("original") or "", read))
        first += len(units)
    return name_files(found)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _unit_element(unit: Unit, identity: str, notes: Sequence[Note]) -> etree._Element:
    element = etree.Element(_name("trans-unit"), id=identity)
    if not unit.src:
        element.set("translate", "no")
    etree.SubElement(element, _name("source")).text = unit.src
    if unit.tgt:
        etree.SubElement(element, _name("target")).text = unit.tgt
    for said in notes:
        attributes = {"from": TOOL, "annotates": said.annotates, "priority": str(said.priority)}
        etree.SubElement(element, _name("note"), attributes).text = remove_forbidden(said.text)[0]
    note = etree.SubElement(element, _name("note"), {"from": TOOL})
    note.text = f"score {unit.score}, confidence {unit.confidence}"
    return element


def _alone_notices(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{count} bead{'s' * (count > 1)} without a source written beside an empty source.",)


def _read_unit(unit: etree._Element, ordinal: int, number: int, file: etree._Element) -> list[Segment]:
    identity = unit.get("id") or str(number)
    cut = unit.find(_name("seg-source"))
    source = unit.find(_name("source")) if cut is None else cut
    target = unit.find(_name("target"))
    marks = _marks(target)
    pairs = _pair_marks(_marks(source), marks) if marks or not inline_text(target, _CODES) else ()
    pairs = pairs or (("", inline_text(source, _CODES), inline_text(target, _CODES)),)
    state = "" if target is None else target.get("state", "")
    tags = file.get("source-language", ""), file.get("target-language", "")
    return [
        Segment(
            f"{identity}/{mid}" if mid else identity,
            src,
            "" if state in _UNTOUCHED and src == tgt else tgt,
            *tags,
            ordinal,
            is_locked(unit),
        )
        for mid, src, tgt in pairs
    ]


def _marks(element: etree._Element | None) -> dict[str, str]:
    """The text of each segment of a side by its ``mid``; {} where it is not cut into segments."""
    found: dict[str, str] = {}
    if element is None:
        return found
    for number, mark in enumerate(element.iter(_name("mrk")), 1):
        if mark.get("mtype") == "seg":
            mid = mark.get("mid") or str(number)
            found[mid] = found.get(mid, "") + inline_text(mark, _CODES)
    return found


def _pair_marks(src: dict[str, str], tgt: dict[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Segments by their ``mid``, those that only the target has at the end."""
    return tuple((mid, src.get(mid, ""), tgt.get(mid, "")) for mid in [*src, *(m for m in tgt if m not in src)])
