"""Names in sentences of both languages: where they stand, and whether the other version has them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from align.names import chinese_names, english_names, in_chinese, in_english, is_office
from align.names.people import chinese_likeness, foreign_likeness
from align.names.romanise import given_likeness, spellings
from align.names.sounds import sound_likeness
from align.names.wording import content_words, word_likeness
from align.records import Span

FIND = {"zh": chinese_names, "en": english_names}
FOUND = [
    # words with their kind and, behind "/", their group; each stands in the text from the place before it on
    ("渔船从大连开往釜山，途经黄海。", ["place 大连", "place 釜山", "place 黄海"]),
    ("外交部发言人毛宁周三表示，大门开着。", ["body 外交部/office", "office 发言人/chief", "person 毛宁/chinese"]),
    ("法国总统马克龙昨天抵达。", ["country 法国", "office 总统/chief", "person 马克龙"]),
    ("发言人默克尔在场。", ["office 发言人/chief", "person 默克尔"]),
    ("克里斯托弗·里夫在洛杉矶出生。", ["person 克里斯托弗·里夫/foreign", "place 洛杉矶"]),
    ("副总理李明华出席了会议。", ["office 副总理/deputy", "person 李明华/chinese"]),
    ("周燕说，桥已经修好。", ["person 周燕/chinese"]),
    ("商务部长何建平与德国外长会谈。", ["office 商务部长/chief", "country 德国", "office 外长/chief"]),
    ("全球安全倡议得到支持，世界卫生组织也在场。", ["body 全球安全倡议/initiative", "body 世界卫生组织/organisation"]),
    ("展览从广州、兰州和常州来，广州市先看到。", ["place 广州", "place 兰州", "place 常州", "place 广州市"]),
    ("会议在上海举行。", ["place 上海"]),
    ("展览在上海关闭。", ["place 上海"]),
    ("他们和平壤的同行从成都去札幌。", ["place 平壤", "place 成都", "place 札幌"]),
    ("早上海面平静，晚上海军出港，经济南方，全州放假。", []),
    ("周三下雨，周日放晴。", []),
    ("他在海里游泳，今年放假七天。", []),
    ("Ships sailed from Dalian to Busan.", ["place Dalian", "place Busan"]),
    ("Foreign Ministry spokeswoman Mao Ning said so.",
     ["body Foreign Ministry/office", "office spokeswoman/chief", "person Mao Ning/chinese"]),
    ("Vice Premier Li Minghua came.", ["office Vice Premier/deputy", "person Li Minghua/chinese"]),
    ("Kerry’s boat was in Vienna's canal.", ["person Kerry", "place Vienna"]),
    ("Let us go to Turkey for turkey.", ["country Turkey"]),
    ("The US left; the U.S. said so.", ["country US", "country U.S."]),
    ("They come in May.", []),
    ("He's late. It's late. They're late. We've gone.", []),
    ("He's in Polish hands, and wears nail polish.", ["country Polish"]),
    ("The Ministry of Commerce and the Central Bank agreed.",
     ["body Ministry of Commerce/office", "body Central Bank/bank"]),
    ("The Global Security Initiative and the WHO.", ["body Global Security Initiative/initiative", "body WHO/union"]),
    ("a rich man in georgia", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text, expected):
    before = "他们还在等。\n" if text[0] > "\u4e00" else "They wait.\n"
    whole = before + text
    span = Span(len(before), len(whole))
    names = FIND["zh" if text[0] > "\u4e00" else "en"](whole, span)
    at = span.start
    for name, row in zip(names, expected, strict=True):
        kind, _, words = row.partition(" ")
        words, _, group = words.partition("/")
        assert (name.kind, name.span.of(whole)) == (kind, words)
        assert group in ("", name.group)
        at = whole.index(words, at)
        assert name.span.start == at
        assert "’" not in name.text


ZH_IN_EN = [
    ("法国表示欢迎。", "法国", ["The French welcome it.", "Paris welcomes it."], ["Spain welcomes it."]),
    ("中美关系好转。", "中美", ["US-China ties are better."], ["Ties with Japan are better."]),
    ("总统马克龙昨天到了。", "马克龙", ["Mr Macron came."], ["Mr Scholz came."]),
    ("周燕说，好。", "周燕", ["Zhou Yan agreed.", "Chou Yen agreed.", "Yan Zhou agreed."], ["Li Min agreed.", "She agreed."]),
    ("总理到了。", "总理", ["The prime minister came."], ["The deputy prime minister came.", "The king came."]),
    ("副总理到了。", "副总理", ["The vice-premier came."], ["The premier came."]),
    ("他们在大连。", "大连", ["They are in Dalian."], ["They are in Tianjin."]),
]  # fmt: skip
EN_IN_ZH = [
    ("Zhou Yan left.", "Zhou Yan", ["周燕走了。"], ["李敏走了。", "她走了。"]),
    ("Kerry’s boat sank.", "Kerry", ["克里的船沉了。"], ["普京的船沉了。"]),
    ("The US replied.", "US", ["美方回应。", "驻美大使回应。", "美国回应。"], ["英国回应。"]),
    ("The Senate met.", "Senate", ["参议院开会。"], ["众议院开会。"]),
    ("The foreign minister left.", "foreign minister", ["外长走了。"], ["副外长走了。", "副外交部长走了。"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "case"), [*(("zh", c) for c in ZH_IN_EN), *(("en", c) for c in EN_IN_ZH)], ids=str
)
def test_the_other_version_has_it(language, case):
    text, words, held, not_held = case
    (name,) = [n for n in FIND[language](text, Span(0, len(text))) if n.span.of(text) == words]
    has = in_english if language == "zh" else in_chinese
    assert [other for other in held if not has(name, other)] == []
    assert [other for other in not_held if has(name, other)] == []


@pytest.mark.parametrize(
    ("zh", "near", "far"),
    [
        ("美国国务院", "the US State Department", "the US Department of Defense"),
        ("德国外长", "Germany's foreign minister", "Norway's foreign minister"),
        ("一名高级官员", "a senior official", "a local resident"),
        ("选举委员会", "the Election Commission", "the Olympic Committee"),
    ],
)
def test_wording(zh, near, far):
    assert word_likeness(zh, near) > 0.6
    assert word_likeness(zh, far) < word_likeness(zh, near) - 0.2


def test_the_words_that_count():
    assert content_words("the Ministries of the U.S.") == ("ministry", "us")
    assert content_words("of the") == ()


@pytest.mark.parametrize(
    ("name", "words", "least", "most"),
    [
        ("周燕", "Zhou Yan", 1, 1),
        ("周燕", "Yan Zhou", 1, 1),
        ("周燕", "Zhou", 0.8, 0.8),
        ("李家超", "Lee Ka-chiu", 0.8, 0.9),
        ("李家超", "Lee Boon", 0, 0.3),
        ("李家超", "John Lee", 0.6, 0.6),
        ("周燕", "Karl Lund", 0, 0),
    ],
)
def test_chinese_people(name, words, least, most):
    assert least <= chinese_likeness(name, words.split()) <= most


def test_foreign_people_need_their_last_name():
    assert foreign_likeness("安格拉·默克尔", ["Angela", "Merkel"]) > 0.8
    assert foreign_likeness("默克尔", ["Angela", "Merkel"]) > 0.8
    assert foreign_likeness("安格拉·默克尔", ["Angela", "Schmidt"]) < 0.5
    assert foreign_likeness("·", ["Angela"]) == 0


def test_spellings_hold_umlauts_both_ways():
    assert {"luyan", "lyuyan", "lvyan"} <= spellings("吕燕")
    assert given_likeness("李家超", "Ka-chiu")
    assert not given_likeness("李家超", "Ka")
    assert sound_likeness("", "Kerry") == sound_likeness("克里", "") == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [("外交部长", True), ("周燕", False), ("the minister of trade", True), ("Zhou Yan", False), ("a deputy minister", True),
     ("外交部", False), ("the European Union", False), ("发言人", True), ("the spokesman", True), ("", False)],
)  # fmt: skip
def test_offices(name, expected):
    assert is_office(name) is expected


PIECES = ["周三", "毛宁", "总统", "副", "·", "马克龙", "中美", "美", "说", "的", "外交部", "’s", "'s", "The", "Ministry of ",
          "Trade", " and ", "U.S.", "US", "He's", "Kerry", "vice-", "President", "Zhou Yan", " ", "\n", ".", ",", "，", "𠮷", "İ", "é"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join)


@settings(deadline=None, max_examples=150)
@given(TEXTS, TEXTS, st.data())
@example("İstanbul’s", "·", None)
def test_any_text(text, other, data):
    start = data.draw(st.integers(0, len(text))) if data else 0
    span = Span(start, data.draw(st.integers(start, len(text))) if data else len(text))
    for find, has in ((chinese_names, in_english), (english_names, in_chinese)):
        names = find(text, span)
        assert list(names) == sorted(names, key=lambda n: (n.span.start, n.span.end))
        ends = span.start
        for name in names:
            assert span.start <= name.span.start < name.span.end <= span.end
            assert name.text
            assert has(name, other) in (True, False)
            if name.kind != "office":
                assert ends <= name.span.start
                ends = name.span.end
