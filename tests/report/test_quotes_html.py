import base64
import hashlib
import re

import pytest
from lxml import html

from align.report import render_comparison, render_quotes

PAGES = [render_comparison, render_quotes]


@pytest.fixture
def pair_page(quoted):
    return html.document_fromstring(render_comparison(quoted))


@pytest.fixture
def list_page(quoted):
    return html.document_fromstring(render_quotes(quoted))


@pytest.mark.parametrize("render", PAGES)
def test_page_allows_its_own_style_and_script_alone(quoted, render):
    text = render(quoted)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text).group(1)
    for tag in ("style", "script"):
        (source,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() in policy
    assert not re.search(r"https?:|url\(|@import|\bsrc=|<link|fetch\(|\bstyle=", text)


@pytest.mark.parametrize("render", PAGES)
def test_ids_are_unique_and_links_lead_somewhere(quoted, render):
    page = html.document_fromstring(render(quoted))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)


@pytest.mark.parametrize("side", ["src", "tgt"])
def test_quotes_leave_the_text_as_it_is(quoted, pair_page, side):
    record = getattr(quoted, side)
    shown = [node.text_content() for node in pair_page.xpath(f"//div[@class='{side}']//span[@class='s']")]
    assert shown == [sentence.span.of(record.document.text) for sentence in record.sentences]


def test_a_letter_opens_each_quote_and_leads_to_the_other_side(quoted, pair_page):
    for number, pair in enumerate(quoted.quotes, 1):
        for key, other in (("src", "tgt"), ("tgt", "src")):
            heads = pair_page.xpath(f"//a[@id='{key}q{number}']")
            assert len(heads) == (getattr(pair, key) is not None)
            for head in heads:
                paired = getattr(pair, other) is not None
                assert head.get("href") == (f"#{other}q{number}" if paired else None)
                assert ("only" in head.get("class").split()) == (not paired)
                assert ("not quoted in the other version" in head.get("aria-label")) == (not paired)


def test_legend_names_speakers_on_both_sides(pair_page):
    legend = [" ".join(node.text_content().split()) for node in pair_page.xpath("//button[@data-speaker]")]
    assert legend == [
        "Chen Wei / 陈伟 3, 2 unpaired",
        "Shopkeepers 1, 1 unpaired",
        "Weather officials / 气象部门 1",
        "unknown speaker 1",
    ]
    assert pair_page.xpath("//button[@data-speaker]/span/@data-l") == ["A", "B", "C", "?"]
    assert pair_page.xpath("//button[@data-speaker='0']/span/@lang") == ["en", "en", "zh-Hans"]


def test_a_page_without_quotes_does_not_speak_of_them(harbour):
    page = render_comparison(harbour)
    assert "data-q" not in page.split("<script>")[0]
    assert "speakers" not in page
    assert "uotes" not in page


def test_list_of_quotes_by_speaker(list_page):
    speeches = list_page.xpath("//section[contains(@class, 'speech')]")
    assert [len(speech.xpath("article")) for speech in speeches] == [3, 1, 1, 1]
    assert [node.get("id") for node in speeches[0].xpath("article")] == ["q1", "q3", "q5"]
    first = speeches[0].xpath("article")[0]
    assert first.xpath("div/@lang") == ["en", "zh-Hans"]
    assert first.xpath("div[1]//p[@class='said-words']")[0].text_content() == "“We lost machines, not people,”"
    assert first.xpath(".//span[@class='un']/text()") == ["not people"]
    assert first.xpath(".//b[@class='differ']/text()") == ["direct / mixed"]
    assert len(list_page.xpath("//p[@class='none']")) == 3


def test_no_quotes(harbour):
    page = html.document_fromstring(render_quotes(harbour))
    assert page.xpath("//main")[0].text_content().strip() == "No quotes found."


def test_a_quote_given_to_two_speakers_says_so(disputed):
    pair_page, list_page = (html.document_fromstring(render(disputed)) for render in PAGES)
    head = pair_page.xpath("//a[@id='srcq4']")[0]
    assert "two" in head.get("class").split()
    assert head.get("data-info") == "B Shopkeepers / 店主: indirect, score 0.60, given to Shopkeepers and 气象部门"
    assert (
        list_page.xpath("//article[@id='q4']//strong")[0].text_content()
        == "given to 气象部门 in Chinese (Simplified)"
    )
    assert list_page.xpath("//button[@data-show='disputed']/text()") == ["Two speakers 1"]
