import io
import json
from dataclasses import replace

import openpyxl
import pytest
from conftest import FakeEncoder, make_side
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.errors import ConfigError, InputError, OutputError
from align.formats import FORMATS, bead_writer, tmx, xliff
from align.formats.atomic import check_folder, check_target, write_file
from align.formats.corrected import read_beads
from align.records import Alignment, Bead, Comparison

ZH = ["会谈开始了。", "部长说：“关税将下调。”", "=1+1 是公式。", "会后没有记者会。"]
EN = ["The talks began.", "“Tariffs will fall,”", "the minister said.", "=1+1 is a formula."]
BEADS = (
    Bead(range(0, 1), range(0, 1), 0.5, 0.9),
    Bead(range(1, 2), range(1, 3), 0.25, 0.5),
    Bead(range(2, 3), range(3, 4), 0.5, 0.9),
    Bead(range(3, 4), range(4, 4), 0.0, 0.8),
)


@pytest.fixture
def comparison():
    fake = FakeEncoder()
    return Comparison(make_side(ZH, "zh", fake), make_side(EN, "en", fake), Alignment(BEADS), {})


def ranges(alignment):
    return [(tuple(b.src), tuple(b.tgt)) for b in alignment.beads]


@pytest.mark.parametrize("name", ["jsonl", "vecalign", "tsv", "csv", "xlsx"])
def test_read_gives_what_was_written(comparison, tmp_path, name):
    path = tmp_path / "beads"
    path.write_bytes(bead_writer(name)(comparison).data)
    _, _, found = read_beads(path, comparison.src, comparison.tgt)
    assert ranges(found) == ranges(comparison.alignment)
    assert [b.score for b in found.beads] == [b.score for b in BEADS]


def test_edited_sheet_gives_exactly_the_edited_pairs(comparison, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(bead_writer("xlsx")(comparison).data))
    sheet = book.active
    head = {cell.value: cell.column for cell in sheet[1]}
    # Half of the second Chinese sentence goes up to the first row, and rows 4 and 5 become one.
    sheet.cell(2, head["src"]).value = "会谈开始了。部长说："
    sheet.cell(3, head["src"]).value = "“关税将下调。”"
    sheet.cell(4, head["src"]).value = "=1+1 是公式。会后没有记者会。"
    sheet.cell(4, head["src"]).data_type = "s"
    sheet.delete_rows(5)
    path = tmp_path / "edited.xlsx"
    book.save(path)
    src, tgt, found = read_beads(path, comparison.src, comparison.tgt)
    assert [s.span.of(src.document.text) for s in src.sentences][:3] == [
        "会谈开始了。",
        "部长说：",
        "“关税将下调。”",
    ]
    edited = replace(comparison, src=src, tgt=tgt, alignment=found)
    units = tmx.read_segments(tmx.write_beads(edited).data)
    assert [u.src for u in units] == [
        "会谈开始了。部长说：",
        "“关税将下调。”",
        "=1+1 是公式。会后没有记者会。",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[0]:[0]\n[0]:[1]\n", "two beads"),
        ("[0]:[1]\n[1]:[0]\n", "cross"),
        ("[9]:[0]\n", "no sentence 9"),
        ("[0,2]:[0]\n", "follow one another"),
        ("src\ttgt\n无此文字。\tThe talks began.\n", "row 2"),
        ('{"src": {"sentences": "x"}}\n', "line 1"),
        ("hello\n", "no table"),
        ('{"src": {"sentences": [0, 999999999999]}, "tgt": null}\n', "follow one another"),
        ('{"src": {"sentences": [0], "text": "别的话。"}, "tgt": {"sentences": [0]}}\n', "do not match"),
    ],
)
def test_alignment_that_does_not_fit(comparison, tmp_path, content, says):
    path = tmp_path / "beads"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        read_beads(path, comparison.src, comparison.tgt)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "gb18030"])
@pytest.mark.parametrize("name", ["tsv", "csv", "jsonl", "vecalign"])
def test_beads_in_the_encodings_of_spreadsheets(comparison, tmp_path, name, encoding):
    path = tmp_path / "beads"
    path.write_bytes(bead_writer(name)(comparison).data.decode("utf-8").encode(encoding))
    assert ranges(read_beads(path, comparison.src, comparison.tgt)[2]) == ranges(comparison.alignment)


@pytest.mark.parametrize("encoding", ["big5", "gb18030"])
def test_big5_and_gb18030_are_told_apart_by_the_texts(tmp_path, encoding):
    zh, en = ["會談開始了。", "部長說關稅將下調。"], ["Talks began.", "Tariffs will fall."]
    sides = make_side(zh, "zh", FakeEncoder()), make_side(en, "en", FakeEncoder())
    path = tmp_path / "beads.tsv"
    path.write_bytes(f"src\ttgt\n{zh[0]}\t{en[0]}\n{zh[1]}\t{en[1]}\n".encode(encoding))
    assert ranges(read_beads(path, *sides)[2]) == [((0,), (0,)), ((1,), (1,))]


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00", b"src\ttgt\n\xff\xff\xff\n"])
def test_beads_that_cannot_be_read(comparison, tmp_path, data):
    path = tmp_path / "beads"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match="beads"):
        read_beads(path, comparison.src, comparison.tgt)


def without_sentences(data, *lines):
    records = [json.loads(line) for line in data.splitlines()]
    for number in lines:
        for side in ("src", "tgt"):
            if records[number][side]:
                del records[number][side]["sentences"]
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.mark.parametrize("lines", [(0, 1, 2, 3), (1,), (3,)])
def test_records_with_offsets_alone(comparison, tmp_path, lines):
    path = tmp_path / "beads"
    path.write_text(without_sentences(bead_writer("jsonl")(comparison).data, *lines))
    src, _, found = read_beads(path, comparison.src, comparison.tgt)
    assert found.beads == tuple(replace(bead, confidence=1.0) for bead in BEADS)
    assert src.sentences == comparison.src.sentences


def test_offset_inside_a_sentence_cuts_it(comparison, tmp_path):
    path = tmp_path / "beads"
    begin = comparison.src.sentences[1].span.start
    cut = {"start": 0, "end": begin + 4}, {"start": begin + 4, "end": comparison.src.sentences[1].span.end}
    records = [{"src": cut[0], "tgt": {"sentences": [0]}}, {"src": cut[1], "tgt": {"sentences": [1, 2]}}]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    src, _, found = read_beads(path, comparison.src, comparison.tgt)
    assert [s.span.of(src.document.text) for s in src.sentences[:3]] == [ZH[0], "部长说：", "“关税将下调。”"]
    assert ranges(found)[:2] == [((0, 1), (0,)), ((2,), (1, 2))]


@pytest.mark.parametrize(
    ("side", "says"),
    [
        ({"start": 0, "end": 999}, "no text from"),
        ({"start": 4, "end": 4}, "no text from"),
        ({"start": 6, "end": 7}, "no sentence from"),
        ({"start": 0, "end": 6, "text": "别的话。"}, "do not match"),
        ({"start": 0}, "neither sentences nor offsets"),
        ({"start": 0.0, "end": 6.0}, "neither sentences nor offsets"),
    ],
)
def test_offsets_that_do_not_fit(comparison, tmp_path, side, says):
    path = tmp_path / "beads"
    path.write_text(json.dumps({"src": side, "tgt": {"sentences": [0]}}))
    with pytest.raises(ConfigError, match=says):
        read_beads(path, comparison.src, comparison.tgt)


def test_overlapping_offsets_and_indices_beyond_the_end(comparison, tmp_path):
    path = tmp_path / "beads"
    first = {"src": {"start": 0, "end": 6}, "tgt": {"sentences": [0]}}
    for other, says in (({"start": 3, "end": 6}, "two beads"), ({"sentences": [9]}, "no sentence 9")):
        path.write_text(json.dumps(first) + "\n" + json.dumps({"src": other, "tgt": None}))
        with pytest.raises(ConfigError, match=says):
            read_beads(path, comparison.src, comparison.tgt)


@pytest.mark.parametrize("score", ["9" * 400, "NaN"])
def test_score_that_is_no_number_is_left_out(comparison, tmp_path, score):
    path = tmp_path / "beads"
    path.write_text(f'{{"src": {{"sentences": [0]}}, "tgt": {{"sentences": [0]}}, "score": {score}}}\n')
    assert read_beads(path, comparison.src, comparison.tgt)[2].beads[0].score == 1.0


def test_score_of_an_edited_row_is_not_kept(comparison, tmp_path):
    path = tmp_path / "beads.tsv"
    rows = bead_writer("tsv")(comparison).data.decode().replace("会谈开始了。", "会谈开始了。部长说：")
    path.write_text(rows.replace("部长说：“关税", "“关税"), encoding="utf-8")
    assert [b.score for b in read_beads(path, comparison.src, comparison.tgt)[2].beads[:3]] == [1.0, 1.0, 0.5]


def test_sentences_left_out_of_the_file_come_back(comparison, tmp_path):
    path = tmp_path / "beads"
    path.write_text("[1]:[1, 2]\n")
    _, _, found = read_beads(path, comparison.src, comparison.tgt)
    assert ranges(found) == [((0,), ()), ((), (0,)), ((1,), (1, 2)), ((2,), ()), ((3,), ()), ((), (3,))]


@pytest.mark.parametrize("module", [tmx, xliff])
def test_xml_without_entities(module):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(InputError):
        module.read_segments(bomb)


def test_xml_forbidden_characters_go_with_a_notice(comparison):
    side = make_side(["会谈\x0b开始了。", *ZH[1:]], "zh", FakeEncoder())
    written = tmx.write_beads(replace(comparison, src=side))
    assert any("removed" in n or "left out" in n for n in written.notices)
    etree.fromstring(written.data)


@pytest.mark.parametrize("name", ["tsv", "csv", "xlsx"])
def test_no_live_formulas(comparison, name):
    data = bead_writer(name)(comparison).data
    if name == "xlsx":
        cells = [c for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows() for c in row]
        assert all(c.data_type != "f" for c in cells)
    else:
        assert b"'=1+1" in data


def test_registry_names_modules():
    assert all(callable(bead_writer(name)) for name in FORMATS)


def test_write_is_whole_or_not_there(tmp_path, monkeypatch):
    path = tmp_path / "out"
    write_file(path, b"old")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OutputError, match="full"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_target_is_checked_without_a_trace(tmp_path):
    check_target(tmp_path / "new")
    check_target("-")
    check_target("/dev/null")
    check_folder(tmp_path)
    assert not list(tmp_path.iterdir())
    for check, path in ((check_target, tmp_path), (check_target, tmp_path / "a" / "b"), (check_target, "\0")):
        with pytest.raises(OutputError):
            check(path)
    with pytest.raises(OutputError):
        check_folder(tmp_path / "a")


@given(
    st.lists(st.text(alphabet="ab =+-@\t\"',;", min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=5)
)
def test_any_text_survives_a_table(tmp_path_factory, lines):
    fake = FakeEncoder()
    lines = [line.strip() for line in lines]
    sides = make_side(lines, "zh", fake), make_side(lines, "en", fake)
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1), 0.5, 0.5) for i in range(len(lines)))
    path = tmp_path_factory.mktemp("t") / "beads"
    path.write_bytes(bead_writer("tsv")(Comparison(*sides, Alignment(beads), {})).data)
    assert ranges(read_beads(path, *sides)[2]) == ranges(Alignment(beads))
