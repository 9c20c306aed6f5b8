import datetime
import json
import shutil

import pytest
from conftest import CORPORA, ROOT

READOUT = CORPORA / "one-china-readout"
JOBS = ROOT / "tests" / "formats" / "jobs"


def write_texts(folder):
    zh, en = folder / "readout.zh.txt", folder / "readout.en.txt"
    shutil.copy(READOUT / "one-china-readout.zh.txt", zh)
    shutil.copy(READOUT / "one-china-readout.blurred.en.txt", en)
    return zh, en


@pytest.fixture
def texts(tmp_path):
    return write_texts(tmp_path)


@pytest.fixture(scope="module")
def first(run_align, tmp_path_factory):
    """The check of the texts as they are, and what was written when one finding was accepted."""
    texts = write_texts(tmp_path_factory.mktemp("accepted"))
    done = run_align("check", *texts)
    return done, accept(run_align, texts, done), texts[0].with_name("readout.accepted.toml").read_bytes()


@pytest.fixture
def accepted(first, texts):
    """Texts beside which one finding stands as accepted."""
    texts[0].with_name("readout.accepted.toml").write_bytes(first[2])
    return texts


def lines(done):
    return done.stdout.decode("utf-8").splitlines()


def id_of(done, words):
    (line,) = [line for line in lines(done) if words in line]
    return line.split("[")[1].split("]")[0]


def accept(run_align, texts, done):
    term = id_of(done, "one-China policy")
    return run_align("check", *texts, "--accept", term, "--by", "Wu Lan", "--why", 'said so; see "tape" 4')


def test_fails_with_a_short_list_and_passes_where_nothing_counts(run_align, texts):
    done = run_align("check", *texts, "--fail-on", "critical")
    assert done.returncode == 1
    assert any("readout.en.txt:7: critical terminology" in line for line in lines(done))
    assert lines(done)[-1].startswith("failed: ")
    never = run_align("check", *texts, "--fail-on", "never")
    assert never.returncode == 0 and lines(never)[-1].startswith("passed: ")


def test_accepted_finding_stays_accepted_when_the_text_moves(run_align, first, accepted):
    texts, done = accepted, first[1]
    assert "one-China policy" not in done.stdout.decode() and "1 accepted" in lines(done)[-1]
    for path, words in zip(texts, ("先说一句别的话。", "First, another sentence."), strict=True):
        path.write_text(f"{words}\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    moved = run_align("check", *texts)
    assert "one-China policy" not in moved.stdout.decode() and "1 accepted" in lines(moved)[-1]
    turned = run_align("check", *texts[::-1], "--original", "zh")
    assert "one-China policy" not in turned.stdout.decode() and "1 accepted" in lines(turned)[-1]


def test_entry_whose_words_changed_is_named(run_align, accepted):
    texts = accepted
    texts[1].write_text(
        texts[1].read_text(encoding="utf-8").replace("one-China policy", "one-China stance"), encoding="utf-8"
    )
    done = run_align("check", *texts)
    assert done.returncode == 1 and "one-China" in done.stdout.decode()
    assert "readout.accepted.toml, line 3: accepted by Wu Lan" in done.stderr.decode()


def test_entry_whose_surroundings_changed_no_longer_counts(run_align, accepted):
    texts = accepted
    zh = texts[0].read_text(encoding="utf-8")
    texts[0].write_text(zh.replace("恪守一个中国原则", "放弃一个中国原则"), encoding="utf-8")
    assert "not found any more" in run_align("check", *texts).stderr.decode()


def test_comments_and_edits_by_hand_are_kept(run_align, first, texts):
    done = first[0]
    path = texts[0].with_name("readout.accepted.toml")
    own = '# ours, agreed on 3 May\r\n[[accepted]]\r\nkind = "date"   # see the tape\r\nzh = "明年3月前"\r\nen = "before May next year"\r\nby = "Lu"\r\nwhy = "moved"\r\ndate = "2026-01-02"'
    path.write_bytes(own.encode("utf-8"))
    done = accept(run_align, texts, done)
    assert "2 accepted" in lines(done)[-1], done.stdout.decode()
    text = path.read_bytes().decode("utf-8")
    assert text.startswith(own) and f"date = {datetime.date.today().isoformat()}" in text
    again = accept(run_align, texts, run_align("check", *texts, "--accepted", "/dev/null"))
    assert "2 accepted" in lines(again)[-1] and path.read_bytes().decode("utf-8") == text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[check]\nfail_on = 'major'\nfail = 1\n", "s.toml, line 3, [check]"),
        ("\n[checks]\n", "s.toml, line 2"),
        ("[alignment]\nfail_on = 2\n", "s.toml, line 2, [alignment]"),
        ("[check]\nmin_fidelity = 7\n", "s.toml, line 2, [check] min_fidelity"),
        ("[check]\nfail_on = 'grave'\n", "s.toml, line 2, [check] fail_on"),
        ("[findings]\n\nignore = ['colour']\n", "s.toml, line 3, [findings] ignore"),
        ("[findings]\nmin_confidence = true\n", "s.toml, line 2, [findings] min_confidence"),
        ("check = 1\n", "s.toml, line 1, check"),
        ("[check\n", "line 1"),
    ],
)
def test_settings_that_do_not_fit_name_file_line_and_key(run_align, texts, tmp_path, content, says):
    (tmp_path / "s.toml").write_text(content)
    done = run_align("check", *texts, "--config", tmp_path / "s.toml")
    assert done.returncode == 6 and says in done.stderr.decode()


def test_settings_choose_what_is_told(run_align, texts, tmp_path):
    config = tmp_path / "align.toml"
    config.write_text("[findings]\nignore = ['terminology']\n[check]\nfail_on = 'critical'\n")
    done = run_align("check", *texts, "--config", config)
    assert "terminology" not in done.stdout.decode() and "critical date" in done.stdout.decode()
    audited = run_align("audit", *texts, "--config", config, "-f", "jsonl")
    assert {json.loads(line)["kind"] for line in lines(audited)} & {"terminology", "date"} == {"date"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[accepted]]\nkind = 'date'\nzh = 'x'\nby = 'a'\nwhy = 'b'\n", "line 1, date"),
        ("# x\n[[accepted]]\nkind = 'date'\nwho = 'a'\n", "line 4, who"),
        ("[[accepted]]\nkind = 'dates'\nzh = 'x'\nby = 'a'\nwhy = 'b'\ndate = 2026-01-02\n", "line 2, kind"),
        ("[[accepted]]\nkind = 'date'\nby = 'a'\nwhy = 'b'\ndate = 2026-01-02\n", "zh and en are missing"),
        ("[[accepted]]\nkind = 'date'\nzh = 'x'\nby = 'a'\nwhy = 'b'\ndate = 'soon'\n", "line 6, date"),
        ("[accepted]\n", "must be tables"),
        ("x = [\n", "not a TOML file"),
    ],
)
def test_accepted_files_that_do_not_fit(run_align, texts, content, says):
    texts[0].with_name("readout.accepted.toml").write_text(content)
    done = run_align("check", *texts)
    assert done.returncode == 6 and says in done.stderr.decode()
    assert "readout.accepted.toml" in done.stderr.decode()


@pytest.mark.parametrize("missing", [["--by", "x"], ["--why", "x"], []])
def test_accepting_needs_a_name_and_a_reason(run_align, texts, missing):
    assert run_align("check", *texts, "--accept", "00000000", *missing).returncode == 2


def test_unknown_id(run_align, texts):
    done = run_align("check", *texts, "--accept", "00000000", "--by", "x", "--why", "y")
    assert done.returncode == 6 and not texts[0].with_name("readout.accepted.toml").exists()


def test_job_and_github(run_align, tmp_path):
    job = tmp_path / "trados.sdlxliff"
    shutil.copy(JOBS / job.name, job)
    done = run_align("check", job, "-f", "github")
    assert done.returncode == 1
    assert any(line.startswith("::error file=") and "segment 6d3e/3: " in line for line in lines(done))
    number = id_of(run_align("check", job), "21 percent")
    run_align("check", job, "--accept", number, "--by", "Wu", "--why", "checked")
    assert "21 percent" not in run_align("check", job).stdout.decode()
