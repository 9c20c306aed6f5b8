import gzip
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.corpus.document import align_entry
from align.corpus.listing import Parallel, list_entries
from align.corpus.moses import BLOCK, LONGEST
from align.corpus.settings import CorpusSettings
from align.errors import AlignError

ZH = ("渡轮每十分钟开一班。", "票价两元。船上可以带自行车。", "冬天停航。")
EN = (
    "A ferry leaves every ten minutes.",
    "A ticket is two yuan. Bicycles may come along.",
    "None sails in winter.",
)


def put(folder, name, lines):
    data = "".join(f"{line}\n" for line in lines).encode()
    (folder / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)


def blocks(source):
    return {e.id: (tuple(e.first.splitlines()), tuple(e.second.splitlines())) for e in list_entries(str(source))}


def numbered(count):
    return [f"第{i}行。" for i in range(count)], [f"This is line {i}." for i in range(count)]


def test_without_borders_a_document_is_a_run_of_lines(tmp_path):
    zh, en = numbered(2 * BLOCK + 1)
    put(tmp_path, "ferry.zh", zh)
    put(tmp_path, "ferry.en.gz", en)
    found = blocks(tmp_path)
    assert list(found) == ["ferry:000000001", "ferry:000000101", "ferry:000000201"]
    assert found["ferry:000000101"] == (tuple(zh[BLOCK : 2 * BLOCK]), tuple(en[BLOCK : 2 * BLOCK]))


def test_blank_lines_on_both_sides_are_borders(tmp_path):
    put(tmp_path, "ferry.zh", [ZH[0], "", ZH[1], ZH[2], "", ""])
    put(tmp_path, "ferry.en", [EN[0], " ", "", EN[2], "", ""])
    assert blocks(tmp_path) == {
        "ferry:000000001": (ZH[:1], EN[:1]),
        "ferry:000000003": (ZH[1:], ("", EN[2])),  # a line without counterpart stays in its place
    }


@pytest.mark.parametrize(
    ("companion", "lines", "sources"),
    [
        ("ferry.docid", ["a", "a", "b"], ["a", "b"]),
        ("ferry.en-zh.ids.gz", ["en/1.xml\tzh/1.xml\t1\t1", "en/1.xml\tzh/1.xml\t2\t2 3", "en/2.xml\tzh/2.xml\t1\t1"],
         ["en/1.xml zh/1.xml", "en/2.xml zh/2.xml"]),
    ],
)  # fmt: skip
def test_a_companion_file_names_the_documents(tmp_path, companion, lines, sources):
    put(tmp_path, "ferry.en-zh.zh", ZH)
    put(tmp_path, "ferry.en-zh.en", EN)
    put(tmp_path, companion, lines)
    found = list(list_entries(str(tmp_path)))
    assert [(e.id, e.source) for e in found] == list(
        zip(["ferry:000000001", "ferry:000000003"], sources, strict=True)
    )
    side_by_side = Parallel(str(tmp_path / "ferry.en-zh.zh"), str(tmp_path / "ferry.en-zh.en"))
    assert list(list_entries(side_by_side)) == found


def test_a_document_is_cut_where_it_would_fill_the_memory(tmp_path):
    zh, en = numbered(LONGEST + 1)
    put(tmp_path, "ferry.zh", zh)
    put(tmp_path, "ferry.en", en)
    put(tmp_path, "ferry.docid", ["one"] * len(zh))
    assert [len(zh) for zh, _ in blocks(tmp_path).values()] == [LONGEST, 1]


@pytest.mark.parametrize(
    ("zh", "en", "ids", "said"),
    [
        (ZH, EN[:2], None, "ferry.zh has 3 lines and ferry.en 2"),
        (ZH[:1], EN, None, "ferry.zh has 1 lines and ferry.en 3"),
        (ZH, EN, ["a"], "ferry.zh has 3 lines and ferry.docid 1"),
        ((), (), None, "file://IN holds no line"),
    ],
)
def test_files_that_are_not_parallel(tmp_path, zh, en, ids, said):
    put(tmp_path, "ferry.zh", zh)
    put(tmp_path, "ferry.en", en)
    if ids:
        put(tmp_path, "ferry.docid", ids)
    with pytest.raises(AlignError) as caught:
        blocks(tmp_path)
    assert caught.value.exit_code == 6 and str(caught.value).replace(str(tmp_path / "ferry.zh"), "IN").startswith(
        said
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(
    st.lists(st.tuples(st.sampled_from(["", "甲。", "乙\r。"]), st.sampled_from(["", "One.", "Two."])), min_size=1)
)
def test_no_line_is_lost_or_moved(tmp_path, pairs):
    put(tmp_path, "f.zh", [zh for zh, _ in pairs])
    put(tmp_path, "f.en", [en for _, en in pairs])
    found = list(itertools.chain(*(zip(*sides, strict=True) for sides in _raw(tmp_path))))
    assert found == [(zh.replace("\r", " "), en) for zh, en in pairs if zh or en]


def _raw(folder):
    return [[side[:-1].split("\n") for side in (e.first, e.second)] for e in list_entries(str(folder))]


def test_lines_are_never_cut(tmp_path, encoder):
    put(tmp_path, "ferry.zh", ZH)
    put(tmp_path, "ferry.en", EN)
    (entry,) = list_entries(str(tmp_path))
    result = align_entry(entry, CorpusSettings(), encoder)
    assert [(p.pair.zh, p.pair.en) for p in result.pairs] == list(zip(ZH, EN, strict=True))
