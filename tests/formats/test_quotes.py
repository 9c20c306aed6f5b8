import csv
import io
import json

from align.documents import document_from_text
from align.formats.quotes import write_brat, write_pair_table, write_pairs, write_quotes
from align.records import Quote, QuotePair, Span

TEXT = "=Lin said it rained and, later, that it snowed."
DOCUMENT = document_from_text(TEXT, language="en")


def span(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


QUOTE = Quote(
    (span("=Lin"),), (span("said"),), (span("it rained"), span("it snowed")), "indirect", "=Lin", 0.87654
)
PAIR = QuotePair(QUOTE, None, 0.0)


def test_json_has_the_fields_of_the_contract():
    (row,) = [json.loads(line) for line in write_pairs(DOCUMENT, DOCUMENT, [PAIR]).data.decode().splitlines()]
    assert row["tgt"] is None and row["score"] == 0.0 and row["schema_version"] == 1
    assert row["src"]["content"] == [[s.start, s.end] for s in QUOTE.content]
    assert {"source", "cue", "content", "kind", "speaker", "confidence"} <= row["src"].keys()
    (one,) = [json.loads(line) for line in write_quotes(DOCUMENT, [QUOTE]).data.decode().splitlines()]
    assert one["text"] == "it rained … it snowed"


def test_tables_are_safe_to_open_in_a_spreadsheet():
    rows = list(
        csv.reader(io.StringIO(write_pair_table(DOCUMENT, DOCUMENT, [PAIR]).data.decode()), delimiter="\t")
    )
    assert rows[0][:3] == ["pair", "score", "src_speaker"]
    assert rows[1][2] == "'=Lin"
    assert set(rows[1][8:]) == {""}


def test_brat_stand_off():
    lines = write_brat(DOCUMENT, [QUOTE]).data.decode().splitlines()
    content = next(line for line in lines if "\tContent " in line)
    places = content.split("\t")[1].removeprefix("Content ")
    assert [TEXT[int(a) : int(b)] for a, b in (p.split() for p in places.split(";"))] == ["it rained", "it snowed"]
    assert any(line.startswith("E1\tAttribution:T") and "Cue:T" in line and "Source:T" in line for line in lines)


def test_no_quotes_is_an_empty_file():
    assert write_pairs(DOCUMENT, DOCUMENT, []).data == write_quotes(DOCUMENT, []).data == b""
