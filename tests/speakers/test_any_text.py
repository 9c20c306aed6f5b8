"""Any text and any spans: a speaker for each quote, never an error, and a score between 0 and 1."""

from hypothesis import given, settings
from hypothesis import strategies as st

from align.records import Document, Quote, Span
from align.sentences import split_sentences
from align.speakers import chinese, name_speakers, same_speaker

PIECES = [
    "王毅", "外交部", "发言人", "毛宁", "说", "，", "。", "“", "”", "·", "佩尔", "达尔", "他", "她的", "该", "报道", "（", "）", "FAA", "：", "\n", "、", "和",
    "的", "教授", "李", "委员会", "這位", "記者", "𠮷", " ", "Wang", "Mr", "the", "The", "minister", "said", ",", ".", "he", "his", "U.S.", "(", ")",
    "and", "of", "'s", "’s", "report", "Commission", "al-", "de", "-", "A", "Q:", "\u200b", "Ж",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


@st.composite
def quoted(draw):
    text = draw(texts.filter(str.strip))
    quotes = []
    for _ in range(draw(st.integers(1, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
        source, cue, content = (Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True))
        held = [(span,) if span.start < span.end and draw(st.booleans()) else () for span in (source, cue)]
        kind = draw(st.sampled_from(["direct", "mixed", "indirect"]))
        quotes.append(Quote(held[0], held[1], (content,), kind, "", 1.0))
    return text, quotes, draw(st.sampled_from(["en", "zh"]))


@given(quoted())
@settings(deadline=None, max_examples=300)
def test_speakers(case):
    text, quotes, language = case
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Span(at, at + len(line)))
        at += len(line) + 1
    document = Document(text, language, "Hans" if language == "zh" else "Latn", "", tuple(paragraphs))
    named = name_speakers(document, split_sentences(document), quotes)
    assert [quote.content for quote in named] == [quote.content for quote in quotes]
    assert all(isinstance(quote.speaker, str) for quote in named)


@given(texts, texts)
@settings(deadline=None, max_examples=300)
def test_scores(zh, en):
    assert 0 <= same_speaker(zh, en) <= 1


def test_a_name_that_ends_in_a_dot_is_no_other_name():
    assert chinese.fullest("Com", ["王毅说·"]) == "Com"
