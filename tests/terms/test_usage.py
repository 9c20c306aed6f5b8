import itertools

import pytest
from conftest import FakeEncoder, make_side

from align.errors import InputError
from align.formats.glossary import shipped_glossary
from align.records import Alignment, Bead, TermTrace, TracedPair
from align.terms import resolve_terms, trace_usage
from align.terms.counting import count_by_month, count_by_speaker, count_terms, not_mentioned, undated
from align.terms.strength import is_weaker

GLOSSARY = shipped_glossary()


def trace(zh, en, *terms, original="zh", first="zh", beads=None):
    """Uses of a text given by lines, a bead a line; each as outcome, the words of both sides, what it became."""
    encoder = FakeEncoder()
    sides = make_side(zh, "zh", encoder), make_side(en, "en", encoder)
    beads = beads or [(range(i, i + 1), range(i, i + 1)) for i in range(len(zh))]
    alignment = Alignment(tuple(Bead(a, b, 1.0, 1.0) for a, b in beads))
    src, tgt = sides
    if first == "en":
        src, tgt, alignment = tgt, src, alignment.mirrored()
    wanted = resolve_terms(terms, GLOSSARY) if terms else None
    uses = trace_usage(src, tgt, alignment, GLOSSARY, wanted, original)
    return src, tgt, uses


def told(zh, en, *terms, **options):
    src, tgt, uses = trace(zh, en, *terms, **options)
    return [
        (
            use.concept,
            use.outcome,
            use.src.of(src.document.text) if use.src else None,
            use.tgt.of(tgt.document.text) if use.tgt else None,
            use.rendered,
        )
        for use in uses
    ]


@pytest.mark.parametrize(
    "zh",
    [
        "他重申一个中国原则。",
        "他重申“一个中国”原则。",
        "他重申一个中国的原则。",
        "他重申一個中國原則。",
        "他重申「一個中國」的原則。",
        "他重申一中原则。",
    ],
)
@pytest.mark.parametrize(
    "en",
    [
        "He reaffirmed the one-China principle.",
        "He reaffirmed the One China Principle.",
        "He reaffirmed the “one China” principle.",
        "He reaffirmed the principle of one China.",
        "He reaffirmed the one‑China principle.",
    ],
)
def test_forms_of_one_wording_are_one_concept(zh, en):
    ((concept, outcome, *_),) = told([zh], [en], "one-China")
    assert (concept, outcome) == ("one-china-principle", "kept")


SOFTENED = [
    ("中方坚决反对官方往来。", "China opposes official contacts.", "反对"),
    ("对此表示严重关切。", "It expressed concern over this.", "严重关切"),
    ("中方强烈谴责这一行为。", "China condemns this act.", "谴责"),
    ("中方严厉谴责这一行为。", "China denounced this act.", "谴责"),
    ("中方强烈谴责这一行为。", "China regrets this act.", "谴责"),
    ("他提到一个中国原则。", "He mentioned the so-called one-China principle.", "一个中国"),
    ("他提到一个中国原则。", "He mentioned what Beijing calls “one-China principle”.", "一个中国"),
]


@pytest.mark.parametrize(("zh", "en", "term"), SOFTENED)
def test_a_weaker_wording_is_softened(zh, en, term):
    assert [use[1] for use in told([zh], [en], term) if use[2]] == ["softened"]


KEPT = [
    ("中方坚决反对官方往来。", "China firmly opposes official contacts.", "反对"),
    ("中方强烈谴责这一行为。", "China strongly condemned this act.", "谴责"),
    ("中方强烈谴责这一行为。", "China condemned this act in the strongest terms.", "谴责"),
    ("中方谴责这一行为。", "China strongly condemned this act.", "谴责"),
    ("他提到所谓一个中国原则。", "He mentioned the so-called one-China principle.", "一个中国"),
    ("他坚决要求恢复一个中国原则。", "He asked that the one-China principle be restored.", "一个中国"),
]


@pytest.mark.parametrize(("zh", "en", "term"), KEPT)
def test_as_strong_a_wording_is_kept(zh, en, term):
    assert [use[1] for use in told([zh], [en], term) if use[2]] == ["kept"]


def test_a_stronger_wording_of_the_scale_is_a_switch():
    ((_, outcome, *_, rendered),) = told(["对此表示关切。"], ["It expressed grave concern over this."], "concern")[
        :1
    ]
    assert (outcome, rendered) == ("switched", "grave-concern")


def test_a_switch_names_what_stands_in_its_place_and_is_told_once():
    found = told(["他恪守一个中国原则。"], ["He abides by the one-China policy."], "one-China")
    assert found == [("one-china-principle", "switched", "一个中国原则", "one-China policy", "one-china-policy")]


def test_asked_for_alone_the_concept_that_came_is_told_from_where():
    found = told(["他恪守一个中国原则。"], ["He abides by the one-China policy."], "one-china-policy")
    assert found == [("one-china-policy", "switched", "一个中国原则", "one-China policy", "one-china-principle")]


def test_dropped_added_and_the_sentence_that_is_not_there():
    zh = ["他恪守一个中国原则。", "他走了。", "他又说一个中国原则。"]
    en = ["He left.", "He left under the one-China principle, at night.", "x"]
    beads = [(range(0, 1), range(0, 1)), (range(1, 2), range(0, 0)), (range(2, 3), range(0, 0))]
    beads += [(range(3, 3), range(1, 2)), (range(3, 3), range(2, 3))]
    outcomes = [use[1] for use in told(zh, en, "one-china-principle", beads=beads)]
    assert outcomes == ["dropped", "kept"]  # the second has moved to the next bead
    beads.insert(3, (range(3, 3), range(1, 1)))
    outcomes = [use[1] for use in told(zh, en, "one-china-principle", beads=beads)]
    assert outcomes == ["dropped", "dropped", "added"]


def test_a_use_in_the_next_bead_is_its_counterpart():
    zh = ["他恪守一个中国原则。", "他走了。"]
    en = ["He left.", "He abides by the one-China principle."]
    assert [use[1] for use in told(zh, en, "one-china-principle")] == ["kept"]


@pytest.mark.parametrize("original", ["zh", "en"])
def test_the_order_of_the_files_changes_nothing(original):
    zh = ["他恪守一个中国原则。", "对此表示严重关切。", "会议很长。"]
    en = ["He abides by the one-China policy.", "It expressed concern.", "He kept the 1992 Consensus."]
    one = told(zh, en, original=original)
    other = told(zh, en, original=original, first="en")
    assert one == [(c, o, b, a, r) for c, o, a, b, r in other]
    assert one


def test_original_english_counts_what_english_says():
    uses = trace(["他恪守一个中国政策。"], ["He abides by the one-China principle."], "one-China", original="en")[
        2
    ]
    assert [(use.concept, use.outcome, use.original) for use in uses] == [
        ("one-china-principle", "switched", True)
    ]


def test_words_that_the_glossary_does_not_have():
    zh, en = ["双方谈到绿色丝路倡议。", "绿色丝路很长。"], ["They spoke of the Green Silk Road.", "It is long."]
    found = told(zh, en, "绿色丝路=Green Silk Road")
    assert next((use[1], use[2], use[3]) for use in found) == ("kept", "绿色丝路", "Green Silk Road")
    assert found[1][1] in ("dropped", "reworded") and found[1][2] == "绿色丝路"


def test_an_own_wording_is_found_inside_one_of_the_glossary():
    assert (
        told(["他重申一个中国原则。"], ["He reaffirmed the one-China principle."], "个中=the one")[0][1] == "kept"
    )


ONE_CHINA = [f"one-china-{word}" for word in ("principle", "policy", "framework")]
ONE_CHINA += ["one-china", "recognise-one-china", "acknowledge-one-china"]


@pytest.mark.parametrize(
    ("terms", "ids"),
    [
        (["one-China"], ONE_CHINA),
        (["一個中國"], ONE_CHINA),
        (["“一个中国”原则"], ["one-china-principle"]),
        (["condemned"], ["condemn"]),
        (["严重关切"], ["grave-concern"]),
        (["1992-consensus", "九二共识"], ["1992-consensus"]),
        (["moon base"], ["moon base"]),
    ],
)
def test_what_a_term_means(terms, ids):
    assert list(resolve_terms(terms, GLOSSARY).ids) == ids


@pytest.mark.parametrize("term", ["", "  ", "“”", "moon=base"])
def test_a_term_that_means_nothing_is_refused(term):
    with pytest.raises(InputError):
        resolve_terms([term], GLOSSARY)


def test_scales_name_concepts_of_the_glossary_that_contrast():
    from align.terms.strength import _scales

    concepts = {concept.id: concept for concept in GLOSSARY.concepts}
    for scale in _scales():
        for low, high in itertools.pairwise(scale):
            assert is_weaker(high, low) and not is_weaker(low, high)
            assert low in concepts[high].contrasts, (low, high)


def traced(name, date, zh, en, *terms):
    src, tgt, uses = trace(zh, en, *terms)
    return TracedPair(name, src.document, tgt.document, date, uses)


def test_counts_carry_their_denominators():
    asked = ("one-china-principle",)
    pairs = (
        traced(
            "a", "2025-01-14", ["一个中国原则。"] * 3, ["One-China principle."] * 2 + ["One-China policy."], *asked
        ),
        traced(
            "b", "2025-03-02", ["一个中国原则。", "好。"], ["Fine.", "One-China principle, at last."][::-1], *asked
        ),
        traced("c", "", ["今天下雨。"], ["It rained."], *asked),
    )
    held = TermTrace(asked, "zh", pairs)
    (count,) = count_terms(held)
    assert (count.said, count.of("kept"), count.of("switched")) == (4, 3, 1)
    assert sum(number for _, number in count.outcomes) == count.said
    assert count.became == (("switched", "one-china-policy", 1),)
    assert (count.mentioned, count.documents) == (2, 3)
    assert [(c.group, c.said) for c in count_by_month(held)] == [("2025-01", 3), ("2025-03", 1)]
    assert [(c.group, c.said) for c in count_by_speaker(held)] == [("", 4)]
    assert not_mentioned(held, "one-china-principle") == ("c",) and undated(held) == ("c",)
