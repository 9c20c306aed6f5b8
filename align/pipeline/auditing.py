"""Two documents, a folder of them, or a job that is aligned already → an audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from align.errors import AlignError, LanguageError
from align.pipeline.comparing import (
    BeadsReader,
    compare,
    compare_quotes,
    load_encoder_for,
    prepare,
    search,
    take_apart,
)
from align.pipeline.judging import judge
from align.records import Alignment, Comparison, Document, Finding, Glossary, Language, Side, VersionComparison
from align.settings import AlignmentSettings, FindingSettings

if TYPE_CHECKING:
    from pathlib import Path

    from align.encoding import Encoder, Progress
    from align.formats.jobs import Job


@dataclass(frozen=True, slots=True)
class Reference:
    """Another version of the translation: a document, or the two of a job; the one in its language counts."""

    documents: tuple[Document, ...]
    presplit: bool = False
    """One sentence a line, kept as given."""


def audit(
    src: Document,
    tgt: Document,
    *,
    original: Language | None = None,
    glossary: Glossary | None = None,
    model: str | None = None,
    settings: AlignmentSettings | None = None,
    beads: BeadsReader | None = None,
    presplit: bool = False,
    head: Path | None = None,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
    findings: FindingSettings | None = None,
    reference: Reference | None = None,
) -> Comparison:
    """Align, pair the quotes, and find the differences in meaning between the two versions.

    :param original: the language of the side that was written first; of ``src`` where it is not given.
    :param glossary: in place of the one that ships (``align.formats.glossary``).
    :param findings: which of them are told; all where it is not given.
    :param reference: another version in the language that was not written first; it is encoded once, like the
        two others, and aligned with the original.
    :raises AlignError: see :mod:`align.errors`.
    """
    encoder = encoder or load_encoder_for(model, quotes=True)
    result = compare(
        src, tgt, settings=settings, beads=beads, presplit=presplit, progress=progress,
        encoder=encoder, quotes=True, head=head,
    )  # fmt: skip
    told = findings or FindingSettings()
    result = _select(judge(result, original=original, glossary=glossary), told)
    signed = _sign_audit(result, original, glossary, head)
    result = replace(result, signature={**result.signature, **signed})
    if reference is None:
        return result
    written = original or src.language
    side = prepare(
        _reference_document(reference, written), encoder=encoder, presplit=reference.presplit, progress=progress
    )

    def find(source: Side) -> tuple[Alignment, tuple[Finding, ...]]:
        chosen = settings or AlignmentSettings()
        alignment = take_apart(search(source, side, chosen), chosen)
        pairs = compare_quotes(source, side, alignment, head=head)
        other = Comparison(source, side, alignment, quotes=pairs)
        return alignment, _select(judge(other, original=written, glossary=glossary), told).findings

    return replace(result, reference=_compare_with(result, side, find))


def _reference_document(reference: Reference, written: Language) -> Document:
    found = next((d for d in reference.documents if d.language != written), None)
    if found is None:
        wanted = "English" if written == "zh" else "Chinese"
        where = reference.documents[0].path
        raise LanguageError(f"the reference is not in {wanted}", where, "Give another version of the translation.")
    return found


def _compare_with(
    result: Comparison, side: Side, find: Callable[[Side], tuple[Alignment, tuple[Finding, ...]]]
) -> VersionComparison:
    from align.versions import compare_versions

    source, version, alignment, found = result.src, result.tgt, result.alignment, result.findings
    if side.document.language == source.document.language:
        source, version, alignment = version, source, alignment.mirrored()
        found = tuple(finding.mirrored() for finding in found)
    return compare_versions(source, (version, alignment, found), (side, *find(source)))


def audit_job(
    job: Job,
    *,
    src_language: Language | None = None,
    tgt_language: Language | None = None,
    original: Language | None = None,
    glossary: Glossary | None = None,
    model: str | None = None,
    head: Path | None = None,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
    findings: FindingSettings | None = None,
    reference: Reference | None = None,
) -> Comparison:
    """:func:`audit` of what is aligned already: the job's segments are the beads.

    :param job: as :func:`align.formats.jobs.read_job` gives it.
    :raises AlignError: see :mod:`align.errors`.
    """
    from align.documents import documents_from_job

    src, tgt, alignment = documents_from_job(job, src_language=src_language, tgt_language=tgt_language)
    result = audit(
        src, tgt, original=original, glossary=glossary, model=model, presplit=True, head=head, progress=progress,
        encoder=encoder, beads=lambda a, b: (a, b, alignment), findings=findings,
        reference=reference,
    )  # fmt: skip
    return replace(result, segments=tuple(segment.id for segment in job.segments))


def _select(comparison: Comparison, settings: FindingSettings) -> Comparison:
    """The same with the findings that are to be told; the fidelity counts all."""
    told = (f for f in comparison.findings if f.confidence >= settings.min_confidence)
    return replace(comparison, findings=tuple(f for f in told if f.kind not in settings.ignore))


def audit_files(
    pairs: Iterable[tuple[Path, Path]],
    *,
    original: Language | None = None,
    glossary: Glossary | None = None,
    model: str | None = None,
    settings: AlignmentSettings | None = None,
    head: Path | None = None,
    presplit: bool = False,
    findings: FindingSettings | None = None,
) -> Iterator[Comparison | AlignError]:
    """Audit many pairs of files with one encoder, each when it is asked for.

    A pair that cannot be read or compared gives its error in place of a Comparison; the next ones go on.

    :raises ModelError: the encoder itself cannot be had.
    """
    from align.documents import read_pair

    encoder = load_encoder_for(model, quotes=True)
    for first, second in pairs:
        try:
            src, tgt = read_pair(first, second)
            yield audit(
                src, tgt, original=original, glossary=glossary, settings=settings, head=head, presplit=presplit,
                encoder=encoder, findings=findings,
            )  # fmt: skip
        except AlignError as error:
            yield error
        except Exception as error:  # a bug that one text brings out costs that pair, not the run
            what = f"a bug in align: {type(error).__name__}: {error}"
            yield AlignError(what, f"{first}, {second}", "Run this pair alone with --debug and report it.")


def _sign_audit(
    result: Comparison, original: Language | None, glossary: Glossary | None, head: Path | None
) -> dict[str, str]:
    """What an audit adds to the signature; align.report reads "original", "quotes" and "checked"."""
    from align.findings import KINDS
    from align.quotes.head import read_head

    encoding = result.src.encoding
    signed = {"model": f"{encoding.model.name}@{encoding.model.hash}"} if encoding else {}
    return {
        **signed,
        "original": original or result.src.document.language,
        "glossary": f"given@{sha256(repr(glossary).encode()).hexdigest()[:12]}" if glossary else "shipped",
        "quotes": "by head" if read_head(head).weights.fit(encoding) else "by rule",
        **_sign_fidelity(result),
        "checked": ", ".join(KINDS if result.fidelity else [k for k in KINDS if k != "mistranslation"]),
    }


def _sign_fidelity(result: Comparison) -> dict[str, str]:
    from align.fidelity import read_head

    if result.fidelity is None:
        return {}
    model = read_head().weights.model
    return {"fidelity": f"{model.name}@{model.hash}"}
