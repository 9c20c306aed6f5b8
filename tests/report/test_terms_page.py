import re
from html.parser import HTMLParser

import pytest

from align.records import Document, Span, TermTrace, TermUse, TracedPair
from align.report.terms_page import draw_charts, render_terms
from align.report.terms_view import describe_count, view_trace
from align.terms.counting import count_terms

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>‮"


def pair(name, date, outcomes, speaker="陶意明", words="一个中国原则"):
    zh, en = f"他说{words}，两国都同意。", "He said the one-China policy is what both sides agree on."
    src = Document(zh, "zh", "Hans", f"{name}.zh.txt", (Span(0, len(zh)),))
    tgt = Document(en, "en", "Latn", f"{name}.en.txt", (Span(0, len(en)),))
    place = Span(2, 2 + len(words)), Span(12, 28)
    uses = tuple(
        TermUse("principle", o, place[0] if o != "added" else None, place[1] if o != "dropped" else None, 0,
                o != "added", "policy" if o == "switched" else "", "form", speaker)
        for o in outcomes
    )  # fmt: skip
    return TracedPair(name, src, tgt, date, uses)


def trace(*pairs):
    return TermTrace(("principle",), "zh", pairs, signature={"align": "1"})


def test_a_column_a_month_with_one_scale_for_all_speakers():
    held = trace(
        pair("a", "2024-11-03", ["kept", "kept", "switched"]),
        pair("b", "2025-01-20", ["dropped"], speaker="Voss"),
        pair("c", "", ["kept"]),
    )
    first, second = draw_charts(held, "principle")
    assert (first.speaker, first.total, first.top, second.top) == ("陶意明", 3, 3, 3)
    assert [name for _, name in first.ticks] == ["2024-11", "2025-01"]
    kept, switched = first.bars
    assert (kept.title, switched.title) == ("2024-11: 2 kept", "2024-11: 1 switched")
    assert kept.height == pytest.approx(2 * switched.height, abs=0.2)
    assert switched.y + switched.height == pytest.approx(kept.y, abs=0.2)
    assert second.bars[0].x > kept.x


def test_a_long_time_is_shown_by_year_and_many_speakers_share_the_last_chart():
    pairs = [pair(f"p{i}", f"{2000 + i}-01-01", ["kept"], speaker=f"speaker {i}") for i in range(20)]
    charts = draw_charts(trace(*pairs), "principle")
    assert [name for _, name in charts[0].ticks] == ["2000", "2019"]
    assert len(charts) == 12 and charts[-1].speaker == "9 others" and charts[-1].total == 9


def test_without_dates_there_is_no_chart_and_the_page_says_so():
    page = render_terms(trace(pair("a", "", ["kept"]), pair("b", "", [])))
    assert "<svg" not in page and "in no chart, 2 of 2: a, b" in page
    assert "Not mentioned in either version: b." in page


def test_the_sentence_of_counts():
    held = trace(pair("a", "2025-01-01", ["kept", "switched", "dropped", "added"]))
    assert describe_count(count_terms(held)[0], "zh") == (
        "said 3 times in Chinese: 1 kept, 1 switched (to policy 1), 1 dropped; English alone has it once; "
        "mentioned in 1 of 1 document"
    )


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.handlers = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.handlers += [name for name, _ in attributes if name.startswith("on") or name in ("style", "src")]


def test_hostile_text_is_text_and_nothing_is_loaded():
    page = render_terms(trace(pair(HOSTILE, "2025-01-01", ["kept", "dropped"], speaker=HOSTILE, words=HOSTILE)))
    found = _Tags()
    found.feed(page)
    assert found.tags.count("script") == 1 and "img" not in found.tags and not found.handlers
    assert "‮" not in page and not re.search(r"https?://", page)


def test_words_around_a_place_stay_in_its_paragraph():
    (place,) = view_trace(trace(pair("a", "2025-01-01", ["kept"]))).concepts[0].places
    assert (place.src.before, place.src.words, place.src.after) == ("他说", "一个中国原则", "，两国都同意。")
    assert place.tgt.before == "He said the " and place.tgt.after.startswith(" is what both sides")
