"""Measure the terms: contrasts claimed on good translations, and planted differences that are found.

  bench_terms.py [--show] [--limit N] [good] [made] [planted] [readouts]      all but readouts by default

Good translations: sentence pairs of ntrex_zho-CN and wmt17_newstest by document (given beads), running news with
known segment pairs; contrasts claimed per 1,000 beads. Made: in the same texts an English form of a concept is
replaced by a form of one that it contrasts with, one a bead, and it is counted how many are told; most do not fit the
sentence, so this is a lower bound. Planted: `differences` of kind terminology in
corpora/*/manifest.json and in ../shared/data/quotes-dev, found as ../shared/eval/audit.py counts (kind aside).
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from segments import one_to_one, read_rows, side_of

import align
from align.encoding import Encoder, load_encoder
from align.formats.glossary import shipped_glossary
from align.records import Document, Sentence, Side, Span, TermDifference
from align.terms import compare_terms, find_terms

ROOT = Path(__file__).resolve().parent.parent
SHARED = next((p for p in (ROOT.parent / "shared", Path("/work/shared")) if p.exists()), ROOT.parent / "shared")
SHOW = "--show" in sys.argv
LIMIT = int(sys.argv[sys.argv.index("--limit") + 1]) if "--limit" in sys.argv else 1200


def good_documents() -> dict[str, list[list[tuple[str, str]]]]:
    found: dict[str, list[list[tuple[str, str]]]] = {}
    for name in ("ntrex_zho-CN", "wmt17_newstest", "official_speeches", "tico19"):
        grouped: dict[str, list[tuple[str, str]]] = {}
        for row in read_rows(SHARED / f"data/parallel/{name}.jsonl.gz"):
            grouped.setdefault(row["doc"], []).append((row["zh"], row["en"]))
        found[name] = list(grouped.values())
    return found


def news_documents() -> dict[str, list[list[tuple[str, str]]]]:
    found = {}
    for name in ("wmt22-enzh", "wmt21-zhen"):
        lines = (SHARED / f"data/news/{name}.jsonl").read_text(encoding="utf-8").splitlines()
        documents = []
        for article in map(json.loads, lines):
            sides = [[segment for paragraph in article[k] for segment in paragraph] for k in ("zh", "en")]
            documents.append(list(zip(*sides, strict=True)))
        found[name] = documents
    return found


def report(name: str, beads: int, differences: list[TermDifference]) -> None:
    kinds = Counter(
        d.kind if d.kind == "inconsistency" else ("contrast " + d.severity if d.rendered else "unrendered")
        for d in differences
    )
    per = "  ".join(f"{k} {1000 * n / max(1, beads):.1f}" for k, n in sorted(kinds.items()))
    print(f"{name}: {beads} beads; per 1,000: {per}", flush=True)


def good(encoder: Encoder) -> None:
    for name, documents in {**good_documents(), **news_documents()}.items():
        beads, listed, began = 0, [], time.perf_counter()
        for rows in documents:
            if beads >= LIMIT:
                break
            src = side_of([zh for zh, _ in rows], "zh", encoder)
            tgt = side_of([en for _, en in rows], "en", encoder)
            found = compare_terms(src, tgt, one_to_one(len(rows)), shipped_glossary())
            beads += len(rows)
            listed += found
            if SHOW:
                for d in found:
                    if d.rendered or d.kind == "inconsistency":
                        zh, en = rows[d.bead]
                        print(
                            f"  {d.kind} {d.severity} {d.confidence:.2f} {d.reason[:90]}\n      {zh[:160]}\n      {en[:260]}"
                        )
        report(f"{name} ({time.perf_counter() - began:.0f} s)", beads, listed)


def made(encoder: Encoder) -> None:
    glossary = shipped_glossary()
    concepts = {c.id: c for c in glossary.concepts}
    for name in ("ntrex_zho-CN", "wmt17_newstest"):
        beads, count = 0, Counter[str]()
        for rows in good_documents()[name]:
            if beads >= LIMIT:
                break
            beads += len(rows)
            lines, planted = [en for _, en in rows], {}
            for i, (zh, en) in enumerate(rows):
                plain = [
                    Side(one_line(t, k), (Sentence(0, Span(0, len(t)), 0),), None)
                    for t, k in ((zh, "zh"), (en, "en"))
                ]
                hits = [[h for h in find_terms(side, glossary) if h.score == 1] for side in plain]
                for hit in hits[1]:
                    if [sum(h.concept == hit.concept for h in held) for held in hits] == [1, 1]:
                        same = {t.text for t in concepts[hit.concept].terms}
                        options = [t.text for c in concepts[hit.concept].contrasts for t in concepts[c].terms
                                   if t.language == "en" and t.status == "preferred" and "..." not in t.text and t.text not in same]  # fmt: skip
                        if options:
                            new = options[i % len(options)]
                            lines[i] = en[: hit.span.start] + new + en[hit.span.end :]
                            planted[i] = (hit.concept, new)
                            break
            if not planted:
                continue
            src, tgt = side_of([zh for zh, _ in rows], "zh", encoder), side_of(lines, "en", encoder)
            found = compare_terms(src, tgt, one_to_one(len(rows)), glossary)
            told = {d.bead: d for d in found if d.rendered and d.kind == "terminology"}
            for i, (concept, new) in planted.items():
                severity = concepts[concept].severity
                count[f"{severity} made"] += 1
                count[f"{severity} told"] += i in told and told[i].concept == concept
                if SHOW and i not in told:
                    print(f"  missed {concept} {new!r}\n      {rows[i][0][:150]}\n      {lines[i][:250]}")
        print(f"made in {name}: {dict(count)}", flush=True)


def one_line(text: str, language: str) -> Document:
    return Document(text, "zh" if language == "zh" else "en", "Hans", "", (Span(0, len(text)),))


def meets(d: TermDifference, zh: list[tuple[int, int]], en: list[tuple[int, int]]) -> bool:
    for span, gold, most in ((d.src, zh, 40), (d.tgt, en, 120)):
        for start, end in gold:
            longest = max(3 * (end - start), most)
            if span and min(span.end, end) > max(span.start, start) and span.end - span.start <= longest:
                return True
    return False


def places(text: str, words: str | list[list[int]] | None) -> list[tuple[int, int]]:
    if not words:
        return []
    if isinstance(words, list):
        return [(start, end) for start, end in words]
    return [(i, i + len(words)) for i in range(len(text)) if text.startswith(words, i)]


def judged(name: str, zh: str, en: str, gold: list[dict[str, Any]], encoder: Encoder) -> Counter[str]:
    result = align.compare(
        align.document_from_text(zh, path="a.zh"), align.document_from_text(en, path="b.en"), encoder=encoder
    )
    zh, en = result.src.document.text, result.tgt.document.text
    found = compare_terms(result.src, result.tgt, result.alignment, shipped_glossary())
    count: Counter[str] = Counter()
    used: set[int] = set()
    for g in gold:
        at = places(zh, g.get("zh")), places(en, g.get("en"))
        met = [i for i, d in enumerate(found) if meets(d, *at)]
        used.update(met)
        if g["kind"] != "terminology":
            continue
        count["gold"] += 1
        count["contrast"] += any(found[i].rendered for i in met)
        count["any"] += bool(met)
        if SHOW:
            words = [(t[a:b]) for t, spans in ((zh, at[0]), (en, at[1])) for a, b in spans[:1]]
            print(f"  {name} {g['severity']} {words}: {[found[i].reason[:70] for i in met] or 'missed'}")
    for i, d in enumerate(found):
        if i not in used and (d.rendered or d.kind == "inconsistency"):
            count[f"false {d.kind} {d.severity}"] += 1
            if SHOW:
                print(f"  {name} false {d.kind} {d.severity} {d.confidence:.2f}: {d.reason[:120]}")
        elif i not in used:
            count["false unrendered"] += 1
    count["characters"] = len(zh)
    return count


def planted(encoder: Encoder) -> None:
    total: Counter[str] = Counter()
    for manifest in sorted((ROOT / "corpora").glob("*/manifest.json")):
        about = json.loads(manifest.read_text(encoding="utf-8"))
        folder = manifest.parent
        zh, en = (folder / about[k].get("text", about[k]["path"]) for k in ("src", "tgt"))
        cases = [(about["name"], en, about["differences"])]
        for variant in about.get("variants", ()):
            cases.append((about["name"] + " " + variant["name"], folder / variant["path"],
                          about["differences"] + variant["differences"]))  # fmt: skip
        for name, path, gold in cases:
            total += judged(name, zh.read_text(encoding="utf-8"), path.read_text(encoding="utf-8"), gold, encoder)
    print("corpora:", dict(total), flush=True)


def listed(path: Path, encoder: Encoder) -> None:
    total: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        total += judged(article["id"], article["zh"], article["en"], article["differences"], encoder)
    print(f"{path.name}:", dict(total), flush=True)


def main() -> None:
    wanted = [a for a in sys.argv[1:] if a in ("good", "made", "planted", "readouts")] or [
        "good",
        "made",
        "planted",
    ]
    encoder = load_encoder(None)
    if "good" in wanted:
        good(encoder)
    if "made" in wanted:
        made(encoder)
    if "planted" in wanted:
        planted(encoder)
        listed(SHARED / "data/quotes-dev/quotes.jsonl", encoder)
    if "readouts" in wanted:
        listed(SHARED / "data/readouts-dev/readouts.jsonl", encoder)


if __name__ == "__main__":
    main()
