"""report.html: in its file, and in Chromium, where texts that want to be more than text stay text."""

import json

import pytest
from corpus.folders import document, make_corpus
from lxml import html
from report.chromium import click, find, needs_chromium, open_browser
from report.hostile import CONTENT, NAMES, SCRIPT, STYLE

from align.corpus.page import EXAMPLES, render_corpus

EN = "Boat number {} crossed the river before the bells of the old tower rang."
ZH = "{}号船在老塔的钟声敲响之前过了江。"


def rows(*numbers, confidence=0.9):
    return [(EN.format(n), ZH.format(n), confidence) for n in numbers]


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory):
    made = [
        document(
            "a", [*rows(*range(20, 40)), *rows(*range(40, 60), confidence=0.2)], source="radio", licence="CC0"
        ),
        document("b", rows(71, 72), "test", source="press"),
        document("c", refusal=("broken", "is empty", "c.zh.txt")),
        document("d", refusal=("unrelated", 0.2, "mean score of the beads")),
    ]
    return make_corpus(tmp_path_factory.mktemp("page") / "out", made)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    made = [
        document(
            name.encode("utf-8", "replace").decode(), [(text, f"{text}港口", 0.2) for text in CONTENT],
            source=SCRIPT, licence=f"{STYLE}{name[:3]}",
        )
        for name in NAMES[1:]
    ]  # fmt: skip
    made.append(document("z", [(f"The harbour {text}", f"港口的船很多很多{text}") for text in CONTENT]))
    made.append(document("y", refusal=("broken", SCRIPT, STYLE)))
    lock = {"model": SCRIPT, "packages": {STYLE: SCRIPT}}
    return make_corpus(tmp_path_factory.mktemp("page") / "out", made, lock=lock)


def text(node):
    return " ".join(node.text_content().split())


def table(page, part):
    return {text(row[0]): [text(cell) for cell in row[1:]] for row in page.cssselect(f"#{part} .counts tr")}


def test_counts_thresholds_and_reasons_are_those_of_the_report(ordinary):
    page = html.fromstring((ordinary.folder.read("report.html")).encode("utf-8"))
    told = table(page, "pairs")["confidence"]
    assert told[1:5] == ["least 0.5", "20", "20", "47.6 %"] and "not sure" in told[0]
    report = ordinary.report()
    for rule in report["pair_rules"]:
        assert table(page, "pairs")[rule["rule"]][2:4] == [str(rule["alone"]), str(rule["in_order"])]
    for rule in report["document_rules"]:
        assert table(page, "documents")[rule["rule"]][2] == str(rule["documents"])
    assert "c is empty c.zh.txt" in text(page.cssselect("#documents")[0])


def test_examples_are_so_many_and_of_their_rule(ordinary):
    page = html.fromstring(render_corpus(ordinary).encode("utf-8"))
    shown = [[text(cell) for cell in row] for row in page.cssselect("#pairs .shown tr")[1:]]
    dropped = {(row["en"], row["zh"]) for row in ordinary.rejected() if row["rule"] == "confidence"}
    assert len(shown) == EXAMPLES and {(en, zh) for en, zh, *_ in shown} <= dropped
    assert {value for _, _, value, _ in shown} == {"0.2"}
    kept = {row["en"] for part in ("train", "test") for row in ordinary.kept(part)}
    assert {text(cell) for cell in page.cssselect("#kept td[lang=en]")} <= kept


def test_the_page_is_the_same_each_time_and_does_not_grow_with_the_corpus(ordinary, tmp_path):
    assert render_corpus(ordinary) == ordinary.folder.read("report.html")
    sizes = []
    for count in (5, 30):
        made = [
            document(f"d{n:03}", rows(*range(40 * n, 40 * n + 20)) + rows(*range(40 * n + 20, 40 * n + 40), confidence=0.1),
                     source=f"source {n}", licence=f"licence {n}")
            for n in range(count)
        ]  # fmt: skip
        sizes.append(len(render_corpus(make_corpus(tmp_path / str(count), made))))
    assert sizes[1] < 1.6 * sizes[0] < 120_000


def test_a_corpus_without_pairs_has_a_page(tmp_path):
    page = make_corpus(tmp_path / "out", [document("a", refusal=("broken", "x", "y"))]).folder.read("report.html")
    assert "No pair was kept." in page and "No pair was dropped." in page


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    driver = open_browser(tmp_path_factory.mktemp("chromium"))
    yield driver
    driver.quit()


@pytest.fixture
def visit(browser):
    """Open the page of a corpus; at the end the console is empty, and nothing but the file was asked for."""
    opened = []

    def opening(corpus):
        address = f"file://{corpus.address}/report.html"
        browser.get_log("performance")
        browser.get(address)
        opened.append(address)
        return browser

    yield opening
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}
    assert asked <= set(opened)


@needs_chromium
def test_hostile_texts_are_text_and_nothing_is_asked_for(visit, hostile):
    page = visit(hostile)
    assert page.execute_script("return window.ran") is None
    assert find(page, "main script, main style, main img, main iframe, main [onerror], main [onclick]") == []
    shown = find(page, "main")[0].get_attribute("textContent")
    assert SCRIPT in shown and STYLE in shown
    assert "\u202e" not in page.page_source and find(page, "a[href^='javascript']") == []


@needs_chromium
def test_charts_are_drawn_and_the_theme_turns(visit, ordinary):
    page = visit(ordinary)
    bars = [bar.rect for bar in find(page, "#spread .o-kept")]
    assert bars and all(bar["width"] > 1 and bar["height"] >= 1 for bar in bars)
    assert [limit.text for limit in find(page, "#spread text.limit")] == [
        "least 0.5",
        "least 0.3",
        "low 1.2",
        "high 9",
    ]
    paper = "return getComputedStyle(document.body).backgroundColor"
    before = page.execute_script(paper)
    click(page, find(page, "[data-theme-toggle]")[0])
    assert page.execute_script(paper) != before


@needs_chromium
@pytest.mark.parametrize("name", ["ordinary", "hostile"])
def test_no_sideways_scroll_on_a_phone(request, browser, visit, name):
    metrics = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        page = visit(request.getfixturevalue(name))
        assert page.execute_script("return document.documentElement.scrollWidth") <= 390
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
