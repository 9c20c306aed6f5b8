import json

import pytest

from align.documents import document_from_text
from align.documents.dating import date_documents


def document(path, date=None):
    from dataclasses import replace

    return replace(document_from_text("They met in the morning and left at night.", path=str(path)), date=date)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("briefing-2023-06-18.en.txt", "2023-06-18"),
        ("20230618.en.txt", "2023-06-18"),
        ("2023_06_18 briefing.en.txt", "2023-06-18"),
        ("2023.06.18.en.txt", "2023-06-18"),
        ("briefing.en.txt", ""),
        ("2023-13-18.en.txt", ""),
        ("2023-02-30.en.txt", ""),
        ("120230618.en.txt", ""),
        ("20230618123.en.txt", ""),
        ("2023-06.en.txt", ""),
    ],
)
def test_a_day_in_the_name_of_the_file(name, date):
    assert date_documents(document(name)) == date


def test_the_page_comes_before_the_name_and_either_version_will_do():
    assert date_documents(document("2023-06-18.en.txt", "2023-06-19T08:00:00+08:00")) == "2023-06-19"
    assert date_documents(document("x.zh.txt"), document("x.en.html", "2023-06-19")) == "2023-06-19"
    assert date_documents(document("x.zh.txt", "some day"), document("x-20230618.en.txt")) == "2023-06-18"


def test_a_manifest_that_names_the_file(tmp_path):
    manifest = tmp_path / "manifest.json"
    held = {"date": "2023-06-18", "src": {"path": "x.en.txt"}, "variants": [{"path": "y.en.txt"}]}
    manifest.write_text(json.dumps(held))
    assert date_documents(document(tmp_path / "x.en.txt")) == "2023-06-18"
    assert date_documents(document(tmp_path / "y.en.txt")) == "2023-06-18"
    assert date_documents(document(tmp_path / "z.en.txt")) == ""


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"date": 5, "src": "x"}', "[" * 100000, '{"src": {"path": "x.en.txt"}}']
)
def test_a_manifest_of_another_kind_is_no_error(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    assert date_documents(document(tmp_path / "x.en.txt")) == ""
