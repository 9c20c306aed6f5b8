"""Debian's Chromium for tests of pages, where that is installed."""

import shutil

import pytest

webdriver = pytest.importorskip("selenium.webdriver")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
needs_chromium = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromium-driver")

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


def open_browser(profile):
    """A window of its own; its log holds the console and what it asked the network for."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in [*FLAGS, f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    window = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    window.get("about:blank")  # leave Chromium's own first page, whose requests would stand in a test's log
    return window


def find(page, selector):
    return page.find_elements("css selector", selector)


def press(page, *keys):
    for key in keys:
        page.switch_to.active_element.send_keys(key)


def click(page, part):
    """Click where the page stands still: ours scrolls smoothly, and the driver does not wait for that."""
    page.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", part)
    part.click()
