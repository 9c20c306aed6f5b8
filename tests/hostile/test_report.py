"""Texts that try to run, load, colour or hide something where a report shows them."""

import io

import pytest
from lxml import html
from rich.console import Console

from align.records import Alignment, Bead, Comparison, Document, Sentence, Side, Span
from align.report import print_comparison, render_comparison

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
    return Comparison(side, side, alignment, {text[:60]: text[:60]})


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_page_shows_it_and_does_nothing_else(text):
    page = render_comparison(build(text))
    page.encode("utf-8")
    tree = html.document_fromstring(page)
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert not tree.xpath("//img | //iframe | //@*[starts-with(name(), 'on')] | //comment()")
    assert "49" not in "".join(tree.xpath("//span[@class='s']//text()"))
    if text.isascii() and text.isprintable():
        assert {node.text_content() for node in tree.xpath("//span[@class='s']")} == {text}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_table_shows_it_and_sends_no_controls(text):
    console = Console(file=io.StringIO(), width=80, no_color=True, force_terminal=False)
    print_comparison(build(text), console)
    drawn = console.file.getvalue()
    drawn.encode("utf-8")
    assert not [char for char in drawn if char != "\n" and not char.isprintable()]


def test_rich_markup_is_text():
    console = Console(file=io.StringIO(), width=160, no_color=True)
    print_comparison(build(HOSTILE[5]), console)
    assert "[bold red]not markup[/]" in console.file.getvalue()
