"""Paired quotes that differ in speaker or marks, and the quotes that findings stand in; no model."""

import re
from dataclasses import replace

import pytest
from conftest import FakeEncoder, make_side

from align.findings import find_quote_changes, place_in_quotes, tell_speakers
from align.records import Alignment, Bead, Finding, Quote, QuotePair, Span
from align.speakers import same_speaker


def read(marked, kind, speaker):
    """A quote from a line with [s:source], [c:cue] and [q:content], and the line without these."""
    text, at, parts = "", 0, {"s": [], "c": [], "q": []}
    for found in re.finditer(r"\[([scq]):([^\]]*)\]", marked):
        text += marked[at : found.start()]
        parts[found[1]].append(Span(len(text), len(text) + len(found[2])))
        text, at = text + found[2], found.end()
    return text + marked[at:], Quote(*(tuple(parts[k]) for k in "scq"), kind, speaker, 0.9)


def moved(quote, by):
    spans = [
        tuple(Span(s.start + by, s.end + by) for s in role) for role in (quote.source, quote.cue, quote.content)
    ]
    return Quote(*spans, quote.kind, quote.speaker, quote.confidence)


def told(*rows, score=0.9):
    """Kind, bead and words of what is found."""
    zh, en = ("\n".join(read(*row[at : at + 3])[0] for row in rows) for at in (0, 3))
    return [(f.kind, f.bead, f.src.of(zh), f.tgt.of(en)) for f in find(*rows, score=score)]


def find(*rows, score=0.9):
    """What is found, of rows of (zh, its speaker, its kind, en, its speaker, its kind), one sentence and bead each."""
    lines, quotes = ([], []), ([], [])
    for row in rows:
        for side in (0, 1):
            marked, speaker, kind = row[3 * side : 3 * side + 3]
            text, quote = read(marked, kind, speaker)
            quotes[side].append(moved(quote, sum(len(line) + 1 for line in lines[side])))
            lines[side].append(text)
    zh, en = make_side(lines[0], "zh", FakeEncoder()), make_side(lines[1], "en", FakeEncoder())
    beads = Alignment(tuple(Bead(range(i, i + 1), range(i, i + 1), 1.0, 1.0) for i in range(len(rows))))
    pairs = [QuotePair(a, b, score) for a, b in zip(*quotes, strict=True)]
    return find_quote_changes(zh, en, beads, pairs, same_speaker)


def said(zh, en):
    return (
        f"[s:{zh}][c:说]，[q:桥修好了]。",
        zh,
        "indirect",
        f"[s:{en}] [c:said] [q:the bridge was mended].",
        en,
        "indirect",
    )


DAHL, ZHOU = said("佩尔·达尔", "Per Dahl"), said("周燕", "Zhou Yan")


@pytest.mark.parametrize(
    ("zh", "en", "around", "differ"),
    [
        ("周燕", "Per Dahl", [], True),
        ("周燕", "Per Dahl", [DAHL, ZHOU], True),
        ("李敏", "Li Ming", [said("李敏", "Li Min"), said("李明", "Li Ming")], True),
        ("李敏", "Li Ming", [], False),  # one letter, and no other to mean
        ("周燕", "Zhou", [ZHOU, said("周", "Zhou")], False),  # short forms of one name
        ("周燕", "Chou Yen", [], False),
        ("周燕", "Yan Zhou", [ZHOU], False),
        ("毛寧", "Mao Ning", [], False),
        ("外交部副部长李敏", "Vice Foreign Minister Li Min", [], False),
        ("李敏", "Zhou Yan", [said("李敏", "Li Min"), ZHOU], True),  # the deputy's words given to the minister
        ("外交部长", "Zhou Yan", [], False),  # may be her
        ("外交部长", "Zhou Yan", [said("外交部长", "the foreign minister"), ZHOU], True),
        ("周燕", "the deputy minister", [], False),
        ("外交部长", "the finance minister", [said("外交部长", "the foreign minister"), said("财政部长", "the finance minister")], True),
        ("美国国务院", "the US State Department", [], False),
        ("世界卫生组织", "Alpha Airlines", [], True),
    ],
)  # fmt: skip
def test_another_speaker(zh, en, around, differ):
    expected = [("attribution", 0, zh, en)] if differ else []
    assert told(said(zh, en), *around) == expected


@pytest.mark.parametrize(
    ("zh", "en", "around", "severity"),
    [
        ("彭捷宁", "Jacob Parker", [], "minor"),  # a name that a foreigner took, for all we know
        ("周燕", "Per Dahl", [DAHL, ZHOU], "critical"),
        ("世界卫生组织", "Alpha Airlines", [], "critical"),  # the lists know its English name
        ("谷地《早报》", "Dale Morning Post", [], None),  # a body, called so or otherwise
        ("省渔业厅", "the Province", [], None),
    ],
)
def test_names_that_are_only_unlike_may_be_one_speaker(zh, en, around, severity):
    assert [f.severity for f in find(said(zh, en), *around)] == ([severity] if severity else [])


def test_the_finding_is_of_its_bead():
    assert told(ZHOU, said("周燕", "Per Dahl"), DAHL) == [("attribution", 1, "周燕", "Per Dahl")]


def test_an_unsure_pair_tells_nothing():
    assert told(said("周燕", "Per Dahl"), score=0.45) != []
    assert told(said("周燕", "Per Dahl"), score=0.35) == []


def test_no_source_no_other_speaker():
    zh, name, kind, *en = said("周燕", "Per Dahl")
    assert told((zh.replace("[s:周燕]", ""), name, kind, *en)) == []
    assert told((zh, "", kind, *en)) == []


DIRECT = "[s:周燕][c:说]：“[q:桥修好了]。”", "周燕", "direct"
LATIN = "“[q:The bridge is mended],” [c:said] [s:Zhou Yan].", "Zhou Yan", "direct"


@pytest.mark.parametrize(
    ("zh", "en", "score", "expected"),
    [
        (DIRECT, ZHOU[3:], 0.9, [("quotation-marks", 0, "“桥修好了。”", "the bridge was mended")]),
        (ZHOU[:3], LATIN, 0.9, [("quotation-marks", 0, "桥修好了", "“The bridge is mended,”")]),
        (DIRECT, ZHOU[3:], 0.5, []),
        (DIRECT, LATIN, 0.9, []),
        (ZHOU[:3], ZHOU[3:], 0.9, []),
        ((*DIRECT[:2], "mixed"), ZHOU[3:], 0.9, []),
    ],
)
def test_marks(zh, en, score, expected):
    assert told((*zh, *en), score=score) == expected


OUTER = Quote((Span(0, 4),), (Span(4, 6),), (Span(10, 60),), "direct", "周燕", 0.9)
INNER = Quote((Span(12, 15),), (Span(16, 18),), (Span(20, 30), Span(33, 40)), "indirect", "", 0.9)
ENGLISH = Quote((Span(70, 75),), (Span(76, 80),), (Span(20, 45),), "indirect", "Per Dahl", 0.9)
PAIRS = (QuotePair(OUTER, None, 0.0), QuotePair(INNER, ENGLISH, 0.9))


@pytest.mark.parametrize(
    ("src", "tgt", "quote", "speaker"),
    [
        (Span(22, 25), None, 1, "Per Dahl"),  # the narrower of two; its speaker named in English only
        (Span(50, 52), None, 0, "周燕"),
        (Span(0, 4), None, 0, "周燕"),  # in a source
        (Span(5, 6), None, 0, "周燕"),  # in a cue
        (Span(13, 15), None, 1, "Per Dahl"),  # a source within another's words
        (Span(28, 35), None, 0, "周燕"),  # across two pieces of the inner one
        (None, Span(70, 72), 1, "Per Dahl"),
        (Span(62, 64), Span(21, 22), 1, "Per Dahl"),  # by its English words alone
        (Span(58, 62), None, None, ""),  # across the edge
        (None, Span(46, 47), None, ""),
    ],
)
def test_place_in_quotes(src, tgt, quote, speaker):
    finding = Finding("number", "accuracy/mistranslation", "major", 0.5, src, tgt, "Why.", 0)
    (placed,) = place_in_quotes([finding], PAIRS)
    assert (placed.quote, placed.speaker) == (quote, speaker)
    assert (placed.src, placed.tgt, placed.kind) == (src, tgt, "number")


def test_a_speaker_goes_by_the_originals_name():
    finding = Finding("number", "accuracy/mistranslation", "major", 0.5, Span(22, 25), None, "Why.", 0)
    named = replace(INNER, speaker="佩尔·达尔")
    pair, swapped = QuotePair(named, ENGLISH, 0.9), QuotePair(ENGLISH, named, 0.9)
    (zh,), (en,) = place_in_quotes([finding], [pair], "src"), place_in_quotes([finding], [pair], "tgt")
    assert (zh.speaker, en.speaker) == ("佩尔·达尔", "Per Dahl")
    (turned,) = place_in_quotes([finding.mirrored()], [swapped], "tgt")
    assert turned.speaker == zh.speaker


NAMED = Quote((Span(0, 4),), (Span(4, 5),), (Span(6, 12),), "indirect", "周燕", 0.9)
GIVEN = Quote((Span(0, 8),), (Span(9, 13),), (Span(14, 40),), "indirect", "Per Dahl", 0.9)
NOBODY = Quote((), (), (Span(0, 26),), "indirect", "", 0.9)


@pytest.mark.parametrize(
    ("kind", "severity", "src", "tgt", "pair", "expected"),
    [
        ("name", "critical", Span(2, 4), Span(0, 8), (NAMED, GIVEN), "attribution"),
        ("name", "critical", Span(0, 2), Span(0, 3), (NAMED, GIVEN), "name"),  # the country of the speaker
        ("name", "major", Span(2, 4), Span(0, 8), (NAMED, GIVEN), "name"),  # the office
        ("name", "critical", Span(7, 9), Span(20, 23), (NAMED, GIVEN), "name"),  # within the words
        ("mistranslation", "major", Span(2, 5), None, (NAMED, NOBODY), "attribution"),
        ("mistranslation", "major", Span(2, 5), None, (NAMED, None), "attribution"),
        ("mistranslation", "major", Span(2, 5), None, (NAMED, GIVEN), "mistranslation"),
        ("mistranslation", "major", Span(4, 5), None, (NAMED, NOBODY), "mistranslation"),  # the cue alone
        ("addition", "major", None, Span(0, 13), (None, GIVEN), "attribution"),
        ("omission", "major", Span(2, 9), None, (NAMED, None), "omission"),  # what he said too
    ],
)
def test_a_speaker_exchanged_or_left_out_is_attribution(kind, severity, src, tgt, pair, expected):
    finding = Finding(kind, "accuracy/mistranslation", severity, 0.5, src, tgt, "Why.", 0)
    (told,) = tell_speakers([finding], [QuotePair(*pair, 0.9)])
    assert (told.kind, told.severity, told.src, told.tgt) == (expected, severity, src, tgt)
    assert (told.reason == "Why.") == (expected == kind)


def test_nothing_to_place_in():
    finding = Finding("number", "accuracy/mistranslation", "major", 0.5, Span(0, 2), None, "Why.", 0)
    assert place_in_quotes([finding], ()) == (finding,)
    assert place_in_quotes([], PAIRS) == ()
