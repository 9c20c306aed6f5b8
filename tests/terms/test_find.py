import pytest
from conftest import FakeEncoder, make_side

from align.formats.glossary import shipped_glossary
from align.records import Concept, Glossary, Term
from align.terms import find_terms
from align.terms.words import word_key


def found(text, language, glossary=None):
    side = make_side([text], language, FakeEncoder())
    hits = find_terms(side, glossary or shipped_glossary())
    return [(h.concept, h.span.of(text)) for h in hits if h.term.status == "preferred"]


CASES = [
    ("zh", "恪守一个中国原则。", ("one-china-principle", "一个中国原则")),
    ("zh", "恪守“一个中国”原则。", ("one-china-principle", "一个中国”原则")),
    ("zh", "恪守一个中国的原则。", ("one-china-principle", "一个中国的原则")),
    ("zh", "恪守「一個中國」原則。", ("one-china-principle", "一個中國」原則")),
    ("zh", "奉行一個中國政策。", ("one-china-policy", "一個中國政策")),
    ("zh", "堅決反對任何形式的分裂。", ("firmly-oppose", "堅決反對")),
    ("zh", "实现祖国\n统一。", ("reunification", "祖国\n统一")),
    ("zh", "对此表示严重关切。", ("grave-concern", "严重关切")),
    ("zh", "香港國安法生效。", ("hk-national-security-law", "香港國安法")),
    ("zh", "建立全面战略伙伴关系。", ("comprehensive-strategic-partnership", "全面战略伙伴关系")),
    ("en", "the one-China principle", ("one-china-principle", "one-China principle")),
    ("en", "the One China Principle", ("one-china-principle", "One China Principle")),
    ("en", "the one‑China principle", ("one-china-principle", "one‑China principle")),
    ("en", "the “one China” principle", ("one-china-principle", "one China” principle")),
    ("en", "the principle of one China", ("one-china-principle", "principle of one China")),
    ("en", "the principle of what some have called one China", None),
    ("en", "principle of there being one China", ("one-china-principle", "principle of there being one China")),
    ("en", "their one-China policies", ("one-china-policy", "one-China policies")),
    ("en", "a one-China policy's limits", ("one-china-policy", "one-China policy")),
    ("en", "It recognised the state.", ("recognise", "recognised")),
    ("en", "It was recognizing the state.", ("recognise", "recognizing")),
    ("en", "Both parts were reunified.", ("reunification", "reunified")),
    ("en", "It condemns the strike.", ("condemn", "condemns")),
    ("en", "The colour of labour: forced labor.", ("forced-labour", "forced labor")),
    ("en", "the Defence Ministry", ("defence-ministry", "Defence Ministry")),
    ("en", "the Defense Ministry", ("defence-ministry", "Defense Ministry")),
    ("en", "a cease-fire", ("ceasefire", "cease-fire")),
    ("en", "the ceasefire", ("ceasefire", "ceasefire")),
    ("en", "withdrew its remaining troops", ("troop-withdrawal", "withdrew its remaining troops")),
    ("en", "the WHO said", ("who-body", "WHO")),
    ("en", "the people who said", None),
    ("en", "the WORLD HEALTH ORGANIZATION", ("who-body", "WORLD HEALTH ORGANIZATION")),
    ("en", "one country, two systems", ("one-country-two-systems", "one country, two systems")),
    ("en", "communiqué and communique", ("communique", "communiqué")),
    ("en", "according to him", None),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[c[1] for c in CASES])
def test_wordings(language, text, expected):
    hits = found(text, language)
    if expected is None:
        assert not {c for c, _ in hits} & {"who-body", "one-china-principle", "agreement"}
    else:
        assert expected in hits


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("zh", "爱国统一战线。", "reunification"),
        ("zh", "统一标准。", "reunification"),
        ("zh", "一个中国原则。", "one-china"),
        ("zh", "坚决反对。", "oppose"),
        ("zh", "反对党领袖。", "oppose"),
        ("zh", "反倾销调查。", "dumping"),
        ("zh", "严重关切。", "concern"),
        ("zh", "副总统。", "president"),
        ("zh", "进出口总额。", "export-goods"),
        ("en", "the opposition leader", "oppose"),
        ("en", "the one-China principle", "one-china"),
        ("en", "anti-dumping duties", "dumping"),
        ("en", "the vice president", "president"),
        ("en", "the trade war", "war"),
        ("en", "the Taiwan Strait", "taiwan"),
        ("en", "policy. One China, principle", "one-china-principle"),
    ],
)
def test_not_inside_another_wording(language, text, concept):
    assert concept not in {c for c, _ in found(text, language)}


def test_neither_inside_nor_across_a_longer_wording():
    concepts = [
        Concept("long", (Term("中国政策研究", "zh"),)),
        Concept("across", (Term("一个中国政", "zh"),)),
        Concept("inside", (Term("政策", "zh"),)),
    ]
    assert found("一个中国政策研究", "zh", Glossary(tuple(concepts))) == [("long", "中国政策研究")]


def test_wording_of_two_concepts_gives_both():
    concepts = (Concept("a", (Term("统一", "zh"),)), Concept("b", (Term("統一", "zh"),)))
    assert [c for c, _ in found("统一", "zh", Glossary(concepts))] == ["a", "b"]


def test_gap_in_chinese_stays_in_its_clause():
    glossary = Glossary((Concept("a", (Term("承认…主权", "zh"),)),))
    assert found("承认其领土主权", "zh", glossary) == [("a", "承认其领土主权")]
    assert not found("承认，主权", "zh", glossary)
    assert not found("承认了那么多年以来的主权", "zh", glossary)


@pytest.mark.parametrize("text", ["", "。", "\u200b", "?!", "a" * 5000, "中" * 5000, "'", "...", "\U0001f600"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_any_text(text, language):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("recognise", "recognized"), ("organisation", "organizations"), ("urge", "urging"), ("defence", "defense"),
        ("policy", "policies"), ("occupied", "occupying"), ("labour", "labor"), ("centre", "center"),
        ("travelled", "traveling"), ("fishermen", "fisherman"), ("People's", "people"), ("U.N.", "UN"),
        ("judgement", "judgment"), ("crises", "crise"), ("sued", "suing"), ("died", "dying"), ("pledges", "pledged"), ("withdrew", "withdrawn"),
    ],
)  # fmt: skip
def test_same_key(one, other):
    assert word_key(one) == word_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("meeting", "meet"),
        ("concerning", "concern"),
        ("news", "new"),
        ("dumping", "dump"),
        ("united", "unit"),
        ("according", "accord"),
    ],
)
def test_other_key(one, other):
    assert word_key(one) != word_key(other)
