"""Chinese names with a syllable that is not theirs, and offices of the past."""

from __future__ import annotations

import pytest

from align.names import Name
from align.names.former import chinese_former, english_former, title_place
from align.names.misspelt import misspelt
from align.records import Span


@pytest.mark.parametrize(
    ("english", "chinese", "near"),
    [
        ("Yang Liping", "局长杨立明介绍了情况。", "杨立明"),
        ("Liping Yang", "局长杨立明介绍了情况。", "杨立明"),
        ("Ouyang Xiuwu", "欧阳修文出席。", "欧阳修文"),
        ("Yang Liming", "局长杨立明介绍了情况。", None),
        ("Yang Li-ping", "局长杨立明介绍了情况。", None),  # no pinyin
        ("Yang Jianguo", "局长杨立明介绍了情况。", None),  # somebody else
        ("Yang Liping", "杨立明和杨丽萍出席。", None),  # both are there
        ("Shan Jixiang", "单霁翔院长出席。", None),  # 单 is Shan as a surname
        ("Lyu Zhongchun", "吕仲春当选。", None),
        ("Zhang Leping", "张乐平画展开幕。", None),  # 乐 is read in two ways
    ],
)
def test_one_syllable_apart(english: str, chinese: str, near: str | None):
    assert misspelt(Name("person", Span(0, len(english)), english, frozenset()), chinese) == near


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("前总理布莱尔出席。", ["前总理"]),
        ("该公司原董事长李强被捕。", ["原董事长"]),
        ("目前总理没有回应，会前主席见了代表。", []),
        ("前总统府一片寂静。", []),
    ],
)
def test_offices_of_the_past_in_chinese(text: str, found: list[str]):
    assert [office.span.of(text) for office in chinese_former(text)] == found


def test_offices_of_the_past_in_english():
    text = "The former US president and ex-minister met the president."
    found = list(english_former(text))
    assert [office.span.of(text) for office in found] == ["former US president", "ex-minister"]
    assert "总统" in found[0].renderings
    zh = "这位总统会见了部长。"
    place = title_place(found[0].renderings, zh)
    assert place is not None
    assert place.of(zh) == "总统"
