"""Uses of terms → how often each concept is kept, softened, switched, reworded, dropped and added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from align.records import TermOutcome, TermTrace, TermUse, TracedPair

OUTCOMES: tuple[TermOutcome, ...] = ("kept", "softened", "switched", "reworded", "dropped")
"""What may become of what the original says; their counts add up to how often it is said."""


@dataclass(frozen=True, slots=True)
class TermCount:
    """Counts of one concept, in all or for one speaker or one month."""

    concept: str
    group: str
    """A speaker, a month (2023-06), or "" for all, for no speaker and for undated documents."""
    said: int
    """How often the original says it: the denominator of :data:`OUTCOMES`."""
    outcomes: tuple[tuple[TermOutcome, int], ...]
    became: tuple[tuple[TermOutcome, str, int], ...]
    """Concepts that stand in its place where it is switched or softened, the commonest first."""
    added: int
    """How often the other version alone has it."""
    instead: tuple[tuple[str, int], ...]
    """How often the other version has it where the original has another concept, by that concept."""
    mentioned: int
    """Documents in which either version has it."""
    documents: int

    def of(self, outcome: TermOutcome) -> int:
        """How often it has this outcome."""
        return dict(self.outcomes).get(outcome, 0)


def count_terms(trace: TermTrace) -> tuple[TermCount, ...]:
    """Each concept in all documents, in the order of the trace."""
    return _grouped(trace, lambda pair, use: "")


def count_by_speaker(trace: TermTrace) -> tuple[TermCount, ...]:
    """Each concept by who says it, the most frequent first; "" outside quotes and where nobody can be told."""
    return _grouped(trace, lambda pair, use: use.speaker)


def count_by_month(trace: TermTrace) -> tuple[TermCount, ...]:
    """Each concept by the month of the document, in order; "" for undated ones."""
    counts = _grouped(trace, lambda pair, use: pair.date[:7])
    place = {concept: i for i, concept in enumerate(trace.concepts)}
    return tuple(sorted(counts, key=lambda count: (place[count.concept], count.group or "~")))


def not_mentioned(trace: TermTrace, concept: str) -> tuple[str, ...]:
    """Names of the documents in which neither version has the concept."""
    return tuple(pair.name for pair in trace.pairs if not any(use.concept == concept for use in pair.uses))


def undated(trace: TermTrace) -> tuple[str, ...]:
    """Names of the documents without a date."""
    return tuple(pair.name for pair in trace.pairs if not pair.date)


def _grouped(trace: TermTrace, key: Callable[[TracedPair, TermUse], str]) -> tuple[TermCount, ...]:
    found = []
    for concept in trace.concepts:
        groups: dict[str, list[tuple[str, TermUse]]] = {}
        for pair in trace.pairs:
            for use in pair.uses:
                if use.concept == concept:
                    groups.setdefault(key(pair, use), []).append((pair.name, use))
        ranked = sorted(groups.items(), key=lambda item: -len(item[1]))
        found += [_count(concept, group, held, len(trace.pairs)) for group, held in ranked]
    return tuple(found)


def _count(concept: str, group: str, held: list[tuple[str, TermUse]], documents: int) -> TermCount:
    uses = [use for _, use in held]
    said = [use for use in uses if use.original]
    outcomes = Counter(use.outcome for use in said)
    return TermCount(
        concept,
        group,
        len(said),
        tuple((outcome, outcomes[outcome]) for outcome in OUTCOMES),
        tuple(
            (outcome, concept, number)
            for outcome in ("softened", "switched")
            for concept, number in _ranked(u.rendered for u in said if u.rendered and u.outcome == outcome)
        ),
        sum(use.outcome == "added" for use in uses),
        _ranked(use.rendered for use in uses if not use.original and use.rendered),
        len({name for name, _ in held}),
        documents,
    )


def _ranked(ids: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(ids).items(), key=lambda item: (-item[1], item[0])))
