"""The one place where the stages meet, and the only caller of an encoder."""

from align.pipeline.auditing import Reference, audit, audit_files, audit_job
from align.pipeline.comparing import (
    BeadsReader,
    align_sentences,
    compare,
    compare_quotes,
    find_attributions,
    prepare,
    signature,
    take_apart,
)
from align.pipeline.judging import judge, score_segments
from align.pipeline.scoring import ScoreSettings, score_lines
from align.pipeline.tracing import trace_folder, trace_terms

__all__ = [
    "BeadsReader",
    "Reference",
    "ScoreSettings",
    "align_sentences",
    "audit",
    "audit_files",
    "audit_job",
    "compare",
    "compare_quotes",
    "find_attributions",
    "judge",
    "prepare",
    "score_lines",
    "score_segments",
    "signature",
    "take_apart",
    "trace_folder",
    "trace_terms",
]
