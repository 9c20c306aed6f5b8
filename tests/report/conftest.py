"""A small comparison, written by hand: a harbour after a storm, in English and Simplified Chinese."""

from dataclasses import replace

import pytest

from align.records import Alignment, Bead, Comparison, Document, Quote, QuotePair, Sentence, Side, Span

EN = [
    ["Harbour reopens three days after the storm"],
    [
        "The port of Linhai reopened on Saturday, three days after Typhoon Mira threw two cranes over.",
        "Some 3,200 workers returned to the docks before dawn.",
    ],
    [
        "“We lost machines, not people,” said Chen Wei, the harbour master.",
        "He thanked the crews, who had moved 41 ships to open water in a single night.",
        "Insurance will cover about 70 per cent of the damage.",
    ],
    [
        "Repairs to the northern pier will take until June, and the ferry to Daishan will not run before.",
        "A second ferry is being hired from a neighbouring city.",
        "Local shopkeepers said that they had heard nothing about it.",
    ],
    [
        "Weather officials expect a calm month.",
        "The next storm season begins in July.",
        "This report was updated.",
    ],
]
ZH = [
    ["台风过后三天，港口重新开放"],
    ["台风“米拉”将两台起重机掀离轨道，三天后，临海港于周六重新开放。", "天亮之前，约3200名工人已回到码头。"],
    [
        "港务局长陈伟说：“我们损失的是机器，不是人。”",
        "他感谢了各船船员。",
        "一夜之间，他们把41艘船开到了外海。",
    ],
    [
        "北码头的修复工程将持续到6月。",
        "在此之前，开往岱山岛的渡轮停航。",
        "港方正从邻近城市租用另一艘渡轮。",
        "市政府将于下周公布补偿办法。",
    ],
    ["气象部门预计，未来一个月天气平稳。", "下一个台风季从7月开始。"],
]
BEADS = [
    (1, 1, 0.88, 0.99),
    (1, 1, 0.91, 0.98),
    (1, 1, 0.86, 0.97),
    (1, 1, 0.9, 0.98),
    (1, 2, 0.78, 0.9),
    (1, 0, 0, 0.93),
    (1, 2, 0.81, 0.94),
    (1, 1, 0.74, 0.72),
    (0, 1, 0, 0.66),
    (1, 0, 0, 0.58),
    (1, 1, 0.52, 0.41),
    (2, 1, 0.71, 0.83),
]


def build_side(paragraphs, language, script, path, date=None, gap=" "):
    text, spans, sentences = "", [], []
    for number, paragraph in enumerate(paragraphs):
        start = len(text)
        for sentence in paragraph:
            text += gap if len(text) > start else ""
            span = Span(len(text), len(text) + len(sentence))
            sentences.append(Sentence(len(sentences), span, number))
            text += sentence
        spans.append(Span(start, len(text)))
        text += "\n\n"
    document = Document(text, language, script, path, tuple(spans), title=spans[0] if spans else None, date=date)
    return Side(document, tuple(sentences), None)


def build_alignment(shapes):
    beads, src, tgt = [], 0, 0
    for n, m, score, confidence in shapes:
        beads.append(Bead(range(src, src + n), range(tgt, tgt + m), score, confidence))
        src, tgt = src + n, tgt + m
    return Alignment(tuple(beads))


def build_comparison(src, tgt, shapes, signature=None):
    return Comparison(src, tgt, build_alignment(shapes), signature or {})


@pytest.fixture
def harbour():
    src = build_side(EN, "en", "Latn", "harbour.en.html", "2026-03-14")
    tgt = build_side(ZH, "zh", "Hans", "harbour.zh.txt", gap="")
    signature = {"align": "0.1.0", "model": "embedded, 5f1c2a9e", "settings": "defaults"}
    return build_comparison(src, tgt, BEADS, signature)


def find(side, *words):
    """Where words stand in a side's text; ``a|b`` reaches from a to b."""
    text = side.document.text
    found = []
    for each in words:
        first, _, last = each.partition("|")
        start = text.index(first)
        found.append(Span(start, text.index(last, start) + len(last) if last else start + len(first)))
    return tuple(found)


def quote(side, kind, speaker, source, cue, *content):
    roles = (find(side, *([words] if words else [])) for words in (source, cue))
    return Quote(*roles, find(side, *content), kind, speaker, 0.9)


def add_quotes(harbour):
    """A pair of two kinds, one over two sentences whose speaker is not told, a nested one, two without partner."""
    en, zh = harbour.src, harbour.tgt
    lost = quote(
        en, "direct", "Chen Wei", "Chen Wei, the harbour master", "said", "We lost machines", "not people"
    )
    loss = quote(zh, "mixed", "陈伟", "港务局长陈伟", "说", "我们损失的是机器，不是人")
    repairs = quote(en, "indirect", "", "", "", "Repairs to the northern|neighbouring city")
    ferries = quote(zh, "indirect", "", "", "", "北码头的修复工程", "开往岱山岛的渡轮停航")
    heard = quote(en, "indirect", "Shopkeepers", "Local shopkeepers", "said", "they had heard nothing about it")
    plan = quote(zh, "indirect", "陈伟", "", "", "市政府将于下周公布补偿办法")
    outer = quote(en, "direct", "Chen Wei", "", "", "Weather officials expect|begins in July")
    calm = quote(en, "indirect", "Weather officials", "Weather officials", "expect", "a calm month")
    calm_zh = quote(zh, "indirect", "气象部门", "气象部门", "预计", "未来一个月天气平稳")
    quotes = (
        QuotePair(lost, loss, 0.93, src_uncovered=find(en, "not people")),
        QuotePair(repairs, ferries, 0.7),
        QuotePair(None, plan, 0.0),
        QuotePair(heard, None, 0.0),
        QuotePair(outer, None, 0.0),
        QuotePair(calm, calm_zh, 0.81),
    )
    return replace(harbour, quotes=quotes)


@pytest.fixture
def quoted(harbour):
    """The harbour with six quotes."""
    return add_quotes(harbour)


@pytest.fixture
def disputed(quoted):
    """The harbour again, where the Chinese version gives the shopkeepers' words to the weather officials."""
    pairs = list(quoted.quotes)
    pairs[3] = replace(pairs[3], tgt=quote(quoted.tgt, "indirect", "气象部门", "", "", "港方正从"), score=0.6)
    pairs.append(QuotePair(pairs[3].src, replace(pairs[3].tgt, speaker="店主"), 0.6))
    return replace(quoted, quotes=tuple(pairs))


@pytest.fixture
def compare():
    """``compare(src paragraphs, tgt paragraphs, shapes)``: English against Chinese."""

    def build(src, tgt, shapes):
        return build_comparison(
            build_side(src, "en", "Latn", "a.en.txt"),
            build_side(tgt, "zh", "Hans", "b.zh.txt", gap=""),
            shapes,
        )

    return build


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    from report.chromium import open_browser  # which skips the module where selenium is not there

    driver = open_browser(tmp_path_factory.mktemp("chromium"))
    yield driver
    driver.quit()
