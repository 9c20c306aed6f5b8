"""How many values of good translations find their counterpart, and how many marked differences are caught.

  bench_values.py [--show N] [--set NAME ...]

Every value of a good translation without a counterpart, or with another number, is a false alarm; slight
verdicts (about, rounding) are counted apart. Prints the commonest ones.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from align.records import Language, Span, Value
from align.values import describe, find_values, match_values

SHARED = Path("/work/shared/data")
_SMALL = ("two", "three", "four", "five", "eight", "nine")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "June", "July", "August", "September", "October", "November", "December")


def false_alarms(name: str, show: int) -> None:
    with gzip.open(SHARED / "parallel" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    total: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    seen: list[tuple[str, str, dict[str, str]]] = []
    started, chars = time.perf_counter(), 0
    for pair in pairs:
        zh, en = find_values(pair["zh"], "zh"), find_values(pair["en"], "en")
        chars += len(pair["zh"])
        total["zh"] += sum(not v.weak for v in zh)
        total["en"] += sum(not v.weak for v in en)
        found = match_values(zh, en)
        loud = [p for p in found.pairs if p.verdict.relation == "differs" and not p.verdict.is_slight]
        counts["differs"] += len(loud)
        counts["slight"] += sum(p.verdict.is_slight for p in found.pairs)
        counts["only zh"] += len(found.only_zh)
        counts["only en"] += len(found.only_en)
        for p in loud:
            seen.append(
                (
                    f"differs {p.zh.kind}/{p.en.kind}",
                    f"{p.zh.span.of(pair['zh'])} | {p.en.span.of(pair['en'])}",
                    pair,
                )
            )
        for side, values in (("zh", found.only_zh), ("en", found.only_en)):
            for v in values:
                seen.append((f"only {side} {v.kind}", f"{v.span.of(pair[side])} ({describe(v)})", pair))
    took = time.perf_counter() - started
    print(
        f"{name}: pairs {len(pairs)}, values zh {total['zh']} en {total['en']}, "
        + ", ".join(f"{k} {v}" for k, v in counts.items())
    )
    zh_ok = 1 - (counts["differs"] + counts["only zh"]) / max(1, total["zh"])
    en_ok = 1 - (counts["differs"] + counts["only en"]) / max(1, total["en"])
    print(
        f"  matched: zh {zh_ok:.3f} en {en_ok:.3f}; differs per 1000 zh characters {1000 * counts['differs'] / chars:.2f}; {len(pairs) / took:.0f} pairs a second"
    )
    kinds = Counter(kind for kind, _, _ in seen)
    print("  " + ", ".join(f"{k} {n}" for k, n in kinds.most_common(14)))
    words = Counter(f"{kind}: {word}" for kind, word, _ in seen)
    for word, n in words.most_common(show):
        print(f"    {n} {word}")
    step = max(1, len(seen) // max(1, show))
    for kind, word, pair in seen[:: step if show else len(seen) + 1]:
        print(f"    [{kind}] {word}\n        {pair['zh'][:150]}\n        {pair['en'][:260]}")


def planted(name: str) -> None:
    """One number of each English sentence changed (a digit, a scale): how often a finding points at it."""
    rng = random.Random(5)
    with gzip.open(SHARED / "parallel" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    hit: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for pair in pairs:
        clean = match_values(find_values(pair["zh"], "zh"), find_values(pair["en"], "en"))
        good = [p.en for p in clean.pairs if p.verdict.relation == "same" and not p.en.weak]
        value = rng.choice(good) if good else None
        said = value.span.of(pair["en"]) if value else ""
        changed = _change(said, rng)
        if value is None or changed == said:
            continue
        en = pair["en"][: value.span.start] + changed + pair["en"][value.span.end :]
        place = Span(value.span.start, value.span.start + len(changed))
        found = match_values(find_values(pair["zh"], "zh"), find_values(en, "en"))
        spans = [p.en.span for p in found.pairs if p.verdict.relation == "differs" and not p.verdict.is_slight]
        spans += [v.span for v in found.only_en]
        total[value.kind] += 1
        hit[value.kind] += any(place.start < s.end and s.start < place.end for s in spans)
    shares = ", ".join(f"{k} {hit[k]}/{n}" for k, n in total.most_common())
    print(
        f"{name} planted: {hit.total()} of {total.total()} caught ({hit.total() / max(1, total.total()):.3f}); {shares}"
    )


def _change(said: str, rng: random.Random) -> str:
    for one, other in (("million", "billion"), ("billion", "million"), ("thousand", "million")):
        if one in said and rng.random() < 0.5:
            return said.replace(one, other)
    digits = [i for i, c in enumerate(said) if c.isdigit()]
    if digits:
        i = rng.choice(digits[:2])
        return said[:i] + str((int(said[i]) + rng.randint(1, 7)) % 9 + 1) + said[i + 1 :]
    for words in (_SMALL, _DAYS, _MONTHS):
        for word in words:
            if word in said:
                return said.replace(word, rng.choice([w for w in words if w != word]), 1)
    return said


def caught(path: Path) -> None:
    """Marked differences of number, date and unit: whether a verdict points at both places."""
    hit: Counter[str] = Counter()
    total: Counter[str] = Counter()
    slight: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        for d in doc["differences"]:
            if d["kind"] not in ("number", "date", "unit"):
                continue
            total[d["severity"]] += 1
            found = _verdicts(doc, d)
            loud = [v for v in found if v == "value"]
            hit[d["severity"]] += bool(loud)
            slight[d["severity"]] += bool(found) and not loud
            if not loud:
                said = [[doc[s][a:b] for a, b in d[s] or []] for s in ("zh", "en")]
                print(f"    {'slight' if found else 'missed'} {d['severity']} {d['kind']}: {said}")
    for severity in total:
        print(
            f"  {path.stem} {severity}: {hit[severity]} of {total[severity]} as a difference, {slight[severity]} as a slight one"
        )


def _verdicts(doc: dict[str, Any], d: dict[str, Any]) -> list[str]:
    """Verdicts on the marked sentences (the bead of gold where there is one) that touch the marked places."""
    sides = {}
    side: Language
    for side in ("zh", "en"):
        spans = d[side] or [[0, 0]]
        text, (start, end) = doc[side], (spans[0][0], spans[-1][1])
        stops = "。！？\n" if side == "zh" else ".!?\n"
        while start > 0 and not (
            text[start - 1] in stops
            and (side == "zh" or text[start : start + 1].isspace() or text[start - 1] == "\n")
        ):
            start -= 1
        while end < len(text) and not (
            text[end] in stops and (side == "zh" or end + 1 == len(text) or text[end + 1].isspace())
        ):
            end += 1
        sides[side] = find_values(text, side, Span(start, end))
    found = match_values(sides["zh"], sides["en"], date(2021, 12, 1))

    def touches(v: Value, side: str) -> bool:
        return any(a < v.span.end and v.span.start < b for a, b in d[side] or [])

    out = []
    for p in found.pairs:
        if p.verdict.relation == "differs" and (touches(p.zh, "zh") or touches(p.en, "en")):
            out.append("slight" if p.verdict.is_slight else "value")
    out += ["value" for v in found.only_zh if touches(v, "zh")] + [
        "value" for v in found.only_en if touches(v, "en")
    ]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--set", nargs="*", default=["ntrex_zho-CN", "wmt17_newstest"])
    args = parser.parse_args()
    for name in args.set:
        false_alarms(name, args.show)
        planted(name)
    for path in ("quotes-dev/quotes.jsonl", "readouts-dev/readouts.jsonl"):
        caught(SHARED / path)


if __name__ == "__main__":
    main()
