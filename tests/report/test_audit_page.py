"""The audit's page as it stands in its file, before any script runs."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from report.audits import build_audit

from align.records import Finding, Span
from align.report import render_audit

AUDIT = build_audit()


def parse(comparison):
    return html.fromstring(render_audit(comparison).encode("utf-8"))


def text_of(nodes):
    (node,) = nodes
    return " ".join(node.text_content().split())


def spans(side):
    """Places in one side: empty ones, white space between sentences, the very ends, none at all."""
    length = len(side.document.text)
    return st.none() | st.tuples(st.integers(0, length), st.integers(0, 60)).map(
        lambda at: Span(at[0], min(at[0] + at[1], length))
    )


@st.composite
def findings(draw):
    src, tgt = draw(spans(AUDIT.src)), draw(spans(AUDIT.tgt))
    bead = draw(st.integers(0, len(AUDIT.alignment.beads) - 1))
    quote = draw(st.none() | st.integers(0, len(AUDIT.quotes) - 1))
    severity = draw(st.sampled_from(["critical", "major", "minor"]))
    return Finding("name", "accuracy/mistranslation", severity, 0.5, src, tgt, "Why.", bead, "", quote)


@settings(max_examples=25, deadline=None)
@given(st.lists(findings(), max_size=6))
def test_every_finding_is_listed_once_and_has_its_place_on_both_sides(made):
    page = parse(replace(AUDIT, findings=tuple(made)))
    numbers = [str(n) for n in range(1, len(made) + 1)]
    assert sorted(row.get("id") for row in page.cssselect(".finding")) == sorted(f"f{n}" for n in numbers)
    ids = [node.get("id") for node in page.iter() if isinstance(node.tag, str) and node.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {f"{side}-f{n}" for side in ("src", "tgt") for n in numbers}
    assert {i for i in ids if i.startswith(("src-f", "tgt-f"))} == wanted
    assert {a.get("href")[1:] for a in page.cssselect("a[href^='#']")} <= set(ids)


def test_marked_words_are_those_of_the_finding():
    page = parse(AUDIT)
    for number, finding in enumerate(AUDIT.findings, 1):
        for side in ("src", "tgt"):
            span, document = getattr(finding, side), getattr(AUDIT, side).document
            columns = f"#texts div.{side} .f[data-f], header div.{side} .f[data-f]"
            parts = [f.text_content() for f in page.cssselect(columns) if str(number) in f.get("data-f").split()]
            assert "".join(parts) == (span.of(document.text) if span else "")


def test_marks_take_nothing_from_the_text_and_add_nothing():
    bare = parse(replace(AUDIT, findings=()))
    for side in ("src", "tgt"):
        path = f"div.{side} .s[data-i]"
        told = [s.text_content() for s in parse(AUDIT).cssselect(path)]
        assert told == [s.text_content() for s in bare.cssselect(path)]
        assert told == [s.span.of(getattr(AUDIT, side).document.text) for s in getattr(AUDIT, side).sentences]


def test_the_gravest_come_first_and_the_counts_are_those_of_the_list():
    page = parse(AUDIT)
    order = [row.get("data-severity") for row in page.cssselect(".finding")]
    assert order == sorted(order, key=["critical", "major", "minor"].index)
    told = {
        d.get("class").split()[0]: int(text_of(d.cssselect("dd")))
        for d in page.cssselect(".figures > div[class]")[1:]
    }
    assert told == {severity: order.count(severity) for severity in ("critical", "major", "minor")}


def test_score_is_shown_or_that_there_is_none():
    assert "0.38" in text_of(parse(AUDIT).cssselect(".score dd"))
    page = parse(replace(AUDIT, fidelity=None))
    assert text_of(page.cssselect(".score dd")) == "— no score was made"
    assert "no fidelity score was made" in text_of(page.cssselect("#unchecked"))
    assert "fidelity" not in text_of(page.cssselect("#quotes")).lower()


def test_no_differences_is_not_called_faithful():
    page = parse(replace(AUDIT, findings=()))
    assert "not the same as faithful" in text_of(page.cssselect("#summary .empty"))
    assert page.cssselect(".filters") == []


@pytest.mark.parametrize(
    ("signature", "told"),
    [
        ({}, "not recorded which kinds"),
        ({"checked": "number, date"}, "omission, addition, unit, name"),
        ({"beads": "given"}, "it was given, and taken as it is"),
        ({"quotes": "by rule", "model": "plain@1"}, "plain@1 has no quote head"),
    ],
)
def test_what_was_not_checked_depends_on_how_it_was_made(signature, told):
    assert told in text_of(parse(replace(AUDIT, signature=signature)).cssselect("#unchecked"))


def test_not_checked_points_at_the_beads_in_the_texts():
    page = parse(AUDIT)
    links = [a.get("href") for a in page.cssselect("#unchecked a")]
    assert links == ["#src4", "#src16", "#src14"]


def test_quote_leads_to_its_page_only_where_the_text_came_from_an_address():
    page = parse(AUDIT)
    assert len(page.cssselect("#quotes .src a.place")) == len(AUDIT.quotes)
    assert page.cssselect("#quotes .tgt a.place") == []
