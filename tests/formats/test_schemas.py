"""TMX and XLIFF against schemas/, our own account of what the specifications ask of the parts that we write."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeEncoder, make_side
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.formats import bead_writer
from align.records import Alignment, Bead, Comparison

SCHEMAS = Path(__file__).parent / "schemas"
GRAMMARS = {
    name: etree.RelaxNG(etree.parse(SCHEMAS / f"{file}.rng"))
    for name, file in (("tmx", "tmx14"), ("xliff", "xliff12"))
}
FAKE = FakeEncoder()
ZH = make_side(["会谈<开始>了。", "部长\x01说 & 听。", "谢谢。"], "zh", FAKE)
EN = make_side(["The talks began.", "“Tariffs will fall,”", "\x02"], "en", FAKE)
RANGES = st.integers(0, 3).flatmap(lambda a: st.integers(a, 3).map(lambda b: range(a, b)))
BEADS = st.builds(Bead, RANGES, RANGES, st.floats(0, 1), st.floats(0, 1)).filter(lambda bead: bead.src or bead.tgt)
TAGS = st.none() | st.from_regex("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}", fullmatch=True)


PAIR_AND_ALONE = (Bead(range(0, 2), range(0, 2), 0.5, 0.5), Bead(range(2, 3), range(3, 3), 0.0, 0.9))


def write(name, beads=PAIR_AND_ALONE, **tags):
    return etree.fromstring(bead_writer(name)(Comparison(ZH, EN, Alignment(tuple(beads))), **tags).data)


@given(st.sampled_from(sorted(GRAMMARS)), st.lists(BEADS, max_size=6), TAGS, TAGS)
def test_whatever_is_written_is_valid(name, beads, src_tag, tgt_tag):
    GRAMMARS[name].assertValid(write(name, beads, src_tag=src_tag, tgt_tag=tgt_tag))


@given(st.lists(BEADS, max_size=6))
def test_identities_are_unique_and_the_tool_is_declared(beads):
    file = write("xliff", beads)[0]
    ids = file.xpath("//*[local-name() = 'trans-unit']/@id")
    assert len(ids) == len(set(ids)) == len(beads)
    assert file.xpath("*/*[local-name() = 'tool']/@tool-id") == [file.get("tool-id")]
    units = write("tmx", beads).xpath("//tu/@tuid")
    assert len(units) == len(set(units))


def drop(path):
    def change(root):
        for found in root.xpath(path):
            found.getparent().remove(found)

    return change


def change_attribute(path, name, value):
    def change(root):
        element = root.xpath(path)[0]
        element.attrib.pop(name) if value is None else element.set(name, value)

    return change


def reverse(root):
    root[:] = reversed(root)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("tmx", reverse),
        ("tmx", drop("header")),
        ("tmx", drop("//tuv")),
        ("tmx", drop("//seg")),
        ("tmx", change_attribute(".", "version", "1.3")),
        ("tmx", change_attribute("header", "srclang", None)),
        ("tmx", change_attribute("header", "segtype", "word")),
        ("tmx", change_attribute("//tu", "segtype", "text")),
        ("tmx", change_attribute("//tu", "tuid", "1 2")),
        ("tmx", change_attribute("//prop", "type", "score")),
        ("tmx", change_attribute("//tuv", "{http://www.w3.org/XML/1998/namespace}lang", "zh_CN")),
        ("xliff", drop("//*[local-name() = 'source']")),
        ("xliff", drop("//*[local-name() = 'body']")),
        ("xliff", change_attribute("//*[local-name() = 'file']", "original", None)),
        ("xliff", change_attribute("//*[local-name() = 'file']", "target-language", "")),
        ("xliff", change_attribute("//*[local-name() = 'tool']", "tool-name", None)),
        ("xliff", change_attribute("//*[local-name() = 'trans-unit']", "id", None)),
        ("xliff", change_attribute("//*[local-name() = 'trans-unit']", "translate", "never")),
        ("xliff", lambda root: reverse(root[0])),
        ("xliff", lambda root: reverse(root[0][1][0])),
    ],
)
def test_schemas_refuse_what_the_specifications_do(name, change):
    root = write(name)
    change(root)
    assert not GRAMMARS[name].validate(root)
