"""What words alone tell of a quote: each mending by itself, without a head."""

import pytest

from align.documents import document_from_text
from align.quotes.decode import Found
from align.quotes.marks import find_marked
from align.quotes.mending import cue_between, cut_coordinated, mend
from align.quotes.nested import nested_quotes
from align.records import Side, Span
from align.sentences import split_sentences


def side_of(text, language):
    document = document_from_text(text, language=language)
    return Side(document, split_sentences(document), None), find_marked(document.text, document.paragraphs)


def found(text, source, cue, *content, confidence=0.9):
    def spans(*words):
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words if w)

    return Found(spans(*content), spans(cue), spans(source), confidence)


def words(text, f):
    return tuple(" / ".join(s.of(text) for s in role) for role in (f.source, f.cue, f.content))


MENDED = [
    ("zh", "双方商定，下月再谈。", ("双", "商定", "下月再谈"), ("双方", "商定", "下月再谈")),
    ("zh", "挪威谚语说：“慢走走得远。”", ("挪威谚", "语说", "慢走走得远"), ("挪威谚语", "说", "慢走走得远")),
    ("en", "Moe told reporters that it rained.", ("Moe", "told", "reporters that it rained"), ("Moe", "told", "it rained")),
    ("en", "Moe told us it rained.", ("Moe", "told", "us it rained"), ("Moe", "told", "it rained")),
    ("en", "Moe urged both sides to stay calm.", ("Moe", "urged", "both sides to stay calm"), ("Moe", "urged", "stay calm")),
    ("en", "Moe told the crew not to sail.", ("Moe", "told", "the crew not to sail"), ("Moe", "told", "not to sail")),
    ("en", "Moe urged action to end the war.", ("Moe", "urged", "action to end the war"), ("Moe", "urged", "action to end the war")),
    ("en", "Moe said the other day, “It rained.”", ("Moe", "said", "the other day, “It rained"), ("Moe", "said", "It rained")),
    ("en", "Moe thanked Norland for its help.", ("Moe", "thanked", "Norland for its help"), None),
    ("en", "They have held talks on fish.", ("They", "have held", "talks on fish"), None),
    ("en", "They had a candid exchange on fish.", ("They", "had", "a candid exchange on fish"), None),
    ("en", "Moe has said that it was late.", ("Moe", "has said", "it was late"), ("Moe", "has said", "it was late")),
    ("en", "According to plan, work ended.", ("plan", "According to", "work ended"), None),
    ("en", "According to the port, work ended.", ("the port", "According to", "work ended"), ("the port", "According to", "work ended")),
    ("zh", "他感谢诺方的款待。", ("他", "感谢", "诺方的款待"), None),
    ("zh", "他表示感谢诺方的款待。", ("他", "表示感谢", "诺方的款待"), ("他", "表示感谢", "诺方的款待")),
    ("zh", "也就是说，没有收到。", ("也就是", "说", "没有收到"), None),
    ("zh", "有人说，修得太晚了。", ("", "有人说", "修得太晚了"), ("有人", "说", "修得太晚了")),
    ("zh", "据《港湾日报》5日报道，桥塌了。", ("《港湾日报》5日报道", "据", "桥塌了"), ("《港湾日报》", "据 / 报道", "桥塌了")),
    ("zh", "陆维舟星期一说，桥塌了。", ("陆维舟星期", "说", "桥塌了"), ("陆维舟", "说", "桥塌了")),
    ("zh", "“桥塌了。”她对记者说。", ("她对记者", "说", "桥塌了"), ("她", "说", "桥塌了")),
    ("zh", "“桥塌了。”她补充道。", ("", "", "“桥塌了。”她补充道"), ("她", "补充道", "桥塌了")),
    ("zh", "两国外长都说，桥塌了。", ("两国外长都", "说", "桥塌了"), ("两国外长", "说", "桥塌了")),
    ("zh", "她说，桥塌了。", ("她说", "", "桥塌了"), ("她", "说", "桥塌了")),
    ("zh", "成都说，桥塌了。", ("成都", "说", "桥塌了"), ("成都", "说", "桥塌了")),
    ("zh", "陈立群9月3日对记者表示，桥塌了。", ("陈立群9月", "表示", "桥塌了"), ("陈立群", "表示", "桥塌了")),
    ("zh", "市长对外宣布，桥塌了。", ("市长对外", "宣布", "桥塌了"), ("市长", "宣布", "桥塌了")),
    ("zh", "梅兰加对议会表示，桥塌了。", ("梅兰加对议会", "表示", "桥塌了"), ("梅兰加", "表示", "桥塌了")),
    ("zh", "她强调，各村要准备沙袋。", ("她", "强调", "各村要准备沙"), ("她", "强调", "各村要准备沙袋")),
    ("en", "Moe said trade rose fast.", ("Moe", "said", "trade rose"), ("Moe", "said", "trade rose fast")),
    ("en", "The bridge fell, Moe said.", ("Moe", "said", "The bridge"), ("Moe", "said", "The bridge")),
    ("zh", "他说，她哭了。", ("他", "说", "她"), None),
    ("zh", "省长敦促各方保持克制。", ("省长", "促", "各方保持克制"), ("省长", "敦促", "保持克制")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "given", "wanted"), MENDED)
def test_mend(language, text, given, wanted):
    side, marked = side_of(text, language)
    f = mend(side, found(text, *given), marked, False)
    assert (f and words(text, f)) == wanted


def test_the_cue_between_two_pieces_is_theirs():
    text = "“雾天最难，”他说，“看不见。”渔民郭长汀指出，灯灭了。"
    _, marked = side_of(text, "zh")
    for source, cue in (("渔民郭长汀", "指出"), ("他说", "指出"), ("", "")):
        f = cue_between(text, "zh", found(text, source, cue, "雾天最难", "看不见"), marked)
        assert words(text, f) == ("他", "说", "雾天最难 / 看不见")


def test_coordinated_reports_are_cut_apart():
    text = "He denied that he had lost the key, and fears that he will lose his job."
    side, _ = side_of(text, "en")
    first = found(text, "He", "denied", "he had lost the key, and fears that he will lose his job")
    second = found(text, "He", "fears", "he will lose his job")
    assert [words(text, f)[2] for f in cut_coordinated(side, [first, second])] == [
        "he had lost the key",
        "he will lose his job",
    ]


NESTED = [
    ("en", "Vint said: “The bank asked him, ‘What boat?’ and left.”", "The bank asked him, ‘What boat?’ and left", [("The bank", "asked", "What boat")]),
    ("en", "Vint said the mayor had told him that it was late.", "the mayor had told him that it was late", [("the mayor", "had told", "it was late")]),
    ("en", "Vint said the boat “Good Hope” had sunk.", "the boat “Good Hope” had sunk", []),
    ("en", "Vint said the volunteer from Norland admitted that it was late.", "the volunteer from Norland admitted that it was late",
     [("the volunteer from Norland", "admitted", "it was late")]),
    ("zh", "老杜说，镇长告诉他，路下个月就通。", "镇长告诉他，路下个月就通", [("镇长", "告诉", "路下个月就通")]),
    ("zh", "老杜说：“徒弟常问我：‘什么时候学成？’我答不上来。”", "徒弟常问我：‘什么时候学成？’我答不上来", [("徒弟", "问", "什么时候学成")]),
    ("zh", "老杜说，“长夜”影展开幕了。", "“长夜”影展开幕了", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "content", "wanted"), NESTED)
def test_speech_within_speech(language, text, content, wanted):
    side, marked = side_of(text, language)
    outer = found(text, "Vint" if language == "en" else "老杜", "said" if language == "en" else "说", content)
    assert [words(text, f) for f in nested_quotes(side, [outer], marked)] == wanted
    assert nested_quotes(side, [], marked) == []
