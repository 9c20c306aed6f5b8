import pytest
from conftest import CORPORA

EN = CORPORA / "meeting-readout" / "meeting-readout.en.txt"
ZH = CORPORA / "meeting-readout" / "meeting-readout.zh.txt"
CESU_SMILE = b"\xed\xa0\xbd\xed\xb8\x80"  # U+1F600 as two surrogates, each encoded as if it were a character
FRENCH = (
    "Le ministre a déclaré que les deux parties poursuivraient le dialogue. La réunion a duré deux heures.\n" * 3
)


def said(done):
    text = done.stderr.decode("utf-8")
    assert "Traceback" not in text
    errors = [
        line for line in text.splitlines() if line.startswith("align: ") and not line.startswith("align: note:")
    ]
    assert len(errors) == 1, text
    return errors[0]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.txt", None, 3),
        ("empty.txt", b"", 3),
        ("blank.txt", b" \n\n \n", 3),
        ("binary.txt", bytes(range(256)) * 20, 3),
        ("nul.txt", "会谈\0结束了。".encode(), 3),
        ("nul_at_the_end.txt", ZH.read_bytes() + b"\0", 3),
        ("nul_english.txt", EN.read_bytes().replace(b" ", b"\0", 1), 3),
        ("lone_surrogate.txt", ZH.read_bytes() + b"\xed\xa0\x80", 3),
        ("lone_surrogate_english.txt", EN.read_bytes().replace(b" ", b"\xed\xb0\x80", 1), 3),
        ("cesu8.txt", ZH.read_bytes() + CESU_SMILE, 3),
        ("french.txt", FRENCH.encode(), 4),
        ("english.txt", EN.read_bytes(), 4),
        ("menus.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", 3),
    ],
)
def test_bad_file(run_align, tmp_path, name, content, code):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = run_align("pair", path, EN)
    assert name in said(done)
    assert done.returncode == code


def test_huge_file(run_align, tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    done = run_align("pair", path, EN)
    assert done.returncode == 3 and "huge.txt" in said(done)


def test_sentence_of_100_000_characters(run_align, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("会谈继续进行并且" * 12_500, encoding="utf-8")
    assert run_align("pair", path, EN, "--format", "vecalign").returncode == 0


def test_output_folder_missing(run_align, tmp_path):
    done = run_align("pair", ZH, EN, "-o", tmp_path / "no" / "x.html")
    assert done.returncode == 7 and "no" in said(done)


@pytest.mark.parametrize("option", ["-o", "--save-text"])
@pytest.mark.parametrize("target", ["no/x", "file/x"])
def test_missing_folder_is_told_before_anything_is_read(run_align, tmp_path, option, target):
    (tmp_path / "file").write_text("")
    done = run_align("pair", "-", EN, "-f", "jsonl", option, tmp_path / target, stdin=b"")  # empty: an InputError
    assert done.returncode == 7 and "folder is not there" in said(done)


def test_save_text_where_a_folder_has_the_name(run_align, tmp_path):
    (tmp_path / "src.zh.txt").mkdir()
    done = run_align("pair", ZH, EN, "--save-text", tmp_path)
    assert done.returncode == 7 and "this is a folder" in said(done)


def test_full_disk(run_align):
    done = run_align("pair", ZH, EN, "--format", "jsonl", "-o", "/dev/full")
    assert done.returncode == 7 and "full" in said(done)


@pytest.mark.parametrize("content", ["[alignment]\nskips = 1\n", "skip = [", "[alignment]\nskip = 'x'\n"])
def test_settings_that_do_not_fit(run_align, tmp_path, content):
    path = tmp_path / "s.toml"
    path.write_text(content)
    done = run_align("pair", ZH, EN, "--config", path)
    assert done.returncode == 6 and "s.toml" in said(done)


def test_wrong_option(run_align):
    assert run_align("pair", ZH, EN, "--format", "docx").returncode == 2
