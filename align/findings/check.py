"""Whether a comparison passes: what is found, less what a person has accepted, against what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.errors import ConfigError
from align.formats.accepted import Accepted, make_accepted
from align.formats.identity import bead_words, identify
from align.formats.locating import condense
from align.records import Comparison, Finding, Language
from align.settings import CheckSettings, FindingSettings

_GRADES = ("minor", "major", "critical")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found; ``failed`` is the answer."""

    failing: tuple[Finding, ...]
    """Findings at or over the threshold that nobody has accepted."""
    below: int
    """How many lie under it."""
    accepted: tuple[tuple[Finding, Accepted], ...]
    stale: tuple[Accepted, ...]
    """Entries that fit no finding any more."""
    fidelity: float | None
    """Of the document, where a least one was asked for."""
    min_fidelity: float | None

    @property
    def failed(self) -> bool:
        """Whether the comparison does not pass."""
        low = self.fidelity is not None and self.min_fidelity is not None and self.fidelity < self.min_fidelity
        return bool(self.failing) or low


def check_findings(
    comparison: Comparison,
    settings: CheckSettings,
    accepted: Sequence[Accepted] = (),
    told: FindingSettings | None = None,
) -> Verdict:
    """Judge a comparison that was audited with every kind of finding.

    :param told: findings that are not to be looked at; an entry that accepts one of them is not stale.
    :raises ConfigError: a least fidelity is asked for where there is no score.
    """
    fidelity = comparison.fidelity.document if comparison.fidelity else None
    if settings.min_fidelity is not None and fidelity is None:
        raise ConfigError(
            "there is no fidelity score to compare", "min_fidelity", "Leave it out; this model does not score."
        )
    told = told or FindingSettings()
    used: set[Accepted] = set()
    excused, open_ = [], []
    for finding in comparison.findings:
        fitting = [entry for entry in accepted if fits(entry, comparison, finding)]
        used.update(fitting)
        if finding.kind in told.ignore or finding.confidence < told.min_confidence:
            continue
        if fitting:
            excused.append((finding, fitting[0]))
        else:
            open_.append(finding)
    least = len(_GRADES) if settings.fail_on == "never" else _GRADES.index(settings.fail_on)
    failing = tuple(f for f in open_ if _GRADES.index(f.severity) >= least)
    stale = tuple(entry for entry in accepted if entry not in used)
    asked = settings.min_fidelity
    return Verdict(
        failing, len(open_) - len(failing), tuple(excused), stale, None if asked is None else fidelity, asked
    )


def accept_findings(
    comparison: Comparison, ids: Sequence[str], entries: Sequence[Accepted], *, by: str, why: str, date: str
) -> tuple[Accepted, ...]:
    """New entries for the findings of these ids; none for what is accepted already.

    :raises ConfigError: no finding has such an id.
    """
    found = {identify(comparison, finding).id: finding for finding in comparison.findings}
    new = []
    for given in dict.fromkeys(ids):
        finding = found.get(given.strip("[] "))
        if finding is None:
            raise ConfigError(f"no finding has the id {given!r}", "--accept", "Take one from the list of a check.")
        if not any(fits(entry, comparison, finding) for entry in entries):
            new.append(make_accepted(identify(comparison, finding), by, why, date))
    return tuple(new)


def fits(entry: Accepted, comparison: Comparison, finding: Finding) -> bool:
    """Whether the entry is for this finding: the kind, the words of both sides, and the words around them."""
    if entry.kind != finding.kind:
        return False
    identity = identify(comparison, finding)
    sides: tuple[Language, Language] = ("zh", "en")
    for language in sides:
        words, context = getattr(entry, language), condense(getattr(entry, f"{language}_context"))
        place = getattr(identity, language)
        if condense(words) != condense(place.words if place else ""):
            return False
        if place and context and not _stands_in(context, comparison, finding, language):
            return False
    return True


def _stands_in(context: str, comparison: Comparison, finding: Finding, language: Language) -> bool:
    """Whether the words at fault lie in a place of the sentence that reads as the context does."""
    text, words = bead_words(comparison, finding, language)
    at = text.find(context)
    while at >= 0:
        if at <= words.start and words.end <= at + len(context):
            return True
        at = text.find(context, at + 1)
    return False
