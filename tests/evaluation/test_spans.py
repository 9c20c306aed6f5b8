from __future__ import annotations

import json

import pytest

from align.errors import ConfigError, InputError
from align.evaluation import BeadSpans, SideSpan, read_bead_spans
from align.records import Span


def write(folder, content):
    path = folder / "beads"
    path.write_text(content, encoding="utf-8")
    return path


def side(start, text, sentences=(0,)):
    return {"start": start, "end": start + len(text), "sentences": list(sentences), "text": text}


@pytest.mark.parametrize(
    ("line", "src", "tgt"),
    [
        ("[0]:[0]:0.93", (0,), (0,)),
        ("[0, 1]:[2]:0.5", (0, 1), (2,)),
        ("[3]:[]:0.000000", (3,), None),
        ("[]:[4,5]", None, (4, 5)),
        (" [7] : [8] : 1 ", (7,), (8,)),
        ("(1, 2):(3,)", (1, 2), (3,)),
    ],
)
def test_vecalign_line(tmp_path, line, src, tgt):
    expected = BeadSpans(SideSpan(src) if src else None, SideSpan(tgt) if tgt else None)
    assert read_bead_spans(write(tmp_path, line + "\n")) == (expected,)


def test_blank_lines_and_beads_empty_on_both_sides_are_passed_over(tmp_path):
    assert len(read_bead_spans(write(tmp_path, "\ufeff[0]:[0]\r\n\r\n[]:[]:0\r\n[1]:[1]\r\n"))) == 2


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("雨停了。", (10, 13)),
        ("雨停了。”\n", (10, 13)),
        ("「雨停了。」", (11, 14)),
        (" “It was 5%.” ", (12, 20)),
        ("café!", (10, 14)),
        ("……", (10, 12)),
    ],
)
def test_json_span_is_narrowed_to_letters_and_digits(tmp_path, text, narrow):
    record = {"src": side(10, text), "tgt": None, "score": 0, "confidence": 1}
    (bead,) = read_bead_spans(write(tmp_path, json.dumps(record)))
    assert bead == BeadSpans(SideSpan((0,), Span(*narrow)), None)


def test_json_without_text_keeps_its_span(tmp_path):
    record = {"src": {"start": 2, "end": 9, "sentences": [1]}, "tgt": None}
    (bead,) = read_bead_spans(write(tmp_path, json.dumps(record)))
    assert bead.src == SideSpan((1,), Span(2, 9))


@pytest.mark.parametrize(
    "line",
    [
        "[0]:[0]\n[1]",
        "[0]:[x]",
        "[0]:[1.5]",
        "[0]:[True]",
        "[-1]:[0]",
        "0:1",
        "__import__('os'):[0]",
        "[" * 5000 + ":[0]",
        '{"src": null}',
        '{"src": {"start": 3, "end": 3, "sentences": [0]}, "tgt": null}',
        '{"src": [], "tgt": null}',
        '{"src": null, "tgt": null}\nnonsense',
    ],
)
def test_line_that_is_no_bead_is_named(tmp_path, line):
    with pytest.raises(ConfigError) as caught:
        read_bead_spans(write(tmp_path, line))
    assert caught.value.where.endswith(f"line {line.count(chr(10)) + 1}")


def test_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError):
        read_bead_spans(tmp_path / "nowhere")


def test_file_that_is_not_text(tmp_path):
    path = tmp_path / "beads"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError):
        read_bead_spans(path)
