"""The finder on texts of our own: hard cases with their quotes, and what must hold on any text."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quotes.cases import read_cases

from align.documents import document_from_text
from align.encoding import load_encoder
from align.pipeline import prepare
from align.quotes import find_quotes
from align.speakers import name_speakers

LEAST = 0.5
"""Confidence by one text alone from which on a case counts it: as likely as not."""
PARAGRAPHS = (
    "The council met on Tuesday in the old town hall.",
    "Lotte Brandt, the mayor, said the quay would be closed until the spring.",
    "“Nobody will lose a berth,” the harbour master Oskar Vint told reporters.",
    "The quay was built in 1911. It is 300 metres long.",
    "According to a report by the port authority, the work will cost two million crowns.",
)


@pytest.fixture(scope="module")
def both_layers():
    return load_encoder(layers=(5, 9))


def find(text, language, encoder):
    side = prepare(document_from_text(text, language=language), encoder=encoder)
    return [q for q in find_quotes(side) if q.confidence >= LEAST]


def letters(text, quote):
    return {i for s in quote.content for i in range(s.start, s.end) if text[i].isalnum()}


def same(text, a, b):
    x, y = letters(text, a), letters(text, b)
    return len(x & y) >= 0.8 * len(x | y)


@pytest.mark.parametrize("case", read_cases(), ids=str)
def test_case(case, both_layers):
    found = find(case.text, case.language, both_layers)
    missed = [q for q in case.quotes if not any(same(case.text, q, f) for f in found)]
    extra = [f for f in found if not any(same(case.text, q, f) for q in case.quotes)]
    assert (missed, extra) == ([], [])


@pytest.mark.parametrize("case", read_cases(), ids=str)
def test_kinds_and_speakers(case, both_layers):
    side = prepare(document_from_text(case.text, language=case.language), encoder=both_layers)
    found = [q for q in name_speakers(side.document, side.sentences, find_quotes(side)) if q.confidence >= LEAST]
    pairs = [(q, f) for q in case.quotes for f in found if same(case.text, q, f)]
    wanted = [(q.kind, q.speaker.casefold()) for q, _ in pairs]
    assert [(f.kind, f.speaker.casefold()) for _, f in pairs] == wanted


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“我们等了三十年，”他说。港务长洪大海每天都到码头来。", "洪大海"),
        ("“门是开着的。”保安卞春生说，他从来没有丢过钥匙。", "卞春生"),
    ],
)
def test_attributions_have_the_speakers_of_quotes(text, speaker, both_layers):
    """What stands in marks has its cue and source by the words beside them, in the wider sense too (#4)."""
    side = prepare(document_from_text(text, language="zh"), encoder=both_layers)
    for broad in (False, True):
        found = name_speakers(side.document, side.sentences, find_quotes(side, broad=broad))
        assert {q.speaker for q in found if q.kind == "direct"} == {speaker}


BESIDE = (
    (
        "zh",
        "林若溪会见了客人。\n\n“这很难，”她说，“但值得。”她还指出，路很长。“我们不急，”她补充道，“可是要走。”",
        [("她", "说"), ("她", "还指出"), ("她", "补充道")],
    ),
    (
        "en",
        "Oil prices rose by a fifth, Reuters reported. Talks have broken down, the Post quoted an official as saying.",
        [("Reuters", "reported"), ("an official", "quoted / as saying")],
    ),
    ("zh", "“谁来付钱？”一名记者问道。", [("一名记者", "问道")]),
)


@pytest.mark.parametrize(("language", "text", "wanted"), BESIDE)
def test_a_quote_has_the_source_and_cue_beside_it(language, text, wanted, both_layers):
    """Not those of the quote before it or behind it (#4)."""
    found = find(text, language, both_layers)
    assert [(q.source[0].of(text), " / ".join(s.of(text) for s in q.cue)) for q in found] == wanted


CUED = (
    (
        "Mayor Lotte Brandt told the council that the quay would be closed until the spring. She said that three berths "
        "would be rebuilt first.\n\nAccording to the port office, the work will cost two million crowns. Oskar Vint "
        "pointed out that the ferry had no other berth. He warned that the islands would be cut off in a storm.",
        ["told", "said", "According to", "pointed out", "warned"],
    ),
    (
        '"This will help," said Vint, "and it was needed."\n\n"Nobody can do this alone," said the old fisherman Lars '
        'Moe. "Nobody."\n\n"Who will pay?" a reporter asked.',
        ["said", "said", "asked"],
    ),
)


@pytest.mark.parametrize(("text", "cues"), CUED)
def test_an_attribution_has_its_own_cue(text, cues, both_layers):
    """Neither cues of the sentences beside it, nor what others say in the next paragraph (#4)."""
    side = prepare(document_from_text(text, language="en"), encoder=both_layers)
    found = [q for q in find_quotes(side, broad=True) if q.confidence >= LEAST]
    assert [" / ".join(s.of(text) for s in q.cue) for q in found] == cues
    paragraphs = side.document.paragraphs
    assert all(sum(any(p.start <= s.start < p.end for s in q.content) for p in paragraphs) == 1 for q in found)


def test_removing_a_paragraph_removes_only_its_quotes(both_layers):
    def contents(paragraphs):
        text = "\n\n".join(paragraphs)
        return {" ".join(s.of(text) for s in q.content) for q in find(text, "en", both_layers)}

    whole = contents(PARAGRAPHS)
    assert len(whole) == 3
    for k in range(len(PARAGRAPHS)):
        left = contents(PARAGRAPHS[:k] + PARAGRAPHS[k + 1 :])
        assert left == {c for c in whole if c not in PARAGRAPHS[k]}


def test_facts_give_no_quotes(both_layers):
    assert find("The quay was built in 1911.\n\nIt is 300 metres long.", "en", both_layers) == []
    assert find("码头建于1911年。\n\n码头长300米，宽20米。", "zh", both_layers) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["他说：", "“", "”", "走吧。", "said ", "that ", "It rained. ", "\n\n", "「", "」", "A: "])
    )
)
def test_spans_lie_in_the_text_and_do_not_overlap(both_layers, parts):
    text = "".join(parts)
    if not text.strip():
        return
    side = prepare(document_from_text(text, language="zh"), encoder=both_layers)
    for quote in find_quotes(side):
        spans = sorted((*quote.source, *quote.cue, *quote.content))
        assert quote.content and all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        assert 0 <= quote.confidence <= 1
