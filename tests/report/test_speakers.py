import pytest

from align.records import Quote, QuotePair, Span
from align.report.speakers import group_by_speaker, select_groups


def pair(src, tgt):
    """A pair by its speakers' names; None for a side that is not quoted."""
    sides = [None if name is None else Quote((), (), (Span(0, 1),), "direct", name, 1.0) for name in (src, tgt)]
    return QuotePair(*sides, 0.0)


def gather(*names):
    return [(group.name, group.numbers) for group in group_by_speaker([pair(*each) for each in names])]


def test_an_unpaired_quote_joins_its_speakers_pairs():
    assert gather(("王毅", None), ("毛宁", "Mao Ning"), ("王毅", "Wang Yi"), (None, "Wang Yi")) == [
        ("王毅 / Wang Yi", (1, 3, 4)),
        ("毛宁 / Mao Ning", (2,)),
    ]


def test_pairs_chain_names_and_all_are_shown_the_most_frequent_first():
    assert gather(("双方", "the two ministers"), ("双方", "the two sides"), (None, "the two sides")) == [
        ("双方 / the two sides, the two ministers", (1, 2, 3))
    ]


def test_a_quote_given_to_two_speakers_does_not_make_them_one():
    names = [("王毅", "Wang Yi"), ("毛宁", "Mao Ning"), ("王毅", "Mao Ning"), ("王毅", "Wang Yi")]
    groups = group_by_speaker([pair(*each) for each in names])
    assert [(group.name, group.numbers, set(group.disputed)) for group in groups] == [
        ("王毅 / Wang Yi", (1, 3, 4), {3}),
        ("毛宁 / Mao Ning", (2,), set()),
    ]


def test_what_is_shown_alone_keeps_its_head():
    """A quote given to two speakers is told so where it is the only one asked for (#4)."""
    names = [("王毅", "Wang Yi"), ("毛宁", "Mao Ning"), ("王毅", "Mao Ning"), ("王毅", "Wang Yi")]
    pairs = [pair(*each) for each in names]
    (group,) = select_groups(pairs, pairs[2:3])
    assert (group.name, group.numbers, set(group.disputed)) == ("王毅 / Wang Yi", (1,), {1})
    assert group.pairs == (pairs[2],)


def test_a_name_that_is_paired_with_nobody_else_is_no_other_speaker():
    (group,) = group_by_speaker([pair("王毅", "Wang Yi"), pair("王毅", "Wang Yi"), pair("外长", "Wang Yi")])
    assert (group.src, group.disputed) == (("王毅", "外长"), frozenset())


def test_a_side_that_does_not_tell_its_speaker_follows_the_other():
    assert gather(("", "Wang Yi"), ("王毅", "Wang Yi"), ("王毅", "")) == [("王毅 / Wang Yi", (1, 2, 3))]


def test_unknown_speakers_are_one_group_and_last():
    assert gather(("", ""), (None, ""), ("王毅", None), ("", None)) == [
        ("王毅", (3,)),
        ("unknown speaker", (1, 2, 4)),
    ]


def test_a_name_is_one_in_both_versions_and_in_any_case():
    assert gather(("Reuters", None), (None, "Reuters"), (None, "the  reuters"), (None, "The Reuters")) == [
        ("Reuters", (1, 2)),
        ("the reuters", (3, 4)),
    ]


def test_names_are_harmless():
    (group,) = group_by_speaker([pair("\u202e王\x1b毅", "\ud800Wang")])
    assert (group.src, group.tgt) == (("王␛毅",), ("\ufffdWang",))


@pytest.mark.parametrize("count", [0, 3000])
def test_groups_hold_every_pair_once(count):
    names = [(f"人{i}", f"P{i + i % 2}") for i in range(count)] + [(f"人{i}", f"P{i}") for i in range(count)]
    numbers = [n for group in group_by_speaker([pair(*each) for each in names]) for n in group.numbers]
    assert sorted(numbers) == list(range(1, 2 * count + 1))
