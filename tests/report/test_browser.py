"""The page in Debian's Chromium, where that is installed: what the script does for a reader."""

import pytest
from report.chromium import find, needs_chromium, press, webdriver

from align.report import render_comparison, render_quotes

pytestmark = needs_chromium


def visit(browser, path, text):
    path.write_text(text, encoding="utf-8")
    browser.get(path.as_uri())
    yield browser
    assert browser.get_log("browser") == []


@pytest.fixture
def page(browser, harbour, tmp_path):
    yield from visit(browser, tmp_path / "pair.html", render_comparison(harbour))


@pytest.fixture
def quoted_page(browser, quoted, tmp_path):
    yield from visit(browser, tmp_path / "pair.html", render_comparison(quoted))


@pytest.fixture
def list_page(browser, quoted, tmp_path):
    yield from visit(browser, tmp_path / "quotes.html", render_quotes(quoted))


def lit(page):
    return [part.get_attribute("id") for part in find(page, ".lit")]


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


def said(page):
    return [part.get_attribute("id") or part.text for part in find(page, ".said")]


def test_a_click_lights_a_quote_and_its_counterpart_and_lets_the_bead_go(quoted_page):
    find(quoted_page, "#src5 .s")[0].click()
    find(quoted_page, "#src4 .q")[0].click()
    assert lit(quoted_page) == []
    assert {"srcq1", "tgtq1", "said", "说", "“我们损失的是机器，不是人。”"} <= set(said(quoted_page))
    assert find(quoted_page, "#held output")[0].text == "A Chen Wei / 陈伟: direct / mixed, score 0.93"
    find(quoted_page, "#src5 .s")[0].click()
    assert (said(quoted_page), lit(quoted_page)) == ([], ["src5", "tgt5"])


def test_pointing_at_a_quote_lights_it_and_away_lets_go(quoted_page):
    mouse = webdriver.ActionChains(quoted_page)
    mouse.move_to_element(find(quoted_page, "#src4 .cue")[0]).perform()
    assert {"srcq1", "tgtq1"} <= set(said(quoted_page))
    assert lit(quoted_page) == []
    mouse.move_to_element(find(quoted_page, "#src2 .s")[0]).perform()
    assert (said(quoted_page), lit(quoted_page)) == ([], ["src2", "tgt2"])


def test_keys_go_from_quote_to_quote(quoted_page):
    find(quoted_page, "#tgtq1")[0].click()
    press(quoted_page, "j")
    assert [each for each in said(quoted_page) if each.endswith("q2")] == ["srcq2", "tgtq2"]
    press(quoted_page, "\ue012")  # arrow left
    assert "srcq1" in said(quoted_page)
    press(quoted_page, "\ue00c")  # Escape
    assert said(quoted_page) == []
    assert not find(quoted_page, "#held")[0].is_displayed()


def test_a_nested_quote_is_the_one_pointed_at(quoted_page):
    inner = next(part for part in find(quoted_page, ".q") if part.text == "a calm month")
    quoted_page.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", inner)
    inner.click()
    heads = [each for each in said(quoted_page) if each.startswith(("srcq", "tgtq"))]
    assert heads == ["srcq6", "tgtq6"]


def test_one_speaker_alone_and_all_again(quoted_page):
    button = find(quoted_page, "[data-speaker='2']")[0]
    button.click()
    assert [head.get_attribute("id") for head in find(quoted_page, "main .m") if head.is_displayed()] == [
        "srcq6",
        "tgtq6",
    ]
    assert len([group for group in find(quoted_page, "main .group") if group.is_displayed()]) == 1
    press(quoted_page, "j")
    assert lit(quoted_page) == ["src11", "tgt11"]
    button.click()
    assert all(group.is_displayed() for group in find(quoted_page, "main .group"))


@pytest.mark.parametrize(("kind", "pairs"), [("all", 6), ("unpaired", 3), ("differ", 1), ("uncovered", 1)])
def test_the_list_shows_one_kind_alone(list_page, kind, pairs):
    find(list_page, f"nav [data-show={kind}]")[0].click()
    assert len([pair for pair in find(list_page, ".pair") if pair.is_displayed()]) == pairs


def test_the_list_shows_one_speaker_alone(list_page):
    find(list_page, "[data-speaker='1']")[0].click()
    assert [pair.get_attribute("id") for pair in find(list_page, ".pair") if pair.is_displayed()] == ["q4"]
