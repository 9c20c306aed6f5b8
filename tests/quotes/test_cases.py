"""The hard cases say what they mean: words that are found, roles that do not overlap, kinds that fit the marks."""

from itertools import pairwise

import pytest
from gold_quotes import GoldError, cut_at_sentences, place_quote, read_quotes
from quotes.cases import read_cases

CASES = read_cases()
MARKS = '“”‘’「」『』"'


def spans_of(quote):
    return sorted((*quote.source, *quote.cue, *quote.content))


def test_there_are_enough_of_both_languages():
    assert len(CASES) >= 40
    assert all(sum(case.language == language for case in CASES) >= 20 for language in ("en", "zh"))
    assert sum(any(mark in case.text for mark in "「『據說") for case in CASES) >= 4
    assert sum(not case.quotes for case in CASES) >= 5
    assert len({str(case) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_spans_of_a_quote_do_not_overlap(case):
    for quote in case.quotes:
        assert quote.content
        assert all(before.end <= after.start for before, after in pairwise(spans_of(quote)))
        for span in spans_of(quote):
            assert span.of(case.text).strip() == span.of(case.text) != ""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_content_leaves_out_full_stops_and_stays_in_its_paragraph(case):
    for quote in case.quotes:
        for span in quote.content:
            words = span.of(case.text)
            assert words[-1] not in "。！？，：.!?,:"
            assert "\n" not in words


@pytest.mark.parametrize("case", CASES, ids=str)
def test_kind_fits_the_marks(case):
    for quote in case.quotes:
        pieces = [case.text[: span.start].rstrip()[-1:] for span in quote.content]
        opened = pieces[0] in MARKS and pieces[0] != ""
        assert quote.kind in ("direct", "mixed", "indirect")
        if quote.kind == "direct":
            assert opened or pieces[0] in ":："
        if quote.kind == "mixed":
            assert not opened
            assert any(mark in case.text for mark in MARKS)
        if quote.kind == "indirect":
            assert not opened


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_two_quotes_have_one_content_and_all_are_in_order(case):
    assert len({quote.content for quote in case.quotes}) == len(case.quotes)
    begins = [spans_of(quote)[0].start for quote in case.quotes]
    assert begins == sorted(begins)


def place(text, content, source=(), cue=()):
    return place_quote({"source": list(source), "cue": list(cue), "content": list(content)}, text, (0, len(text)))


def test_words_are_found_whole_outside_the_content_and_by_number():
    text = "He said she said no. He left."
    spans = place(text, ["she said no"], ["He#1"], ["said"])
    assert spans == {"source": [(0, 2)], "cue": [(3, 7)], "content": [(8, 19)]}
    assert place(text, ["left"], ["He#2"])["source"] == [(21, 23)]
    assert place("a b\nc d", ["a … c"])["content"] == [(0, 5)]
    assert place("a\n b", ["a b"])["content"] == [(0, 4)]


@pytest.mark.parametrize("content", [["no"], ["He"], ["He#3"], [], ["left", "said"]])
def test_words_that_cannot_be_placed_are_refused(content):
    with pytest.raises(GoldError):
        place("He said: He left.", content)


def test_a_content_over_sentences_is_cut_without_its_full_stops():
    text = "“He said: ‘No.’ ‘Why?’ he asked.” “Go.”"
    sentences = [(0, 15), (16, 33), (34, 39)]
    cuts = [text[start:end] for start, end in cut_at_sentences((1, 37), sentences, text)]
    assert cuts == ["He said: ‘No.’", "‘Why?’ he asked", "Go"]


TEXTS = {"zh": "他说，不。她说，好的。", "en": "He said no."}
SENTENCES = {"zh": [(0, 5), (5, 11)], "en": [(0, 11)]}


def test_a_block_holds_both_sides_of_a_quote():
    source = "# A remark.\nzh 1 indirect | 小王 | 她 | 说 | 好的\n\nen 0 indirect | | He | said | no\n"
    first, second = read_quotes(source, SENTENCES, TEXTS)
    assert first["zh"] == {
        "source": [[5, 6]],
        "cue": [[6, 7]],
        "content": [[8, 10]],
        "kind": "indirect",
        "speaker": "小王",
    }
    assert first["en"] is second["zh"] is None
    assert second["en"]["content"] == [[8, 10]]


@pytest.mark.parametrize(
    "source",
    [
        "zh 0 loud | | 他 | 说 | 不",
        "zh 0 indirect | | 他 | 说",
        "zh 9 indirect | | 他 | 说 | 不",
        "fr 0 indirect | | il | dit | non",
        "zh 0 indirect | | 他 | 说 | 不\nzh 1 indirect | | 她 | 说 | 好的",
        "zh 1 indirect | | 她 | 说 | 好的\n\nzh 0 indirect | | 他 | 说 | 不",
        "zh 0 indirect | | 他 | 说 | 不\n\nzh 0 indirect | | 他 | 说 | 不",
    ],
)
def test_lines_that_do_not_fit_are_refused(source):
    with pytest.raises(GoldError):
        read_quotes(source, SENTENCES, TEXTS)
