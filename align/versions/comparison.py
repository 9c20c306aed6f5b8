"""A version beside a reference: scores, changed words, findings that came and went."""

from __future__ import annotations

from collections.abc import Sequence

from align.records import Alignment, Finding, Side, Span, VersionComparison, VersionGroup
from align.versions.changes import changed_words
from align.versions.groups import join_alignments
from align.versions.scores import Scorer


def compare_versions(
    original: Side,
    version: tuple[Side, Alignment, Sequence[Finding]],
    reference: tuple[Side, Alignment, Sequence[Finding]],
) -> VersionComparison:
    """Compare two versions through the original, which each is aligned with.

    :param version: the side, its alignment and its findings, whose ``src`` is the original; likewise
        ``reference``.
    """
    sides = version[0], reference[0]
    scorer = Scorer(version[0].document.language)
    groups, texts = [], []
    for found in join_alignments(version[1], reference[1], len(original.sentences)):
        pair = _text(sides[0], found.version), _text(sides[1], found.reference)
        texts.append(pair)
        scores = scorer.score_pair(*pair) if all(pair) else None
        changes = changed_words(_spans(sides[0], found.version), _spans(sides[1], found.reference), *sides)
        groups.append(VersionGroup(found.original, found.version, found.reference, scores, changes))
    gone, new = _moves((version[0], version[2]), (reference[0], reference[2]))
    return VersionComparison(
        reference[0], tuple(groups), scorer.score_document(texts), scorer.signatures(), gone, new
    )


def _text(side: Side, indices: Sequence[int]) -> str:
    joint = "" if side.document.language == "zh" else " "
    return joint.join(" ".join(span.of(side.document.text).split()) for span in _spans(side, indices))


def _spans(side: Side, indices: Sequence[int]) -> list[Span]:
    return [side.sentences[index].span for index in indices]


def _moves(
    version: tuple[Side, Sequence[Finding]], reference: tuple[Side, Sequence[Finding]]
) -> tuple[tuple[Finding, ...], tuple[int, ...]]:
    """Findings that only the reference has, and places of those that only the version has; each met once."""
    left = list(reference[1])
    new = []
    for k, finding in enumerate(version[1]):
        same = next((f for f in left if _is_same(finding, version[0], f, reference[0])), None)
        if same is None:
            new.append(k)
        else:
            left.remove(same)
    return tuple(left), tuple(new)


def _is_same(a: Finding, a_side: Side, b: Finding, b_side: Side) -> bool:
    """One difference in two versions: of one kind, at the same words of the original.

    Where the original has no words for it, the versions must have the same ones.
    """
    if a.kind != b.kind or (a.src is None) != (b.src is None):
        return False
    if a.src and b.src:
        return a.src.start < b.src.end and b.src.start < a.src.end
    words = [(f.tgt.of(side.document.text) if f.tgt else "").split() for f, side in ((a, a_side), (b, b_side))]
    return words[0] == words[1]
