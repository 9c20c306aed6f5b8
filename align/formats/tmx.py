"""TMX 1.4b, the exchange format of translation memories (LISA OSCAR, 2005), built with lxml."""

from __future__ import annotations

from lxml import etree

from align.errors import InputError
from align.formats.interchange import (
    TOOL,
    XML_LANG,
    Segment,
    Unit,
    bead_units,
    inline_text,
    language_tag,
    parse_xml,
    serialise,
    tag_language,
)
from align.formats.texts import forbidden_notices
from align.formats.written import Written
from align.records import Comparison
from align.version import package_version

_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


def write_beads(comparison: Comparison, *, src_tag: str | None = None, tgt_tag: str | None = None) -> Written:
    """Write a translation unit for each bead with two sides; the others are counted in a notice.

    :param src_tag: language code in place of the one that the text's script gives; likewise ``tgt_tag``.
    """
    src_tag = language_tag(comparison.src.document, src_tag)
    tgt_tag = language_tag(comparison.tgt.document, tgt_tag)
    units, removed = bead_units(comparison)
    root = etree.Element("tmx", version="1.4")
    root.append(header(src_tag))
    body = etree.SubElement(root, "body")
    pairs = [unit for unit in units if unit.src and unit.tgt]
    for unit in pairs:
        body.append(_unit_element(unit, src_tag, tgt_tag))
    return Written(serialise(root), forbidden_notices(removed) + _alone_notices(len(units) - len(pairs)))


def read_segments(data: bytes, name: str = "TMX") -> tuple[Segment, ...]:
    """Return the units of a TMX file, one for each language besides the source.

    :raises InputError: not TMX, not well-formed, or with entities.
    """
    root = _parse(data, name)
    header = root.find("header")
    srclang = "" if header is None else header.get("srclang", "")
    units = enumerate(root.iterfind("body/tu"), 1)
    return tuple(segment for number, unit in units for segment in _read_unit(unit, number, srclang))


def read_pairs(data: bytes, name: str = "TMX") -> tuple[Segment, ...]:
    """Return the English and the Chinese text of each unit, whatever other languages it has.

    The side that the header names as the source is ``src``, else the one that comes first in the file. Of
    several texts in one language the first counts; units without either language are passed over.

    :raises InputError: as :func:`read_segments`.
    """
    root = _parse(data, name)
    header = root.find("header")
    units = [_variants(unit) for unit in root.iterfind("body/tu")]
    told = [tag_language("" if header is None else header.get("srclang", ""))]
    told += [tag_language(tag) for variants in units for tag, _ in variants]
    src = next((language for language in told if language), None)
    found = []
    for number, (unit, variants) in enumerate(zip(root.iterfind("body/tu"), units, strict=True)):
        first = {tag_language(tag): (tag, text) for tag, text in reversed(variants)}
        sides = first.get(src, ("", "")), first.get("en" if src == "zh" else "zh", ("", ""))
        if src and any(text for _, text in sides):
            identity = unit.get("tuid") or str(number + 1)
            found.append(Segment(identity, sides[0][1], sides[1][1], sides[0][0], sides[1][0], number))
    return tuple(found)


def header(src_tag: str) -> etree._Element:
    """The header that our files have; ``src_tag`` is a language code or "*all*"."""
    return etree.Element(
        "header",
        {
            "creationtool": TOOL,
            "creationtoolversion": package_version(),
            "segtype": "sentence",
            "o-tmf": TOOL,
            "adminlang": "en-US",
            "srclang": src_tag,
            "datatype": "plaintext",
        },
    )


def _unit_element(unit: Unit, src_tag: str, tgt_tag: str) -> etree._Element:
    element = etree.Element("tu", tuid=str(unit.number))
    if unit.several:
        element.set("segtype", "block")
    for name, value in (("x-score", unit.score), ("x-confidence", unit.confidence)):
        etree.SubElement(element, "prop", type=name).text = value
    for tag, text in ((src_tag, unit.src), (tgt_tag, unit.tgt)):
        variant = etree.SubElement(element, "tuv", {XML_LANG: tag})
        etree.SubElement(variant, "seg").text = text
    return element


def _alone_notices(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{count} bead{'s' * (count > 1)} with one side only left out: TMX holds pairs.",)


def _parse(data: bytes, name: str) -> etree._Element:
    root = parse_xml(data, name)
    if root.tag != "tmx":
        raise InputError("not a TMX file", name, "Its outermost element should be tmx.")
    return root


def _variants(unit: etree._Element) -> list[tuple[str, str]]:
    """Language code and text of each variant."""
    return [
        (tuv.get(XML_LANG) or tuv.get("lang") or "", inline_text(tuv.find("seg"), _CODES))
        for tuv in unit.iterfind("tuv")
    ]


def _read_unit(unit: etree._Element, number: int, srclang: str) -> tuple[Segment, ...]:
    srclang = unit.get("srclang", srclang)
    variants = _variants(unit)
    if not variants:
        return ()
    sources = [place for place, (tag, _) in enumerate(variants) if tag.casefold() == srclang.casefold()]
    src_tag, src = variants.pop(sources[0] if sources else 0)
    identity = unit.get("tuid", str(number))
    return tuple(Segment(identity, src, tgt, src_tag, tgt_tag) for tgt_tag, tgt in variants)
