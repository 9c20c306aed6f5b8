"""A folder of reports: each pair has its own file, and the list leads to it."""

import json
from dataclasses import replace
from urllib.parse import unquote

import pytest
from lxml import html
from report.audits import build_audit
from report.hostile import NAMES

from align.report.collection import MARKER, ReportFolder
from align.report.rows import clean_text

AUDIT = replace(build_audit(), findings=(), quotes=(), fidelity=None)


def write(folder, names, kind="md"):
    """Each pair's report tells its number, so that it can be known again."""
    results = [(name, replace(AUDIT, signature={"pair": f"number {i}."})) for i, name in enumerate(names)]
    return ReportFolder(folder).write(results, kind)


def links(folder):
    return html.parse(folder / "index.html").getroot().cssselect(".index tbody th a")


@pytest.mark.parametrize("names", [NAMES, ("a/b", "a--b", "a--b-2", "A--B"), ("港" * 90, "港" * 90 + "口")])
def test_list_leads_from_each_name_to_its_own_report(tmp_path, names):
    out = tmp_path / "out"
    write(out, names)
    for i, (name, link) in enumerate(zip(names, links(out), strict=True)):
        assert link.text_content() == clean_text(name)
        assert f"pair: number {i}." in (out / unquote(link.get("href"))).read_text(encoding="utf-8")
    hrefs = [unquote(link.get("href")).casefold() for link in links(out)]
    assert len(set(hrefs)) == len(names)


def test_written_again_it_is_the_same_and_lists_what_is_ours(tmp_path):
    out = tmp_path / "out"
    first = write(out, NAMES)
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert write(out, NAMES) == first
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before
    listed = json.loads((out / MARKER).read_text(encoding="utf-8"))["files"]
    assert {out / name for name in listed} | {out / MARKER} == set(before)


def test_a_folder_without_a_single_report_has_its_list(tmp_path):
    write(tmp_path / "out", ())
    assert links(tmp_path / "out") == []
