"""README.md of a corpus: the dataset card of the Hugging Face hub, made of what the build has counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from align.corpus.formats.parquet import SPLITS
from align.corpus.formats.rows import one_line
from align.corpus.packages import needed_for
from align.corpus.records import Split
from align.corpus.store import Folder
from align.version import package_version

CARD = "README.md"
Files = Mapping[str, Mapping[Split, str]]
"""Set ("default", "quotes", "damaged") -> part -> files of it that ``datasets`` loads; empty parts left out."""

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
          (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"))  # fmt: skip
_LARGEST = "100M<n<1B"
_LICENCES = (
    " apache-2.0 mit openrail bigscience-openrail-m bsd bsd-2-clause bsd-3-clause cc cc0-1.0 "
    "cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 "
    "cc-by-nc-4.0 cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 "
    "cc-by-nc-sa-4.0 cdla-sharing-1.0 cdla-permissive-1.0 cdla-permissive-2.0 wtfpl artistic-2.0 "
    "epl-1.0 epl-2.0 eupl-1.1 eupl-1.2 agpl-3.0 gfdl gpl gpl-2.0 gpl-3.0 lgpl lgpl-2.1 lgpl-3.0 isc "
    "mpl-2.0 odc-by odbl pddl unlicense zlib etalab-2.0 "
)
"""What the hub takes for a licence, each between spaces; every other one is "other" there."""
_MOST = 50
"""Licences that the card lists by name."""


def write_card(corpus: Folder, report: Mapping[str, Any], files: Files, model: str) -> None:
    """Write the card of a corpus whose documents.jsonl is there.

    :param model: name and hash of the encoder.
    :raises OutputError: the disk is full, no permission.
    """
    licences = _count_licences(corpus)
    text = f"---\n{_metadata(report, files, licences)}\n---\n\n{_prose(report, files, licences, model)}"
    if not corpus.exists(CARD) or corpus.read(CARD) != text:  # a corpus that is there is left as it is
        corpus.write(CARD, text)


def _count_licences(corpus: Folder) -> Counter[str]:
    """Kept documents by what their manifest says; "" where it says nothing."""
    found: Counter[str] = Counter()
    for line in corpus.lines("documents.jsonl"):
        record = json.loads(line)
        if record["split"]:
            found[one_line(record["licence"]).strip()] += 1
    return found


def hub_licences(names: Sequence[str]) -> list[str]:
    """The hub's identifiers for licences as people write them: "CC BY 4.0" is cc-by-4.0; "" is unknown."""
    found = set()
    for name in names:
        known = re.sub(r"[\s_]+", "-", name.strip().lower())
        found.add(known if f" {known} " in _LICENCES else "other" if known else "unknown")
    return sorted(found) or ["unknown"]


def _metadata(report: Mapping[str, Any], files: Files, licences: Counter[str]) -> str:
    with needed_for(CARD):
        from huggingface_hub import DatasetCardData
    listed = hub_licences(sorted(licences))
    several = {"license_name": "several", "license_link": CARD} if "other" in listed else {}
    more: dict[str, Any] = {"configs": [_config(name, parts) for name, parts in files.items() if parts], **several}
    card = DatasetCardData(
        pretty_name="English and Chinese sentence pairs",
        language=["en", "zh"],
        license=listed[0] if len(listed) == 1 else listed,
        multilinguality="translation",
        language_creators=["found"],
        annotations_creators=["machine-generated"],
        source_datasets=["original"],
        task_categories=["translation", "sentence-similarity"],
        size_categories=_size(report["pairs"]["kept"]),
        tags=["sentence-alignment", "parallel-corpus", "align"],
        **more,
    )
    return str(card.to_yaml(line_break="\n"))


def _config(name: str, parts: Mapping[Split, str]) -> dict[str, Any]:
    listed = [{"split": SPLITS[part], "path": path} for part, path in parts.items()]
    return {"config_name": name, **({"default": True} if name == "default" else {}), "data_files": listed}


def _size(pairs: int) -> str:
    return next((name for most, name in _SIZES if pairs < most), _LARGEST)


def _prose(report: Mapping[str, Any], files: Files, licences: Counter[str], model: str) -> str:
    from importlib.resources import files as package_files

    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # Markdown
    environment.filters["cell"] = _cell
    text = package_files("align.corpus.formats").joinpath("card.md.j2").read_text(encoding="utf-8")
    return environment.from_string(text).render(
        **report,
        splits=SPLITS,
        version=package_version(),
        model=_cell(model),
        licences=_most(licences),
        sets={name: _counts(report[name]) for name in files if name != "default"},
    )


def _most(licences: Counter[str]) -> list[tuple[str, int]]:
    ordered = sorted(licences.items(), key=lambda one: (-one[1], one[0]))
    left = sum(count for _, count in ordered[_MOST:])
    return ordered[:_MOST] + ([(f"{len(ordered) - _MOST:,} others", left)] if left else [])


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{split} {counts[part]:,}" for part, split in SPLITS.items())


def _cell(text: str) -> str:
    """Text that cannot end its cell, begin markup or another line."""
    return re.sub(r"([\\|`*_<>\[\]#&])", r"\\\1", one_line(text)).strip()
