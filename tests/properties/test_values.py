from hypothesis import example, given, settings
from hypothesis import strategies as st
from values.numerals import chinese, english

from align.records import Span
from align.values import compare_values, find_values, match_values
from align.values.assignment import assign
from align.values.hanzi import read_numeral
from align.values.script import fold, lower
from align.values.words import read_words

NUMBERS = st.one_of(st.integers(0, 10**13), st.integers(0, 10**5), st.integers(0, 13).map(lambda n: 10**n))
PIECES = st.lists(
    st.sampled_from(
        [
            "三",
            "万",
            "亿",
            "一",
            "百",
            "分",
            "之",
            "二",
            "年",
            "月",
            "日",
            "12",
            "3.6",
            "%",
            "元",
            "美元",
            "个",
            "百分点",
            "第",
            "季度",
            "上",
            "半年",
            "去年",
            "近",
            "多",
            "到",
            "-",
            "至",
            "人",
            "，",
            "点",
            "时",
            "半",
            "成",
            "倍",
            "翻",
            "番",
            "零",
            "a",
            "half",
            "third",
            "of",
            "million",
            "billion",
            "two",
            "twenty",
            "-",
            "and",
            "%",
            "percent",
            "$",
            "the",
            "first",
            "May",
            "March",
            "3",
            "p.m.",
            "last",
            "year",
            "Q3",
            "1990s",
            "to",
            "5",
            ",",
            ".",
            "half",
        ]
    ),
    max_size=12,
).map("".join)


@given(NUMBERS)
@example(10**13)
@settings(max_examples=600, deadline=None)
def test_chinese_numerals_read_back(number):
    assert read_numeral(chinese(number)).low == number
    if number:
        (value,) = find_values(f"共{chinese(number)}名。", "zh")
        assert value.value.low == value.value.high == number


@given(NUMBERS)
@settings(max_examples=600, deadline=None)
def test_english_words_read_back(number):
    words = english(number).replace("-", " ").split()
    amount, used = read_words(words)
    assert (amount.low, used) == (number, len(words))
    value = find_values(f"exactly {english(number)} pigs", "en")[0]
    assert value.value.low == number


@given(st.integers(2, 10**13))
@settings(max_examples=200, deadline=None)
def test_one_number_in_both_languages_is_the_same(number):
    (a,) = find_values(f"共{chinese(number)}名。", "zh")
    for written in (f"{number:,} pigs", f"exactly {english(number)} pigs"):
        b = find_values(written, "en")[0]
        assert compare_values(a, b).relation == "same"


@given(st.one_of(PIECES, st.text(max_size=40), PIECES.map(lambda t: " ".join(t))), st.sampled_from(["zh", "en"]))
@settings(max_examples=600, deadline=None)
def test_values_lie_inside_the_text_in_order(text, language):
    found = find_values(text, language)
    at = 0
    for value in found:
        assert at <= value.span.start < value.span.end <= len(text)
        at = value.span.end
    shifted = find_values("甲\n" + text, language, Span(2, len(text) + 2))
    assert [(v.kind, v.value, v.span.start - 2) for v in shifted] == [
        (v.kind, v.value, v.span.start) for v in found
    ]


@given(PIECES, PIECES)
@settings(max_examples=200, deadline=None)
def test_matching_uses_each_value_once(zh, en):
    a, b = find_values(zh, "zh"), find_values(en, "en")
    found = match_values(a, b)
    assert len({id(p.zh) for p in found.pairs}) == len(found.pairs) == len({id(p.en) for p in found.pairs})
    same = match_values(a, a)
    assert all(p.verdict.relation in ("same", "differs") for p in same.pairs)


@given(st.text())
def test_folding_keeps_places(text):
    assert len(fold(text)) == len(text) == len(lower(text))


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5))
@settings(deadline=None)
def test_assignment_is_the_best(scores):
    from itertools import permutations

    got = sum(scores[i][k] for i, k in assign(scores))
    wide = [row + [0] * len(scores) for row in scores]
    best = max(sum(wide[i][k] for i, k in enumerate(p)) for p in permutations(range(len(wide[0])), len(scores)))
    assert got == best
