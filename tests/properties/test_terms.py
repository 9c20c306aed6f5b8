"""Whatever a text holds, the places of terms lie inside it and keep apart; versions compared either way mirror."""

from __future__ import annotations

from itertools import pairwise

from conftest import FakeEncoder, make_side
from hypothesis import given, settings
from hypothesis import strategies as st

from align.formats.glossary import shipped_glossary
from align.records import Alignment, Bead
from align.terms import compare_terms, find_terms

GLOSSARY = shipped_glossary()
WORDINGS = {
    language: [t.text for c in GLOSSARY.concepts for t in c.terms if t.language == language]
    for language in ("zh", "en")
}
FILL = st.text(max_size=4).map(lambda t: t.replace("\n", " ")) | st.sampled_from(
    ["，", " and ", "的", "“", "-", ", "]
)


def lines(language):
    pieces = st.lists(st.sampled_from(WORDINGS[language]) | FILL, min_size=1, max_size=6).map("".join)
    return st.lists(pieces, min_size=1, max_size=3)


@settings(deadline=None)
@given(zh=lines("zh"), en=lines("en"))
def test_places_lie_in_their_sentence_and_do_not_overlap(zh, en):
    for language, texts in (("zh", zh), ("en", en)):
        side = make_side(texts, language, FakeEncoder())
        hits = find_terms(side, GLOSSARY)
        assert list(hits) == sorted(hits, key=lambda h: (h.span, h.concept))
        for hit in hits:
            assert any(s.span.start <= hit.span.start < hit.span.end <= s.span.end for s in side.sentences)
        spans = sorted({h.span for h in hits})
        assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(deadline=None, max_examples=30)
@given(zh=lines("zh"), en=lines("en"))
def test_contrasts_mirror_when_the_sides_are_swapped(zh, en):
    src, tgt = make_side(zh, "zh", FakeEncoder()), make_side(en, "en", FakeEncoder())
    run = range(len(zh)), range(len(en))
    found = compare_terms(src, tgt, Alignment((Bead(*run, 1.0, 1.0),)), GLOSSARY)
    other = compare_terms(tgt, src, Alignment((Bead(*run[::-1], 1.0, 1.0),)), GLOSSARY)

    def number(differences):
        return sum(bool(d.rendered) for d in differences)

    assert number(found) == number(other)
    for d in (*found, *other):
        assert 0 <= d.confidence <= 1
