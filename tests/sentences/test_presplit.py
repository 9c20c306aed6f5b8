from __future__ import annotations

import pytest

from align.records import Document, Span
from align.sentences import split_presplit


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("One. Two.\nThree", ["One. Two.", "Three"]),
        ("One\n\nThree\n", ["One", "", "Three"]),
        ("\nTwo\n\n\n", ["", "Two"]),
        ("One\r\nTwo\rThree\r\n", ["One", "Two", "Three"]),
        (" One \n\u3000Two", [" One ", "\u3000Two"]),
        ("One\u2028still one\x0cand\x85on\nTwo", ["One\u2028still one\x0cand\x85on", "Two"]),
    ],
)
def test_index_is_the_line_number(text, lines):
    found = split_presplit(Document(text, "en", "Latn", "x", (Span(0, len(text)),)))
    assert [(s.index, s.span.of(text)) for s in found] == list(enumerate(lines))


def test_paragraph_of_each_line():
    text = "a\n  b\n\nc\n"
    document = Document(text, "en", "Latn", "x", (Span(0, 1), Span(4, 5), Span(7, 8)))
    assert [s.paragraph for s in split_presplit(document)] == [0, 1, 1, 2]
