import pytest

from align import InputError, LanguageError, align_sentences

ZH = ["会谈昨天在首都举行。", "部长说关税将下调。"]
EN = ["Talks were held in the capital yesterday.", "The minister said tariffs would fall."]


def ranges(alignment):
    return [(list(bead.src), list(bead.tgt)) for bead in alignment.beads]


@pytest.mark.parametrize(
    ("src", "tgt", "expected"),
    [
        ([], [], []),
        ([], EN, [([], [0]), ([], [1])]),
        (ZH, [], [([0], []), ([1], [])]),
        ([""], EN[:1], [([0], []), ([], [0])]),
        (["", " "], [], [([0], []), ([1], [])]),
    ],
)
def test_list_without_text_leaves_the_other_unmatched(encoder, src, tgt, expected):
    assert ranges(align_sentences(src, tgt, encoder=encoder)) == expected


def test_empty_strings_keep_their_index(encoder):
    found = ranges(align_sentences(["", ZH[0], "", ZH[1]], [EN[0], EN[1], ""], encoder=encoder))
    assert [pair for pair in found if all(pair)] == [([1], [0]), ([3], [1])]
    assert sorted(i for src, _ in found for i in src) == [0, 1, 2, 3]
    assert sorted(j for _, tgt in found for j in tgt) == [0, 1, 2]


def test_lists_are_checked_as_texts_are(encoder):
    with pytest.raises(InputError, match="NUL"):
        align_sentences(["a\0"], EN, encoder=encoder)
    with pytest.raises(InputError, match="surrogate"):
        align_sentences(["\ud800"], EN, encoder=encoder)
    with pytest.raises(LanguageError, match="Russian"):
        align_sentences(["Министр заявил, что пошлины будут снижены."], ZH, encoder=encoder)
