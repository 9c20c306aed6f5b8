"""``--beads``: an alignment that a person has corrected, in place of the search.

JSONL and vecalign lines count by sentence indices; JSONL records without them count by their offsets. In tables
(XLSX, TSV, CSV) the texts in the cells count: people move text between cells, merge rows and split them, and what
they leave in a row is the bead. A cell, or an offset, that ends inside a sentence cuts the sentence there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from align.errors import ConfigError, InputError
from align.formats.claims import Claim, order_claims
from align.formats.encodings import decode_table
from align.formats.locating import (
    Dense,
    condense,
    covered_sentences,
    cut_sentences,
    find_text,
    make_dense,
    measure_place,
)
from align.formats.rows import Row
from align.records import Alignment, Side, Span


def read_beads(path: str | Path, src: Side, tgt: Side) -> tuple[Side, Side, Alignment]:
    """Read a corrected alignment of two sides; sentences that it leaves out come back as unmatched.

    :returns: the sides, cut anew where the file cuts a sentence, and the alignment; its estimates say how
        many sentences were added as unmatched.
    :raises InputError: missing, or in an encoding that cannot be told.
    :raises ConfigError: in no known form, a text that is not in the document, a sentence in two beads, beads
        that cross; with the line or row.
    """
    name = str(path)
    data = _read_file(path, name)
    if data.startswith(b"PK"):
        from align.formats.xlsx import read_rows

        return _from_rows(read_rows(data, name), src, tgt, name)
    text = decode_table(data, name, src.document.text + tgt.document.text)
    if text.lstrip().startswith("{"):
        return _from_records(text, name, src, tgt)
    if text.lstrip().startswith("["):
        return src, tgt, _ordered(_line_claims(text, name), src, tgt)
    from align.formats.tsv import read_rows as read_table

    return _from_rows(read_table(text, name), src, tgt, name)


def _read_file(path: str | Path, name: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise InputError("the beads are not there", name, "Check the name.") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "not a file name"
        raise InputError("the beads cannot be read", name, f"The system says: {reason}.") from error


def _ordered(claims: Sequence[Claim], src: Side, tgt: Side) -> Alignment:
    alignment, added = order_claims(claims, (len(src.sentences), len(tgt.sentences)))
    return Alignment(alignment.beads, {"added_src": added[0], "added_tgt": added[1]})


def _line_claims(text: str, name: str) -> list[Claim]:
    from align.formats.vecalign import read_lines

    found = []
    for line in read_lines(text, name):
        where = f"{name}, line {line.number}"
        found.append(Claim(where, _run(line.src, where), _run(line.tgt, where), line.score))
    return found


def _from_records(text: str, name: str, src: Side, tgt: Side) -> tuple[Side, Side, Alignment]:
    from align.formats.jsonl import read_records

    records = [(f"{name}, line {number}", record) for number, record in read_records(text, name)]
    sides = [(src, [(where, record.get("src")) for where, record in records])]
    sides.append((tgt, [(where, record.get("tgt")) for where, record in records]))
    runs, cut = [], []
    for side, entries in sides:
        given = [_read_entry(entry, side, where) for where, entry in entries]
        dense = make_dense(side)
        if any(isinstance(where, Span) for where in given):
            dense, placed = _place(dense, given, [where for where, _ in entries])
        else:
            placed = [run for run in given if isinstance(run, range)]
        runs.append(placed)
        cut.append(dense.side)
    claims = [
        Claim(where, a, b, _score(record.get("score")))
        for (where, record), a, b in zip(records, *runs, strict=True)
        if a or b
    ]
    return cut[0], cut[1], _ordered(claims, cut[0], cut[1])


def _read_entry(entry: object, side: Side, where: str) -> range | Span:
    """Take one side of a record: indices of sentences if it has them, else its offsets."""
    if not isinstance(entry, dict):
        return range(0)
    indices, start, end = (entry.get(key) for key in ("sentences", "start", "end"))
    if indices is None and type(start) is int and type(end) is int:
        if not 0 <= start < end <= len(side.document.text):
            raise ConfigError(f"there is no text from {start} to {end}", where, "Offsets count code points.")
        _refuse_other_text(entry, side.document.text[start:end], where)
        return Span(start, end)
    if not isinstance(indices, list) or not all(type(i) is int for i in indices):
        raise ConfigError("neither sentences nor offsets", where, 'Such as "sentences": [3, 4].')
    run = _run(tuple(indices), where)
    if run and run.stop <= len(side.sentences):
        spans = [side.sentences[index].span for index in run]
        _refuse_other_text(entry, "".join(span.of(side.document.text) for span in spans), where)
    return run


def _place(dense: Dense, given: Sequence[range | Span], where: Sequence[str]) -> tuple[Dense, list[range]]:
    """Cut the side at the offsets, and count all entries by the sentences that result."""
    places = []
    for entry, line in zip(given, where, strict=True):
        if isinstance(entry, range) and entry.stop > len(dense.side.sentences):
            raise ConfigError(f"there is no sentence {entry.stop - 1}", line, "They are counted from 0.")
        place = measure_place(dense, entry)
        if isinstance(entry, Span) and place is None:
            raise ConfigError(f"no sentence from {entry.start} to {entry.end}", line, "Offsets count code points.")
        places.append(place)
    cut = cut_sentences(dense, [at for place in places if place for at in (place.start, place.end)])
    return cut, [covered_sentences(cut, place) if place else range(0) for place in places]


def _refuse_other_text(entry: dict[str, object], text: str, where: str) -> None:
    """Refuse a record whose text is not that of its sentences: it was edited, or made for other texts."""
    given = entry.get("text")
    if isinstance(given, str) and condense(text) != condense(given):
        hint = f"It begins {given.strip()[:30]!r}; to move text between beads, edit --format xlsx."
        raise ConfigError("sentences and text do not match", where, hint)


def _score(value: object) -> float | None:
    """Take a finite number for a score; ``abs`` compares whole numbers that no float can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= 1e6 else None


def _run(indices: tuple[int, ...], where: str) -> range:
    if not indices:
        return range(0)
    run = range(indices[0], indices[0] + len(indices))  # not up to the last one, which may be 10**12
    if tuple(run) != indices or run.start < 0:
        raise ConfigError("sentences of a bead must follow one another", where, "Such as [3, 4].")
    return run


def _from_rows(rows: Sequence[Row], src: Side, tgt: Side, name: str) -> tuple[Side, Side, Alignment]:
    denses, places = [], []
    for side, cells in ((src, [r.src for r in rows]), (tgt, [r.tgt for r in rows])):
        dense = make_dense(side)
        found = _locate(dense, cells, [f"{name}, row {r.bead}" for r in rows], side.document.path)
        denses.append(cut_sentences(dense, [at for p in found if p for at in (p.start, p.end)]))
        places.append(found)
    claims = []
    for row, a, b in zip(rows, *places, strict=True):
        runs = [covered_sentences(d, p) if p else range(0) for d, p in zip(denses, (a, b), strict=True)]
        # A row that still holds what its numbers say keeps its score; after an edit that score is stale.
        same = _holds(src, row.src_sentences, row.src) and _holds(tgt, row.tgt_sentences, row.tgt)
        score = row.score if same else None
        claims.append(Claim(f"{name}, row {row.bead}", runs[0], runs[1], score))
    return denses[0].side, denses[1].side, _ordered(claims, denses[0].side, denses[1].side)


def _holds(side: Side, numbers: str, cell: str) -> bool:
    """Whether the cell has the text of the sentences that the column of numbers names."""
    indices = [int(number) for number in numbers.split() if re.fullmatch("[0-9]{1,9}", number)]
    spans = [side.sentences[index].span for index in indices if index < len(side.sentences)]
    return condense("".join(span.of(side.document.text) for span in spans)) == condense(cell)


def _locate(dense: Dense, cells: Sequence[str], where: Sequence[str], document: str) -> list[Span | None]:
    """Where each cell's text stands; None for an empty cell."""
    claimed, cursor = bytearray(len(dense.text)), 0
    found: list[Span | None] = []
    for cell, place in zip(cells, where, strict=True):
        wanted = condense(cell)
        span = find_text(dense, wanted, cursor, claimed) if wanted else None
        if wanted and span is None:
            hint = f"Cells may move text but not change it; it begins {cell.strip()[:30]!r}."
            raise ConfigError(f"a text that is not (or no longer free) in {document}", place, hint)
        if span is not None:
            claimed[span.start : span.end] = b"\1" * (span.end - span.start)
            cursor = span.end
        found.append(span)
    return found
