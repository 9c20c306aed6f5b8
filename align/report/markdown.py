"""An audit as Markdown (CommonMark with GitHub's tables), for a pull request, a ticket or a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from align.records import Comparison
from align.report.audit import Audit, view_audit
from align.report.finding_rows import Excerpt, FindingRow
from align.report.page import Heading, describe_side
from align.report.rows import clean_text
from align.report.utterances import QuoteRow, Speaker, Utterance

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~!&$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What Markdown reads as markup inside a line, GitHub's mathematics, mentions and bare addresses too."""


def write_audit_markdown(comparison: Comparison) -> str:
    """Write summary, what was not checked, findings, and quotes by speaker; no text of the files is markup."""
    audit = view_audit(comparison)
    src, tgt = describe_side("src", comparison.src), describe_side("tgt", comparison.tgt)
    lines = ["# Audit", "", *_sides(audit, src, tgt), "", *_summary(audit, src, tgt), ""]
    lines += [
        "## Not checked",
        "",
        *(f"- {_text(each.what)}{_beads(each.beads, each.more)}" for each in audit.unchecked),
    ]
    lines += ["", "## Findings", "", *_findings(audit, src, tgt), "", "## Quotes by speaker", ""]
    lines += _quotes(audit, src, tgt)
    lines += ["## How this was made", ""]
    lines += [f"- {_text(key)}: {_text(value)}" for key, value in comparison.signature.items()]
    return "\n".join(lines) + "\n"


def _sides(audit: Audit, src: Heading, tgt: Heading) -> Iterator[str]:
    for side in (src, tgt):
        told = [f"{side.sentences} sentences", f"SHA-256 of the {side.hashed} {side.sha256}"]
        told += [f"dated {side.date}"] if side.date else []
        told += [f"read {side.read}"] if side.read else []
        written = " (original)" if audit.original == side.key else ""
        yield f"- **{side.language}**{written}: {_text(side.path)}; {_text('; '.join(told))}"


def _summary(audit: Audit, src: Heading, tgt: Heading) -> Iterator[str]:
    score = f"{audit.fidelity.document:.2f}" if audit.fidelity else "not made"
    yield f"Fidelity: {score}. " + ", ".join(f"{n} {severity}" for severity, n in audit.severities.items()) + "."
    for side, coverage in ((src, audit.src_coverage), (tgt, audit.tgt_coverage)):
        yield (
            f"{side.language}: {coverage.matched} of {coverage.sentences} sentences have a counterpart, "
            f"{coverage.share_of_characters:.0%} of the characters."
        )
    yield ""
    if audit.kinds:
        severities = list(audit.severities)
        rows = [[kind.kind, *(str(kind.counts[severity]) for severity in severities)] for kind in audit.kinds]
        yield from _table(["kind", *severities], rows)
    else:
        yield "No differences found. That is not the same as faithful: see what was not checked."


def _findings(audit: Audit, src: Heading, tgt: Heading) -> Iterator[str]:
    if not audit.findings:
        yield "None."
        return
    header = ["#", "severity", "kind", src.language, tgt.language, "why", "speaker", "sure"]
    yield from _table(header, [_finding(row) for row in audit.findings])


def _finding(row: FindingRow) -> list[str]:
    places = [_excerpt(row.src), _excerpt(row.tgt)]
    return [
        str(row.number), row.severity, row.kind, *places, _text(row.reason), _text(row.speaker),
        f"{row.confidence:.0%}",
    ]  # fmt: skip


def _excerpt(excerpt: Excerpt | None) -> str:
    """The words in bold; with HTML's tag, since asterisks do nothing beside Chinese marks."""
    if excerpt is None:
        return "—"
    return f"{_escape(excerpt.before)}<b>{_escape(excerpt.words)}</b>{_escape(excerpt.after)}"


def _quotes(audit: Audit, src: Heading, tgt: Heading) -> Iterator[str]:
    if not audit.speakers:
        yield "None."
        yield ""
    for speaker in audit.speakers:
        yield f"### {_text(speaker.group.name)}"
        yield ""
        header = ["quote", src.language, tgt.language, "kind", "findings"]
        yield from _table(header, [_quote(audit, speaker, row) for row in speaker.rows])
        yield ""


def _quote(audit: Audit, speaker: Speaker, row: QuoteRow) -> list[str]:
    numbers = ", ".join(f"{f.number} {f.kind}" for f in audit.in_quotes[row.number])
    said = [_utterance(row.src), _utterance(row.tgt)]
    kinds = " / ".join(row.kinds)
    disputed = f"; given to {_text(row.tgt.speaker)}" if row.disputed and row.tgt else ""
    return [str(row.number), *said, kinds + disputed, numbers]


def _utterance(quote: Utterance | None) -> str:
    """Words that the findings lie on in bold, words without counterpart underlined."""
    if quote is None:
        return "— not quoted in this version —"
    told = ""
    for tag, held in groupby(quote.words, lambda words: "b" if words.marks else "u" if words.uncovered else ""):
        text = _escape("".join(words.text for words in held))
        told += f"<{tag}>{text}</{tag}>" if tag else text
    return told


def _beads(beads: Sequence[int], more: int) -> str:
    if not beads:
        return ""
    return f" (beads {', '.join(map(str, beads))}{f' and {more} more' if more else ''})"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{' --- |' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _text(text: str) -> str:
    return _escape(clean_text(text))


def _escape(clean: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", clean)
