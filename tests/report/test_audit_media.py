"""The audit's page on paper, in the dark, and its links into the page that a quote came from; in Chromium."""

import html
import re
from urllib.parse import unquote

import pytest
from report.audits import build_audit
from report.chromium import click, find, needs_chromium

from align.report import render_audit

pytestmark = needs_chromium
COLOURS = """
const style = (selector) => getComputedStyle(document.querySelector(selector));
return [style("body").backgroundColor, style("body").color, style("#texts .f").textDecorationColor];
"""


@pytest.fixture
def page(browser, tmp_path):
    path = tmp_path / "audit.html"
    path.write_text(render_audit(build_audit()), encoding="utf-8")
    browser.get(path.as_uri())
    yield browser
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def emulate(page, media="", scheme=None):
    features = [{"name": "prefers-color-scheme", "value": scheme}] if scheme else []
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def shown(page, selector):
    return [part.is_displayed() for part in find(page, selector)]


def luminance(colour):
    """Of "rgb(...)" or "color(srgb ...)", as WCAG counts it."""
    values = [float(v) for v in re.findall(r"[\d.]+", colour)[:3]]
    parts = [v if colour.startswith("color(") else v / 255 for v in values]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_print_shows_findings_and_both_texts_without_controls(page):
    click(page, find(page, ".filters [data-severity=minor]")[0])
    assert not all(shown(page, ".finding"))  # on the screen some are filtered out
    emulate(page, "print")
    assert all(shown(page, ".finding")) and len(shown(page, ".finding")) == len(build_audit().findings)
    for language in ("zh", "en"):
        texts = find(page, f'#texts [lang^="{language}"]')
        assert texts and any(part.is_displayed() and part.text for part in texts)
    assert all(shown(page, "#texts .f"))
    for control in (".filters", ".tools", "nav.parts", "dialog"):
        assert not any(shown(page, control))
    paper, ink, _ = page.execute_script(COLOURS)
    assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)") and luminance(ink) < 0.05


def test_print_of_a_dark_page_is_black_on_white(page):
    emulate(page, "print", "dark")
    paper, ink, _ = page.execute_script(COLOURS)
    assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)") and luminance(ink) < 0.05


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_system_and_stays_legible(page, scheme):
    emulate(page, scheme=scheme)
    paper, ink, mark = page.execute_script(COLOURS)
    assert (luminance(paper) < 0.1) == (scheme == "dark")
    assert contrast(paper, ink) >= 7
    assert contrast(paper, mark) >= 3


def test_the_button_turns_a_dark_system_light(page):
    emulate(page, scheme="dark")
    click(page, find(page, "[data-theme-toggle]")[0])
    paper, ink, _ = page.execute_script(COLOURS)
    assert luminance(paper) > 0.8 and contrast(paper, ink) >= 7


def fragments(page):
    """The words that each link into the source page names: its first and, of a long quote, its last."""
    links = find(page, 'a[href*="#:~:text="]')
    return [link.get_attribute("href").split("#:~:text=")[1].split(",") for link in links]


def test_fragments_of_links_stand_in_the_text_that_they_name(page):
    named = fragments(page)
    assert named
    text = " ".join(build_audit().src.document.text.split())
    for parts in named:
        words = [unquote(part) for part in parts]
        assert len(words) <= 2 and all(word in text for word in words)
        assert text.index(words[0]) <= text.index(words[-1])


def test_the_browser_goes_to_the_words_of_a_fragment(page, tmp_path):
    below = "".join(f"<p>{html.escape(p)}</p>" for p in build_audit().src.document.text.split("\n"))
    source = tmp_path / "source.html"
    source.write_text(
        f'<!doctype html><meta charset="utf-8"><div style="height: 4000px"></div>{below}'
        '<div style="height: 4000px"></div>',
        encoding="utf-8",
    )
    for parts in fragments(page):
        page.get("about:blank")
        page.get(f"{source.as_uri()}#:~:text={','.join(parts)}")
        assert page.execute_script("return window.scrollY") > 2000, parts
    page.get("about:blank")
    page.get(f"{source.as_uri()}#:~:text=nowhere")
    assert page.execute_script("return window.scrollY") == 0
