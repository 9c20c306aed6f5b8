"""Sentence pairs with one planted difference, and faithful ones: what all checks together say of each."""

from functools import cache
from pathlib import Path

import pytest

from align.pipeline import score_segments


def rows():
    """Chinese, English, the kind of difference or "faithful", the words at fault, whether it is a known limit."""
    held, zh = [], ""
    for line in (Path(__file__).parent / "differences.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, en, kind, words = line.split("\t")
            zh = first or zh
            held.append((zh, en, kind.removeprefix("missed "), words, kind.startswith("missed ")))
    return held


@cache
def judged():
    """Of each pair by itself: its two texts and its findings that are not minor."""
    return [
        (c.src.document.text, c.tgt.document.text, [f for f in c.findings if f.severity != "minor"])
        for c in score_segments((zh, en) for zh, en, *_ in rows())
    ]


def touches(finding, zh, en, words):
    """Whether the finding stands on the words, or has no place in the version that they are of."""
    text, span = (en, finding.tgt) if words in en else (zh, finding.src)
    assert words in text
    at = text.index(words)
    return span is not None and span.start < at + len(words) and at < span.end


def test_there_are_many_pairs():
    faithful = sum(kind == "faithful" for _, _, kind, _, _ in rows())
    assert len(rows()) >= 150
    assert 0.4 * len(rows()) <= faithful <= 0.6 * len(rows())
    assert sum(row[4] for row in rows()) <= 0.09 * len(rows())


@pytest.mark.parametrize("number", range(len(rows())), ids=lambda n: f"{rows()[n][2]}|{rows()[n][1]}"[:70])
def test_what_is_told(number, request):
    _, _, kind, words, missed = rows()[number]
    if missed:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known limit"))
    zh, en, found = judged()[number]
    if kind == "faithful":
        assert found == []
    else:
        assert any(touches(f, zh, en, words) for f in found)
