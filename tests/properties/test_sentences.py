from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from align.records import Document, Span
from align.sentences import split_presplit, split_sentences

PIECES = [
    "He said",
    "他说",
    "。",
    ".",
    "?",
    "！",
    "…",
    "...",
    '"',
    "“",
    "”",
    "’",
    "「",
    "」",
    "(",
    ")",
    "（",
    "）",
    "《",
    "》",
]
PIECES += [
    " ",
    "\u3000",
    "\n",
    "\n\n",
    "\r\n",
    "U.S.",
    "Dr.",
    "3.6",
    "A",
    "- item",
    "\n1. b",
    "[1]",
    "（记者）",
    ":",
    "\ud800",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
LANGUAGES = st.sampled_from(["en", "zh"])


def make_document(text, language):
    spans = (Span(m.start(), m.end()) for m in re.finditer(r"(?:(?!\n\n)[\s\S])+", text))
    return Document(text, language, "Latn", "x", tuple(span for span in spans if span.of(text).strip()))


@settings(max_examples=300)
@given(TEXTS, LANGUAGES)
def test_each_character_is_in_exactly_one_sentence(text, language):
    document = make_document(text, language)
    sentences = split_sentences(document)
    held = [at for s in sentences for at in range(s.span.start, s.span.end) if not text[at].isspace()]
    expected = [at for p in document.paragraphs for at in range(p.start, p.end) if not text[at].isspace()]
    assert held == expected


@settings(max_examples=300)
@given(TEXTS, LANGUAGES)
def test_sentences_are_ordered_trimmed_and_inside_their_paragraph(text, language):
    document = make_document(text, language)
    sentences = split_sentences(document)
    assert [s.index for s in sentences] == list(range(len(sentences)))
    for s in sentences:
        paragraph = document.paragraphs[s.paragraph]
        assert paragraph.start <= s.span.start < s.span.end <= paragraph.end
        assert s.span.of(text) == s.span.of(text).strip()
    edges = [edge for s in sentences for edge in (s.span.start, s.span.end)]
    assert edges == sorted(edges)


@given(
    st.lists(TEXTS.map(lambda text: re.sub(r"[\r\n]", "", text)), min_size=1),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_presplit_gives_back_the_lines(lines, line_end):
    lines = [*lines, "last"]
    text = line_end.join(lines) + line_end
    found = split_presplit(make_document(text, "en"))
    assert [s.span.of(text) for s in found] == lines
    assert [s.index for s in found] == list(range(len(lines)))
