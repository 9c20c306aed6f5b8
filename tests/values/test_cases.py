from datetime import date
from pathlib import Path

import pytest
from values.spelling import spell

from align.values import compare_values, find_values, match_values

HERE = Path(__file__).parent


def rows(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_there_are_many_cases():
    assert len(rows("cases.tsv")) >= 300
    assert len(rows("pairs.tsv")) >= 80


@pytest.mark.parametrize(("language", "text", "expected"), rows("cases.tsv"))
def test_values_of_a_text(language, text, expected):
    found = find_values(text, language)
    assert " | ".join(f"{v.span.of(text)} = {spell(v)}" for v in found) == expected


@pytest.mark.parametrize(("expected", "zh", "en"), rows("pairs.tsv"))
def test_verdict_on_a_pair(expected, zh, en):
    found = match_values(find_values(zh, "zh"), find_values(en, "en"))
    assert [p.verdict.aspect or p.verdict.relation for p in found.pairs] == [expected]
    assert all(p.verdict.reason for p in found.pairs)


@pytest.mark.parametrize(
    ("zh", "en", "relation"),
    [
        ("去年11月", "November 2020", "same"),
        ("去年11月", "November 2021", "differs"),
        ("去年11月", "last November", "same"),
        ("去年", "2019", "differs"),
        ("去年", "2020", "same"),
        ("昨天", "Tuesday", "same"),
        ("昨天", "Monday", "differs"),
        ("周二", "30 November", "same"),
        ("周二", "29 November", "differs"),
        ("上周五", "November 26", "same"),
        ("上半年", "March 2021", "same"),
        ("下半年", "March 2021", "differs"),
        ("上个月", "November", "same"),
        ("上个月", "October", "differs"),
    ],
)
def test_dates_counted_from_the_day_of_writing(zh, en, relation):
    (a,), (b,) = find_values(zh, "zh"), find_values(en, "en")
    assert compare_values(a, b, date(2021, 12, 1)).relation == relation


def test_verdict_does_not_depend_on_the_order():
    for _, zh, en in rows("pairs.tsv"):
        for a in find_values(zh, "zh"):
            for b in find_values(en, "en"):
                one, other = compare_values(a, b), compare_values(b, a)
                assert (one.relation, one.aspect) == (other.relation, other.aspect), (zh, en)


def test_one_value_of_several_differs():
    zh = find_values("出口增长5.3%，进口下降2%，顺差为3.6万亿元。", "zh")
    en = find_values("Exports rose 5.3 percent and imports fell 2 percent, a surplus of 3.6 billion yuan.", "en")
    found = match_values(zh, en)
    assert [p.verdict.relation for p in found.pairs] == ["same", "same", "differs"]
    assert found.pairs[2].verdict.reason == "one has 3,600,000,000,000 CNY, the other 3,600,000,000 CNY"
    assert not found.only_zh and not found.only_en


def test_a_number_that_only_one_side_has():
    found = match_values(find_values("会议有300人参加。", "zh"), find_values("Many took part.", "en"))
    assert [v.value.low for v in found.only_zh] == [300]
    assert not found.only_en and not found.pairs


def test_weak_values_are_not_missed():
    found = match_values(find_values("一名男子说。", "zh"), find_values("Both said one of them.", "en"))
    assert not found.only_zh and not found.only_en


def test_a_span_limits_the_reading_and_places_are_those_of_the_text():
    from align.records import Span

    text = "一共300人。其中20人受伤。"
    (value,) = find_values(text, "zh", Span(6, len(text)))
    assert value.span.of(text) == "20" and value.value.low == 20


@pytest.mark.parametrize(
    "path", sorted((HERE.parents[1] / "corpora").glob("*/manifest.json")), ids=lambda p: p.parent.name
)
def test_marked_differences_of_the_sample_pairs_are_told(path):
    import json

    for d in json.loads(path.read_text(encoding="utf-8"))["differences"]:
        if d["kind"] in ("number", "date", "unit"):
            found = match_values(find_values(d["zh"], "zh"), find_values(d["en"], "en"))
            assert any(p.verdict.relation == "differs" and not p.verdict.is_slight for p in found.pairs), d["why"]


@pytest.mark.parametrize(("language", "piece"), [
    ("zh", "1"), ("zh", "1,"), ("zh", "百"), ("zh", "一万"), ("zh", "3到"), ("zh", "年"), ("zh", " "), ("zh", "12月15日"), ("zh", "百分之"),
    ("en", "1"), ("en", "1,"), ("en", "one "), ("en", "hundred "), ("en", "3 to "), ("en", "a half "), ("en", " "), ("en", "by May "),
    ("en", "-"), ("en", "twenty-"),
])  # fmt: skip
def test_long_and_odd_texts_take_no_time(language, piece):
    import time

    started = time.process_time()
    find_values(piece * (4000 // len(piece)), language)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "text",
    ["7" * 6000, "7" * 6000 + "%", "第" + "7" * 6000, "7" * 6000 + "th", "0." + "3" * 6000, "1" + ",000" * 3000],
)
def test_numbers_too_long_to_be_numbers(language, text):
    find_values(text, language)
