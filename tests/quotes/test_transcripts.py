"""A press conference in both versions, written by us: turns, questions left out, others quoted within a turn."""

import pytest

from align.documents import document_from_text
from align.encoding import load_encoder
from align.pipeline import compare

ZH = """2031年4月2日外交部发言人汪文斌主持例行记者会

路透社记者：诺兰外长昨天说，中方拒绝了他的提议。发言人对此有何评论？

汪文斌：我没有听说过这个提议。中方一贯主张通过对话解决分歧。

追问：也就是说，中方没有收到？

汪文斌：我刚才已经回答了你的问题。

《沙湾日报》记者：大桥什么时候通车？渡轮会不会停航？票价会不会上涨？

汪文斌：请向主管部门了解。大桥的事由他们负责。渡轮的事也是。

法新社记者：发言人能否介绍周燕外长访问的安排？

汪文斌：周燕外长将于下周访问诺兰。周燕外长日前表示，“两国人民的友谊历久弥坚”。
"""
EN = """Foreign Ministry Spokesperson Wang Wenbin's Regular Press Conference on April 2, 2031

Reuters: The Norland foreign minister said yesterday that China had rejected his proposal. What is your comment?

Wang Wenbin: I have not heard of this proposal. China always stands for settling differences through dialogue.

Follow-up: So you mean that China did not receive it?

Wang Wenbin: I just answered your question.

AFP: Can you tell us about Foreign Minister Zhou Yan's visit?

Wang Wenbin: Foreign Minister Zhou Yan will visit Norland next week. As she said the other day, “The friendship \
between our two peoples has stood the test of time.”
"""


@pytest.fixture(scope="module")
def pairs():
    src, tgt = document_from_text(ZH, language="zh"), document_from_text(EN, language="en")
    return compare(src, tgt, encoder=load_encoder(layers=(5, 9)), quotes=True).quotes


def test_a_question_and_its_answer_that_are_left_out_are_a_turn_each(pairs):
    alone = [(p.src.speaker, len(p.src.content)) for p in pairs if p.src and p.tgt is None]
    assert alone == [("《沙湾日报》记者", 3), ("汪文斌", 3)]
    assert not [p for p in pairs if p.src is None]


def test_turns_are_direct_and_their_labels_speak(pairs):
    turns = [p for p in pairs if p.src and p.tgt and not p.src.cue]
    assert {p.src.kind for p in turns} == {p.tgt.kind for p in turns} == {"direct"}
    assert [(p.src.speaker, p.tgt.speaker) for p in turns] == [
        ("路透社记者", "Reuters"),
        ("汪文斌", "Wang Wenbin"),
        ("追问", "Follow-up"),
        ("汪文斌", "Wang Wenbin"),
        ("法新社记者", "AFP"),
        ("汪文斌", "Wang Wenbin"),
    ]


def test_whom_a_turn_quotes_is_not_whose_turn_it_is(pairs):
    others = [
        (p.src.speaker, p.tgt.speaker, p.src.kind, p.tgt.kind) for p in pairs if p.src and p.tgt and p.src.cue
    ]
    assert others == [
        ("诺兰外长", "the Norland foreign minister", "indirect", "indirect"),
        ("周燕", "Zhou Yan", "direct", "direct"),
    ]
