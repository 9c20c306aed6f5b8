import base64
import hashlib
import re
import subprocess
import sys

import pytest
from lxml import html

from align.report import render_comparison
from align.report.rows import list_rows


@pytest.fixture
def page(harbour):
    return html.document_fromstring(render_comparison(harbour))


@pytest.mark.parametrize("side", ["src", "tgt"])
def test_every_sentence_stands_once_and_in_order(harbour, page, side):
    record = getattr(harbour, side)
    nodes = page.xpath(f"//div[@class='{side}']//span[@class='s']")
    shown = [node.text_content() for node in nodes]
    assert shown == [sentence.span.of(record.document.text) for sentence in record.sentences]


def test_both_sides_of_each_bead_carry_its_number(harbour, page):
    for row in list_rows(harbour):
        for side in ("src", "tgt"):
            (part,) = page.xpath(f"//*[@id='{side}{row.number}']")
            assert part.get("data-b") == str(row.number)
            (link,) = part.xpath("a")
            other = {"src": "tgt", "tgt": "src"}[side]
            assert link.get("href") == f"#{other}{row.number}"


def test_unmatched_and_low_are_told_in_words(page):
    assert [node.getparent().get("id") for node in page.xpath("//i[text()='no counterpart']")] == [
        "tgt6",
        "src9",
        "tgt10",
    ]
    assert page.xpath("//*[@id='src11']/a")[0].text == "11?"
    assert "low confidence" in page.xpath("//*[@id='src11']/a/@aria-label")[0]


def test_languages_titles_and_signature(page):
    assert page.xpath("//section/div/@lang")[:2] == ["en", "zh-Hans"]
    assert (
        page.xpath("//title")[0].text == "Harbour reopens three days after the storm | 台风过后三天，港口重新开放"
    )
    footer = page.xpath("//footer")[0].text_content()
    assert "5f1c2a9e" in footer
    assert len(re.findall(r"SHA-256 [0-9a-f]{64}", footer)) == 2


def test_ids_are_unique(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_page_allows_its_own_style_and_script_alone(harbour):
    text = render_comparison(harbour)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text).group(1)
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (source,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() in policy
    assert not re.search(r"https?:|url\(|@import|\bsrc=|<link|fetch\(", text)


def test_nothing_to_show(compare):
    page = html.document_fromstring(render_comparison(compare([], [], [])))
    assert not page.xpath("//section")


def test_importing_reports_loads_neither_rich_nor_jinja2():
    code = "import sys, align.report; sys.exit(any(name in sys.modules for name in ('rich', 'jinja2')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
