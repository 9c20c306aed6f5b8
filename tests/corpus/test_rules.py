from dataclasses import replace

import pytest

from align.corpus.records import SegmentPair
from align.corpus.rules import read_rules
from align.corpus.settings import CorpusSettings
from align.errors import ConfigError
from align.records import Span


def pair(en, zh):
    return SegmentPair(en, zh, "r1", Span(0, len(en)), Span(0, len(zh)), 0.95, 0.6)


@pytest.mark.parametrize(
    ("en", "zh", "rule"),
    [
        ("The plant made 110 million parts last year.", "该厂去年生产零件1.1亿个。", None),
        ("The plant made 113 million parts last year.", "该厂去年生产零件1.1亿个。", "numbers"),
        ("Some 464 species live there.", "那里生活着461种动物。", "numbers"),
        (
            "One is 57 years old, the other 29.",
            "一人29岁，另一人也是29岁。",
            "numbers",
        ),  # 29 is there, but once only
        ("Both are 29 years old.", "一人29岁，另一人也是29岁。", None),
        (
            "At 143 she is light for her height.",
            "她体重140磅，就身高而言偏轻。",
            "numbers",
        ),  # a number without its unit
        ("At 140 she is light for her height.", "她体重140磅，就身高而言偏轻。", None),
        ("In 3 to 5 years it will open 1,3 shops.", "公司将在3到5年内开设1000家门店。", "numbers"),  # misprinted
        ("The school marked its 203th anniversary.", "学校举行了建校200周年庆典。", "numbers"),
        ("The path is 8 kilometres long.", "这条小路长5英里。", None),
        ("About 90% of them passed.", "其中近90%合格。", None),
        (
            "Le ministre a salué hier les progrès accomplis par toutes les délégations.",
            "部长昨天赞扬了各代表团取得的进展。",
            "language",
        ),
        ("The new bridge opens in May.", "The new bridge opens in May.", "language"),
        ("The talks went on,", "会谈继续进行。", "terminal-punctuation"),
        ("Yes.", "这座城市今年将为所有新入学的儿童提供免费的午餐和校车服务。", "length-ratio"),
    ],
)
def test_first_rule_that_is_against_a_pair(en, zh, rule):
    refusals = read_rules().judge(pair(en, zh))
    assert (refusals[0].rule if refusals else None) == rule


@pytest.mark.parametrize("tables", [{"lenght": {}}, {"confidence": {"last": 1}}, {"confidence": {"least": "x"}}])
def test_unknown_rules_and_keys_are_refused(tables):
    with pytest.raises(ConfigError):
        read_rules(tables, "c.toml")


def test_a_rule_is_switched_off_and_changes_the_version():
    off = read_rules({"numbers": {"enabled": False}})
    assert off.version != read_rules().version
    assert not off.judge(pair("Some 464 species live there.", "那里生活着461种动物。"))


def test_fidelity_is_off_until_it_is_asked_for():
    unfaithful = replace(pair("Some of the species live there.", "那里生活着一些动物。"), fidelity=0.1)
    assert "fidelity" not in read_rules().describe() and not read_rules().judge(unfaithful)
    on = read_rules({"fidelity": {"enabled": True, "least": 0.2}})
    assert [r.rule for r in on.judge(unfaithful)] == ["fidelity"]
    assert not on.judge(replace(unfaithful, fidelity=0.2)) and not on.judge(replace(unfaithful, fidelity=None))


def test_split_goes_by_the_hash_alone():
    settings = CorpusSettings(valid=0.25, test=0.25)
    assert [settings.split_of(k * 12) for k in "058f"] == ["test", "valid", "train", "train"]
