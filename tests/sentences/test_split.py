from __future__ import annotations

import time
from pathlib import Path

import pytest

from align.records import Document, Span
from align.sentences import split_sentences


def read_cases(language):
    name = {"en": "english.txt", "zh": "chinese.txt"}[language]
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.replace("\\n", "\n") for line in lines]


def make_document(text, language, paragraphs=None):
    return Document(text, language, "Latn", "x", paragraphs or (Span(0, len(text)),))


def split(text, language):
    return [sentence.span.of(text) for sentence in split_sentences(make_document(text, language))]


@pytest.mark.parametrize("case", read_cases("en"))
def test_english(case):
    assert split(case.replace("|", ""), "en") == [part.strip() for part in case.split("|")]


@pytest.mark.parametrize("case", read_cases("zh"))
def test_chinese(case):
    assert split(case.replace("|", ""), "zh") == [part.strip() for part in case.split("|")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_are_enough_cases(language):
    cases = read_cases(language)
    assert len(set(cases)) == len(cases) >= 60


def test_paragraphs_bound_sentences_and_are_numbered():
    text = "　 Title \n\nOne.  Two.\n\nskipped\n\nThree"
    paragraphs = (Span(0, 9), Span(10, 20), Span(31, 36))
    found = split_sentences(make_document(text, "en", paragraphs))
    assert [(s.index, s.paragraph, s.span.of(text)) for s in found] == [
        (0, 0, "Title"),
        (1, 1, "One."),
        (2, 1, "Two."),
        (3, 2, "Three"),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "字",
        ".",
        "。",
        '"',
        "“",
        "”",
        "(",
        "（好",
        " . ",
        "He said. ",
        "他说。",
        "a@",
        "[1]",
        "A.B",
        '。" ',
    ],
)
def test_time_is_linear(piece, language):
    text = piece * (200_000 // len(piece))
    started = time.perf_counter()
    split(text, language)
    assert time.perf_counter() - started < 5
