import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.quotes.marks import find_marked
from align.records import Span


def marked(text, paragraphs=None):
    return [m.inner.of(text) for m in find_marked(text, paragraphs or [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“Go,” she said. “Now.”", ["Go,", "Now."]),
        ('"Go," she said. "Now."', ["Go,", "Now."]),
        ("他说：“走吧。”", ["走吧。"]),
        ("他說：「走吧。」", ["走吧。"]),
        ("他說：「她說『走吧』。」", ["她說『走吧』。", "走吧"]),
        ("‘Go home,’ it’s said, and the dogs’ owner went.", ["Go home,"]),
        ("It’s the dogs’ day; don't wait.", []),
        ("所谓“低估“项目", ["低估"]),
        ('他说：" 西班牙是安全的。"', [" 西班牙是安全的。"]),
        ("他说，“ 昨天还打了药。”", [" 昨天还打了药。"]),
        ('a 6" pipe is all', []),
        ("“It began.", ["It began."]),
    ],
)
def test_inner(text, inner):
    assert marked(text) == inner


def test_an_open_mark_ends_with_its_paragraph():
    text = "“It began.\n“It went on.”"
    found = find_marked(text, [Span(0, 10), Span(11, len(text))])
    assert [(m.inner.of(text), m.closed) for m in found] == [("It began.", False), ("It went on.", True)]


@given(st.text(alphabet="“”‘’「」『』\"' a中.", max_size=40))
def test_marks_nest(text):
    found = find_marked(text, [Span(0, len(text))])
    for m in found:
        assert m.outer.start < m.inner.start <= m.inner.end <= m.outer.end <= len(text)
    for a in found:
        for b in found:
            apart = a.outer.end <= b.outer.start or b.outer.end <= a.outer.start
            within = a.outer.start <= b.outer.start and b.outer.end <= a.outer.end
            holds = b.outer.start <= a.outer.start and a.outer.end <= b.outer.end
            assert apart or within or holds
