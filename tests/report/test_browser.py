"""The page in Debian's Chromium, where that is installed: what the script does for a reader."""

import shutil

import pytest

from align.report import render_comparison

webdriver = pytest.importorskip("selenium.webdriver")
chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (chromium and chromedriver), reason="needs chromium and chromium-driver")

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,900",
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"]:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    yield driver
    driver.quit()


@pytest.fixture
def page(browser, harbour, tmp_path):
    (tmp_path / "pair.html").write_text(render_comparison(harbour), encoding="utf-8")
    browser.get((tmp_path / "pair.html").as_uri())
    yield browser
    assert browser.get_log("browser") == []


def find(page, selector):
    return page.find_elements("css selector", selector)


def lit(page):
    return [part.get_attribute("id") for part in find(page, ".lit")]


def press(page, *keys):
    for key in keys:
        page.switch_to.active_element.send_keys(key)


def test_a_click_lights_the_sentence_and_its_partner(page):
    find(page, "#src5 .s")[0].click()
    assert lit(page) == ["src5", "tgt5"]
    assert "1-2, confidence 90%" in find(page, "#held output")[0].text
    assert page.execute_script(
        "return getComputedStyle(arguments[0]).backgroundColor", find(page, "#tgt5")[0]
    ) != ("rgba(0, 0, 0, 0)")


def test_keys_move_and_let_go(page):
    press(page, "j", "j", "j", "k")
    assert lit(page) == ["src2", "tgt2"]
    press(page, "\ue015")  # arrow down
    assert lit(page) == ["src3", "tgt3"]
    press(page, "\ue00c")  # Escape
    assert lit(page) == []


@pytest.mark.parametrize(("kind", "groups"), [("all", 4), ("alone", 2), ("low", 1)])
def test_filters_leave_the_groups_that_hold_such_beads(page, kind, groups):
    find(page, f"nav [data-show={kind}]")[0].click()
    assert len([group for group in find(page, "main .group") if group.is_displayed()]) == groups


def test_keys_visit_only_what_the_filter_shows(page):
    find(page, "nav [data-show=alone]")[0].click()
    press(page, "j", "j")
    assert lit(page) == ["src9", "tgt9"]


def test_the_theme_turns(page):
    paper = "return getComputedStyle(document.body).backgroundColor"
    before = page.execute_script(paper)
    find(page, "[data-theme-toggle]")[0].click()
    assert page.execute_script(paper) != before
