"""Texts that try to run, load, colour or hide something where a report shows them."""

import io

import pytest
from lxml import html
from rich.console import Console

from align.records import Alignment, Bead, Comparison, Document, Quote, QuotePair, Sentence, Side, Span
from align.report import print_attributions, print_comparison, print_quotes, render_comparison, render_quotes

HOSTILE = [
    "<script>alert(1)</script>",
    "</style></script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "<!-- <iframe src='//example.invalid'>",
    "{{ 7 * 7 }}{% raw %}",
    "[bold red]not markup[/] [link=file:///etc/passwd]x[/link] [/nothing]",
    "\x1b]0;title\x07\x1b[2J\x9b31m",
    "\u202etxt.exe\u2066",
    "\ud83d lone \udc00 halves",
    "NUL \x00 inside",
    "字" * 20_000,
    "w" * 20_000,
]


def build(text):
    document = Document(text, "en", "Latn", text[:60], (Span(0, len(text)),), Span(0, len(text)), date=text[:60])
    side = Side(document, (Sentence(0, Span(0, len(text)), 0),), None)
    alignment = Alignment((Bead(range(1), range(1), 0.5, 0.4),))
    whole, half = Span(0, len(text)), Span(0, len(text) // 2 or 1)
    quote = Quote((half,), (half,), (whole,), "direct", text[:60], 0.9)
    inner = Quote((), (half,), (half,), "mixed", text[1:60], 0.9)
    quotes = (QuotePair(quote, inner, 0.5, (half,), (half,)), QuotePair(None, quote, 0.0))
    return Comparison(side, side, alignment, {text[:60]: text[:60]}, quotes)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("render", [render_comparison, render_quotes])
def test_page_shows_it_and_does_nothing_else(text, render):
    page = render(build(text))
    page.encode("utf-8")
    tree = html.document_fromstring(page)
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert not tree.xpath("//img | //iframe | //@*[starts-with(name(), 'on')] | //comment()")
    assert not {"\u202e", "\u2066", "\x1b"} & set(page)
    assert "49" not in "".join(tree.xpath("//span[@class='s']//text() | //article//text() | //h2//text()"))
    if render is render_comparison and text.isascii() and text.isprintable():
        assert {node.text_content() for node in tree.xpath("//span[@class='s']")} == {text}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_table_shows_it_and_sends_no_controls(text):
    console = Console(file=io.StringIO(), width=80, no_color=True, force_terminal=False)
    comparison = build(text)
    print_comparison(comparison, console)
    print_quotes(comparison, console)
    print_attributions(comparison.tgt, [pair.tgt for pair in comparison.quotes if pair.tgt], console)
    drawn = console.file.getvalue()
    drawn.encode("utf-8")
    assert not [char for char in drawn if char != "\n" and not char.isprintable()]


def test_rich_markup_is_text():
    console = Console(file=io.StringIO(), width=160, no_color=True)
    print_quotes(build(HOSTILE[5]), console)
    print_comparison(build(HOSTILE[5]), console)
    assert console.file.getvalue().count("[link=file:///etc/passwd]") >= 4
    assert "[bold red]not markup[/]" in console.file.getvalue()
