"""The audit as Markdown, read by a parser that follows CommonMark with GitHub's tables."""

import re

import pytest
from markdown_it import MarkdownIt
from report.audits import build_audit
from report.hostile import build_hostile

from align.report.markdown import write_audit_markdown

OURS = re.compile(r"</?[bu]>")


def parse(text):
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)


def inline(tokens):
    return [child for token in tokens for child in token.children or ()]


def rows_of(tokens):
    """Cells of each row, table by table, and how many of them each row's source has between its bars."""
    table, row = [], []
    for token in tokens:
        if token.type == "table_open":
            table = []
        elif token.type == "tr_open":
            row = []
        elif token.type == "inline" and token.level and row is not None:
            row.append("".join(c.content for c in token.children if c.type in ("text", "text_special")))
        elif token.type == "tr_close":
            table.append(row)
        elif token.type == "table_close":
            yield table


@pytest.mark.parametrize("build", [build_audit, build_hostile])
def test_nothing_of_the_texts_is_markup(build):
    tokens = parse(write_audit_markdown(build()))
    assert {t.type for t in tokens} & {"html_block", "code_block", "fence", "hr", "blockquote_open"} == set()
    kinds = {child.type for child in inline(tokens)}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close", "html_inline", "softbreak"}
    assert all(OURS.fullmatch(c.content) for c in inline(tokens) if c.type == "html_inline")


@pytest.mark.parametrize("build", [build_audit, build_hostile])
def test_rows_have_as_many_cells_as_their_table(build):
    text = write_audit_markdown(build())
    lines = [line for line in text.splitlines() if line.startswith("|")]
    bars = re.compile(r"(?<!\\)\|")
    widths = [len(bars.findall(line)) for line in lines]
    at = [i for i, line in enumerate(lines) if set(line) <= set("| -")]
    for start, end in zip(at, [*(i - 1 for i in at[1:]), len(lines)], strict=True):
        assert set(widths[start - 1 : end]) == {widths[start]}
    assert sum(len(table) for table in rows_of(parse(text))) == len(lines) - len(at)


def test_every_finding_has_its_row_with_both_places():
    audit = build_audit()
    tables = list(rows_of(parse(write_audit_markdown(audit))))
    (findings,) = [table for table in tables if table[0][:2] == ["#", "severity"]]
    assert sorted(int(row[0]) for row in findings[1:]) == list(range(1, len(audit.findings) + 1))
    for row in findings[1:]:
        finding = audit.findings[int(row[0]) - 1]
        for side, cell in ((audit.src, row[3]), (audit.tgt, row[4])):
            span = finding.src if side is audit.src else finding.tgt
            assert span.of(side.document.text) in cell if span else cell == "—"


def test_hostile_words_are_there_as_they_were_read():
    said = "".join(
        c.content for c in inline(parse(write_audit_markdown(build_hostile()))) if c.type != "html_inline"
    )
    for words in (
        "<script>window.ran = 1</script>",
        "[c](javascript:window.ran=1)",
        "**e** @f #1 www.evil.example",
    ):
        assert words in said
    assert "\u202e" not in said
