import gzip
import importlib.util
from collections import Counter

import pytest
from conftest import ROOT

from align.corpus import store, warc
from align.corpus.listing import list_entries
from align.corpus.sources import read_source, read_version
from align.errors import AlignError, InputError

spec = importlib.util.spec_from_file_location("archives", ROOT / "tests" / "corpus" / "archives.py")
archives = importlib.util.module_from_spec(spec)
spec.loader.exec_module(archives)
page, write_archive = archives.page, archives.write_archive

TEA_ZH, TEA_EN = page("茶园", archives.TEA_ZH, "gb18030"), page("A tea garden", archives.TEA_EN)
ANSWERS = (
    ("https://tea.example/zh/1.html", "text/html", TEA_ZH),
    ("https://tea.example/en/1.html", "text/html; charset=UTF-8", TEA_EN),
    ("https://tea.example/logo.png", "image/png", b"\x89PNG"),
    ("https://tea.example/gone", "text/html", TEA_EN, "404 Not Found"),
    ("https://tea.example/note", "text/plain", archives.TEA_ZH.encode("big5", "ignore")),
)


def listed(path):
    passed = Counter()
    return list(list_entries(str(path), passed_over=passed)), passed


@pytest.mark.parametrize("name", ["tea.warc", "tea.warc.gz"])
def test_pages_and_texts_are_documents(tmp_path, name):
    entries, passed = listed(write_archive(tmp_path / name, ANSWERS))
    assert [(e.source, e.date, e.second) for e in entries] == [
        ("https://tea.example/zh/1.html", "2024-05-01", ""),
        ("https://tea.example/en/1.html", "2024-05-01", ""),
        ("https://tea.example/note", "2024-05-01", ""),
    ]
    assert passed == {"warcinfo record": 1, "response of type image/png": 1, "answer with status 404": 1}
    documents = [read_version(read_source(e.first)) for e in entries]
    assert [(d.language, d.script) for d in documents] == [("zh", "Hans"), ("en", "Latn"), ("zh", "Hans")]
    assert documents[0].text == f"茶园\n\n{archives.TEA_ZH}\n"
    assert [e.id for e in entries] == sorted(e.id for e in entries) and entries[0].id.startswith("tea:0")


def test_in_a_folder_and_packed_answers(tmp_path):
    packed = (
        "https://tea.example/en/2",
        "text/html",
        gzip.compress(TEA_EN),
        "200 OK",
        [("Content-Encoding", "gzip")],
    )
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(TEA_ZH), TEA_ZH)
    sent = ("https://tea.example/zh/2", "text/html", chunked, "200 OK", [("Transfer-Encoding", "chunked")])
    (tmp_path / "crawl").mkdir()
    write_archive(tmp_path / "crawl" / "tea.warc.gz", [packed, sent])
    entries, _ = listed(tmp_path)
    assert [e.id.split(":")[0] for e in entries] == ["crawl/tea", "crawl/tea"]
    assert [read_source(e.first).data for e in entries] == [TEA_EN, TEA_ZH]


def test_an_archive_that_is_cut_off_gives_what_comes_before(tmp_path):
    path = write_archive(tmp_path / "tea.warc.gz", ANSWERS[:2])
    whole, _ = listed(path)
    path.write_bytes(path.read_bytes()[:-60])
    entries, _ = listed(path)
    assert entries[0].first == whole[0].first and read_source(entries[0].first).data == TEA_ZH
    assert len(entries) == 2
    with pytest.raises(InputError, match="cut off|broken"):
        read_source(entries[1].first)


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b\x08\x00" + b"\xff" * 400,
        b"not an archive at all\n" * 9,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 20_000,
        b"WARC/1.0\r\na: " + b"b" * (3 << 20),
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        b"\0" * 100_000,
    ],
)
def test_hostile_archives_are_one_broken_document(tmp_path, data, capsys):
    path = tmp_path / ("tea.warc.gz" if data[:2] == b"\x1f\x8b" else "tea.warc")
    path.write_bytes(data)
    entries, _ = listed(path)
    assert len(entries) <= 1
    for entry in entries:
        with pytest.raises(InputError):
            read_version(read_source(entry.first))
    assert capsys.readouterr().err == ""


def test_gzip_in_one_piece_cannot_be_read_by_place(tmp_path):
    path = write_archive(tmp_path / "tea.warc", ANSWERS)
    packed = tmp_path / "tea.warc.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    entries, _ = listed(packed)
    with pytest.raises(InputError, match="broken"):
        read_source(entries[-1].first)


def test_a_record_over_the_limit_costs_itself_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(warc, "LARGEST", 4096)
    large = ("https://tea.example/large", "text/html", b"x" * 5000)
    bomb = (
        "https://tea.example/bomb",
        "text/html",
        gzip.compress(b"x" * 5000),
        "200 OK",
        [("Content-Encoding", "gzip")],
    )
    entries, _ = listed(write_archive(tmp_path / "tea.warc.gz", [large, bomb, ANSWERS[1]]))
    for entry in entries[:2]:
        with pytest.raises(InputError, match="is larger than"):
            read_source(entry.first)
    assert read_source(entries[2].first).data == TEA_EN
    assert store.LARGEST == 50 * 1024 * 1024


def test_an_archive_that_is_not_there(tmp_path):
    with pytest.raises(AlignError) as caught:
        listed(tmp_path / "gone.warc.gz")
    assert caught.value.exit_code == 3
