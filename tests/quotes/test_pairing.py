import pytest
from conftest import FakeEncoder, make_side

from align.quotes.pairing import SURE, pair_quotes
from align.records import Alignment, Bead, Quote, Span

LINES = ["abcdefgh", "ijklmnop", "qrstuvwx"]
BEADS = tuple(Bead(range(i, i + 1), range(i, i + 1), 0.9, 0.9) for i in range(3))


def quote(side, words, confidence=0.9, speaker=""):
    at = side.document.text.index(words)
    return Quote((), (), (Span(at, at + len(words)),), "indirect", speaker, confidence)


def words(side, q):
    return q and "".join(s.of(side.document.text) for s in q.content)


def pairs(src_words, tgt_words, agree=lambda a, b: 0.5, tgt_lines=LINES, confidences=None):
    fake = FakeEncoder()
    src, tgt = make_side(LINES, "zh", fake), make_side(tgt_lines, "en", fake)
    given = tuple(
        [quote(side, w, *((confidences or {}).get((k, w), 0.9),)) for w in listed]
        for k, (side, listed) in enumerate(((src, src_words), (tgt, tgt_words)))
    )
    found = pair_quotes(src, tgt, Alignment(BEADS), given, agree)
    return [(words(src, p.src), words(tgt, p.tgt)) for p in found], found


def test_pairs_by_beads_and_words():
    found, _ = pairs(["abcdefgh", "qrstuvwx"], ["abcdefgh", "qrstuvwx"])
    assert found == [("abcdefgh", "abcdefgh"), ("qrstuvwx", "qrstuvwx")]


def test_each_quote_is_in_one_pair_only():
    found, _ = pairs(["abcd", "efgh"], ["abcdefgh"])
    assert len(found) == 2 and sum(b is not None for _, b in found) == 1


def test_unpaired_quotes_stand_where_their_side_has_them():
    found, _ = pairs(["abcdefgh", "qrstuvwx"], ["ijklmnop"])
    assert found == [("abcdefgh", None), (None, "ijklmnop"), ("qrstuvwx", None)]


def test_a_doubtful_quote_needs_the_other_version():
    low = SURE - 0.05
    assert pairs(["abcdefgh"], [], confidences={(0, "abcdefgh"): low})[0] == []
    found, _ = pairs(["abcdefgh"], ["abcdefgh"], confidences={(0, "abcdefgh"): low})
    assert found == [("abcdefgh", "abcdefgh")]


def test_words_without_counterpart_are_shown():
    _, found = pairs(["abcdefgh"], ["abcd"], tgt_lines=["abcd", "ijklmnop", "qrstuvwx"])
    assert [(s.start, s.end) for s in found[0].src_uncovered] in ([], [(4, 8)])
    assert found[0].tgt_uncovered == ()


@pytest.mark.parametrize("agreement", [0.0, 1.0])
def test_the_same_speaker_raises_the_score(agreement):
    _, found = pairs(["abcdefgh"], ["abcdefgh"], agree=lambda a, b: agreement)
    _, neutral = pairs(["abcdefgh"], ["abcdefgh"])
    assert (found[0].score - neutral[0].score) * (agreement - 0.5) > 0


def test_a_quote_that_moved_goes_with_the_one_that_has_its_words():
    found, made = pairs(
        ["abcdefgh", "ijklmnop"], ["ijklmnop", "abcdefgh"], tgt_lines=[LINES[1], LINES[2], LINES[0]]
    )
    assert found == [("abcdefgh", "abcdefgh"), ("ijklmnop", "ijklmnop")]
    assert made[0].score > 0.8


def test_no_quote_is_taken_for_moved_where_two_have_its_words_or_another_speaker_has_them():
    twice = ["ijklmnop", "abcdefgh", "abcdefgh"]
    assert pairs(["abcdefgh"], ["abcdefgh"], tgt_lines=[LINES[1], LINES[2], LINES[0]], agree=lambda a, b: 0.1)[
        0
    ] == [
        ("abcdefgh", None),
        (None, "abcdefgh"),
    ]
    fake = FakeEncoder()
    src, tgt = make_side(LINES, "zh", fake), make_side(["ijklmnop", "qrstuvwx", *twice[1:]], "en", fake)
    ends = [s.span.end for s in tgt.sentences[2:]]
    both = [Quote((), (), (Span(end - 8, end),), "indirect", "", 0.9) for end in ends]
    alignment = Alignment((*BEADS, Bead(range(3, 3), range(3, 4), 0.0, 0.9)))
    made = pair_quotes(src, tgt, alignment, ([quote(src, "abcdefgh")], both), lambda a, b: 0.5)
    assert all(p.src is None or p.tgt is None for p in made)
