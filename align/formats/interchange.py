"""What TMX and XLIFF share: language codes, XML that is safe to write and to read, segments."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from align.errors import ConfigError, InputError
from align.formats.texts import bead_line, remove_forbidden
from align.records import Comparison, Document, Language

TOOL = "align"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_BREAKS = {"lb", "x-lb", "xlf:lb"}
"""How XLIFF 1.2 (``ctype``), TMX (``type``) and XLIFF 2 (``subType``) say that a code breaks the line."""
_ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Segment:
    """A translation unit as a file holds it; a side that is missing is empty."""

    id: str
    src: str
    tgt: str
    src_language: str
    tgt_language: str
    unit: int = 0
    """Which unit of the file it stands in, counted from 0; a unit may hold several segments."""
    locked: bool = False
    """Not to be translated (``translate="no"``)."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a unit, for the person who revises it in a CAT tool."""

    text: str
    annotates: Literal["source", "target"]
    priority: int
    """1 to 10; 1 is the most urgent."""
    category: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A bead on its way into a file: texts on one line, cleaned."""

    number: int
    src: str
    tgt: str
    several: bool
    """Whether a side has more than one sentence."""
    score: str
    confidence: str


def language_tag(document: Document, override: str | None) -> str:
    """Return ``override``, or the BCP 47 code that CAT tools know: en-US, zh-CN or zh-TW by script.

    :raises ConfigError: ``override`` has not the form of a language code.
    """
    if override is not None:
        if not _TAG.fullmatch(override):
            raise ConfigError("not a language code", repr(override), "Write it like en-GB or zh-HK.")
        return override
    if document.language == "en":
        return "en-US"
    return "zh-TW" if document.script == "Hant" else "zh-CN"


def bead_units(comparison: Comparison) -> tuple[tuple[Unit, ...], int]:
    """Return a unit a bead, numbered from 1, and how many characters had to be left out."""
    units, removed = [], 0
    for number, bead in enumerate(comparison.alignment.beads, 1):
        src, src_removed = remove_forbidden(bead_line(comparison.src, bead.src))
        tgt, tgt_removed = remove_forbidden(bead_line(comparison.tgt, bead.tgt))
        several = max(len(bead.src), len(bead.tgt)) > 1
        units.append(Unit(number, src, tgt, several, f"{bead.score:.4f}", f"{bead.confidence:.4f}"))
        removed += src_removed + tgt_removed
    return tuple(units), removed


def serialise(root: etree._Element) -> bytes:
    """Return the document in UTF-8, indented; text is not touched."""
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root element; entities are refused, nothing outside the file is loaded.

    A document type that only names its DTD, as many TMX files have, is let through unread.

    :raises InputError: not XML, or XML that declares entities.
    """
    if any(mark in data for mark in _ENTITIES):
        raise InputError("XML with entities", name, "Remove the entity declarations and try again.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("not well-formed XML", name, f"The parser says: {error}.") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):  # in another encoding
        raise InputError("XML with entities", name, "Remove the entity declarations and try again.")
    return root


def inline_text(element: etree._Element | None, codes: Collection[str]) -> str:
    """Return the element's text without its inline ``codes``: local names of elements that hold markup.

    A code for a line break leaves a space. Words that a reviser has struck out in Trados are left out.
    """
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.get("mtype") != "x-sdl-deleted":
            if etree.QName(child).localname not in codes:
                parts.append(inline_text(child, codes))
            elif _BREAKS & {child.get("ctype"), child.get("type"), child.get("subType")}:
                parts.append(" ")
        parts.append(child.tail or "")
    return "".join(parts)


def name_files(files: Sequence[tuple[str, Sequence[Segment]]]) -> tuple[Segment, ...]:
    """Join the segments of several files of one job; ids get the file's name where they would else meet."""
    ids = [{segment.id for segment in segments} for _, segments in files]
    if len(files) < 2 or len(set().union(*ids)) == sum(map(len, ids)):
        return tuple(segment for _, segments in files for segment in segments)
    return tuple(replace(s, id=f"{name or n}:{s.id}") for n, (name, found) in enumerate(files, 1) for s in found)


def is_locked(unit: etree._Element) -> bool:
    """Whether the unit is not to be translated; ``translate`` holds for all that lies inside of an element."""
    given = next((e.get("translate") for e in (unit, *unit.iterancestors()) if e.get("translate")), "yes")
    return given == "no"


def tag_language(tag: str) -> Language | None:
    """Tell English (en-GB, eng) and Chinese (zh-Hant, zh_CN, cmn) by a language code; None for all others."""
    primary = re.split("[-_]", tag.strip().casefold(), maxsplit=1)[0]
    if primary in ("en", "eng"):
        return "en"
    return "zh" if primary in ("zh", "zho", "chi", "cmn", "yue") else None
