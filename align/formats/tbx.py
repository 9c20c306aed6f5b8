"""TBX, the exchange format of termbases (ISO 30042:2019, TBX-Basic in DCA style; read also in its 2008 form).

What TBX-Basic has no category for, severity and contexts, stands in notes that begin with ``align:``; other
tools show them as notes. Deprecated terms, other languages and other dialects' categories are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from align.errors import ConfigError, InputError
from align.formats.glossary import LANGUAGES, STATUSES, make_concept, make_glossary
from align.formats.interchange import TOOL, XML_LANG, parse_xml, serialise
from align.formats.texts import forbidden_notices, remove_forbidden
from align.formats.written import Written
from align.records import Concept, Glossary, Language, Term, TermStatus

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_ROOTS = ("tbx", "martif", "TBX")
_STATUS: dict[str, TermStatus | None] = {
    "preferredTerm-admn-sts": "preferred",
    "admittedTerm-admn-sts": "admitted",
    "deprecatedTerm-admn-sts": None,
    "supersededTerm-admn-sts": None,
}
_OWN = re.compile(r"align:(severity|context:zh|context:en) (.+)", re.DOTALL)


def write_tbx(glossary: Glossary) -> Written:
    """Write a conceptEntry for each concept: subject, note and contrasts, then its terms by language."""
    root = etree.Element(
        _name("tbx"), {"type": "TBX-Basic", "style": "dca", XML_LANG: "en"}, nsmap={None: NAMESPACE}
    )
    source = etree.SubElement(etree.SubElement(_child(root, "tbxHeader"), _name("fileDesc")), _name("sourceDesc"))
    etree.SubElement(source, _name("p")).text = f"Written by {TOOL}"
    body = etree.SubElement(_child(root, "text"), _name("body"))
    removed = sum([_write_concept(body, concept) for concept in glossary.concepts])
    return Written(serialise(root), forbidden_notices(removed))


def parse_tbx(data: bytes, name: str) -> Glossary:
    """Read the concepts of a TBX file.

    :raises ConfigError: not well-formed, with entities, not TBX, or a concept that does not fit, by its line.
    """
    try:
        root = parse_xml(data, name)
    except InputError as error:
        raise ConfigError(error.what, error.where, error.hint) from error
    if _local(root) not in _ROOTS:
        raise ConfigError("not a TBX file", name, "Its outermost element should be tbx.")
    entries = [e for e in root.iter() if _local(e) in ("conceptEntry", "termEntry")]
    found = []
    for number, entry in enumerate(entries, 1):
        where = f"{name}, line {entry.sourceline}"
        terms = list(_read_terms(entry, where))
        if terms or _known_language(entry):
            found.append((where, _read_concept(entry, number, terms, where)))
    return make_glossary(found, name)


def _write_concept(body: etree._Element, concept: Concept) -> int:
    """Append the concept; returns how many characters XML could not hold."""
    removed = 0

    def add(parent: etree._Element, local: str, text: str | None, **attributes: str) -> etree._Element:
        nonlocal removed
        element = etree.SubElement(parent, _name(local), attributes)
        if text is not None:
            element.text, dropped = remove_forbidden(text)
            removed += dropped
        return element

    entry = add(body, "conceptEntry", None, id=_xml_id(concept.id))
    if concept.subject:
        add(entry, "descrip", concept.subject, type="subjectField")
    if concept.note:
        add(entry, "note", concept.note)
    add(entry, "note", f"align:severity {concept.severity}")
    for term in concept.terms:
        if term.status == "context":
            add(entry, "note", f"align:context:{term.language} {term.text}")
    for other in concept.contrasts:
        add(entry, "ref", other, type="crossReference", target=_xml_id(other))
    for language in LANGUAGES:
        terms = [t for t in concept.terms if t.language == language and t.status != "context"]
        if terms:
            section = add(entry, "langSec", None)
            section.set(XML_LANG, language)
        for term in terms:
            inner = add(section, "termSec", None)
            add(inner, "term", term.text)
            add(inner, "termNote", f"{term.status}Term-admn-sts", type="administrativeStatus")
    return removed


def _read_concept(entry: etree._Element, number: int, terms: list[Term], where: str) -> Concept:
    values: dict[str, Any] = {"id": (entry.get("id") or f"c{number}").lstrip("_"), "severity": "", "subject": ""}
    notes, contrasts = [], []
    for child in entry:
        local, kind, text = _local(child), child.get("type"), _text(child)
        if local == "descripGrp":
            inner = next((c for c in child if _local(c) == "descrip"), None)
            if inner is not None:
                local, kind, text = "descrip", inner.get("type"), _text(inner)
        if local == "note" and (own := _OWN.fullmatch(text)):
            if own[1] == "severity":
                values["severity"] = own[2]
            else:
                terms.append(Term(own[2], "zh" if own[1].endswith("zh") else "en", "context"))
        elif (local == "note" or (local == "descrip" and kind == "definition")) and text:
            notes.append(text)
        elif local == "descrip" and kind == "subjectField":
            values["subject"] = text
        elif local == "ref" and kind == "crossReference" and child.get("target"):
            contrasts.append(child.get("target", "").lstrip("_"))
    return make_concept({**values, "note": " ".join(notes), "contrasts": contrasts}, terms, where)


def _read_terms(entry: etree._Element, where: str) -> Iterator[Term]:
    for section in entry:
        language = _language(section)
        if language is None:
            continue
        for holder in section:
            if _local(holder) not in ("termSec", "tig", "ntig"):
                continue
            term = next((e for e in holder.iter() if _local(e) == "term"), None)
            if term is None or not _text(term):
                raise ConfigError(
                    "a term section without a term", f"{where}: {holder.sourceline}", "Write a term."
                )
            status = _status(holder)
            if status:
                yield Term(_text(term), language, status)


def _status(holder: etree._Element) -> TermStatus | None:
    for note in holder.iter():
        if _local(note) == "termNote" and note.get("type") == "administrativeStatus":
            return _STATUS.get(_text(note), STATUSES[0])
    return STATUSES[0]


def _known_language(entry: etree._Element) -> bool:
    """Whether the entry has a section in one of our languages, or none at all, which make_concept tells."""
    sections = [child for child in entry if _local(child) in ("langSec", "langSet")]
    return not sections


def _language(section: etree._Element) -> Language | None:
    if _local(section) not in ("langSec", "langSet"):
        return None
    tag = (section.get(XML_LANG) or section.get("lang") or "").lower().replace("_", "-").split("-")[0]
    return next((language for language in LANGUAGES if language == tag), None)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext()).strip()


def _xml_id(identity: str) -> str:
    """An XML name does not begin with a digit; ours never begins with the underscore that is put before."""
    return f"_{identity}" if identity[0].isdigit() else identity


def _child(parent: etree._Element, local: str) -> etree._Element:
    return etree.SubElement(parent, _name(local))
