"""The audit's page and the folder's list in Chromium: what their scripts do for a reader, and what they never do."""

import json
from dataclasses import replace

import pytest
from report.audits import build_audit
from report.chromium import click, find, needs_chromium, press
from report.hostile import NAMES, build_hostile

from align.errors import InputError
from align.report import render_audit
from align.report.collection import ReportFolder

pytestmark = needs_chromium
ENTER, ESCAPE, DOWN = "\ue007", "\ue00c", "\ue015"
RAN = "return window.ran"


def visit(browser, path):
    """Open a file; at the end the console is empty, and nothing but the file was asked for."""
    browser.get_log("performance")
    browser.get(path.as_uri())
    yield browser
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}
    assert asked <= {path.as_uri()}


@pytest.fixture
def page(browser, tmp_path):
    path = tmp_path / "audit.html"
    path.write_text(render_audit(build_audit()), encoding="utf-8")
    yield from visit(browser, path)


@pytest.fixture
def hostile_page(browser, tmp_path):
    path = tmp_path / "hostile.html"
    path.write_text(render_audit(build_hostile()), encoding="utf-8")
    yield from visit(browser, path)


@pytest.fixture
def index(browser, tmp_path):
    audit = build_audit()
    fewer = replace(audit, findings=audit.findings[4:7], fidelity=replace(audit.fidelity, document=0.81))
    results = [("visit 10", audit), ("visit 9", fewer), *((name, replace(audit, findings=())) for name in NAMES)]
    results.append(("<img src=x onerror=window.ran=1>", InputError("empty", "<b>x</b>.zh.txt", "Give a text.")))
    ReportFolder(tmp_path / "out").write(results, "html")
    yield from visit(browser, tmp_path / "out" / "index.html")


@pytest.fixture
def phone(browser):
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": False},
    )
    yield
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def listed(page):
    return [int(row.get_attribute("id")[1:]) for row in find(page, ".finding") if row.is_displayed()]


def marked(page):
    """Numbers of the findings whose badge is in the texts, as it is shown."""
    badges = [b for b in find(page, "#texts .fn[data-f]") if b.is_displayed()]
    return {int(badge.get_attribute("data-f")) for badge in badges}


def current(page):
    return [row.get_attribute("id") for row in find(page, ".finding[aria-current]")]


def focused(page):
    return page.switch_to.active_element.get_attribute("id")


def choose(page, name, value):
    """Go down to an option, as a reader does by keys."""
    select = find(page, f"select[name={name}]")[0]
    values = [option.get_attribute("value") for option in find(select, "option")]
    select.send_keys(*[DOWN] * values.index(value))


def test_severities_turn_off_and_on(page):
    everything = listed(page)
    assert sorted(everything) == list(range(1, 15))
    button = find(page, "button[data-severity=minor]")[0]
    click(page, button)
    left = [1, 2, 4, 6, 7, 8, 9, 10, 12]
    assert (sorted(listed(page)), sorted(marked(page))) == (left, left)
    assert find(page, ".filters output")[0].text == "9 of 14"
    click(page, button)
    assert listed(page) == everything and marked(page) == set(everything)


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [("kind", "omission", [2, 5]), ("who", "0", [4, 7, 6, 3, 5]), ("who", "none", [1, 2, 13, 14])],
)
def test_one_kind_or_speaker_alone(page, name, value, left):
    choose(page, name, value)
    assert listed(page) == left
    assert marked(page) == set(left)


def test_words_are_sought_on_both_sides_and_in_the_reason(page):
    words = find(page, "input[name=words]")[0]
    for typed, left in (("PRINCIPLE", [4]), ("三里", [9]), ("Chinese version has no words", [14])):
        words.clear()
        words.send_keys(typed)
        assert listed(page) == left
    words.send_keys(" or so")
    assert listed(page) == []
    assert find(page, "#no-match")[0].is_displayed()


def test_keys_go_through_what_the_filter_shows_and_let_go(page):
    choose(page, "kind", "omission")
    page.execute_script("document.activeElement.blur()")
    press(page, "j", "j", "j")
    assert current(page) == ["f5"]
    press(page, "k")
    assert (current(page), focused(page)) == (["f2"], "f2")
    press(page, ESCAPE)
    assert current(page) == []


def test_enter_shows_the_words_in_the_text_and_leads_back(page):
    press(page, "j", ENTER)
    assert focused(page) == "src-f1"
    assert {part.text for part in find(page, "#texts .said") if part.text} == {"36亿元", "3.6 million yuan"}
    press(page, ENTER)
    assert focused(page) == "f1"


def test_q_leads_to_the_quote_of_the_finding(page):
    press(page, "j", "j", "q")
    assert page.current_url.endswith("#q2")


def test_slash_goes_to_the_words_and_escape_leaves_them(page):
    press(page, "/")
    typed = page.switch_to.active_element
    assert typed.get_attribute("name") == "words"
    press(page, "j?/")
    assert typed.get_attribute("value") == "j?/"
    press(page, ESCAPE)
    assert page.switch_to.active_element.tag_name == "body"


def test_question_mark_opens_and_closes_the_keys(page):
    dialog = find(page, "#help")[0]
    for close in ("?", ESCAPE):
        press(page, "?")
        assert dialog.is_displayed()
        press(page, "j")
        assert current(page) == []
        press(page, close)
        assert not dialog.is_displayed()


def test_every_link_of_the_page_leads_somewhere(page):
    addresses = page.execute_script(
        "return [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
    )
    ids = set(page.execute_script("return [...document.querySelectorAll('[id]')].map(e => e.id)"))
    inner = {a[1:] for a in addresses if a.startswith("#")}
    assert len(inner) > 50 and inner <= ids
    assert all(a.startswith("https://mfa.example.cn/2026/visit.html?a=1&b=2") for a in addresses if a[0] != "#")


def test_click_on_marked_words_leads_to_their_finding(page):
    click(page, find(page, "#texts .f[data-f='9']")[0])
    assert (current(page), focused(page)) == (["f9"], "f9")


def test_theme_turns(page):
    paper = "return getComputedStyle(document.body).backgroundColor"
    before = page.execute_script(paper)
    click(page, find(page, "[data-theme-toggle]")[0])
    assert page.execute_script(paper) != before


def test_hostile_text_is_text(hostile_page):
    press(hostile_page, "j", ENTER, "j", "q")
    assert hostile_page.execute_script(RAN) is None
    assert (
        find(hostile_page, "main script, main style, main img, main iframe, main [onerror], main [onload]") == []
    )
    text = find(hostile_page, "#texts")[0].get_attribute("textContent")
    assert "<script>window.ran = 1</script>" in text and "</style><style>*{display:none}</style>" in text
    assert "\u202e" not in hostile_page.page_source
    assert find(hostile_page, "a[href^='javascript']") == []


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize("name", ["page", "hostile_page", "index"])
def test_no_sideways_scroll_on_a_phone(request, name):
    shown = request.getfixturevalue(name)
    shown.execute_script("for (const part of document.querySelectorAll('details')) part.open = true")
    assert shown.execute_script("return document.documentElement.scrollWidth") <= 390


def names(index):
    return [link.get_attribute("textContent") for link in find(index, ".index tbody th a")]


def test_columns_sort_and_turn(index):
    by_name, by_score, *_ = find(index, ".index thead button")
    by_score.click()
    assert names(index)[-1] == "visit 9"
    by_score.click()
    assert names(index)[0] == "visit 9"
    by_name.click()
    first = names(index)
    assert first.index("visit 9") < first.index("visit 10")
    by_name.click()
    assert names(index) == first[::-1]


def test_sorting_by_critical_findings_puts_the_most_first(index):
    find(index, ".index thead button")[2].click()
    figures = [int(cell.get_attribute("data-v")) for cell in find(index, ".index tbody td:nth-child(3)")]
    assert figures == sorted(figures, reverse=True) and figures[0] == 5


def test_hostile_names_are_text_and_their_reports_open(index):
    assert index.execute_script(RAN) is None
    assert find(index, "main img, main script") == []
    links = {
        link.get_attribute("textContent"): link.get_attribute("href") for link in find(index, ".index tbody a")
    }
    assert len(links) == len(NAMES) + 2 == len(set(links.values()))
