"""What is written in a record format is read back as it was, whatever characters the texts hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.formats import bead_writer, tmx, xliff
from align.formats.corrected import read_beads
from align.formats.locating import condense
from align.formats.rows import bead_rows
from align.records import Alignment, Bead, Comparison, Document, Sentence, Side, Span

PIECES = [
    *"ab=+-@'\"<&>;,\t\n\r 中文。＝＋\x01\u3000\u2028\x85\u200b\ufeff\ufffe\ud800😀",
    "_x0041_",
    "#N/A",
    "1 2",
]
SHAPES = [(1, 1), (2, 1), (1, 2), (0, 1), (1, 0), (2, 2), (3, 1)]
ANYTHING = st.lists(st.sampled_from(PIECES) | st.characters(), min_size=1, max_size=8).map("".join)
SENTENCES = ANYTHING.map(str.strip).filter(condense)


def make_side(texts, language, script):
    text, sentences = "", []
    for index, words in enumerate(texts):
        sentences.append(Sentence(index, Span(len(text), len(text) + len(words)), 0))
        text += words + "\n"
    return Side(Document(text, language, script, f"a.{language}", (Span(0, len(text)),)), tuple(sentences), None)


@st.composite
def comparisons(draw):
    i = j = 0
    beads = []
    for m, n in draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=6)):
        beads.append(Bead(range(i, i + m), range(j, j + n), draw(st.integers(0, 10_000)) / 10_000, 1.0))
        i, j = i + m, j + n
    src = make_side(
        draw(st.lists(SENTENCES, min_size=i, max_size=i)), "zh", draw(st.sampled_from(["Hans", "Hant"]))
    )
    tgt = make_side(draw(st.lists(SENTENCES, min_size=j, max_size=j)), "en", "Latn")
    return Comparison(src, tgt, Alignment(tuple(beads)))


def listed(alignment):
    return [(list(bead.src), list(bead.tgt), bead.score) for bead in alignment.beads]


@pytest.mark.parametrize("name", ["jsonl", "vecalign", "tsv", "csv", "xlsx"])
def test_beads_come_back(tmp_path, name):
    path = tmp_path / "beads"

    @given(comparisons())
    @settings(max_examples=20 if name == "xlsx" else 100, deadline=None)
    def check(comparison):
        path.write_bytes(bead_writer(name)(comparison).data)
        src, tgt, found = read_beads(path, comparison.src, comparison.tgt)
        assert listed(found) == listed(comparison.alignment)
        assert (src.sentences, tgt.sentences) == (comparison.src.sentences, comparison.tgt.sentences)

    check()


@given(comparisons(), st.sampled_from(["tsv", "csv"]))
def test_byte_order_mark_changes_nothing_else(comparison, name):
    with_mark, without = (bead_writer(name)(comparison, bom=bom).data for bom in (True, False))
    assert with_mark == b"\xef\xbb\xbf" + without


@given(comparisons())
def test_swapped_sides_give_the_mirrored_records(comparison):
    def mirrored(alignment):
        return Alignment(tuple(replace(bead, src=bead.tgt, tgt=bead.src) for bead in alignment.beads))

    other = Comparison(comparison.tgt, comparison.src, mirrored(comparison.alignment))
    rows, swapped = bead_rows(comparison)[0], bead_rows(other)[0]
    assert [(row.src, row.tgt) for row in rows] == [(row.tgt, row.src) for row in swapped]


@given(comparisons())
def test_tmx_gives_back_the_pairs(comparison):
    written = tmx.write_beads(comparison)
    rows, removed = bead_rows(comparison)
    pairs = [(row.src, row.tgt) for row in rows if row.src and row.tgt]
    segments = tmx.read_segments(written.data)
    assert [(segment.src, segment.tgt) for segment in segments] == pairs
    assert len(written.notices) == (removed > 0) + (len(pairs) < len(rows))


@given(comparisons())
def test_xliff_gives_back_every_bead(comparison):
    written = xliff.write_beads(comparison)
    rows, _ = bead_rows(comparison)
    assert [(s.src, s.tgt) for s in xliff.read_segments(written.data)] == [(row.src, row.tgt) for row in rows]
