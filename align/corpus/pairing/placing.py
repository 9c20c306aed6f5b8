"""Between the list and the shards: texts without partner are read, paired, and put among the given pairs."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

from align.corpus.pairing.index import CACHE, TextIndex
from align.corpus.pairing.matching import Doubt, match_texts
from align.corpus.pairing.reading import ReadShard, Single, read_single, read_singles
from align.corpus.pairing.settings import PairingSettings
from align.corpus.records import Entry, Refusal
from align.corpus.scratch import open_scratch
from align.corpus.shards import Plan, SortedEntries, sort_entries
from align.corpus.store import Folder, stamp_texts

READING, PLACED = "reading", "placed.json"

Run = Callable[[Folder, Plan, ReadShard], None]
"""Does a step on all shards of a plan: :func:`align.corpus.engine.run_shards`."""


def place_entries(
    work: Folder,
    entries: SortedEntries,
    plan: Plan,
    settings: PairingSettings,
    licences: tuple[str, ...],
    run: Run,
) -> Plan:
    """Put down what each shard has to align, and how that is cut; begun before, it goes on.

    Where each text has its partner it is what was listed. All hangs on the list and the texts alone.

    :raises OutputError: the disk is full, no permission.
    :raises AlignError: what :class:`ReadShard` raises.
    """
    if not settings.enabled or not entries.has_singles:
        entries.write(work, plan)
        return plan
    if work.exists(PLACED):
        return Plan(**json.loads(work.read(PLACED)))
    reading = Folder(f"{work.address.rstrip('/')}/{READING}")
    with sort_entries(entries.singles(), None) as singles:
        first = singles.plan()
        singles.write(reading, first)
    run(reading, first, ReadShard(reading.address, licences))
    paired = pair_singles(read_singles(reading, first), settings)
    with sort_entries(_chain(entries.pairs(), paired), None) as placed:
        second = placed.plan()
        placed.write(work, second)
    work.write(PLACED, json.dumps(asdict(second)) + "\n")
    return second


def try_entries(entries: Iterable[Entry], settings: PairingSettings, licences: tuple[str, ...]) -> list[Entry]:
    """The same for some entries, in this process and without a folder."""
    entries = list(entries)
    singles = [entry for entry in entries if not entry.second]
    if not settings.enabled or not singles:
        return entries
    given = [entry for entry in entries if entry.second]
    return given + list(pair_singles((read_single(entry, licences) for entry in singles), settings))


def pair_singles(singles: Iterable[Single], settings: PairingSettings) -> Iterator[Entry]:
    """An entry for each pair, and one with its reason for each text that stays alone."""
    with (
        open_scratch(CACHE) as database,
        tempfile.TemporaryDirectory() as folder,
        closing(TextIndex(Path(folder), database)) as index,
    ):
        taken_up = []
        for number, single in enumerate(singles):
            if single.refusal:
                yield _refused(single, single.refusal)
            elif copied := index.add(number, single):
                yield _refused(single, Refusal("copied-document", 1.0, copied))
            else:
                taken_up.append(number)
        matching = match_texts(index.score_candidates(), settings, index.tells)
        paired = set()
        for match in matching.pairs:
            paired |= {match.zh, match.en}
            yield _paired(index.get(match.zh), index.get(match.en), match.confidence)
        doubts = {**matching.zh, **matching.en}
        for number in taken_up:
            if number not in paired:
                yield _refused(index.get(number), _explain(doubts.get(number), index))


def _explain(doubt: Doubt | None, index: TextIndex) -> Refusal:
    if doubt is None:
        return Refusal("unpaired-document", 0.0, "no free text in the other language comes near")
    told = f"nearest: {index.id_of(doubt.other)}"
    if doubt.rival is not None:
        told = f"cannot tell which: {index.id_of(doubt.other)}, {index.id_of(doubt.rival)}"
    return Refusal("unpaired-document", doubt.confidence, told)


def _paired(zh: Single, en: Single, confidence: float) -> Entry:
    told = {
        field: " | ".join(dict.fromkeys(filter(None, (getattr(zh.entry, field), getattr(en.entry, field)))))
        for field in ("source", "licence")
    }
    name = f"{zh.entry.id}+{en.entry.id}"
    stamp = stamp_texts(zh.text, en.text)
    date = zh.published or en.published or zh.entry.date or en.entry.date
    read = (zh.sha256, en.sha256)
    return Entry(
        name, zh.text, en.text, True, date, told["source"], told["licence"], stamp, listed=name,
        read=read, pairing=confidence,
    )  # fmt: skip


def _refused(single: Single, refusal: Refusal) -> Entry:
    return replace(
        single.entry, first="" if single.entry.inline else single.entry.first, listed=single.entry.id,
        read=(single.sha256,) if single.sha256 else (), refusal=(refusal.rule, refusal.value, refusal.detail),
    )  # fmt: skip


def _chain(given: Iterator[Entry], paired: Iterator[Entry]) -> Iterator[Entry]:
    yield from given
    yield from paired
