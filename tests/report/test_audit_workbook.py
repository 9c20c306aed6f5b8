"""The audit as a workbook, read by openpyxl as a spreadsheet program reads it."""

import io

import pytest
from openpyxl import load_workbook
from report.audits import build_audit
from report.hostile import FORMULA, build_hostile

from align.report.workbook import FINDINGS, write_audit_workbook


def read(comparison):
    return load_workbook(io.BytesIO(write_audit_workbook(comparison).data))


def rows_of(sheet):
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("build", [build_audit, build_hostile])
def test_no_cell_is_a_formula_or_a_link(build):
    cells = [cell for sheet in read(build()) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


def test_hostile_text_stays_as_it_was_read():
    rows = rows_of(read(build_hostile())["findings"])
    assert rows[3]["src"] == FORMULA and rows[3]["reason"].startswith(FORMULA)


def test_findings_are_those_of_the_audit_in_order_of_gravity():
    audit = build_audit()
    rows = rows_of(read(audit)["findings"])
    assert tuple(rows[0]) == FINDINGS
    assert [row["severity"] for row in rows] == ["critical"] * 5 + ["major"] * 4 + ["minor"] * 5
    for row in rows:
        finding = audit.findings[row["finding"] - 1]
        assert row["src"] == (finding.src.of(audit.src.document.text) if finding.src else None)
        assert (row["kind"], row["bead"]) == (finding.kind, finding.bead + 1)


def test_quotes_name_their_findings_and_scores():
    audit = build_audit()
    book = read(audit)
    rows = {row["quote"]: row for row in rows_of(book["quotes"])}
    assert rows[6]["findings"] == "10, 12, 11" and rows[6]["tgt_uncovered"] == "painted green"
    assert [round(rows[n]["fidelity"], 4) for n in sorted(rows)] == [round(f, 4) for f in audit.fidelity.quotes]
    assert len(rows_of(book["beads"])) == len(audit.alignment.beads)


def test_summary_says_what_was_not_checked():
    summary = rows_of(read(build_audit())["summary"])
    assert {"figure": "fidelity", "what": 0.38} in summary
    assert sum(row["figure"] == "not checked" for row in summary) >= 4
