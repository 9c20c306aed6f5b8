"""How often names of good translations are called changed, and how many are caught that this script changes.

  bench_names.py [--show] [--limit N] [--set NAME ...] [good] [made] [demetr] [quotes]      good, made, demetr by default

good: findings of find_name_changes per 1,000 Chinese characters of good translations, by severity. made: in the same
texts one name that both sides have is exchanged in the English for another of its kind of the same set, or taken
out; found where a finding that is not minor points at the place. demetr: the rows of critical_id9_ne_replaced and
critical_id25_ne_removed, bad and good. quotes: the differences of kind name and attribution in quotes-dev by audit.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from align.encoding import Encoder, load_encoder
from align.findings import find_name_changes
from align.names import Name, chinese_names, english_names, in_chinese, in_english
from align.records import Alignment, Bead, Document, Finding, Language, Sentence, Side, Span
from align.simplified import to_simplified
from align.speakers import same_speaker

SHARED = Path("/work/shared/data")
SETS = ("ntrex_zho-CN", "wmt17_newstest", "wmt18_newstest", "wmt20_newstest", "tico19", "official_speeches")
Pair = tuple[str, str]


def side_of(lines: list[str], language: Language, encoder: Encoder) -> Side:
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    sentences = tuple(Sentence(i, span, i) for i, span in enumerate(spans))
    document = Document("\n".join(lines), language, "Hans" if language == "zh" else "Latn", "", tuple(spans))
    return Side(document, sentences, encoder.encode(document, sentences))


def documents(name: str, limit: int) -> Iterator[list[Pair]]:
    """The pairs of a set in its documents, those without one in lots of one."""
    grouped: dict[str, list[Pair]] = {}
    with gzip.open(SHARED / f"parallel/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for n, row in enumerate(map(json.loads, lines)):
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
    rng = random.Random(7)
    rows = [pair for pairs in documents(name, limit) for pair in pairs]
    pool: dict[str, list[str]] = {}
    chosen: list[tuple[Pair, Name]] = []
    for pair in rows:
        names = agreed(pair)
        for n in names:
            key = n.kind + (n.group if n.kind == "body" or n.group == "chinese" else "")
            pool.setdefault(key, []).append(n.span.of(pair[1]))
        if names:
            chosen.append((pair, rng.choice(names)))
    hit: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for pair, n in chosen:
        key = n.kind + (n.group if n.kind == "body" or n.group == "chinese" else "")
        said = n.span.of(pair[1])
        others = [o for o in pool[key] if o.lower() != said.lower()]
        for way in ("exchanged", "removed"):
            if way == "exchanged" and not others:
                continue
            new = rng.choice(others) if way == "exchanged" else ""
            en = pair[1][: n.span.start] + new + pair[1][n.span.end :]
            found, *_ = found_in([(pair[0], en)], encoder)
            place = Span(n.span.start - (not new), n.span.start + len(new) + (not new))
            met = [f for f in found if f.severity != "minor" and ((f.tgt and f.tgt.start < place.end and place.start < f.tgt.end)
                   or (way == "removed" and f.src is not None))]  # fmt: skip
            total[f"{way} {n.kind}"] += 1
            hit[f"{way} {n.kind}"] += bool(met)
            if show and not met:
                print(f"    missed {way} {n.kind} {said!r} {new!r}\n        {pair[0][:170]}\n        {en[:300]}")
    for way in ("exchanged", "removed"):
        keys = [k for k in total if k.startswith(way)]
        shares = ", ".join(f"{k.split()[1]} {hit[k]}/{total[k]}" for k in sorted(keys))
        sums = sum(hit[k] for k in keys), sum(total[k] for k in keys)
        print(
            f"{name} {way}: {sums[0]} of {sums[1]} found ({sums[0] / max(1, sums[1]):.3f}); {shares}", flush=True
        )


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
