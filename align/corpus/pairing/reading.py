"""The pass over texts without partner: each is read once, measured, and kept as a line in the work folder."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from align.corpus.engine import at_work, silence
from align.corpus.nearness import squeeze
from align.corpus.pairing.features import Features, measure_text
from align.corpus.records import Entry, Refusal
from align.corpus.scratch import check_room
from align.corpus.shards import Plan, read_entries
from align.corpus.sources import inline_source, read_source, read_version, refusal_of
from align.corpus.store import Folder
from align.corpus.warc import is_record
from align.errors import InputError, LanguageError, ModelError


@dataclass(frozen=True, slots=True, eq=False)
class Single:
    """A text without partner, read."""

    entry: Entry
    refusal: Refusal | None = None
    """Why it cannot be used; then there is no more of it."""
    text: str = ""
    language: str = ""
    published: str = ""
    """Day, as far as the page, the name or the list says it; not the day of fetching."""
    sha256: str = ""
    """Of the bytes as they were read."""
    key: str = ""
    """Hash of the text without white space: the same for a copy."""
    features: Features | None = None


def read_single(entry: Entry, licences: tuple[str, ...] = ()) -> Single:
    """Read and measure one text; what goes wrong costs this one alone.

    :raises ModelError: the vectors of pieces, or a package, are not there.
    :raises OutputError: there is no room for temporary files.
    """
    if licences and entry.licence not in licences:
        return Single(entry, Refusal("licence", entry.licence))
    digest = ""
    try:
        source = inline_source(entry.first, entry.id) if entry.inline else read_source(entry.first)
        digest = hashlib.sha256(source.data).hexdigest()
        document = read_version(source)
        from align.documents.dating import date_documents

        own = date_documents(document) or ("" if is_record(entry.first) else entry.date)
        return Single(
            replace(entry, date=own or entry.date),
            text=document.text,
            language=document.language,
            published=own,
            sha256=digest,
            key=hashlib.sha256(squeeze(document.text).encode("utf-8", "replace")).hexdigest(),
            features=measure_text(document),
        )
    except (InputError, LanguageError) as error:
        return Single(entry, refusal_of(error, error.where), sha256=digest)
    except ModelError:
        raise
    except Exception as error:  # a bug must not cost the other million documents
        check_room(error)
        return Single(entry, Refusal("failed", type(error).__name__, str(error)[:200]), sha256=digest)


@dataclass(frozen=True, slots=True)
class ReadShard:
    """The step: all texts of one shard."""

    work: str
    licences: tuple[str, ...]

    def __call__(self, data: Iterable[Any] | None, rank: int, world_size: int) -> None:
        """Read the texts of shard ``rank`` and write what they are.

        :raises AlignError: a package is missing, the work folder fails; no fault of a text.
        """
        folder = Folder(self.work)
        with at_work(folder, rank), folder.writer(f"read/{rank:05d}.jsonl") as lines:
            for entry in read_entries(folder, rank):
                lines.write(dump_single(read_single(entry, self.licences)) + "\n")

    def __reduce__(self) -> tuple[object, ...]:
        """Unpickled in a worker, it silences the engine there too."""
        return _arrived, (self.work, self.licences)

    def __repr__(self) -> str:
        """What datatrove writes into its log."""
        return f"read {self.work}"


def _arrived(work: str, licences: tuple[str, ...]) -> ReadShard:
    silence()
    return ReadShard(work, licences)


def read_singles(work: Folder, plan: Plan) -> Iterator[Single]:
    """All that the step wrote, in order."""
    for shard in range(plan.shards):
        for line in work.lines(f"read/{shard:05d}.jsonl"):
            yield parse_single(line)


def parse_single(line: str) -> Single:
    """A text of its line."""
    import numpy as np

    held = json.loads(line)
    features = held["features"]
    if features:
        vector = np.frombuffer(base64.b64decode(features["vector"]), np.float16).astype(np.float32)
        names = tuple(frozenset(forms) for forms in features["names"])
        sets = {name: frozenset(features[name]) for name in ("values", "words")}
        held["features"] = Features(vector, sets["values"], names, sets["words"], features["length"])
    held["entry"] = Entry(**held["entry"])
    held["refusal"] = Refusal(*held["refusal"]) if held["refusal"] else None
    return Single(**held)


def dump_single(single: Single) -> str:
    """The line of a text, as :func:`parse_single` reads it."""
    record = {name: getattr(single, name) for name in Single.__slots__}
    record["entry"] = asdict(single.entry)
    record["refusal"] = list(asdict(single.refusal).values()) if single.refusal else None
    if (features := single.features) is not None:
        record["features"] = {
            "vector": base64.b64encode(features.vector.astype("<f2").tobytes()).decode(),
            "values": sorted(features.values),
            "names": [sorted(forms) for forms in features.names],
            "words": sorted(features.words),
            "length": features.length,
        }
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))
