"""Negation, modality, reporting verbs and words of stance: false alarms in good translations, planted changes found.

  bench_stance.py [--show N] [--limit PAIRS] [--set NAME ...] [--planted]

Good translations (../shared/data/parallel): every finding is counted as a false alarm, by kind and severity, in 1,000
Chinese characters; some are real. Planted: in pairs where nothing is found, one change is made in either language (a
negator put in or left out, a modal word, a reporting verb exchanged, a word of stance left out), and it is counted how
many are told by a finding of the kind that overlaps the changed words or, where words were left out, stands in the
pair. Many changes are not idiomatic, some say the same as before, so this is a lower bound.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from segments import one_to_one, read_rows, side_of

from align.encoding import Encoder, load_encoder
from align.findings import find_stance_changes
from align.records import Finding, Language, Span

SHARED = Path("/work/shared/data/parallel")
SETS = ("ntrex_zho-CN", "wmt17_newstest", "wmt18_newstest", "tico19", "sdg", "official_speeches", "mlqe_postedits")
BLOCK = 40
_NOT = r"\b(?:is|are|was|were|will|would|can|could|should|must|has|have|had|may|does|did)\b"


class Change(NamedTuple):
    """A pattern and what is put in its place in one language, and the kind that should tell it."""

    kind: str
    name: str
    language: Language
    pattern: str
    new: str


CHANGES = [Change(*row) for row in (
    ("negation", "added en", "en", rf"({_NOT})(?! not)(?!n)", r"\1 not"),
    ("negation", "lost en", "en", r"(\b(?:is|are|was|were|will|would|can|could|should|has|have|had|did|does|do)) not\b", r"\1"),
    ("negation", "lost en", "en", r"n't\b", ""),
    ("negation", "lost en", "en", r"\bnever ", ""),
    ("negation", "lost en", "en", r"\bno ", ""),
    ("negation", "added zh", "zh", r"(?<!不)(会|能|可以|应该|愿意|支持|同意|承认|知道|允许)", r"不\1"),
    ("negation", "added zh", "zh", r"(?<!没有)(发现|达成|造成|影响|提供|接受|得到)", r"没有\1"),
    ("negation", "lost zh", "zh", r"不(会|能|应|是|愿|想|需要|可能|支持|允许)", r"\1"),
    ("negation", "lost zh", "zh", r"(?:没有|尚未|从未|无法)", ""),
    ("modality", "must for may en", "en", r"\b(?:may|might) (?!\d)", "must "),
    ("modality", "will for may en", "en", r"\b(?:may|might) (?!\d)", "will "),
    ("modality", "may for will en", "en", r"\bwill ", "may "),
    ("modality", "may for must en", "en", r"\b(?:must|have to|has to) ", "may "),
    ("modality", "should for may en", "en", r"\bcould ", "must "),
    ("modality", "possible dropped zh", "zh", r"可能(?!性)", "将"),
    ("modality", "must for can zh", "zh", r"(?<![必不])可以", "必须"),
    ("modality", "may for must zh", "zh", r"必须", "可以"),
    ("modality", "may for will zh", "zh", r"将(?=[^来军领近])", "可能"),
    ("modality", "hope for must en", "en", r"\bmust\b", "hopes to"),
    ("modality", "study put in en", "en", r"\bwill ", "will study whether to "),
    ("reporting-verb", "claim en", "en", r"\bsaid\b", "claimed"),
    ("reporting-verb", "warn en", "en", r"\bsaid\b", "warned"),
    ("reporting-verb", "admit en", "en", r"\bsaid\b", "admitted"),
    ("reporting-verb", "deny en", "en", r"\bsaid\b", "denied"),
    ("reporting-verb", "threaten zh", "zh", r"表示(?=[，：])", "威胁说"),
    ("reporting-verb", "promise zh", "zh", r"(?<=[^的据])说(?=[，：])", "承诺"),
    ("reporting-verb", "say for stress zh", "zh", r"强调", "说"),
    ("reporting-verb", "say for warn en", "en", r"\bwarned\b", "said"),
    ("stance", "dropped zh", "zh", r"坚决|全面|积极|深刻|明确|大力|充分|严重|彻底|切实|始终|坚定", ""),
    ("stance", "dropped en", "en", r"\b(?:completely|clearly|strongly|firmly|seriously|deeply|fully|entirely|certainly|absolutely|highly) ", ""),
)]  # fmt: skip


def blocks(name: str, limit: int) -> Iterator[list[tuple[str, str]]]:
    rows = [
        (r["zh"].replace("\n", " "), r["en"].replace("\n", " ")) for r in read_rows(SHARED / f"{name}.jsonl.gz")
    ][:limit]
    for at in range(0, len(rows), BLOCK):
        yield rows[at : at + BLOCK]


def planted_rows(names: list[str], limit: int, each: int = 60) -> list[tuple[str, str, Change, Span]]:
    """Pairs with one change, its kind, and where the changed words stand in their language."""
    rng = random.Random(11)
    rows = [row for name in names for block in blocks(name, limit) for row in block]
    rng.shuffle(rows)
    out = []
    for change in CHANGES:
        count = 0
        for zh, en in rows:
            text = zh if change.language == "zh" else en
            hits = list(re.finditer(change.pattern, text))
            if len(hits) != 1 or count >= each:
                continue
            m, count = hits[0], count + 1
            new = m.expand(change.new)
            changed = text[: m.start()] + new + text[m.end() :]
            place = Span(m.start(), m.start() + max(1, len(new)))
            out.append((changed if text is zh else zh, changed if text is en else en, change, place))
    return out


def good(name: str, limit: int, show: int, encoder: Encoder) -> None:
    found: Counter[str] = Counter()
    chars, spent, listed = 0, 0.0, []
    for rows in blocks(name, limit):
        zh, en = side_of([z for z, _ in rows], "zh", encoder), side_of([e for _, e in rows], "en", encoder)
        began = time.perf_counter()
        told = find_stance_changes(zh, en, one_to_one(len(rows)), (), "zh")
        spent += time.perf_counter() - began
        chars += sum(len(z) for z, _ in rows)
        found.update(f"{f.kind} {f.severity}" for f in told)
        listed += [(f, rows[f.bead]) for f in told]
    grave = sum(n for k, n in found.items() if not k.endswith("minor"))
    critical = sum(n for k, n in found.items() if k.endswith("critical"))
    pairs = min(limit, sum(len(rows) for rows in blocks(name, limit)))
    shares = ", ".join(f"{k} {1000 * n / chars:.3f}" for k, n in sorted(found.items()))
    print(
        f"{name}: {chars} characters; critical {1000 * critical / chars:.3f}, with major {1000 * grave / chars:.3f} "
        f"a 1,000; {shares}; {1000 * spent / max(1, pairs):.2f} ms a pair",
        flush=True,
    )
    for f, (z, e) in random.Random(3).sample(listed, min(show, len(listed))):
        print(f"  {f.kind} {f.severity} {f.confidence}: {f.reason}\n      {z[:160]}\n      {e[:260]}")


def is_told(f: Finding, change: Change, place: Span, kinds: set[str]) -> bool:
    if f.kind not in kinds:
        return False
    span = f.src if change.language == "zh" else f.tgt
    gone = not change.new or change.new == r"\1"
    return gone or (span is not None and span.start < place.end and place.start < span.end)


def planted(names: list[str], limit: int, show: int, encoder: Encoder) -> None:
    rows = planted_rows(names, limit)
    hit: Counter[str] = Counter()
    grave: Counter[str] = Counter()
    total: Counter[str] = Counter()
    missed = []
    for at in range(0, len(rows), BLOCK):
        block = rows[at : at + BLOCK]
        zh, en = side_of([r[0] for r in block], "zh", encoder), side_of([r[1] for r in block], "en", encoder)
        told = find_stance_changes(zh, en, one_to_one(len(block)), (), "zh")
        for i, (z, e, change, place) in enumerate(block):
            start = (zh if change.language == "zh" else en).sentences[i].span.start
            here = Span(place.start + start, place.end + start)
            kinds = {"omission", "addition"} if change.kind == "stance" else {change.kind}
            met = [f for f in told if f.bead == i and is_told(f, change, here, kinds)]
            for key in (change.kind, f"  {change.name}"):
                total[key] += 1
                hit[key] += bool(met)
                grave[key] += any(f.severity != "minor" for f in met)
            if not met:
                missed.append((change, z, e))
    for key, n in total.items():
        print(
            f"{key:24s} {hit[key]:4d} of {n:4d} told ({hit[key] / n:.2f}), {grave[key] / n:.2f} critical or major"
        )
    for change, z, e in random.Random(3).sample(missed, min(show, len(missed))):
        print(f"  missed {change.kind} {change.name}\n      {z[:160]}\n      {e[:260]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--limit", type=int, default=1000)
    parser.add_argument("--set", nargs="*", default=list(SETS))
    parser.add_argument("--planted", action="store_true", help="only the planted changes")
    args = parser.parse_args()
    encoder = load_encoder(None)
    if not args.planted:
        for name in args.set:
            good(name, args.limit, args.show, encoder)
    planted([n for n in args.set if n.startswith(("ntrex", "wmt17", "wmt18"))], args.limit, args.show, encoder)


if __name__ == "__main__":
    main()
