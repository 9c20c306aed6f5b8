import io
import zipfile

import pytest

from align.documents.docx import read_docx
from align.errors import InputError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body, doctype="", **parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def p(text, properties=""):
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


STYLES = f'<w:styles xmlns:w="{W}"><w:style w:styleId="a3"><w:name w:val="Title"/></w:style></w:styles>'
TITLE = p("渡轮恢复通航", '<w:pPr><w:pStyle w:val="a3"/></w:pPr>')


def test_body_tables_insertions_and_notes():
    table = f"<w:tbl><w:tr><w:tc>{p('班次')}</w:tc><w:tc>{p('38')}</w:tc></w:tr></w:tbl>"
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    changed = f"<w:p>{deleted}<w:ins><w:r><w:t>新文</w:t><w:br/><w:t>字</w:t></w:r></w:ins></w:p>"
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote>{p("注：票价不变。")}</w:footnote></w:footnotes>'
    extract = read_docx(docx(TITLE + p("　") + table + changed, styles=STYLES, footnotes=notes), "a.docx")
    assert [s.of(extract.text) for s in extract.paragraphs] == [
        "渡轮恢复通航",
        "班次",
        "38",
        "新文",
        "字",
        "注：票价不变。",
    ]
    assert extract.title == extract.paragraphs[0]


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (docx(p("&b;"), BOMB), "entities"),
        (docx(p("&x;"), FILE), "entities"),
        (docx("<w:p>"), "XML that cannot be read"),
        (docx(p("x"))[:-30], "damaged"),
        (docx(p(" " * (100 * 1024 * 1024))), "100 MB"),
    ],
)
def test_hostile(data, what):
    with pytest.raises(InputError, match=what):
        read_docx(data, "a.docx")


def test_another_kind_of_archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(InputError, match="not a Word document"):
        read_docx(buffer.getvalue(), "a.docx")
