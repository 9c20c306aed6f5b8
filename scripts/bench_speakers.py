"""Measure the speakers: with gold sources, cues and contents, how many speakers come out right.

  bench_speakers.py [GOLD.jsonl] [--show]      ../shared/data/quotes-dev/quotes.jsonl by default

A speaker counts as right as ../shared/eval/quotes.py counts (one name holds all the words of the other).
Then: how well same_speaker tells the two speakers of a paired quote from other speakers of the article (area
under the curve; share of right answers at 0.5; share of quotes whose own partner scores highest).
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from align.records import Document, Language, Quote, Span
from align.sentences import split_sentences
from align.speakers import name_speakers, same_speaker

ROOT = Path(__file__).resolve().parent.parent
SHARED = next((p for p in (ROOT.parent / "shared", Path("/work/shared")) if p.exists()), ROOT.parent / "shared")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quotes_scorer", SHARED / "eval/quotes.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def document_of(text: str, language: Language) -> Document:
    paragraphs, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            paragraphs.append(Span(at, at + len(line.rstrip("\r\n"))))
        at += len(line)
    return Document(text, language, "Hans" if language == "zh" else "Latn", "", tuple(paragraphs))


def quote_of(side: dict[str, Any]) -> Quote:
    spans = {role: tuple(Span(a, b) for a, b in side[role]) for role in ("source", "cue", "content")}
    return Quote(**spans, kind=side["kind"], speaker="", confidence=1.0)


def area(positive: list[float], negative: list[float]) -> float:
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / max(1, len(positive) * len(negative))


def main() -> None:
    args = [arg for arg in sys.argv[1:] if not arg.startswith("--")]
    show = "--show" in sys.argv
    path = Path(args[0]) if args else SHARED / "data/quotes-dev/quotes.jsonl"
    same_name = load_scorer().same_name
    right = dict.fromkeys(LANGUAGES, 0)
    count = dict.fromkeys(LANGUAGES, 0)
    positive: list[float] = []
    negative: list[float] = []
    first = ranked = 0
    began = time.perf_counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        for language in LANGUAGES:
            sides = [q[language] for q in article["quotes"] if q.get(language)]
            document = document_of(article[language], language)
            named = name_speakers(document, split_sentences(document), [quote_of(side) for side in sides])
            for side, quote in zip(sides, named, strict=True):
                good = same_name(side["speaker"], quote.speaker)
                right[language] += good
                count[language] += 1
                if show and not good:
                    source = " … ".join(article[language][a:b] for a, b in side["source"])
                    print(
                        f"{article['id']} {language} {side['content'][0][0]}: {source!r} gold {side['speaker']!r} ours {quote.speaker!r}"
                    )
        pairs = [
            (q["zh"]["speaker"], q["en"]["speaker"]) for q in article["quotes"] if q.get("zh") and q.get("en")
        ]
        pairs = [pair for pair in dict.fromkeys(pairs) if all(pair)]
        others = {
            zh: [
                en
                for _, en in pairs
                if (zh, en) not in pairs and not any(same_name(en, e) for z, e in pairs if z == zh)
            ]
            for zh, _ in pairs
        }
        for zh, en in pairs:
            score = same_speaker(zh, en)
            positive.append(score)
            rest = [same_speaker(zh, other) for other in dict.fromkeys(others[zh])]
            negative.extend(rest)
            ranked += 1
            first += score > max(rest, default=-1.0)
            if show and score < 0.5:
                print(f"  pair {zh} = {en}: {score:.2f}")
            for other in dict.fromkeys(others[zh]):
                if show and same_speaker(zh, other) >= 0.5:
                    print(f"  not a pair {zh} / {other}: {same_speaker(zh, other):.2f}")
    for language in LANGUAGES:
        print(
            f"{language}: speakers right {right[language]} of {count[language]} = {right[language] / max(1, count[language]):.4f}"
        )
    good = sum(s >= 0.5 for s in positive) + sum(s < 0.5 for s in negative)
    print(
        f"same_speaker: {len(positive)} pairs, {len(negative)} others, area {area(positive, negative):.4f}, "
        f"right at 0.5 {good / max(1, len(positive) + len(negative)):.4f}, own partner highest {first / max(1, ranked):.4f}"
    )
    print(f"seconds {time.perf_counter() - began:.2f}")


if __name__ == "__main__":
    main()
