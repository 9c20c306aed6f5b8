"""Chinese sources as they are read: who speaks, without whom, when and where."""

import pytest

from align.speakers.chinese import read_source

SOURCES = [
    # whom the speaker meets, with time and place or without
    ("周燕在会见达尔时", "person", "周燕"),
    ("周燕周三在会见达尔", "person", "周燕"),
    ("周燕会见挪威外长佩尔·达尔时", "person", "周燕"),
    ("外交部长周燕在北京会见挪威外长佩尔·达尔时", "person", "周燕"),
    ("何晓于26日会晤李敏", "person", "何晓"),
    ("埃尔多安在安卡拉会见普京时", "person", "埃尔多安"),
    ("何晓致电李敏", "person", "何晓"),
    # time and place behind
    ("周燕当天", "person", "周燕"),
    ("渔业部长周燕周三", "person", "周燕"),
    ("周燕26日在北京", "person", "周燕"),
    ("周燕12月3日在北京", "person", "周燕"),
    ("周燕今天下午在新闻发布会", "person", "周燕"),
    ("法国总统马克龙在巴黎", "person", "马克龙"),
    ("中国驻挪威大使李敏日前", "person", "李敏"),
    ("周燕在", "person", "周燕"),
    ("一名官员周三", "role", "一名官员"),
    ("财政部周三", "body", "财政部"),
    # Traditional characters
    ("外交部發言人毛寧", "person", "毛寧"),
    # 在 and the days are parts of names
    ("李在明", "person", "李在明"),
    ("李在明在首尔", "person", "李在明"),
    ("李在明在首尔会见达尔", "person", "李在明"),
    # behind a calling that no list has
    ("保安卞春生", "person", "卞春生"),
    ("老師傅霍啟明", "person", "霍啟明"),
    ("售票员蓝小满", "person", "蓝小满"),
    ("工人王强", "person", "王强"),
    ("香港立法會議員陳國強", "person", "陳國強"),
    ("消防队员的家属", "role", "消防队员的家属"),
    # a day is nobody
    ("星期一", "description", ""),
    ("周二", "description", ""),
    ("礼拜三", "description", ""),
    ("昨天", "description", ""),
    # papers behind 据, what an institution puts out
    ("据外媒", "body", "外媒"),
    ("審計局的報告", "body", "審計局"),
    ("财政部年度报告", "body", "财政部"),
    ("报告", "document", "报告"),
    # nobody before it: the words stay
    ("在会见达尔时", "description", "在会见达尔时"),
    ("会见达尔", "description", "会见达尔"),
    ("中国在联合国的代表", "role", "中国在联合国的代表"),
]


@pytest.mark.parametrize(("text", "kind", "speaker"), SOURCES)
def test_sources(text, kind, speaker):
    mention = read_source(text)
    assert (mention.kind, mention.speaker) == (kind, speaker)
