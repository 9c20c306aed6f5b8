import numpy as np
import pytest
from conftest import FakeEncoder, make_side

from align.quotes.decode import _runs, _whole_source, refine_content, refine_edges, trim_content
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
