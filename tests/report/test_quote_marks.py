import pytest

from align.records import Span
from align.report.extent import join_pieces, widen_piece
from align.report.quote_marks import mark_sentences
from align.report.rows import clean_text
from align.report.utterances import list_speakers


def widen(text, words):
    start = text.index(words)
    return widen_piece(text, Span(start, start + len(words))).of(text)


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("他说：“是的。”她走了", "是的", "“是的。”"),
        ('"Yes," he said', "Yes", '"Yes,"'),
        ("He said yes. She", "yes", "yes"),
        ("called it “a step” they said", "called it “a step", "called it “a step”"),
        ("the boys' match', he", "match", "match"),
        ("他说“好", "好", "“好"),
        ("「好」", "好", "「好」"),
        ("“one” and two”", "two", "two"),
    ],
)
def test_marks_go_with_what_they_wrap(text, words, shown):
    assert widen(text, words) == shown


def test_sentences_of_one_content_are_one_stretch():
    text = "“One. Two,” he said, “three.”"
    pieces = [Span(text.index(word), text.index(word) + len(word)) for word in ("One", "Two", "three")]
    assert [piece.of(text) for piece in join_pieces(text, pieces)] == ["“One. Two,”", "“three.”"]


@pytest.mark.parametrize("key", ["src", "tgt"])
def test_stretches_together_are_the_sentence_and_every_quote_opens_once(quoted, key):
    side = getattr(quoted, key)
    marked = mark_sentences(quoted, key, list_speakers(quoted))
    for index, stretches in marked.items():
        assert "".join(part.text for part in stretches) == clean_text(
            side.sentences[index].span.of(side.document.text)
        )
    opened = [head.number for parts in marked.values() for part in parts for head in part.heads]
    numbers = [i for i, pair in enumerate(quoted.quotes, 1) if getattr(pair, key)]
    assert sorted(opened) == numbers


def test_roles_in_a_sentence(quoted):
    parts = mark_sentences(quoted, "src", list_speakers(quoted))[3]
    assert [(part.text, part.classes) for part in parts] == [
        ("“We lost machines, ", "q k0 first"),
        ("not people", "q k0 un"),
        (",”", "q k0 last"),
        (" ", ""),
        ("said", "cue j0"),
        (" ", ""),
        ("Chen Wei, the harbour master", "source j0"),
        (".", ""),
    ]
    assert parts[1].title == "not in the other version's quote; Chen Wei: direct here, mixed in the other version"


def test_a_quote_goes_on_over_sentences_and_paragraphs(quoted):
    marked = mark_sentences(quoted, "src", list_speakers(quoted))
    (first, second) = marked[6][0], marked[7][0]
    assert (first.opens, first.closes, second.opens, second.closes) == (True, False, False, True)
    assert len(first.heads) == 1
    assert not second.heads


def test_a_nested_quote_lies_over_the_outer_one(quoted):
    marked = mark_sentences(quoted, "src", list_speakers(quoted))
    source, _, cue, _, inner, stop = marked[9]
    assert [head.number for head in source.heads] == [5]
    assert (source.near, source.around, source.role, source.lone) == ((6,), (5,), "source", False)
    assert (cue.near, cue.around) == ((6,), (5,))
    assert (inner.near, inner.around, [head.number for head in inner.heads]) == ((6,), (5,), [6])
    assert (stop.near, stop.around, stop.lone) == ((5,), (), True)
    assert marked[10][0].near == (5,)
