"""How often names of good translations are called changed, and how many are caught that this script changes.

  bench_names.py [--show] [--limit N] [--set NAME ...] [good] [made] [demetr]      good, made, demetr by default

good: findings of find_name_changes per 1,000 Chinese characters of good translations, by severity. made: in the same
texts one name that both sides have is exchanged in the English for another of its kind of the same set, or taken
out; found where a finding that is not minor points at the place. demetr: the rows of critical_id9_ne_replaced and
critical_id25_ne_removed, bad and good.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from segments import read_rows, side_of

from align.encoding import Encoder, load_encoder
from align.findings import find_name_changes
from align.names import Name, chinese_names, english_names, in_chinese, in_english
from align.records import Alignment, Bead, Finding, Side, Span
from align.simplified import to_simplified
from align.speakers import same_speaker

SHARED = Path("/work/shared/data")
SETS = ("ntrex_zho-CN", "wmt17_newstest", "wmt18_newstest", "wmt20_newstest", "tico19", "official_speeches")
Pair = tuple[str, str]


def documents(name: str, limit: int) -> Iterator[list[Pair]]:
    """The pairs of a set in its documents, those without one in lots of one."""
    grouped: dict[str, list[Pair]] = {}
    for n, row in enumerate(read_rows(SHARED / f"parallel/{name}.jsonl.gz")):
        grouped.setdefault(str(row.get("doc") or n), []).append((row["zh"], row["en"]))
    count = 0
    for pairs in grouped.values():
        if count >= limit:
            return
        count += len(pairs)
        yield pairs


def found_in(pairs: list[Pair], encoder: Encoder) -> tuple[tuple[Finding, ...], Side, Side, float]:
    zh = side_of([a for a, _ in pairs], "zh", encoder)
    en = side_of([b for _, b in pairs], "en", encoder)
    beads = Alignment(tuple(Bead(range(i, i + 1), range(i, i + 1), 1.0, 1.0) for i in range(len(pairs))))
    began = time.perf_counter()
    found = find_name_changes(zh, en, beads, "zh", same_speaker)
    return found, zh, en, time.perf_counter() - began


def shown(f: Finding, pairs: list[Pair]) -> str:
    return f"    {f.severity} {f.confidence} {f.reason}\n        {pairs[f.bead][0][:170]}\n        {pairs[f.bead][1][:300]}"


def good(name: str, limit: int, show: bool, encoder: Encoder) -> None:
    count: Counter[str] = Counter()
    chars, rows, took = 0, 0, 0.0
    for pairs in documents(name, limit):
        found, _, _, spent = found_in(pairs, encoder)
        took += spent
        rows += len(pairs)
        chars += sum(len(zh) for zh, _ in pairs)
        for f in found:
            count[f.severity] += 1
            if show and f.severity != "minor":
                print(shown(f, pairs))
    per = ", ".join(
        f"{s} {1000 * count[s] / max(1, chars):.3f} ({count[s]})" for s in ("critical", "major", "minor")
    )
    print(
        f"{name}: {rows} pairs, {chars} characters; per 1,000: {per}; {1000 * took / max(1, rows):.2f} ms a pair",
        flush=True,
    )


def agreed(pair: Pair) -> list[Name]:
    """English names that the Chinese has, of which a reader would miss each."""
    zh, en = to_simplified(pair[0]), pair[1]
    names = [n for n in english_names(en, Span(0, len(en))) if in_chinese(n, zh) and n.group != "given"]
    mine = [n for n in chinese_names(zh, Span(0, len(zh))) if in_english(n, en)]
    kinds = {n.kind for n in mine}
    return [n for n in names if n.kind in kinds and (n.kind != "office" or n.group == "chief")]


def made(name: str, limit: int, show: bool, encoder: Encoder) -> None:
    """A name of every third sentence changed; documents stay whole, so that neighbours excuse what they may."""
    rng = random.Random(7)
    listed = list(documents(name, limit))
    pool: dict[str, list[str]] = {}
    chosen: dict[tuple[int, int], Name] = {}
    for d, pairs in enumerate(listed):
        for i, pair in enumerate(pairs):
            names = agreed(pair)
            for n in names:
                pool.setdefault(_sort(n), []).append(n.span.of(pair[1]))
            if names and (d + i) % 3 == 0:
                chosen[d, i] = rng.choice(names)
    for way in ("exchanged", "removed"):
        hit: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for d, pairs in enumerate(listed):
            changed, places = list(pairs), {}
            for i, (zh, en) in enumerate(pairs):
                n = chosen.get((d, i))
                said = n.span.of(en) if n else ""
                others = [o for o in pool[_sort(n)] if o.lower()[:4] != said.lower()[:4]] if n else []
                if n is None or (way == "exchanged" and not others):
                    continue
                new = rng.choice(others) if way == "exchanged" else ""
                changed[i] = (zh, en[: n.span.start] + new + en[n.span.end :])
                places[i] = (n, Span(n.span.start, n.span.start + len(new)), said, new)
            if not places:
                continue
            found, _, side, _ = found_in(changed, encoder)
            for i, (n, place, said, new) in places.items():
                start = side.sentences[i].span.start
                met = any(
                    f.bead == i and f.severity != "minor"
                    and (f.tgt is None or (f.tgt.start - start < place.end and place.start < f.tgt.end - start))
                    for f in found
                )  # fmt: skip
                total[n.kind] += 1
                hit[n.kind] += met
                if show and not met:
                    print(
                        f"    missed {way} {n.kind} {said!r} {new!r}\n        {changed[i][0][:170]}\n        {changed[i][1][:300]}"
                    )
        shares = ", ".join(f"{k} {hit[k]}/{total[k]}" for k in sorted(total))
        print(
            f"{name} {way}: {hit.total()} of {total.total()} ({hit.total() / max(1, total.total()):.3f}); {shares}",
            flush=True,
        )


def _sort(name: Name) -> str:
    return name.kind + (name.group if name.kind == "body" or name.group == "chinese" else "")


def demetr(show: bool, encoder: Encoder) -> None:
    rows = [json.loads(line) for line in (SHARED / "demetr/zh-dev.jsonl").read_text(encoding="utf-8").splitlines()]
    for kind in ("critical_id9_ne_replaced", "critical_id25_ne_removed"):
        hit: Counter[str] = Counter()
        listed = [row for row in rows if row["perturbation"] == kind]
        for row in listed:
            for which in ("good", "bad"):
                pairs = [(row["zh"], row[which])]
                found = [f for f in found_in(pairs, encoder)[0] if f.severity != "minor"]
                hit[which] += bool(found)
                if show and (which == "good") == bool(found):
                    print(
                        f"  {kind} {which} {found[0].reason if found else 'missed'}\n      {row['zh']}\n      {row['good']}\n      {row['bad']}"
                    )
        print(f"{kind}: bad {hit['bad']} of {len(listed)} told, good {hit['good']} of {len(listed)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--set", nargs="*", default=SETS)
    args = parser.parse_args()
    wanted = args.what or ["good", "made", "demetr"]
    encoder = load_encoder(None)
    for name in args.set:
        if "good" in wanted:
            good(name, args.limit, args.show, encoder)
        if "made" in wanted:
            made(name, args.limit, args.show, encoder)
    if "demetr" in wanted:
        demetr(args.show, encoder)


if __name__ == "__main__":
    main()
