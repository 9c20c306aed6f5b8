"""What made a corpus: versions, model, rules, and hashes of all that was read."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from align.corpus.rules.fidelity import Fidelity
from align.corpus.settings import CorpusSettings
from align.corpus.shards import Plan
from align.corpus.store import read_lines
from align.records import ModelName
from align.version import package_version

_PACKAGES = ("datasketch", "numpy", "onnxruntime", "py3langid", "tokenizers", "trafilatura")
"""Those whose release may change a pair."""


def describe_build(plan: Plan, settings: CorpusSettings, model: ModelName) -> dict[str, Any]:
    """All that decides the bytes of a corpus, as far as it is known before the texts are read.

    :raises InputError: the file of excluded texts cannot be read.
    """
    return {
        "align": package_version(),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in _PACKAGES},
        "model": f"{model.name}@{model.hash}",
        **_head(settings),
        "alignment": asdict(settings.alignment),
        "rules": settings.rules.describe(),
        "rules_version": settings.rules.version,
        "shares": {"valid": settings.valid, "test": settings.test},
        "licences": list(settings.licences),
        "pairing": asdict(settings.pairing),
        "excluded": hash_lines(read_lines(settings.exclude)) if settings.exclude else None,
        "limit": settings.limit,
        "quotes": settings.quotes,
        "documents": plan.documents,
        "listed": plan.fingerprint,
    }


def _head(settings: CorpusSettings) -> dict[str, str]:
    """The fidelity head, where a rule asks it."""
    if not settings.rules.get(Fidelity):
        return {}
    from align.fidelity import read_head

    head = read_head().weights.model
    return {"fidelity_head": f"{head.name}@{head.hash}"}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def hash_lines(lines: Iterable[str]) -> str:
    """One hash of all lines of a file."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("utf-8", "replace") + b"\n")
    return digest.hexdigest()
