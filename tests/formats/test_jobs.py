"""Jobs as Trados, Okapi, memoQ, OmegaT and XLIFF 2 tools write them (jobs/, our own sentences)."""

from __future__ import annotations

import codecs
import io
from pathlib import Path

import openpyxl
import pytest
from conftest import FakeEncoder, make_side
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from align.documents import documents_from_job
from align.errors import ConfigError, InputError, LanguageError
from align.formats import bead_writer
from align.formats.interchange import Note
from align.formats.jobs import Job, read_job
from align.formats.notes import insert_notes
from align.formats.xliff import read_segments
from align.records import Alignment, Bead, Comparison
from align.sentences import split_presplit

JOBS = Path(__file__).parent / "jobs"
UNITS = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "job-units.rng"))
XLIFFS = ["trados.sdlxliff", "okapi.xlf", "memoq.mqxliff", "omegat.xlf", "second.xlf"]
ANY_TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)
NOTES = st.lists(
    st.builds(Note, ANY_TEXT, st.sampled_from(["source", "target"]), st.integers(1, 10), ANY_TEXT.map(str.split).map("-".join)),
    max_size=3,
)  # fmt: skip


def told(job):
    return [(s.id, s.src, s.tgt) for s in job.segments]


@pytest.mark.parametrize(
    ("name", "languages", "segments"),
    [
        (
            "trados.sdlxliff",
            ("zh", "en"),
            [
                ("5b2c1a/1", "双方重申坚持一个中国原则。", "The two sides reaffirmed the one-China policy."),
                ("5b2c1a/2", "会谈持续两小时。", "The talks lasted two hours."),
                ("6d3e/3", "去年出口增长百分之十二。", "Exports grew by 21 percent last year."),
            ],
        ),
        (
            "okapi.xlf",
            ("en", "zh"),
            [
                (
                    "tu1/0",
                    "Minister Hallam said “the dam must be finished by 12 May”.",
                    "哈勒姆部長說：“大壩必須在5月15日前完工”。",
                ),
                ("tu2", "The road stays closed. Drivers take the ferry.", ""),
            ],
        ),
        (
            "memoq.mqxliff",
            ("zh", "en"),
            [("1", "代表团共三百五十人。", "The delegation numbered 530."), ("2", "他们明天离开。", "")],
        ),
        (
            "omegat.xlf",
            ("zh", "en"),
            [
                ("one.txt:1", "部长拒绝了邀请。", "The minister declined the invitation."),
                ("two.txt:1", "会议于3月8日举行。", "The meeting was held on 9 March."),
            ],
        ),
        (
            "second.xlf",
            ("zh", "en"),
            [
                ("u1/s1", "列车每天开行十二班。", "Twenty trains run every day."),
                ("u1/s2", "车票可在网上购买。", ""),
                ("u2", "票价为40元 起。", "Fares start at 60 yuan ."),
            ],
        ),
        (
            "memory.tmx",
            ("en", "zh"),
            [
                ("a", "The port was not closed.", "港口已经关闭。"),
                ("a#2", "Losses reached 30 million yuan.", "损失达三亿元。"),
            ],
        ),
    ],
)
def test_jobs_of_other_tools(name, languages, segments):
    job = read_job(JOBS / name)
    assert told(job) == segments and job.languages == languages


@pytest.mark.parametrize("name", [*XLIFFS, "memory.tmx"])
def test_segments_are_lines_and_beads(name):
    job = read_job(JOBS / name)
    src, tgt, alignment = documents_from_job(job)
    lines = [[s.span.of(d.text) for s in split_presplit(d)] for d in (src, tgt)]
    beads = [(*(lines[0][i] for i in b.src), *(lines[1][j] for j in b.tgt)) for b in alignment.beads]
    assert beads == [tuple(" ".join(t.split()) for t in (s.src, s.tgt) if t) for s in job.segments]


@pytest.mark.parametrize("encoding", ["as it is", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("name", XLIFFS)
def test_notes_change_no_other_byte_and_stand_where_they_may(name, encoding):
    data = (JOBS / name).read_bytes()
    if encoding != "as it is":
        text = data.decode("utf-8-sig")
        head, _, rest = text.partition("?>")
        data = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{rest}'.encode(encoding)
        assert head.startswith("<?xml")
    before = read_segments(data)
    units = max(s.unit for s in before) + 1
    noted = len(etree.fromstring(data).findall(".//{*}note"))

    @given(st.lists(NOTES, min_size=units, max_size=units))
    @settings(max_examples=25, deadline=None)
    def check(notes):
        out = insert_notes(data, dict(enumerate(notes)))
        assert read_segments(out) == before
        root = etree.fromstring(out)
        UNITS.assertValid(root)
        assert len(root.findall(".//{*}note")) == sum(map(len, notes)) + noted
        rest = iter(out)
        assert all(byte in rest for byte in data)  # the old bytes, in order, with more between

    check()


def test_note_that_the_encoding_has_no_characters_for():
    data = (
        b'<?xml version="1.0" encoding="us-ascii"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        b'<file original="a" datatype="plaintext" source-language="zh"><body><trans-unit id="1"><source>&#x4F1A;'
        b"</source></trans-unit></body></file></xliff>"
    )
    out = insert_notes(data, {0: [Note("会议 <b>", "source", 1, "name")]})
    assert etree.fromstring(out).findtext(".//{*}note") == "会议 <b>" and b"&#x4F1A;" in out


LINES = st.lists(
    st.text("ab 中文&<>'\"", min_size=1, max_size=9).map(str.strip).filter(bool), min_size=1, max_size=4
)


@pytest.mark.parametrize("kind", ["xliff", "tmx", "xlsx"])
def test_what_pair_writes_is_read_as_a_job(tmp_path, kind):
    path = tmp_path / f"job.{kind}"

    @given(LINES, LINES)
    @settings(max_examples=20, deadline=None)
    def check(zh, en):
        zh, en = [" ".join(t.split()) for t in zh], [" ".join(t.split()) for t in en]
        zh[0], en[0] = "会谈" + zh[0], "talks " + en[0]
        sides = make_side(zh, "zh", FakeEncoder()), make_side(en, "en", FakeEncoder())
        n = min(len(zh), len(en))
        beads = tuple(Bead(range(i, i + 1), range(i, i + 1), 1.0, 1.0) for i in range(n))
        path.write_bytes(bead_writer(kind)(Comparison(*sides, Alignment(beads))).data)
        assert [(s.src, s.tgt) for s in read_job(path).segments] == list(zip(zh, en, strict=False))

    check()


@pytest.mark.parametrize(
    ("rows", "segments"),
    [
        ([["编号", "原文", "译文"], ["A7", "会谈结束。", "The talks ended."]], [("A7", "会谈结束。", "The talks ended.")]),
        ([["en-GB", "zh-HK"], ["It rained.", "下雨了。"]], [("2", "It rained.", "下雨了。")]),
        ([["x", "下雨了。", "It rained all day."], ["y", "天晴。", ""]], [("1", "下雨了。", "It rained all day."), ("2", "天晴。", "")]),
        ([["target", "source"], ["It rained.", "下雨了。"]], [("2", "下雨了。", "It rained.")]),
    ],
)  # fmt: skip
def test_columns_of_a_sheet(tmp_path, rows, segments):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "job.xlsx")
    assert told(read_job(tmp_path / "job.xlsx")) == segments


def xliff(body, languages='source-language="zh" target-language="en"', head=""):
    return (
        f'{head}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        f'<file original="a" datatype="plaintext" {languages}><body>{body}</body></file></xliff>'
    )


UNIT = '<trans-unit id="1"><source>会议。</source><target>Talks.</target></trans-unit>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("name", "content", "error", "says"),
    [
        ("a.xlf", xliff(UNIT, head=LAUGHS), InputError, "entities"),
        ("a.xlf", xliff(UNIT.replace("会议", "&f;"), head=OUTSIDE), InputError, "entities"),
        ("a.tmx", OUTSIDE + '<tmx version="1.4"><body/></tmx>', InputError, "entities"),
        ("a.xlf", "<xliff", InputError, "well-formed"),
        ("a.xlf", "", InputError, "well-formed"),
        ("a.xlf", "<html/>", InputError, "not an XLIFF"),
        ("a.xlf", xliff(""), InputError, "no translated"),
        ("a.xlf", xliff('<trans-unit id="1"><source>会议。</source></trans-unit>'), InputError, "no translated"),
        ("a.xlf", xliff(UNIT, 'source-language="zh" target-language="de"'), LanguageError, "'de'"),
        ("a.xlf", xliff(UNIT, 'source-language="en-GB" target-language="en"'), LanguageError, "one language"),
        ("a.xlsx", "no zip", ConfigError, "workbook"),
        ("a.tmx", '<tmx version="1.4"><body/></tmx>', InputError, "no translated"),
    ],
)
def test_hostile_and_broken_jobs(tmp_path, name, content, error, says):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(error, match=says):
        read_job(path)


def test_bomb_in_utf_16(tmp_path):
    path = tmp_path / "a.xlf"
    path.write_bytes(codecs.BOM_UTF16_BE + xliff(UNIT, head=LAUGHS).encode("utf-16-be"))
    with pytest.raises(InputError, match="entities"):
        read_job(path)


def test_a_missing_file_and_one_that_is_too_large(tmp_path):
    with pytest.raises(InputError, match="not there"):
        read_job(tmp_path / "a.xlf")
    with (tmp_path / "b.tmx").open("wb") as file:
        file.truncate((50 << 20) + 1)
    with pytest.raises(InputError, match="50 MB"):
        read_job(tmp_path / "b.tmx")


def test_locked_units_without_a_target_are_no_omission(tmp_path):
    path = tmp_path / "a.xlf"
    path.write_text(
        xliff(UNIT + '<group translate="no"><trans-unit id="2"><source>编号</source></trans-unit></group>'),
        encoding="utf-8",
    )
    assert [s.id for s in read_job(path).segments] == ["1"]


def test_job_is_a_record_that_keeps_its_bytes():
    job = read_job(JOBS / "second.xlf")
    assert isinstance(job, Job) and io.BytesIO(job.data).read() == (JOBS / "second.xlf").read_bytes()
