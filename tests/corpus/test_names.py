import json

import pytest

from align.corpus.listing import Parallel, list_entries
from align.corpus.names import NameParts, split_name
from align.errors import AlignError


@pytest.mark.parametrize(
    ("name", "report", "language"),
    [
        ("r1.zh.txt", "r1", "zh"),
        ("2020/r1_en-US.html.gz", "2020/r1", "en"),
        ("r1-zh_Hant.pdf", "r1", "zh"),
        ("r1.chs", "r1", "zh"),
        ("r1.cn.txt.zst", "r1", "zh"),
        ("r1_ENG.docx", "r1", "en"),
        ("年报_中文.txt", "年报", "zh"),
        ("年报（英文）.txt", "年报", "en"),
        ("r1 (English).md", "r1 ", "en"),
        ("zh-CN/r1.txt", "r1", "zh"),
        ("reports-en/2020/r1.txt", "reports/2020/r1", "en"),
        ("News.en-zh.en", "News", "en"),
        ("News.en-zh_CN.zh_CN", "News", "zh"),
        ("r1.txt", "r1", ""),
        ("zh_r1.txt", "zh_r1", ""),
        ("kitchen.txt", "kitchen", ""),
        ("the-zen.txt", "the-zen", ""),
    ],
)
def test_names_say_report_and_language(name, report, language):
    found = split_name(name)
    assert (found.report, found.language) == (report, language)


@pytest.mark.parametrize(
    ("name", "is_lines"),
    [("c.zh", True), ("c.zh-CN.gz", True), ("c.zh.txt", False), ("c_zh", False), ("zh/c", False)],
)
def test_moses_files_end_in_the_language(name, is_lines):
    assert split_name(name).is_lines is is_lines
    assert split_name("c.txt") == NameParts("c", "")


def put(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return folder


def listed(source):
    return {e.id: tuple(x.rsplit("/", 1)[-1] for x in (e.first, e.second)) for e in list_entries(source)}


def test_a_mark_at_the_beginning_counts_where_both_versions_have_one(tmp_path):
    put(tmp_path, "zh_tea.txt", "en_tea.txt", "en-route.txt", "zh_rain.txt", "en_rain.txt", "rain.zh.txt")
    assert listed(str(tmp_path)) == {
        "tea": ("zh_tea.txt", "en_tea.txt"),
        "en-route": ("en-route.txt", ""),
        "zh_rain": ("zh_rain.txt", ""),
        "en_rain": ("en_rain.txt", ""),
        "rain": ("rain.zh.txt", ""),
    }


def test_two_folders_side_by_side(tmp_path):
    put(tmp_path, "c/a.txt", "c/2024/b_zh.html", "c/alone.txt", "e/a.md", "e/2024/b.html.gz")
    assert listed(Parallel(str(tmp_path / "c"), str(tmp_path / "e"))) == {
        "a": ("a.txt", "a.md"),
        "2024/b": ("b_zh.html", "b.html.gz"),
        "alone": ("alone.txt", ""),
    }


def test_folders_and_files_do_not_mix(tmp_path):
    put(tmp_path, "c/a.txt", "e.en")
    for zh, en, said in (("c", "e.en", "one is a folder and one a file"), ("c", "gone", "is not there")):
        with pytest.raises(AlignError, match=said) as caught:
            listed(Parallel(str(tmp_path / zh), str(tmp_path / en)))
        assert caught.value.exit_code == 3


def test_entries_are_plain_json(tmp_path):
    put(tmp_path, "a.zh.txt", "a.en.txt")
    assert all(json.dumps(e.stamp) for e in list_entries(str(tmp_path)))
