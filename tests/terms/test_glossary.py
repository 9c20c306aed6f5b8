"""The glossary that ships, row by row."""

import pytest
from conftest import FakeEncoder, make_side

from align.formats.glossary import SEVERITIES, shipped_glossary
from align.terms import find_terms

GLOSSARY = shipped_glossary()
BY_ID = {concept.id: concept for concept in GLOSSARY.concepts}
PLAIN = [c for c in GLOSSARY.concepts if not any("..." in t.text for t in c.terms)]


def test_size():
    assert len(GLOSSARY.concepts) >= 400
    assert sum(bool(c.contrasts) for c in GLOSSARY.concepts) >= 400


@pytest.mark.parametrize("concept", GLOSSARY.concepts, ids=lambda c: c.id)
def test_row(concept):
    assert concept.note.endswith(".")
    assert len(concept.note) >= 40
    assert concept.subject
    assert concept.severity in SEVERITIES
    assert {t.language for t in concept.terms if t.status == "preferred"} == {"zh", "en"}
    assert concept.id not in concept.contrasts
    for other in concept.contrasts:
        assert concept.id in BY_ID[other].contrasts


@pytest.mark.parametrize("concept", GLOSSARY.concepts, ids=lambda c: c.id)
def test_no_wording_tells_two_contrasting_concepts(concept):
    mine = {(t.language, t.text.lower()) for t in concept.terms if t.status == "preferred"}
    for other in concept.contrasts:
        theirs = {(t.language, t.text.lower()) for t in BY_ID[other].terms if t.status == "preferred"}
        assert not mine & theirs


@pytest.mark.parametrize("concept", GLOSSARY.concepts, ids=lambda c: c.id)
def test_every_wording_is_found_in_a_sentence(concept):
    terms = [t for t in concept.terms if t.status != "context"]
    for language, frame in (("zh", "据悉，{}，等等。"), ("en", "Reportedly, {}, etc.")):
        listed = [t for t in terms if t.language == language]
        lines = [frame.format(t.text.replace("...", "xyz")) for t in listed]
        side = make_side(lines, language, FakeEncoder())
        hits = find_terms(side, GLOSSARY)
        for sentence, term in zip(side.sentences, listed, strict=True):
            found = {h.concept for h in hits if sentence.span.start <= h.span.start < sentence.span.end}
            assert concept.id in found, term.text


@pytest.mark.parametrize("concept", GLOSSARY.concepts, ids=lambda c: c.id)
def test_contexts_keep_the_concept_from_being_found(concept):
    for language, frame in (("zh", "据悉，{}，等等。"), ("en", "Reportedly, {}, etc.")):
        lines = [frame.format(t.text) for t in concept.terms if (t.language, t.status) == (language, "context")]
        hits = find_terms(make_side(lines, language, FakeEncoder()), GLOSSARY)
        assert concept.id not in {h.concept for h in hits}
