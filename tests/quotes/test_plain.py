"""Attributions that words alone show, and what only looks like one; what is made of them beside the head's quotes."""

import numpy as np
import pytest
from conftest import FakeEncoder, make_side

from align.quotes.decode import Found
from align.quotes.head import Scores
from align.quotes.marks import find_marked
from align.quotes.plain import plain_readings
from align.quotes.proposals import with_proposals
from align.records import Span


def readings(text, language):
    side = make_side([text], language, FakeEncoder())
    marked = find_marked(side.document.text, side.document.paragraphs)
    said = plain_readings(side, marked)
    return [tuple(" / ".join(s.of(text) for s in role) for role in (r.source, r.cue, r.content)) for r in said]


READ = [
    ("en", "Moe said that it rained.", [("Moe", "said", "it rained")]),
    ("en", "On Monday, Ann Moe, a cook, has repeatedly warned that it rained.", [("Ann Moe, a cook", "warned", "it rained")]),
    ("en", "Moe told reporters that it rained.", [("Moe", "told", "it rained")]),
    ("en", "Moe denied that it rained, and fears that it will snow.", [("Moe", "denied", "it rained"), ("Moe", "fears", "it will snow")]),
    ("en", "According to the port, work ended.", [("the port", "According to", "work ended")]),
    ("en", "The work has ended by now, according to the port.", [("the port", "according to", "The work has ended by now")]),
    ("en", "The work has ended by now, the port reported, citing a letter.", [("the port", "reported", "The work has ended by now")]),
    ("en", "As of six, two boats were lost, the port said.", [("the port", "said", "As of six, two boats were lost")]),
    ("en", "In the years since the treaty, Moe said, trade has grown.", [("Moe", "said", "In the years since the treaty / trade has grown")]),
    ("en", "Asked by the Post, Moe said, “It rained.”", []),
    ("en", "Figures suggest that it rained.", [("", "Figures suggest", "it rained")]),
    ("en", "The board's report found that it rained.", [("The board's report", "found", "it rained")]),
    ("en", "The union called on its members not to work.", [("The union", "called on", "not to work")]),
    ("en", "Work has ended at the quay, the Post quoted an unnamed clerk as saying.", [("an unnamed clerk", "quoted / as saying", "Work has ended at the quay")]),
    ("en", "The Post quoted a clerk as saying that work had ended.", [("a clerk", "quoted / as saying", "work had ended")]),
    ("zh", "《晨报》援引一名文员的话说，工程已经结束。", [("一名文员", "援引 / 的话说", "工程已经结束")]),
    ("zh", "她说工程已经结束。", [("她", "说", "工程已经结束")]),
    ("zh", "省财政厅测算，项目将花费三亿元。", [("省财政厅", "测算", "项目将花费三亿元")]),
    ("zh", "中方重申，将扩大进口。", [("中方", "重申", "将扩大进口")]),
    ("zh", "市長還指出，將擴大進口。", [("市長", "指出", "將擴大進口")]),
    ("zh", "据悉，名单下周公布。", [("", "据悉", "名单下周公布")]),
    ("zh", "数据显示，客流下降了一成。", [("", "数据显示", "客流下降了一成")]),
    ("zh", "审计局的报告发现，水泵无法使用。", [("审计局的报告", "发现", "水泵无法使用")]),
    ("zh", "据《港湾日报》报道，渡轮下月加价。", [("《港湾日报》", "据 / 报道", "渡轮下月加价")]),
    ("zh", "据《港湾日报》报道，船长表示，渡轮下月加价。", [("船长", "表示", "渡轮下月加价")]),
    ("zh", "公司表示遗憾，称将全额退款。", [("公司", "表示 / 称", "遗憾 / 将全额退款")]),
    ("zh", "部长对近期的两起撞船事件表示担忧，称应当恢复热线。", [("部长", "表示 / 称", "担忧 / 应当恢复热线")]),
    ("zh", "市长就新规定表示，公交将免费。", [("市长", "表示", "公交将免费")]),
    ("zh", "反对党领袖指出，公交将免费。", [("反对党领袖", "指出", "公交将免费")]),
    ("zh", "记者问镇长是否属实，他没有回答。", [("记者", "问", "是否属实")]),
    ("zh", "双方一致同意重开口岸。", [("双方", "同意", "重开口岸")]),
    ("zh", "居委会希望工程早日完工。", [("居委会", "希望", "工程早日完工")]),
    ("zh", "船长否认渡轮撞了桥，并表示将起诉对方。", [("船长", "否认", "渡轮撞了桥"), ("船长", "表示", "将起诉对方")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), READ)
def test_plain_attributions_are_read(language, text, wanted):
    assert readings(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "That said, the harvest was good."),
        ("en", "There were fears that the dam would break."),
        ("en", "The claim that it rained is false."),
        ("en", "In the hope that it would rain, they waited."),
        ("en", "He was told that the shop was shut."),
        ("en", "Moe did not say that it rained."),
        ("en", "The data show a fall of ten per cent."),
        ("en", "Her father told stories to the children."),
        ("en", "“Moe said that it rained.”"),
        ("zh", "也就是说，没有收到。"),
        ("zh", "老实说，饭不好吃。"),
        ("zh", "新的希望在田野上升起。"),
        ("zh", "市民期待的地铁终于开通了。"),
        ("zh", "这表示，水位过高。"),
        ("zh", "仪表显示，水位过高。"),
        ("zh", "船长没有说，渡轮撞了桥。"),
        ("zh", "这所学校是希望工程援建的。"),
    ],
)
def test_what_only_looks_like_one_is_not_read(language, text):
    assert readings(text, language) == []


TEXT = "According to plans of the port, work on the quay ended."


def proposed(found, likely, named=0.9):
    """What is made of what the head found in TEXT: how likely each of its tokens is content, and how likely source."""
    side = make_side([TEXT], "en", FakeEncoder())
    count = len(side.encoding.tokens)
    flat = np.zeros((3, count, 1), np.float32)
    tags = np.full((count, 4), (likely, 0, named, 0), np.float32)
    scores = Scores(tags, flat, flat, side.encoding.sentence, np.zeros(count, np.int32))
    out = with_proposals(side, found, (), scores)
    return [(tuple(s.of(TEXT) for role in (f.source, f.cue, f.content) for s in role), f.confidence) for f in out]


def quote(confidence, content="work on the quay ended", cue="According to"):
    def spans(words):
        return (Span(TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()

    return Found(spans(content), spans(cue), (), confidence)


def test_a_plain_attribution_needs_little_of_the_head_but_not_nothing():
    parts = ("plans of the port", "According to", "work on the quay ended")
    assert proposed([], 0.01) == []
    assert proposed([], 0.2) == [(parts, 0.6)]
    assert proposed([quote(0.4)], 0.01) == [(parts, 0.7)]
    assert proposed([], 0.2, named=0.1) == []


def test_a_quote_without_its_cue_gets_the_parts():
    parts = ("plans of the port", "According to", "work on the quay ended")
    for content in ("work on the quay ended", "of the port, work on the quay ended"):
        assert proposed([quote(0.4, content, cue="")], 0.2) == [(parts, 0.7)]
