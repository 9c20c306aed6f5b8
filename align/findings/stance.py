"""What the likeness of a bead's words tells: negation, modality, reporting, stance, who, figures, clauses."""

from __future__ import annotations

from collections.abc import Sequence

from align.findings.clauses import find_missing_clauses
from align.findings.emphasis import find_emphasis_changes
from align.findings.exchanged import find_exchanged_values
from align.findings.links import bead_links
from align.findings.modality import find_modalities
from align.findings.negation import find_negations
from align.findings.pronouns import find_pronoun_changes
from align.findings.reporting import find_reporting_changes
from align.findings.roles import find_exchanged_roles
from align.findings.unsaid import find_stated
from align.records import Alignment, Finding, Judgement, Language, QuotePair, Side


def find_stance_changes(
    zh: Side,
    en: Side,
    alignment: Alignment,
    pairs: Sequence[QuotePair],
    original: Language,
    judged: Sequence[Judgement] | None = None,
) -> tuple[Finding, ...]:
    """Findings of these kinds; the likeness of the words is worked out once for all of them.

    :param judged: what the fidelity head says of the beads; without, clauses are not looked at.
    """
    links = tuple(bead_links(zh, en, alignment))
    return (
        *find_negations(zh, en, links),
        *find_modalities(zh, en, links),
        *find_reporting_changes(zh, en, links, pairs),
        *find_emphasis_changes(zh, en, links, original),
        *find_pronoun_changes(zh, en, links),
        *find_exchanged_roles(zh, en, links),
        *find_exchanged_values(zh, en, links, alignment),
        *find_stated(zh, en, links),
        *(() if judged is None else find_missing_clauses(zh, en, links, judged, alignment, pairs, original)),
    )
