import numpy as np
import pytest
from conftest import FakeEncoder, make_side

from align.quotes import decode
from align.quotes import head as scoring
from align.quotes.decode import _runs, _whole_source, decode_quotes, refine_content, refine_edges, trim_content
from align.quotes.head import Scores
from align.quotes.marks import find_marked
from align.records import Span


def span_of(text, words):
    return Span(text.index(words), text.index(words) + len(words))


def trimmed(text, words):
    marked = find_marked(text, [Span(0, len(text))])
    return trim_content(text, span_of(text, words), marked).of(text)


@pytest.mark.parametrize(
    ("text", "rough", "content"),
    [
        ("She said that it rained.", "that it rained.", "it rained"),
        ("“It rained,” she said.", "“It rained,”", "It rained"),
        ("他说：“下雨了。”", "：“下雨了。”", "下雨了"),
        ("He called it a “wet day” twice.", "a “wet day” twice.", "a “wet day” twice"),
        ("He saw a “wet day”.", "a “wet day”.", "a “wet day”"),
        ("Is it “wet”?", "“wet”?", "wet"),
    ],
)
def test_trim(text, rough, content):
    assert trimmed(text, rough) == content


def test_content_grows_to_the_marks_it_nearly_fills():
    text = "“The road is wet and cold,” she said."
    side = make_side([text], "en", FakeEncoder())
    marked = find_marked(text, side.document.paragraphs)
    found = refine_content(side, [span_of(text, "road is wet and cold")], marked)
    assert [s.of(text) for s in found] == ["The road is wet and cold"]


def test_content_is_cut_at_sentences():
    lines = ["It rained.", "It snowed."]
    side = make_side(lines, "en", FakeEncoder())
    found = refine_content(side, [Span(0, len(side.document.text))], ())
    assert [s.of(side.document.text) for s in found] == ["It rained", "It snowed"]


def test_edges_keep_the_stop_of_an_initial():
    text = "said Joe P. , who"
    assert [s.of(text) for s in refine_edges(text, [Span(5, 13)])] == ["Joe P."]


@pytest.mark.parametrize(
    ("logits", "cost", "wanted"),
    [
        ([-1, 2, 2, -1, 2, -1], 3.0, [1, 2, 3, 4]),  # a doubtful word does not cut
        ([-1, 5, 5, -9, 5, -1], 3.0, [1, 2, 4]),
        ([-1, 2, -1], 3.0, []),  # too little to begin
        ([-1, 2, -1], 0.0, [1]),
    ],
)
def test_runs(logits, cost, wanted):
    assert np.flatnonzero(_runs(np.array(logits, np.float32), cost)).tolist() == wanted


@pytest.mark.parametrize(
    ("text", "source", "cue", "walls", "wanted"),
    [
        ("海港日报7月26日电渔业部长周燕说，", "周燕", "说", (), "渔业部长周燕"),
        ("两国成为了邻居渔业部长周燕说，", "周燕", "说", ("成为了",), "邻居渔业部长周燕"),
        ("周家小弟亨利·“格兰特”·周（ Henry “Grant” Zhou）在会上说，", "（ Henry “Grant", "说", (), None),
    ],
)
def test_a_chinese_source_grows_to_where_its_clause_begins(text, source, cue, walls, wanted):
    side = make_side([text], "zh", FakeEncoder())
    ends = frozenset(text.index(w) + len(w) for w in walls)
    found = _whole_source(side, (span_of(text, source),), (span_of(text, cue),), (), ends)
    assert [s.of(text) for s in found] == [wanted or text[: text.index("在会上")]]


def test_a_name_goes_on_behind_an_english_source():
    text = "The old fisherman Lars Moe Monday said no."
    end = text.index(" Lars")
    assert decode._name_end(text, end, ()) == text.index(" Monday")
    assert decode._name_end(text, end, (span_of(text, "Moe"),)) == text.index(" Moe")


class SaidHead:
    """A head whose opinion is written down: tags by word, and what belongs to the quote by word."""

    def __init__(self, tags, members):
        self.tags, self.members = tags, members


WORDS = "She flatly denied today that it rained."


def decoded(monkeypatch, *heads, broad=True):
    """The quotes of WORDS as (content, cue, source), by heads that say of each word (content, cue, source, start)."""
    side = make_side([WORDS], "en", FakeEncoder())
    owner = side.encoding.sentence

    def rows(of_word, width):
        table = np.full((len(WORDS), width), 0.01, np.float32)
        for word, row in of_word.items():
            span = span_of(WORDS, word)
            table[span.start : span.end] = row
            if width == 4:  # only its first letter begins a content
                table[span.start + 1 : span.end, 3] = 0.01
        return table

    def score_tokens(head, *_):
        flat = np.zeros((3, len(WORDS), 1), np.float32)
        return Scores(rows(head.tags, 4), flat, flat, owner, np.zeros(len(WORDS), np.int32))

    monkeypatch.setattr(scoring, "score_tokens", score_tokens)
    monkeypatch.setattr(decode, "membership", lambda head, scores, start: (0, rows(head.members, 3).T))
    found = decode_quotes(*scoring.score_heads(heads, side, ()), side, (), broad)
    return [tuple([s.of(WORDS) for s in role] for role in (f.content, f.cue, f.source)) for f in found]


CONTENT = {"it rained": (0.9, 0.01, 0.01, 0.9)}
SOURCE = {"She": (0.01, 0.01, 0.9, 0.01)}


def head_of(cue, own, word="flatly", start=0.9):
    """A head that is sure of all but of one word: how likely that is a cue, and one of this quote."""
    tags = {**CONTENT, **SOURCE, "denied": (0.01, 0.9, 0.01, 0.01), word: (0.01, cue, 0.01, 0.01)}
    tags["it rained"] = (0.9, 0.01, 0.01, start)
    members = {k: v[:3] for k, v in tags.items()}
    members[word] = (0.01, own, 0.01)
    return SaidHead(tags, members)


@pytest.mark.parametrize(
    ("cue", "own", "broad", "expected"),
    [
        (0.9, 0.3, True, "flatly denied"),  # a cue by itself, and not unlikely this quote's
        (0.46, 0.3, True, "flatly denied"),  # about even: the quotes' own rule would leave it out
        (0.46, 0.3, False, "denied"),
        (0.9, 0.02, True, "denied"),  # a cue, but another quote's
        (0.46, 0.02, True, "denied"),
        (0.2, 0.9, True, "denied"),  # this quote's, but no cue by itself
        (0.2, 0.9, False, "flatly denied"),
    ],
)
def test_cues_of_attributions_are_cues_by_themselves(monkeypatch, cue, own, broad, expected):
    ((content, cues, source),) = decoded(monkeypatch, head_of(cue, own), broad=broad)
    assert (content, cues, source) == (["it rained"], [expected], ["She"])


def test_two_heads_are_averaged(monkeypatch):
    sure, unsure = head_of(0.9, 0.6), head_of(0.02, 0.06)
    cues = [decoded(monkeypatch, *heads)[0][1] for heads in ([sure], [unsure], [sure, unsure], [unsure, sure])]
    assert cues == [["flatly denied"], ["denied"], ["flatly denied"], ["flatly denied"]]


def test_a_beginning_that_one_head_alone_sees(monkeypatch):
    blind = head_of(0.01, 0.01, start=0.0)
    blind.tags["it rained"] = (0.1, 0.01, 0.01, 0.0)
    assert decoded(monkeypatch, blind) == []
    assert decoded(monkeypatch, head_of(0.01, 0.01), blind) != []
    assert decoded(monkeypatch, head_of(0.01, 0.01, start=0.2), blind, blind, blind) == []
