"""Findings that say the same difference twice: a name that is a term too, a number in a clause that is missing.

Two are one difference where they stand on the same words of a bead. The graver is kept; of two equally grave ones
the kind that names the difference more closely.
"""

from __future__ import annotations

from collections.abc import Iterable

from align.records import Finding, FindingKind, Severity, Span

_GRAVITY: tuple[Severity, ...] = ("critical", "major", "minor")
_CLOSENESS: dict[FindingKind, int] = {
    "terminology": 0,
    "name": 1,
    "attribution": 2,
    "number": 3,
    "date": 3,
    "unit": 3,
    "negation": 4,
    "modality": 5,
    "reporting-verb": 6,
    "quotation-marks": 7,
    "omission": 8,
    "addition": 8,
    "mistranslation": 9,
}
"""The less, the more closely a kind names a difference."""
_UNMATCHED = ("omission", "addition")


def drop_doubles(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same in their order, without those whose difference another one tells.

    What is missing from a version is not told again within a missing clause, unless it is graver than the clause.
    Marks put on or taken off are no double of what the quoted words say.
    """
    every = tuple(findings)
    of_bead: dict[int, list[int]] = {}
    for number, finding in enumerate(every):
        of_bead.setdefault(finding.bead, []).append(number)
    kept: set[int] = set()
    for numbers in of_bead.values():
        clauses = [every[n] for n in numbers if every[n].kind in _UNMATCHED]
        here: list[int] = []
        for number in sorted(numbers, key=lambda n: _rank(every[n])):
            finding = every[number]
            told = any(_says_all(clause, finding) for clause in clauses)
            if not told and not any(_are_doubles(finding, every[other]) for other in here):
                here.append(number)
        kept.update(here)
    return tuple(finding for number, finding in enumerate(every) if number in kept)


def _rank(f: Finding) -> tuple[object, ...]:
    """What is kept first; findings of one rank are the same."""
    spans = [(s.start, s.end) if s else (-1, -1) for s in (f.src, f.tgt)]
    width = sum(end - start for start, end in spans)
    grave, close = _GRAVITY.index(f.severity), _CLOSENESS[f.kind]
    one_sided = f.src is None or f.tgt is None
    return grave, close, one_sided, -f.confidence, width, *spans, f.kind, f.category, f.reason


def _says_all(clause: Finding, f: Finding) -> bool:
    """Whether what ``f`` misses lies in a longer clause that is missing, and is no graver."""
    graver = _GRAVITY.index(f.severity) < _GRAVITY.index(clause.severity)
    if graver:
        return False
    for own, other, theirs, empty in (
        (clause.src, clause.tgt, f.src, f.tgt),
        (clause.tgt, clause.src, f.tgt, f.src),
    ):
        if own and theirs and other is None and empty is None and _holds(own, theirs) and own != theirs:
            return True
    return False


def _are_doubles(a: Finding, b: Finding) -> bool:
    """Whether two findings of a bead tell one difference."""
    kinds = {a.kind, b.kind}
    if not _on_the_same_words(a, b) or ("quotation-marks" in kinds and len(kinds) > 1):
        return False
    if "mistranslation" in kinds:
        return True
    for clause, other in ((a, b), (b, a)):
        # a clause tells more than what stands in it or across its edge
        if clause.kind in _UNMATCHED and not _covers(other, clause):
            return False
    return True


def _on_the_same_words(a: Finding, b: Finding) -> bool:
    """Whether they overlap on one side, and on the other too or one of them has no words there."""
    sides = ((a.src, b.src), (a.tgt, b.tgt))
    apart = any(x and y and not _overlap(x, y) for x, y in sides)
    return not apart and any(x and y for x, y in sides)


def _covers(f: Finding, clause: Finding) -> bool:
    sides = ((clause.src, f.src), (clause.tgt, f.tgt))
    return all(part is None or (whole is not None and _holds(whole, part)) for part, whole in sides)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _holds(whole: Span, part: Span) -> bool:
    return whole.start <= part.start and part.end <= whole.end
