import pytest

from align.documents import document_from_text
from align.quotes import select_pairs
from align.records import Quote, QuotePair, Span

SRC = document_from_text("王勉说要恪守一个中国原则。", language="zh")
TGT = document_from_text("Wang Mian said to keep to the One China principle.", language="en")


def quote(document, words, speaker, kind="indirect"):
    at = document.text.index(words)
    return Quote((), (), (Span(at, at + len(words)),), kind, speaker, 0.9)


BOTH = QuotePair(
    quote(SRC, "要恪守一个中国原则", "王勉"), quote(TGT, "keep to the One China principle", "Wang Mian"), 0.9
)
LONE = QuotePair(quote(SRC, "一个中国", "林沛", "direct"), None, 0.0)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [BOTH, LONE]),
        ({"speaker": "wang"}, [BOTH]),
        ({"speaker": "王勉"}, [BOTH]),
        ({"term": "one-China"}, [BOTH]),
        ({"term": "一个中国"}, [BOTH, LONE]),
        ({"term": "two"}, []),
        ({"kinds": ("direct",)}, [LONE]),
        ({"kinds": ("direct", "indirect")}, [BOTH, LONE]),
        ({"kinds": ()}, []),
        ({"only_unpaired": True}, [LONE]),
        ({"only_unpaired": True, "speaker": "wang"}, []),
    ],
)
def test_select(wanted, found):
    assert select_pairs(SRC, TGT, [BOTH, LONE], **wanted) == tuple(found)
