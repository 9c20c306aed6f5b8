import pytest

from align.quotes.kinds import quote_kind
from align.quotes.marks import find_marked
from align.records import Span


@pytest.mark.parametrize(
    ("text", "content", "spoken", "kind"),
    [
        ("“It rained,” she said.", "It rained", "she said", "direct"),
        ("She said it rained “all day”.", "it rained “all day”", "She said", "mixed"),
        ("She said it rained.", "it rained", "She said", "indirect"),
        ("林沛：桥下月通车。", "桥下月通车", "林沛", "direct"),
        ("林沛表示，桥下月通车。", "桥下月通车", "表示", "indirect"),
        ("林沛称赞《桥》一书写得好。", "《桥》一书写得好", "称赞", "indirect"),
    ],
)
def test_kind(text, content, spoken, kind):
    def span(words):
        return Span(text.index(words), text.index(words) + len(words))

    marked = find_marked(text, [Span(0, len(text))])
    assert quote_kind(text, [span(content)], marked, [span(spoken)]) == kind
