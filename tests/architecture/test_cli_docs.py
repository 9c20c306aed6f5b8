import os
import subprocess
import sys

import pytest
from conftest import ROOT
from make_cli_docs import render_page

SCRIPT = ROOT / "scripts" / "make_cli_docs.py"
PAGE = ROOT / "docs" / "cli.md"


@pytest.mark.parametrize("columns", ["40", "200"])
def test_page_says_what_help_says_however_wide_the_terminal(columns):
    environment = {**os.environ, "COLUMNS": columns, "NO_COLOR": "1"}
    done = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", ["pair", "eval", "corpus build"])
def test_help_of_the_installed_command_is_in_the_page(run_align, command):
    said = "".join(run_align(*command.split(), "--help").stdout.decode().split())  # lines break at hyphens too
    assert len(said) > 500
    assert said in "".join(PAGE.read_text(encoding="utf-8").split())


def test_commands_in_a_group_have_sections_behind_the_group_s_own():
    titles = [line[3:] for line in render_page().splitlines() if line.startswith("## ")]
    assert titles[0] == "align" and len(titles) == len(set(titles))
    at = titles.index("align corpus")
    assert titles[at + 1] == "align corpus build"
