"""Compare sentence splitters: segment ends found in news and in our own hard cases, and time.

  bench_sentences.py [NEWS_DIR]        NEWS_DIR: ../shared/data/news beside the repository, by default

Compared are align.sentences and whichever of sentencex, pysbd, nltk (punkt, untrained), syntok and blingfire
are installed (none is needed to run align). Only ends inside a paragraph count: those at its end are given.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from align.records import Document, Language, Span
from align.sentences import split_sentences

ROOT = Path(__file__).resolve().parent.parent
CASES = {"en": ROOT / "tests/sentences/english.txt", "zh": ROOT / "tests/sentences/chinese.txt"}
Ends = Callable[[str, Language], list[int]]
Case = tuple[str, set[int]]


def ours(text: str, language: Language) -> list[int]:
    document = Document(text, language, "Latn", "", (Span(0, len(text)),))
    return [sentence.span.end for sentence in split_sentences(document)]


def locate(text: str, sentences: list[str]) -> list[int]:
    """Ends of sentences that a library returns without offsets; it must not have changed them."""
    ends, at = [], 0
    for sentence in map(str.strip, sentences):
        at = text.index(sentence, at) + len(sentence)
        ends.append(at)
    return ends


def load_libraries() -> Iterator[tuple[str, Ends]]:
    try:
        import sentencex

        yield "sentencex", lambda text, language: locate(text, sentencex.segment(language, text))
    except ImportError:
        pass
    try:
        import pysbd

        segmenters = {code: pysbd.Segmenter(code, clean=False) for code in ("en", "zh")}
        yield "pysbd", lambda text, language: locate(text, segmenters[language].segment(text))
    except ImportError:
        pass
    try:
        from nltk.tokenize.punkt import PunktSentenceTokenizer

        punkt = PunktSentenceTokenizer()
        yield "punkt, untrained", lambda text, _: [end for _, end in punkt.span_tokenize(text)]
    except ImportError:
        pass
    try:
        from syntok.segmenter import split
        from syntok.tokenizer import Tokenizer

        def syntok(text: str, _: Language) -> list[int]:
            runs = (list(run) for run in split(iter(Tokenizer().tokenize(text))))
            return [run[-1].offset + len(run[-1].value) for run in runs if run]

        yield "syntok", syntok
    except ImportError:
        pass
    try:
        import blingfire

        yield (
            "blingfire",
            lambda text, _: [end for _, end in blingfire.text_to_sentences_and_offsets(text)[1]],
        )
    except ImportError:
        pass


def read_hard_cases(language: Language) -> Iterator[Case]:
    for line in CASES[language].read_text(encoding="utf-8").splitlines()[1:]:
        pieces = line.replace("\\n", "\n").split("|")
        text, ends = "", set()
        for piece in pieces:
            text += piece
            ends.add(len(text.rstrip()))
        yield text, ends


def read_news(path: Path, language: Language) -> Iterator[Case]:
    """Paragraphs of running text, joined as shared/eval/news.py does with nothing dropped."""
    for line in path.read_text(encoding="utf-8").splitlines():
        for paragraph in json.loads(line)[language]:
            text, ends = "", set()
            for segment in filter(str.strip, paragraph):
                text += (" " if text and language == "en" else "") + segment
                ends.add(len(text.rstrip()))
                if segment.rstrip()[-1] not in ".!?\"'”’)]…。！？」』）:：;；":
                    yield text, ends
                    text, ends = "", set()
            if text:
                yield text, ends


def count(cases: list[Case], language: Language, splitter: Ends) -> tuple[int, int, int, int]:
    """Ends found, ends too many, ends missed; paragraphs split exactly right."""
    found = extra = missed = exact = 0
    for text, gold in cases:
        last = len(text.rstrip())
        lead = len(text) - len(text.lstrip())  # some libraries cannot start with white space
        ends = {lead + len(text.strip()[:end].rstrip()) for end in splitter(text.strip(), language)} - {last}
        inner = gold - {last}
        found += len(ends & inner)
        extra += len(ends - inner)
        missed += len(inner - ends)
        exact += ends == inner
    return found, extra, missed, exact


def report(name: str, cases: list[Case], language: Language, splitters: list[tuple[str, Ends]]) -> None:
    print(
        f"\n**{name}**, {len(cases)} paragraphs, {sum(len(gold) - 1 for _, gold in cases)} ends inside them\n"
    )
    print("| splitter | precision | recall | F1 | paragraphs exact | seconds |\n|---|---|---|---|---|---|")
    for label, splitter in splitters:
        started = time.perf_counter()
        try:
            found, extra, missed, exact = count(cases, language, splitter)
        except ValueError:  # str.index: the library gave back other characters than it got
            print(f"| {label} | changes the text | | | | |")
            continue
        seconds = time.perf_counter() - started
        precision, recall = found / max(1, found + extra), found / max(1, found + missed)
        f1 = 2 * found / max(1, 2 * found + extra + missed)
        print(f"| {label} | {precision:.4f} | {recall:.4f} | {f1:.4f} | {exact} | {seconds:.2f} |")


def time_growth(splitters: list[tuple[str, Ends]]) -> None:
    """Seconds for one paragraph of news-like text at two lengths; a library that took over 2 s stops there."""
    print("\n**Time**, one paragraph, seconds\n")
    print("| splitter | language | 20,000 characters | 100,000 | 100,000 without a stop | 5,000,000 |")
    print("|---|---|---|---|---|---|")
    samples: list[tuple[Language, str, str]] = [
        ("en", "The council met on Monday. “We will wait,” she said. ", "word "),
        ("zh", "市议会周一开会。“我们会等，”她说。", "字词"),
    ]
    for label, splitter in splitters:
        for language, stops, bare in samples:
            row: list[str] = []
            for unit, size in ((stops, 20_000), (stops, 100_000), (bare, 100_000), (stops, 5_000_000)):
                if row and re.fullmatch(r"[0-9.]+", row[-1]) and float(row[1 if size > 10**6 else -1]) > 0.7:
                    row.append("not tried")
                    continue
                started = time.perf_counter()
                splitter(unit * (size // len(unit)), language)
                row.append(f"{time.perf_counter() - started:.3f}")
            print(f"| {label} | {language} | " + " | ".join(row) + " |")


def main() -> None:
    news = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data/news"
    splitters: list[tuple[str, Ends]] = [("align.sentences", ours), *load_libraries()]
    languages: tuple[Language, ...] = ("en", "zh")
    for language in languages:
        report(f"hard cases, {language}", list(read_hard_cases(language)), language, splitters)
    if news.is_dir():
        for path in sorted(news.glob("*.jsonl")):
            for language in languages:
                report(f"{path.stem}, {language}", list(read_news(path, language)), language, splitters)
    time_growth(splitters)
    if not news.is_dir():
        sys.exit(
            f"bench_sentences: news not measured, {news} is not there (../shared is not part of the repository)"
        )


if __name__ == "__main__":
    main()
