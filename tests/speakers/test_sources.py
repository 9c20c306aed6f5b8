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
    # nobody before it: the words stay
    ("在会见达尔时", "description", "在会见达尔时"),
    ("会见达尔", "description", "会见达尔"),
    ("中国在联合国的代表", "role", "中国在联合国的代表"),
]


@pytest.mark.parametrize(("text", "kind", "speaker"), SOURCES)
def test_sources(text, kind, speaker):
    mention = read_source(text)
    assert (mention.kind, mention.speaker) == (kind, speaker)
