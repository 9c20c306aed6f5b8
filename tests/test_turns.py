import pytest

from align.documents import document_from_text
from align.turns import find_turns, turn_at

BRIEFING = """记者会实录
记者：桥什么时候通车？
林沛：下个月通车，具体日期会另行公布。
我们正在做最后的检查。
《山城晚报》记者：费用由谁承担？请说明一下。
林沛：费用由州政府承担，不会转嫁给居民。"""


def labels(text, language):
    return [t.label.of(text) for t in find_turns(document_from_text(text, language=language))]


def test_turns_of_a_briefing():
    assert labels(BRIEFING, "zh") == ["记者", "林沛", "《山城晚报》记者", "林沛"]


def test_a_turn_goes_on_over_unlabelled_paragraphs():
    turns = find_turns(document_from_text(BRIEFING, language="zh"))
    assert [w.of(BRIEFING).rstrip() for w in turns[1].words] == [
        "下个月通车，具体日期会另行公布。",
        "我们正在做最后的检查。",
    ]


def test_turn_at_a_place():
    turns = find_turns(document_from_text(BRIEFING, language="zh"))
    assert turn_at(turns, BRIEFING.index("最后")) == turns[1]
    assert turn_at(turns, 0) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Note: the bridge is closed until Friday.\n\nIt will open on Saturday.\n\nDrivers should wait."),
        ("en", "Brandt: 2,383\n\nOkafor: 1,891\n\nBrandt: 77\n\nOkafor: 12"),
        ("zh", "会议通知\n时间：七月十二日上午九时整，请准时到场。\n地点：州政府三楼会议室，请携带证件。"),
        ("zh", "他说：桥下个月通车，请大家放心。\n她表示：费用由州政府承担，不会转嫁。"),
    ],
)
def test_no_transcript(language, text):
    assert labels(text, language) == []


def test_english_labels_with_titles_and_notes():
    text = "Q: Will there be a ferry this year?\n\nHarbour Master Ines Holt (by phone): We are still looking for a boat."
    assert labels(text, "en") == ["Q", "Harbour Master Ines Holt"]
