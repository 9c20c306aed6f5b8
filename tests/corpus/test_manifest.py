import gzip
import json
import os
import sys

import pytest
import zstandard

from align.corpus.document import align_entry
from align.corpus.listing import list_entries
from align.corpus.settings import CorpusSettings
from align.corpus.shards import sort_entries
from align.errors import AlignError


@pytest.fixture
def reports(tmp_path):
    """A folder with a pair of texts, below one that holds a text it must not reach."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "tea.zh.txt").write_text("茶叶今年提前采摘。", encoding="utf-8")
    (folder / "tea.en.txt").write_text("The tea was picked early this year.", encoding="utf-8")
    (tmp_path / "private.txt").write_text("Nobody is to read this.", encoding="utf-8")
    return folder


def put(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def listed(source):
    """What a build would go through: id -> names of the two files."""
    with sort_entries(list_entries(str(source)), None) as entries:
        records = [json.loads(line) for line in entries.lines()]
    return {r["id"]: tuple(r[side].rsplit("/", 1)[-1] for side in ("first", "second")) for r in records}


def fails(source):
    with pytest.raises(AlignError) as caught:
        listed(source)
    return caught.value.exit_code, str(caught.value).replace(str(source), "IN")


def test_folder_of_pairs(reports):
    put(reports, "2024/rain_en-GB.html", "<p>Rain.</p>")
    put(reports, "2024/rain_zh-Hant.html.gz", "")
    put(reports, "alone.en.txt", "Nobody translated this.")
    put(reports, ".hidden/x.zh.txt", "")
    assert listed(reports) == {
        "2024/rain": ("rain_zh-Hant.html.gz", "rain_en-GB.html"),
        "alone": ("alone.en.txt", ""),
        "tea": ("tea.zh.txt", "tea.en.txt"),
    }


def test_parallel_folders(tmp_path):
    for name in ("zh/a.txt", "en/a.md", "zh/2024/b.txt", "en/2024/b.txt"):
        put(tmp_path, name, "")
    assert listed(tmp_path) == {"a": ("a.txt", "a.md"), "2024/b": ("b.txt", "b.txt")}
    with sort_entries(list_entries(str(tmp_path)), None) as entries:
        firsts = [json.loads(line)["first"] for line in entries.lines()]
    assert all("/zh/" in first for first in firsts)


def test_corpus_inside_the_folder_is_not_read(reports):
    before = listed(reports)
    for name in ("out/.align-corpus.json", "out/train.jsonl", "out/lock.json", f"out/test.jsonl.{'a1' * 6}.tmp"):
        put(reports, name, "{}")
    assert listed(reports) == before
    put(reports, "out/mine.zh.txt", "")
    put(reports, "report.json", "")  # no corpus here
    assert set(listed(reports)) == {*before, "out/mine", "report"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_name_that_is_not_utf8(reports):
    (reports / os.fsdecode(b"\xb2\xe8.zh.txt")).write_bytes(b"")
    assert fails(reports) == (6, "a file's name is not in UTF-8: '\\udcb2\\udce8.zh.txt'. Rename it.")


def test_folders_that_do_not_fit(tmp_path, reports):
    put(reports, "tea.zh.html", "")
    assert fails(reports)[0] == 6 and "two files for zh of tea" in fails(reports)[1]
    (tmp_path / "empty").mkdir()
    assert fails(tmp_path / "empty") == (3, "IN holds no file. Give a folder with reports in it")
    assert fails(tmp_path / "gone")[1].startswith("IN is not there")
    assert fails(reports / "tea.en.txt")[1].startswith("IN is neither a folder nor a manifest")


RECORDS = (
    {"id": "tea", "zh": "tea.zh.txt", "en": "./tea.en.txt", "date": "2024-05-01", "source": "x", "licence": "CC0"},
    {"id": "half", "zh": "tea.zh.txt"},
)


@pytest.mark.parametrize("name", ["m.jsonl", "m.ndjson", "m.csv", "m.tsv", "m.csv.gz", "m.jsonl.zst"])
def test_manifests_say_the_same_in_every_format(reports, name):
    if "json" in name:
        text = "\ufeff" + "\r\n\r\n".join(json.dumps(r) for r in RECORDS)
    else:
        mark = "\t" if "tsv" in name else ","
        rows = [list(RECORDS[0]), list(RECORDS[0].values()), [*RECORDS[1].values(), "", "", "", "", "no column"]]
        text = "\ufeff" + "\n".join(mark.join(row) for row in rows)
    pack = {"gz": gzip.compress, "zst": zstandard.compress}.get(name.rsplit(".", 1)[-1], bytes)
    (reports / name).write_bytes(pack(text.encode()))
    half, tea = sorted(list_entries(str(reports / name)), key=lambda e: e.id)
    assert (tea.first, tea.second) == tuple((reports / n).as_uri() for n in ("tea.zh.txt", "tea.en.txt"))
    assert (tea.date, tea.source, tea.licence) == ("2024-05-01", "x", "CC0")
    assert (half.id, half.second, half.date) == ("half", "", "")


def test_texts_in_the_manifest_itself(reports):
    record = {"id": 7, "zh_text": "茶。", "en_text": "Tea."}
    (entry,) = list_entries(str(put(reports, "m.jsonl", json.dumps(record))))
    assert entry.inline and (entry.id, entry.first, entry.second) == ("7", "茶。", "Tea.")
    (again,) = list_entries(str(put(reports, "m.jsonl", json.dumps({**record, "en_text": "Tea!"}))))
    assert again.stamp != entry.stamp


GOOD = json.dumps(RECORDS[0]) + "\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"zh": "tea.zh.txt", "en": "tea.en.txt"}, "IN, line 2 has no id"),
        ({"id": "x"}, "IN, line 2 has neither paths nor texts"),
        ({"id": "x", "zh_text": ""}, "IN, line 2 has no text"),
        ({"id": "x", "zh": ["tea.zh.txt"]}, "zh is not a text: IN, line 2"),
        ({"id": True, "zh": "tea.zh.txt"}, "id is not a text: IN, line 2"),
        ({"id": "x\ud800", "zh": "tea.zh.txt"}, "id holds half a character: IN, line 2"),
        ({"id": "x", "zh": "tea\0.txt"}, "a path holds the character 0: IN, line 2"),
        ({"id": "x", "zh": "../private.txt"}, "a path leaves the manifest's folder: IN, line 2"),
        ({"id": "x", "zh": "a/../../private.txt"}, "a path leaves the manifest's folder: IN, line 2"),
        ({"id": "x", "zh": "/etc/hostname"}, "a path leaves the manifest's folder: IN, line 2"),
        ({"id": "x", "zh": "."}, "a path leaves the manifest's folder: IN, line 2"),
        ({"id": "x", "zh": "file:///etc/hostname"}, "a path leaves the manifest's folder: IN, line 2"),
        ({"id": "tea", "zh": "tea.zh.txt"}, "two documents with the id tea: IN, line 1 and IN, line 2"),
        ("{'id': 1}", "not a JSON object: IN, line 2"),
        ("[" * 200_000, "not a JSON object: IN, line 2"),
        ("[1]", "not a JSON object: IN, line 2"),
    ],
)
def test_line_of_what_does_not_fit(reports, line, said):
    path = put(reports, "m.jsonl", GOOD + (line if isinstance(line, str) else json.dumps(line)))
    code, message = fails(path)
    assert code == 6 and message.startswith(said)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("name", ["out.txt", "folder/private.txt"])
def test_link_that_leaves_the_folder(reports, name):
    (reports / "out.txt").symlink_to(reports.parent / "private.txt")
    (reports / "folder").symlink_to(reports.parent)
    code, said = fails(put(reports, "m.jsonl", GOOD + json.dumps({"id": "x", "zh": name})))
    assert code == 6 and said.startswith(f"a path leaves the manifest's folder: IN, line 2: {name}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,zh,en\ntea,tea.zh.txt,tea.en.txt\n,tea.zh.txt,", "IN, line 3 has no id"),
        ("id;zh;en\ntea;tea.zh.txt;tea.en.txt", "IN, line 2 has no id"),
        ('id,zh,en\ntea,"tea.zh.txt,tea.en.txt\n', "not CSV (unexpected end of data): IN, line 2"),
        ('id,zh\n"a\nb",tea.zh.txt\nx,../private.txt\n', "a path leaves the manifest's folder: IN, line 4"),
        ("id,zh,en\n", "IN lists no document"),
        ("", "IN lists no document"),
    ],
)
def test_line_of_a_row_that_does_not_fit(reports, text, said):
    code, message = fails(put(reports, "m.csv", text))
    assert code == 6 and message.startswith(said)


MANY = "".join(json.dumps({**RECORDS[0], "id": f"tea {i}"}) + "\n" for i in range(99)).encode()
PACKED = zstandard.compress(MANY)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("m.jsonl", b'{"id": "\xff"}', "IN is not in UTF-8"),
        ("m.jsonl.gz", b"no", "IN cannot be read"),
        ("m.jsonl.gz", gzip.compress(MANY)[:-9], "IN cannot be read"),
        ("m.jsonl.zst", b"no", "IN cannot be read"),
        ("m.jsonl.zst", PACKED[:-3], "IN cannot be read"),
        ("m.jsonl.zst", PACKED + zstandard.compress(GOOD.encode())[:-3], "IN cannot be read"),
    ],
)
def test_manifests_that_cannot_be_read(reports, name, data, said):
    (reports / name).write_bytes(data)
    code, message = fails(reports / name)
    assert code == 3 and message.startswith(said)
    assert fails(reports / "gone.jsonl")[0] == 3


@pytest.mark.parametrize("data", [None, b"", b"\x89PNG\r\n\0\0\0", zstandard.compress(b"Tea. " * 99)[:-2]])
def test_file_that_cannot_be_read_costs_its_document_alone(reports, fake_encoder, data):
    name = "bad.en.txt.zst" if data and data.startswith(b"\x28\xb5") else "bad.en.txt"
    if data is not None:
        (reports / name).write_bytes(data)
    record = {"id": "x", "zh": "tea.zh.txt", "en": name}
    (entry,) = list_entries(str(put(reports, "m.jsonl", json.dumps(record))))
    result = align_entry(entry, CorpusSettings(), fake_encoder)
    assert result.refusal and result.refusal.rule == "broken" and name[:10] in result.refusal.detail
    assert fake_encoder.calls == 0
