"""XLIFF 1.2 (OASIS, 2008), the bilingual job file that CAT tools open, built with lxml."""

from __future__ import annotations

from pathlib import PurePath

from lxml import etree

from align.errors import InputError
from align.formats.interchange import (
    TOOL,
    Segment,
    Unit,
    bead_units,
    inline_text,
    language_tag,
    parse_xml,
    serialise,
)
from align.formats.texts import forbidden_notices, remove_forbidden
from align.formats.written import Written
from align.records import Comparison
from align.version import package_version

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_CODES = frozenset({"bpt", "ept", "it", "ph", "x", "bx", "ex"})


def write_beads(comparison: Comparison, *, src_tag: str | None = None, tgt_tag: str | None = None) -> Written:
    """Write a trans-unit for each bead, in order.

    Without a counterpart, a source sentence has no target (a CAT tool shows it as untranslated), and a
    target sentence stands beside an empty source, ``translate="no"``; a notice counts the latter.

    :param src_tag: language code in place of the one that the text's script gives; likewise ``tgt_tag``.
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
    for unit in units:
        body.append(_unit_element(unit))
    alone = sum(not unit.src for unit in units)
    return Written(serialise(root), forbidden_notices(removed + dropped) + _alone_notices(alone))


def read_segments(data: bytes, name: str = "XLIFF") -> tuple[Segment, ...]:
    """Return the trans-units of an XLIFF 1.2 file, in order; inline codes are left out of the texts.

    :raises InputError: not XLIFF 1.2, not well-formed, or with entities.
    """
    root = parse_xml(data, name)
    if root.tag != _name("xliff"):
        raise InputError("not an XLIFF 1.2 file", name, "Export the job as XLIFF 1.2.")
    return tuple(
        _read_unit(unit, number, file)
        for file in root.iterfind(_name("file"))
        for number, unit in enumerate(file.iter(_name("trans-unit")), 1)
    )


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _unit_element(unit: Unit) -> etree._Element:
    element = etree.Element(_name("trans-unit"), id=str(unit.number))
    if not unit.src:
        element.set("translate", "no")
    etree.SubElement(element, _name("source")).text = unit.src
    if unit.tgt:
        etree.SubElement(element, _name("target")).text = unit.tgt
    note = etree.SubElement(element, _name("note"), {"from": TOOL})
    note.text = f"score {unit.score}, confidence {unit.confidence}"
    return element


def _alone_notices(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{count} bead{'s' * (count > 1)} without a source written beside an empty source.",)


def _read_unit(unit: etree._Element, number: int, file: etree._Element) -> Segment:
    return Segment(
        unit.get("id", str(number)),
        inline_text(unit.find(_name("source")), _CODES),
        inline_text(unit.find(_name("target")), _CODES),
        file.get("source-language", ""),
        file.get("target-language", ""),
    )
