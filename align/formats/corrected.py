"""``--beads``: an alignment that a person has corrected, in place of the search.

JSONL and vecalign lines count by sentence indices. In tables (XLSX, TSV, CSV) the texts in the cells
count: people move text between cells, merge rows and split them, and what they leave in a row is the bead.
A cell that ends inside a sentence cuts the sentence there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from align.errors import ConfigError
from align.formats.claims import Claim, order_claims
from align.formats.locating import Dense, condense, covered_sentences, cut_sentences, find_text, make_dense
from align.formats.rows import Row
from align.records import Alignment, Side, Span


def read_beads(path: str | Path, src: Side, tgt: Side) -> tuple[Side, Side, Alignment]:
    """Read a corrected alignment of two sides; sentences that it leaves out come back as unmatched.

    :returns: the sides, cut anew where the file cuts a sentence, and the alignment; its estimates say how
        many sentences were added as unmatched.
    :raises ConfigError: missing, in no known form, a text that is not in the document, a sentence in two
        beads, beads that cross; with the line or row.
    """
    name = str(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ConfigError("the beads cannot be read", name, error.strerror or "") from error
    if data.startswith(b"PK"):
        from align.formats.xlsx import read_rows

        return _from_rows(read_rows(data, name), src, tgt, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("the beads are not UTF-8", name, "Save the file as UTF-8.") from error
    if text.lstrip().startswith(("{", "[")):
        is_json = text.lstrip().startswith("{")
        claims = _json_claims(text, name, src, tgt) if is_json else _line_claims(text, name)
        return src, tgt, _ordered(claims, src, tgt)
    from align.formats.tsv import read_rows as read_table

    return _from_rows(read_table(text, name), src, tgt, name)


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


def _json_claims(text: str, name: str, src: Side, tgt: Side) -> list[Claim]:
    from align.formats.jsonl import read_records

    found = []
    for number, record in read_records(text, name):
        where = f"{name}, line {number}"
        sides = []
        for key, document in (("src", src), ("tgt", tgt)):
            side = record.get(key)
            indices = side.get("sentences") if isinstance(side, dict) else []
            if not isinstance(indices, list) or not all(type(i) is int for i in indices):
                raise ConfigError(f"{key} has no list of sentences", where, 'Such as "sentences": [3, 4].')
            sides.append(_run(tuple(indices), where))
            _refuse_other_text(side, sides[-1], document, where)
        found.append(Claim(where, sides[0], sides[1], _score(record.get("score"))))
    return [claim for claim in found if claim.src or claim.tgt]


def _refuse_other_text(record: object, indices: range, side: Side, where: str) -> None:
    """Refuse a record whose text is not that of its sentences: it was edited, or made for other texts."""
    given = record.get("text") if isinstance(record, dict) else None
    if not isinstance(given, str) or not indices or indices.stop > len(side.sentences):
        return
    spans = [side.sentences[index].span for index in indices]
    if condense("".join(span.of(side.document.text) for span in spans)) != condense(given):
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
