"""``align audit FOLDER``: two small reports and a broken one, written here."""

import json
import re

import pytest

ZH = "港口周六重新开放。\n\n去年双边贸易额达到36亿元。\n\n渡轮要到六月才恢复。\n"
EN = "The port reopened on Saturday.\n\nBilateral trade reached {} yuan last year.\n\nThe ferry will not run before June.\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "reports"
    made.mkdir()
    for name, figure in (("kept", "3.6 billion"), ("slipped", "3.6 million")):
        (made / f"{name}.zh.txt").write_text(ZH, encoding="utf-8")
        (made / f"{name}.en.txt").write_text(EN.format(figure), encoding="utf-8")
    return made


@pytest.fixture
def broken(folder):
    """The folder with a third pair, one side of which is empty, and a version without its other."""
    (folder / "blank.zh.txt").write_text("", encoding="utf-8")
    (folder / "blank.en.txt").write_text("Nothing came of it.\n", encoding="utf-8")
    (folder / "lonely.en.txt").write_text("No one answered.\n", encoding="utf-8")
    return folder


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def contents(path):
    return files(path) if path.is_dir() else path.read_bytes()


def undated(found):
    """Without the times at which the files were read, which are another run's."""
    return {name: re.sub(rb"<time.*?</time>", b"", data) for name, data in found.items()}


def test_broken_pair_is_told_and_the_others_have_their_reports(run_align, broken, tmp_path):
    out = tmp_path / "out"
    done = run_align("audit", broken, "-o", out)
    told = done.stderr.decode()
    assert done.returncode == 8, told
    assert (
        "blank: " in told and "1 of 3 pairs failed" in told and "lonely.en.txt" in told and "Traceback" not in told
    )
    first = files(out)
    assert set(first) == {"align-audit.json", "index.html", "pairs/kept.html", "pairs/slipped.html"}
    index = first["index.html"].decode()
    assert "blank" in index and 'href="pairs/slipped.html"' in index
    assert "3.6 million" in first["pairs/slipped.html"].decode()
    assert run_align("audit", broken, "-o", out).returncode == 8
    assert undated(files(out)) == undated(first)


@pytest.mark.parametrize("kind", ["md", "xlsx"])
def test_other_kinds_of_reports(run_align, folder, tmp_path, kind):
    out = tmp_path / "out"
    done = run_align("audit", folder, "-o", out, "-f", kind)
    assert done.returncode == 0, done.stderr.decode()
    assert {f"pairs/kept.{kind}", f"pairs/slipped.{kind}"} <= set(files(out))


def test_jsonl_names_the_pair_first_in_each_line(run_align, broken, tmp_path):
    out = tmp_path / "findings.jsonl"
    done = run_align("audit", broken, "-o", out)
    assert done.returncode == 8, done.stderr.decode()
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert all(next(iter(record)) == "document" for record in records)
    numbers = [(r["document"], r["src"]["text"], r["severity"]) for r in records if r["kind"] == "number"]
    assert numbers == [("slipped", "36亿元", "critical")]
    assert run_align("audit", broken, "-f", "jsonl").stdout == out.read_bytes()


def refused(run_align, folder, out, *said):
    """Exit 7, with what is there left as it was, and the culprit named."""
    before = files(out.parent)
    done = run_align("audit", folder, "-o", out)
    told = done.stderr.decode()
    assert done.returncode == 7, told
    assert all(words in told for words in said) and told.count("align: ") == 1
    assert files(out.parent) == before


def test_folder_that_holds_something_else_is_left_alone(run_align, folder, tmp_path):
    out = tmp_path / "papers" / "mine"
    out.mkdir(parents=True)
    (out / "thesis.txt").write_text("years of work")
    refused(run_align, folder, out, "holds something else", str(out))
    (out / "align-audit.json").write_text('{"kind": "glossary"}')
    refused(run_align, folder, out, "holds something else")
    (out / "align-audit.json").write_text("{")
    refused(run_align, folder, out, "holds something else")


def test_file_of_the_folder_s_name(run_align, folder, tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "out").write_text("a file")
    refused(run_align, folder, tmp_path / "papers" / "out", "this is a file")


def test_stranger_among_our_reports_stays(run_align, folder, tmp_path):
    out = tmp_path / "papers" / "out"
    (out / "pairs").mkdir(parents=True)
    (out / "align-audit.json").write_text('{"kind": "audit", "schema_version": "1", "files": ["index.html"]}')
    (out / "pairs" / "kept.html").write_text("not ours")
    (out / "notes.txt").write_text("not ours either")
    refused(run_align, folder, out, "kept.html", "in the way")


@pytest.mark.parametrize("name", ["pairs", "index.html", "pairs/kept.html", "align-audit.json"])
def test_link_in_the_folder_is_not_followed(run_align, folder, tmp_path, name):
    out, outside = tmp_path / "papers" / "out", tmp_path / "papers" / "outside"
    out.parent.mkdir()
    assert run_align("audit", folder, "-o", out).returncode == 0
    (out / name).rename(outside)
    (out / name).symlink_to(outside)
    before = contents(outside)
    done = run_align("audit", folder, "-o", out)
    assert done.returncode == 7, done.stderr.decode()
    assert contents(outside) == before and (out / name).is_symlink()


@pytest.mark.parametrize("given", [["-f", "tsv"], ["--cite"], ["--src-lang", "zh"], []])
def test_options_that_a_folder_has_no_use_for(run_align, folder, tmp_path, given):
    output = ["-o", tmp_path / "out"] if given else []
    done = run_align("audit", folder, *given, *output)
    assert done.returncode == 2 and not (tmp_path / "out").exists()


def test_folder_without_a_pair(run_align, tmp_path):
    (tmp_path / "empty").mkdir()
    assert run_align("audit", tmp_path / "empty", "-o", tmp_path / "out").returncode == 3
    assert not (tmp_path / "out").exists()
