"""What holds for every document, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.documents import document_from_text
from align.documents.decoding import decode
from align.documents.extract import join_paragraphs
from align.documents.markdown import read_markdown
from align.documents.text import read_text
from align.errors import AlignError

PIECES = st.sampled_from(
    [
        "渡轮",
        "恢复通航",
        "，",
        "。",
        "ferry",
        " the ",
        ".",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\u3000",
        "\t",
        "- ",
        "# ",
        "> ",
        "|",
        "1. ",
        "```",
        "\ufeff",
        "—",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join), st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
)


@pytest.mark.parametrize("reader", [read_text, read_markdown])
@given(text=TEXTS.filter(lambda t: "\0" not in t))
def test_paragraphs_are_ordered_apart_and_not_blank(reader, text):
    extract = reader(text)
    assert extract.text == text
    position = 0
    for span in extract.paragraphs:
        assert position <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip() != ""
        position = span.end


@given(text=TEXTS)
def test_plain_text_loses_nothing(text):
    covered = "".join("".join(span.of(text).split()) for span in read_text(text).paragraphs)
    skipped = "\u200b\u2060\ufeff"
    assert covered.translate(dict.fromkeys(map(ord, skipped))) == "".join(text.split()).translate(
        dict.fromkeys(map(ord, skipped))
    )


@given(paragraphs=st.lists(TEXTS, max_size=6))
def test_extracted_text_reads_back(paragraphs):
    extract = join_paragraphs(paragraphs)
    assert read_text(extract.text).paragraphs == extract.paragraphs


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_utf8_comes_back_as_it_was(text):
    assert decode(text.encode("utf-8"), "a").text == text


@given(data=st.binary(max_size=200))
def test_any_bytes_give_text_or_one_of_our_errors(data):
    try:
        document_from_text(decode(data, "a").text, language="en")
    except AlignError as error:
        assert error.exit_code in (3, 4)
