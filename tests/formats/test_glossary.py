import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.errors import ConfigError
from align.formats.glossary import (
    LANGUAGES,
    SEVERITIES,
    STATUSES,
    make_concept,
    merge_glossaries,
    parse_glossary,
    read_glossary,
    shipped_glossary,
)
from align.formats.glossary_csv import write_csv
from align.formats.tbx import write_tbx
from align.formats.texts import FORBIDDEN
from align.records import Concept, Glossary, Term

WRITERS = {"csv": write_csv, "tbx": write_tbx}
ANYTHING = st.lists(st.sampled_from([*"|\\=+-@'\",;<&>ab中 ＝", "…", "..."]) | st.characters(), max_size=8).map(
    "".join
)
LINE = ANYTHING.map(lambda t: " ".join(FORBIDDEN.sub("", t).split())).filter(lambda t: not t.startswith("align:"))
WORDS = LINE.map(lambda t: f"{t}x中".strip())
IDS = st.lists(st.from_regex(r"[a-z0-9][a-z0-9._-]{0,6}", fullmatch=True), min_size=1, max_size=4, unique=True)


@st.composite
def glossaries(draw):
    ids = draw(IDS)
    pairs = {(a, b) for a in ids for b in ids if a < b and draw(st.booleans())}
    concepts = []
    for identity in ids:
        terms = draw(
            st.lists(st.builds(Term, WORDS, st.sampled_from(LANGUAGES), st.sampled_from(STATUSES)), max_size=5)
        )
        terms.append(Term(draw(WORDS), draw(st.sampled_from(LANGUAGES))))
        contrasts = [b if a == identity else a for a, b in sorted(pairs) if identity in (a, b)]
        values = {"id": identity, "contrasts": contrasts, "note": draw(LINE), "subject": draw(LINE)}
        concepts.append(make_concept({**values, "severity": draw(st.sampled_from(SEVERITIES))}, terms, "here"))
    return Glossary(tuple(concepts))


@pytest.mark.parametrize("form", WRITERS)
@given(glossary=glossaries())
def test_read_gives_what_was_written(form, glossary):
    assert parse_glossary(WRITERS[form](glossary).data, "x") == glossary


@pytest.mark.parametrize("form", WRITERS)
def test_shipped_glossary_goes_through(form, tmp_path):
    path = tmp_path / "glossary"
    path.write_bytes(WRITERS[form](shipped_glossary()).data)
    assert read_glossary(path) == shipped_glossary()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_as_spreadsheets_save_them(tmp_path, encoding, delimiter):
    path = tmp_path / "g.csv"
    text = delimiter.join(["concept", "zh", "en"]) + "\n" + delimiter.join(["a", "中国的原则", "principle"]) + "\n"
    path.write_bytes(text.encode(encoding))
    assert read_glossary(path).concepts[0].terms == (Term("中国的原则", "zh"), Term("principle", "en"))


def test_cells_are_no_formulas():
    glossary = Glossary((Concept("a", (Term("=1+1", "en"), Term("@x", "zh")), note="+note", subject="-1"),))
    row = list(csv.reader(io.StringIO(write_csv(glossary).data.decode())))[1]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


HEAD = "concept,zh,en,severity,contrasts\n"
BAD_TABLES = [
    ("", "no concepts"),
    ("\n", "no concepts|no column"),
    ("concept,zh\na,甲\n", "no column 'en'"),
    ("concept,zh,en,colour\na,甲,a,red\n", "unknown column 'colour'"),
    (HEAD, "no concepts"),
    (HEAD + "a,甲,a,,\na,乙,b,,\n", "line 3.*line 2"),
    (HEAD + "a,甲,a,grave,\n", "unknown severity 'grave': .*line 2"),
    (HEAD + "a,甲,a,,b\n", "'b', which is not there: .*line 2"),
    (HEAD + "a,甲,a,,a\n", "itself"),
    (HEAD + "a,,,,\n", "no wording of 'a'"),
    (HEAD + "a b,甲,a,,\n", "not a concept id 'a b'"),
    (HEAD + ",甲,a,,\n", "not a concept id ''"),
    (HEAD + "a,甲,?!,,\n", "without a word"),
    (HEAD + "a,甲,a,,,,,\n", "8 cells under 5 columns"),
    (HEAD + 'a,"甲,a,,\n', "not a table"),
]


@pytest.mark.parametrize(("text", "says"), BAD_TABLES)
def test_bad_tables(tmp_path, text, says):
    path = tmp_path / "g.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=says) as caught:
        read_glossary(path)
    assert "g.csv" in str(caught.value)
    assert caught.value.hint


ENTRY = '<conceptEntry id="a"><langSec xml:lang="en"><termSec><term>a</term></termSec></langSec>{}</conceptEntry>'
BAD_TBX = [
    ("<tbx>", "not well-formed"),
    ("<html/>", "not a TBX file"),
    ("<tbx/>", "no concepts"),
    ('<!DOCTYPE tbx [<!ENTITY e SYSTEM "file:///etc/passwd">]><tbx>&e;</tbx>', "XML with entities"),
    ("<tbx>" + ENTRY.format("") + "\n" + ENTRY.format("") + "</tbx>", "there twice: .*line 2"),
    ('<tbx>\n<conceptEntry id="a"/></tbx>', "no wording of 'a': .*line 2"),
    (
        '<tbx><conceptEntry id="a"><langSec xml:lang="en"><termSec/></langSec></conceptEntry></tbx>',
        "without a term",
    ),
    ("<tbx>" + ENTRY.format("<note>align:severity dire</note>") + "</tbx>", "unknown severity"),
    ("<tbx>" + ENTRY.format("<ref type='crossReference' target='b'/>") + "</tbx>", "'b', which is not there"),
]


@pytest.mark.parametrize(("text", "says"), BAD_TBX)
def test_bad_tbx(tmp_path, text, says):
    path = tmp_path / "g.tbx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=says) as caught:
        read_glossary(path)
    assert "g.tbx" in str(caught.value)


@pytest.mark.parametrize("data", [None, b"concept,zh,en\n\xff\xff\xff,\x81,a\n"])
def test_files_that_cannot_be_read(tmp_path, data):
    path = tmp_path / "g.csv"
    if data:
        path.write_bytes(data)
    with pytest.raises(ConfigError, match="glossary"):
        read_glossary(path)
    with pytest.raises(ConfigError, match="not a file name"):
        read_glossary("a\0b")


def test_termbase_of_another_tool():
    data = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
    <martif type="TBX"><text><body><termEntry id="7"><descripGrp><descrip type="definition">A stand.</descrip></descripGrp>
    <langSet xml:lang="en-GB"><tig><term>one-<hi>China</hi> principle</term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
      <ntig><termGrp><term>China rule</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
    <langSet xml:lang="zh-Hant"><tig><term>一個中國原則</term></tig></langSet>
    <langSet xml:lang="fr"><tig><term>principe</term></tig></langSet></termEntry>
    <termEntry id="8"><langSet xml:lang="fr"><tig><term>seul</term></tig></langSet></termEntry></body></text></martif>"""
    (concept,) = parse_glossary(data.encode(), "x").concepts
    assert concept.terms == (Term("一個中國原則", "zh"), Term("one-China principle", "en"))
    assert (concept.id, concept.note, concept.severity) == ("7", "A stand.", "major")


def test_written_tbx_has_the_order_of_the_standard():
    root = etree.fromstring(write_tbx(shipped_glossary()).data)
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    order = ["descrip", "note", "ref", "langSec"]
    for entry in root.iter("{*}conceptEntry"):
        places = [order.index(etree.QName(child).localname) for child in entry]
        assert places == sorted(places)


def test_contrast_named_once_holds_both_ways():
    glossary = parse_glossary((HEAD + "a,甲,a,,b\nb,乙,b,,\n").encode(), "x")
    assert [c.contrasts for c in glossary.concepts] == [("b",), ("a",)]


def test_added_glossary_replaces_and_adds():
    base = parse_glossary((HEAD + "a,甲,a,,b\nb,乙,b,,\n").encode(), "x")
    added = parse_glossary((HEAD + "b,丙,c,minor,\nd,丁,d,,\n").encode(), "y")
    merged = {c.id: c for c in merge_glossaries(base, added).concepts}
    assert set(merged) == {"a", "b", "d"}
    assert merged["b"].terms[0].text == "丙"
    assert merged["b"].contrasts == ("a",)
