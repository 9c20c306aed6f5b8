import pytest
from conftest import CORPORA, FakeEncoder, make_side

import align
from align.formats.glossary import shipped_glossary
from align.records import Alignment, Bead, Side
from align.terms import compare_terms, find_terms, trace_term
from align.vectors import side_tokens

GLOSSARY = shipped_glossary()


def differences(zh, en, encoder=None):
    zh, en = ([lines] if isinstance(lines, str) else lines for lines in (zh, en))
    encoder = encoder or FakeEncoder()
    src, tgt = make_side(zh, "zh", encoder), make_side(en, "en", encoder)
    beads = tuple(Bead(range(i, i + 1), range(i, i + 1), 1.0, 1.0) for i in range(len(zh)))
    return compare_terms(src, tgt, Alignment(beads), GLOSSARY)


def contrasts(found):
    return [(d.concept, d.rendered, d.severity) for d in found if d.kind == "terminology" and d.rendered]


SWITCHED = [
    ("他要求塔方恪守一个中国原则。", "He asked Talvia to abide by the one-China policy.", "one-china-principle", "one-china-policy"),
    ("塔尔维奉行一个中国政策。", "Talvia follows the principle of one China.", "one-china-policy", "one-china-principle"),
    ("两岸终将实现和平统一。", "Both sides will see reunification by force.", "peaceful-reunification", "armed-reunification"),
    ("对此表示严重关切。", "It expressed concern over this.", "grave-concern", "concern"),
    ("中方强烈谴责这一行为。", "China regrets this act.", "condemn", "regret"),
    ("中方坚决反对此类往来。", "China opposes such contacts.", "firmly-oppose", "oppose"),
    ("双方建立全面战略伙伴关系。", "They set up a strategic partnership.", "comprehensive-strategic-partnership", "strategic-partnership"),
    ("推动半岛无核化。", "to advance North Korea's denuclearization.", "peninsula-denuclearisation", "dprk-denuclearisation"),
    ("他们是渔民。", "They are militia members.", "fishermen", "militia"),
    ("钓鱼岛附近。", "near the Senkaku Islands.", "diaoyu-islands", "senkaku-islands"),
    ("中國對美國實施制裁。", "China takes countermeasures against the United States.", "sanction", "countermeasure"),
    ("他被定罪。", "He was indicted.", "convict", "charge-criminal"),
    ("俄罗斯的侵略战争。", "Russia's special military operation.", "aggression", "special-military-operation"),
    ("第三季度环比情况。", "the third quarter year on year.", "month-on-month", "year-on-year"),
    ("贸易顺差。", "the trade deficit.", "trade-surplus", "trade-deficit"),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en", "concept", "rendered"), SWITCHED, ids=[c[2] for c in SWITCHED])
def test_contrast(zh, en, concept, rendered):
    found = [d for d in differences(zh, en) if d.rendered]
    assert [(d.concept, d.rendered) for d in found] == [(concept, rendered)]
    (difference,) = found
    assert difference.src.of(zh) in difference.reason
    assert difference.tgt.of(en) in difference.reason
    assert 0.2 <= difference.confidence <= 1


KEPT = [
    ("恪守一个中国原则。", "abide by the one-China principle."),
    ("恪守一个中国原则。", "abide by the principle of one China."),
    ("他要求恪守一个中国原则，她重申一个中国政策。", "He asked for the one-China principle and she restated the one-China policy."),
    ("台湾是中国不可分割的一部分。", "Taiwan is an inalienable part of China."),
    ("有关各方批评这一行为。", "The parties regret this act."),
    ("他承认了错误。", "He acknowledged his mistake."),
    ("反对党领袖被捕。", "The opposition leader was arrested."),
    ("中方坚决反对。", "China is firmly opposed to this."),
    ("他对指控拒不认罪。", "He pleaded not guilty to the charges."),
    ("竞选团队因工作人员拔枪而被起诉。", "The campaign was sued after staff allegedly pulled a gun."),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en"), KEPT, ids=[c[1] for c in KEPT])
def test_no_contrast(zh, en):
    assert contrasts(differences(zh, en)) == []


def test_both_in_one_bead_but_one_switched():
    zh = "他要求恪守一个中国原则，她重申一个中国政策。"
    en = "He asked for the one-China policy and she restated the one-China policy."
    assert contrasts(differences(zh, en)) == [("one-china-principle", "one-china-policy", "critical")]


def test_inconsistent_where_a_document_has_both():
    zh = ["恪守一个中国原则。", "重申一个中国原则。"]
    found = differences(zh, ["abide by the one-China principle.", "restate the one-China policy."])
    assert [(d.kind, d.bead) for d in found if d.rendered] == [("terminology", 1), ("inconsistency", 1)]


def test_inconsistent_forms_of_several_words():
    zh = ["台湾地区的居民。", "台湾地区的船只。"]
    found = differences(zh, ["people of the Taiwan region.", "ships of the Taiwan area."])
    assert [(d.kind, d.severity) for d in found] == [("inconsistency", "minor")]
    same = differences(zh, ["people of the Taiwan region.", "ships of the region of Taiwan."])
    assert same == ()


def test_swapped_sides_give_the_mirror():
    fake = FakeEncoder()
    src, tgt = make_side(["恪守一个中国原则。"], "zh", fake), make_side(["the one-China policy."], "en", fake)
    alignment = Alignment((Bead(range(1), range(1), 1.0, 1.0),))
    (one,) = compare_terms(src, tgt, alignment, GLOSSARY)
    (other,) = compare_terms(tgt, src, alignment, GLOSSARY)
    assert (one.src, one.tgt, one.concept) == (other.tgt, other.src, other.rendered)


def test_sides_without_encoding():
    sides = [make_side([t], k, FakeEncoder()) for t, k in (("一个中国原则", "zh"), ("one-China policy", "en"))]
    plain = [Side(s.document, s.sentences, None) for s in sides]
    found = compare_terms(*plain, Alignment((Bead(range(1), range(1), 1.0, 1.0),)), GLOSSARY)
    assert contrasts(found) == [("one-china-principle", "one-china-policy", "critical")]


def test_unmatched_beads_are_left_alone():
    sides = [make_side([t], k, FakeEncoder()) for t, k in (("一个中国原则", "zh"), ("one-China policy", "en"))]
    beads = (Bead(range(1), range(0), 0.0, 0.0), Bead(range(1, 1), range(1), 0.0, 0.0))
    assert compare_terms(*sides, Alignment(beads), GLOSSARY) == ()


def test_place_by_vector(encoder):
    zh = "中方强烈谴责这一行径，并保留采取进一步措施的权利。"
    en = "Beijing lashed out furiously at the move and reserved its right to take further steps."
    src, tgt = make_side([zh], "zh", encoder), make_side([en], "en", encoder)
    hit = next(h for h in find_terms(src, GLOSSARY) if h.concept == "condemn")
    traced = trace_term(hit, side_tokens(src), side_tokens(tgt), range(1))
    assert traced.how == "vector"
    assert traced.span.start < en.index(" and reserved")
    assert 0 < traced.score <= 1


@pytest.mark.parametrize(("variant", "expected"), [("", []), (".blurred", ["one-china-policy"])])
def test_sample_pair(encoder, variant, expected):
    folder = CORPORA / "one-china-readout"
    pair = align.read_pair(folder / "one-china-readout.zh.txt", folder / f"one-china-readout{variant}.en.txt")
    result = align.compare(*pair, encoder=encoder)
    found = compare_terms(result.src, result.tgt, result.alignment, GLOSSARY)
    assert [d.rendered for d in found if d.rendered] == expected
