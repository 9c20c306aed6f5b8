"""TMX 1.4b, one unit after the other with lxml's incremental writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from align.corpus.formats.rows import PairRow
from align.corpus.records import Split
from align.corpus.store import Folder
from align.formats.interchange import XML_LANG
from align.formats.texts import remove_forbidden
from align.formats.tmx import header


def write_pairs(output: Folder, part: Split, rows: Iterable[PairRow]) -> None:
    """Write PART.tmx: units in both languages, without a source language, since no pair tells which it is.

    Characters that XML cannot hold are left out.

    :raises OutputError: the disk is full, no permission.
    """
    with output.binary_writer(f"{part}.tmx") as file, etree.xmlfile(file, encoding="UTF-8") as document:
        document.write_declaration()
        with document.element("tmx", version="1.4"):
            document.write("\n", header("*all*"), "\n")
            with document.element("body"):
                for number, row in enumerate(rows, 1):
                    document.write("\n", _unit(row, f"{part}-{number}"))
                document.write("\n")
            document.write("\n")


def _unit(row: PairRow, identity: str) -> etree._Element:
    unit = etree.Element("tu", tuid=identity)
    for name, value in _properties(row):
        etree.SubElement(unit, "prop", type=f"x-{name}").text = remove_forbidden(value)[0]
    for language, text in (("en", row.en), ("zh", row.zh)):
        variant = etree.SubElement(unit, "tuv", {XML_LANG: language})
        etree.SubElement(variant, "seg").text = remove_forbidden(text)[0]
    return unit


def _properties(row: PairRow) -> Iterator[tuple[str, str]]:
    yield "document", row.document
    yield "en-span", f"{row.en_span.start}-{row.en_span.end}"
    yield "zh-span", f"{row.zh_span.start}-{row.zh_span.end}"
    yield "confidence", f"{row.confidence:.4f}"
    yield "score", f"{row.score:.4f}"
    if row.fidelity is not None:
        yield "fidelity", f"{row.fidelity:.4f}"
    for name in ("date", "source", "licence", "rules"):
        if value := getattr(row, name):
            yield name, value
