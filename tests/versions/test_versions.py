import pytest
from conftest import FakeEncoder, make_side
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.records import Alignment, Bead, Document, Finding, Span
from align.versions import compare_versions
from align.versions.groups import join_alignments

ZH = ["会谈开始了。", "关税将下调。", "谢谢。"]
NEW = ["The talks began.", "Tariffs will rise.", "Thanks."]
OLD = ["The talks began. Tariffs will fall.", "A new line.", "Thanks."]


@st.composite
def alignments(draw, sentences):
    beads, i, j = [], 0, 0
    while i < sentences or (len(beads) < 9 and draw(st.booleans())):
        m = draw(st.integers(0, min(3, sentences - i)))
        n = draw(st.integers(0 if m else 1, 2))
        beads.append(Bead(range(i, i + m), range(j, j + n), 0.5, 0.5))
        i, j = i + m, j + n
    return Alignment(tuple(beads)), j


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 6).flatmap(lambda n: st.tuples(st.just(n), alignments(n), alignments(n))))
def test_groups_hold_every_sentence_once_and_whole_beads(drawn):
    sentences, *sides = drawn
    groups = join_alignments(sides[0][0], sides[1][0], sentences)
    assert [i for g in groups for i in g.original] == list(range(sentences))
    assert all(g.original or g.version or g.reference for g in groups)
    for name, (alignment, count) in zip(("version", "reference"), sides, strict=True):
        assert [j for g in groups for j in getattr(g, name)] == list(range(count))
        for bead in alignment.beads:
            assert not bead.src or any(
                {*bead.src} <= {*g.original} and {*bead.tgt} <= {*getattr(g, name)} for g in groups
            )


def bead(a, b, c, d):
    return Bead(range(a, b), range(c, d), 0.5, 0.5)


def test_versions_are_compared_through_the_original():
    fake = FakeEncoder()
    zh, new, old = make_side(ZH, "zh", fake), make_side(NEW, "en", fake), make_side(OLD, "en", fake)
    one = Alignment((bead(0, 1, 0, 1), bead(1, 2, 1, 2), bead(2, 3, 2, 3)))
    two = Alignment((bead(0, 2, 0, 1), bead(2, 2, 1, 2), bead(2, 3, 2, 3)))
    found = compare_versions(zh, (new, one, ()), (old, two, ()))
    assert [(g.original, g.version, g.reference) for g in found.groups] == [
        ((0, 1), (0, 1), (0,)), ((), (), (1,)), ((2,), (2,), (2,))
    ]  # fmt: skip
    words = [
        (c.reference and c.reference.of(old.document.text), c.version and c.version.of(new.document.text))
        for c in found.groups[0].changes
    ]
    assert words == [("fall", "rise")]
    assert found.groups[1].scores is None and found.groups[2].scores.ter == 0


def finding(kind, src, tgt):
    return Finding(kind, "x/y", "major", 0.5, src, tgt, "why", 0)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (finding("number", Span(0, 3), Span(0, 2)), finding("number", Span(2, 5), Span(1, 4)), True),
        (finding("number", Span(0, 3), Span(0, 2)), finding("number", Span(3, 5), Span(0, 2)), False),
        (finding("number", Span(0, 3), None), finding("date", Span(0, 3), None), False),
        (finding("addition", None, Span(0, 3)), finding("addition", None, Span(0, 3)), True),
        (finding("addition", None, Span(0, 3)), finding("addition", None, Span(4, 9)), False),
        (finding("addition", None, Span(0, 3)), finding("addition", Span(0, 2), Span(0, 3)), False),
    ],
)
def test_one_difference_in_two_versions(a, b, same):
    fake = FakeEncoder()
    zh, en = make_side(ZH, "zh", fake), make_side(NEW, "en", fake)
    one = Alignment((bead(0, 3, 0, 3),))
    found = compare_versions(zh, (en, one, (a,)), (en, one, (b,)))
    assert (found.gone, found.new) == (((), ()) if same else ((b,), (0,)))


def test_three_documents_are_encoded_once_each(fake_encoder):
    from align.pipeline import Reference, audit

    def document(lines, language):
        side = make_side(lines, language, FakeEncoder())
        return Document("\n".join(lines), language, side.document.script, "x", side.document.paragraphs)

    zh, new, old = document(ZH, "zh"), document(NEW, "en"), document(OLD, "en")
    result = audit(zh, new, encoder=fake_encoder, reference=Reference((old,)))
    assert fake_encoder.calls == 3 and result.reference is not None
