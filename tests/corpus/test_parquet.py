import pyarrow as pa
import pytest
from pyarrow import parquet

from align.corpus.listing import list_entries
from align.corpus.moses import BLOCK
from align.corpus.settings import CorpusSettings, read_corpus_settings
from align.errors import AlignError

ZH = ["茶园今年多雨。\n\n采茶推迟了两周。", "第二份报告只有中文。", ""]
EN = ["The tea garden saw much rain.\n\nPicking began two weeks late.", None, None]


@pytest.fixture
def table(tmp_path):
    def write(columns, name="tea.parquet", **options):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        parquet.write_table(pa.table(columns), path, **options)
        return str(path)

    return write


def listed(source, tmp_path, settings=""):
    (tmp_path / "c.toml").write_text(f"[corpus.columns]\n{settings}", encoding="utf-8")
    columns = read_corpus_settings(tmp_path / "c.toml").columns
    return [(e.id, e.first, e.second, e.presplit) for e in list_entries(source, columns)]


def fails(source, tmp_path, settings=""):
    with pytest.raises(AlignError) as caught:
        listed(source, tmp_path, settings)
    return caught.value.exit_code, str(caught.value)


def test_a_row_is_a_document_where_it_has_an_id(table):
    path = table(
        {"id": [3, 1, 2], "zh": ZH, "en": EN, "date": ["2024-05-01", None, None], "license": ["CC0", "", ""]}
    )
    first, second, third = list_entries(path)
    assert (first.id, first.first, first.second, first.inline) == ("3", ZH[0], EN[0], True)
    assert (first.date, first.licence, first.presplit) == ("2024-05-01", "CC0", False)
    assert (second.id, second.first, second.second) == ("1", ZH[1], "")
    assert (third.first, third.second) == ("", "")  # listed, so that it is counted


def test_without_an_id_documents_are_called_by_their_row(table, tmp_path):
    path = table({"zh": ZH[:1] * 3, "en": EN[:1] * 3})
    assert [row[0] for row in listed(path, tmp_path)] == [f"tea:00000000{n}" for n in (1, 2, 3)]


def test_the_translation_column_of_hugging_face(table, tmp_path):
    pairs = [{"en": f"Line {n}.", "zh": f"第{n}行。"} for n in range(BLOCK + 2)]
    path = table({"id": [str(n) for n in range(len(pairs))], "translation": pairs}, row_group_size=7)
    found = listed(path, tmp_path)
    assert [(name, zh.count("\n"), presplit) for name, zh, _, presplit in found] == [
        ("tea:000000001", BLOCK, True),
        ("tea:000000101", 2, True),
    ]
    assert found[1][2] == "Line 100.\nLine 101.\n"


def test_segments_of_one_document_stay_together(table):
    columns = {
        "zh": ["一", "二", "三", "四"],
        "en": ["One", "Two\nlines", "3", "4"],
        "document": ["a", "a", "b", "b"],
    }
    path = table({**columns, "source": ["x", "x", "x", "y"]})
    assert [(e.id, e.first, e.second, e.source) for e in list_entries(path)] == [
        ("tea:000000001", "一\n二\n", "One\nTwo lines\n", "x"),
        ("tea:000000003", "三\n", "3\n", "x"),  # another source, which its pairs are to carry
        ("tea:000000004", "四\n", "4\n", "y"),
    ]


def test_columns_and_rows_may_be_named(table, tmp_path):
    path = table({"cn": ["茶。"], "t": [{"eng": "Tea."}], "key": ["k"]})
    settings = 'zh = "cn"\nen = "t.eng"\nid = "key"\n'
    assert listed(path, tmp_path, settings) == [("k", "茶。", "Tea.", False)]
    assert listed(path, tmp_path, settings + 'rows = "segments"') == [("tea:000000001", "茶。\n", "Tea.\n", True)]


def test_files_in_a_folder_are_read_too(table, tmp_path):
    for name in ("in/data/train-0.parquet", "in/data/train-1.parquet"):
        table({"id": [name], "zh": ZH[:1], "en": EN[:1]}, name)
    (tmp_path / "in" / "rain.zh.txt").write_text("雨。", encoding="utf-8")
    assert [e.id for e in list_entries(str(tmp_path / "in"))] == [
        "in/data/train-0.parquet", "in/data/train-1.parquet", "rain",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "settings", "said"),
    [
        ({"zh": ZH, "eng": ZH}, "", "IN has no column en"),
        ({"zh": ZH, "en": ZH}, 'en = "english"', "IN has no column english"),
        ({"zh": ZH, "en": ZH}, 'id = "key"', "IN has no column key"),
        ({"zh": [1, 2, 3], "en": ZH}, "", "the column zh holds no texts but int64: "),
        ({"zh": ZH, "en": [["a"], ["b"], []]}, "", "the column en holds no texts but list"),
        (
            {"zh": ZH, "en": ZH},
            'rows = "lines"',
            "rows, [corpus.columns] must be documents or segments, not 'lines'",
        ),
        ({"zh": ZH, "en": ZH}, "rows = 1", "rows must be a text, not 1"),
        ({"zh": ZH, "en": ZH}, 'chinese = "zh"', "unknown"),
    ],
)
def test_columns_that_do_not_fit(table, tmp_path, columns, settings, said):
    path = table(columns)
    code, message = fails(path, tmp_path, settings)
    assert code == 6 and message.replace(str(path), "IN").startswith(said)


@pytest.mark.parametrize("cut", [0, 3, 200, -1, -300])
def test_broken_files(table, tmp_path, cut):
    path = table({"zh": ZH * 99, "en": ZH * 99})
    data = (tmp_path / "tea.parquet").read_bytes()
    broken = b"\0" * len(data) if cut == 0 else data[:cut]
    (tmp_path / "tea.parquet").write_bytes(broken)
    code, message = fails(path, tmp_path)
    assert code == 3 and message.startswith(f"{path} cannot be read as Parquet") and "\n" not in message
    assert fails(str(tmp_path / "gone.parquet"), tmp_path)[0] == 3


@pytest.mark.parametrize("byte", [b"\xff", b"\0"])
def test_damage_within_a_page(table, tmp_path, byte):
    path = table({"zh": [f"第{n}份。" for n in range(9999)], "en": ["x"] * 9999}, compression="none")
    data = (tmp_path / "tea.parquet").read_bytes()
    (tmp_path / "tea.parquet").write_bytes(data[:2000] + byte * 400 + data[2400:])
    assert fails(path, tmp_path)[0] == 3


def test_columns_do_not_make_another_corpus():
    assert CorpusSettings().columns == read_corpus_settings(None).columns
