"""Every format and encoding through the public functions."""

import io
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from align.documents import document_from_text, read, read_pair
from align.errors import InputError, LanguageError

PAGES = Path(__file__).parent / "pages"
ZH = "渡轮下月恢复通航\n\n两市渡轮将于六月一日恢复通航，票价不变。市长说：“大家都想早点回家。”\n"
HANT = "渡輪下月恢復通航\n\n兩市渡輪將於六月一日恢復通航，票價不變。市長說：「大家都想早點回家。」\n"
EN = "Ferries to return next month\n\nThe ferries of both towns return on June 1, and fares will not change.\n"


def paragraphs(document):
    return [span.of(document.text) for span in document.paragraphs]


@pytest.mark.parametrize(
    ("text", "encoding", "notice"),
    [
        (ZH, "utf-8", ""),
        (ZH, "gb18030", "GB18030"),
        (HANT, "cp950", "Big5"),
        (HANT, "utf-8", ""),
        (ZH, "utf-16-le", "UTF-16"),
        (ZH, "utf-16-be", "UTF-16"),
        (EN, "utf-16-le", "UTF-16"),
        (EN.replace(" will not", "—they say—won’t"), "cp1252", "Windows-1252"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_text_is_the_decoded_file(tmp_path, text, encoding, notice, line_end):
    text = text.replace("\n", line_end)
    path = tmp_path / "report.001"
    path.write_bytes(text.encode(encoding))
    document = read(path)
    assert document.text == text
    assert (document.language, document.script) == (
        ("en", "Latn") if "fares" in text else ("zh", "Hant" if "輪" in text else "Hans")
    )
    assert len(document.paragraphs) == 2
    assert document.title == document.paragraphs[0]
    assert notice in "".join(document.notices) and bool(notice) == bool(document.notices)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_is_removed(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(ZH.encode(encoding))
    assert read(path).text == ZH


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ZH.encode())))
    assert read("-").text == ZH


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (" \r\n\u3000\ufeff".encode(), "empty"),
        (b"\xff\xfe", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
        (b"a plain text\0with a NUL in it", "binary"),
        (ZH.encode() * 3 + b"\xff" + ZH.encode(), f"byte {len(ZH.encode()) * 3:,}"),
        (b"PK\x03\x04 not really", "damaged"),
        (b"%PDF-1.4 not really", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old Word"),
        (b"{\\rtf1 text}", "RTF"),
    ],
)
def test_bad_files(tmp_path, data, what):
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=what) as caught:
        read(path)
    assert str(path) in str(caught.value) and caught.value.hint


def test_missing_folder_and_odd_name(tmp_path):
    for source in (tmp_path / "none.txt", tmp_path, f"{tmp_path}/a\0b", f"{tmp_path}/{'x' * 5000}"):
        with pytest.raises(InputError):
            read(source)


def test_file_over_the_limit(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(InputError, match="50 MB"):
        read(path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(EN)
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        read(path)


@pytest.mark.parametrize("text", ["abc \ud800 def", "abc \0 def", " \n\u3000", ""])
def test_strings_that_no_file_could_hold(text):
    with pytest.raises(InputError):
        document_from_text(text)


def test_a_very_long_line_and_a_long_file():
    assert len(document_from_text("This is the end of it and " * 4000).paragraphs) == 1
    assert len(document_from_text("两市渡轮恢复通航。" * 12000).paragraphs) == 1
    assert len(document_from_text("The boat came and the boat went.\r" * 100_000).paragraphs) == 100_000


@pytest.mark.parametrize(
    ("name", "language", "script", "title", "date", "count"),
    [
        ("news_en.html", "en", "Latn", "Harbour towns agree to share ferry timetable", "2025-03-18", 9),
        ("ministry_zh.html", "zh", "Hans", "水运部就渡轮统一时刻表答记者问", "2025-03-18", 8),
        ("news_zh.html", "zh", "Hans", "两市签署渡轮合作协议", "2025-03-19", 6),
    ],
)
def test_pages(name, language, script, title, date, count):
    document = read(PAGES / name)
    assert (document.language, document.script, document.date) == (language, script, date)
    assert document.title == document.paragraphs[0] and document.title.of(document.text) == title
    assert len(document.paragraphs) == count
    for menu in (
        "Subscribe",
        "Related stories",
        "cookies",
        "script must not",
        "首页",
        "分享到",
        "主办单位",
        "国际",
    ):
        assert menu not in document.text


def test_page_in_gb18030_says_the_same_as_in_utf8(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes((PAGES / "news_zh.html").read_text(encoding="utf-8").encode("gb18030"))
    assert read(path).text == read(PAGES / "news_zh.html").text


def test_extracted_text_reads_back_to_the_same_paragraphs(tmp_path):
    document = read(PAGES / "news_en.html")
    path = tmp_path / "saved.txt"
    path.write_text(document.text, encoding="utf-8")
    assert read(path).paragraphs == document.paragraphs


@pytest.mark.parametrize("name", ["menus.html", "challenge.html"])
def test_page_without_article(name):
    with pytest.raises(InputError, match=r"holds no article.*save it"):
        read(PAGES / name)


@pytest.mark.parametrize("ending", ["(Reporting by our staff", "The second", "Source: Ministry | Share"])
def test_page_whose_one_paragraph_ends_in_no_full_stop(tmp_path, ending):
    path = tmp_path / "page.html"
    path.write_text(f"<p>The two ministers met on Monday. They spoke of trade and of the climate. {ending}</p>")
    assert read(path).text.startswith("The two ministers met on Monday.")


def test_page_without_suffix_is_still_a_page(tmp_path):
    path = tmp_path / "page"
    path.write_bytes((PAGES / "news_en.html").read_bytes())
    assert read(path).text == read(PAGES / "news_en.html").text


def test_page_nested_deeply(tmp_path):
    path = tmp_path / "deep.html"
    path.write_text(f"<html><body>{'<div>' * 5000}<p>{EN}</p></body></html>")
    try:
        assert "ferries" in read(path).text
    except InputError as error:
        assert error.hint


def test_one_page_in_both_languages():
    src, tgt = read_pair(PAGES / "bilingual.html")
    assert (src.language, tgt.language) == ("zh", "en") and src.text == tgt.text
    assert (len(src.paragraphs), len(tgt.paragraphs)) == (5, 4)
    assert all("Q:" in p or "A:" in p for p in paragraphs(tgt))
    assert (src.title is not None, tgt.title) == (True, None)
    assert read_pair(PAGES / "bilingual.html", src_language="en")[0] == tgt


def test_pairs(tmp_path):
    for name, text in (("z.txt", ZH), ("t.txt", HANT), ("e.txt", EN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    src, tgt = read_pair(tmp_path / "e.txt", tmp_path / "z.txt")
    assert (src.language, tgt.language) == ("en", "zh")
    with pytest.raises(LanguageError, match=r"Chinese.*z\.txt.*t\.txt"):
        read_pair(tmp_path / "z.txt", tmp_path / "t.txt")
    with pytest.raises(LanguageError, match="holds only English"):
        read_pair(tmp_path / "e.txt")


def test_documents_can_be_pickled():
    document = document_from_text(ZH)
    assert pickle.loads(pickle.dumps(document)) == document


def test_importing_is_light():
    heavy = "numpy trafilatura lxml docx pypdfium2 py3langid urllib3 markdown_it charset_normalizer"
    code = f"import sys, align.documents; sys.exit(str([m for m in {heavy.split()} if m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "[]"
