"""Compare sentence splitters: segment ends found in news and in our own hard cases, and time.

  bench_sentences.py [DATA_DIR]        DATA_DIR: ../shared/data beside the repository, by default

The rules were written with DATA_DIR/news and our own hard cases in view; the three sets of DATA_DIR/parallel
were not looked at until the rules stood.
Compared are align.sentences and whichever of sentencex, pysbd, nltk (punkt, untrained), syntok and blingfire
are installed (none is needed to run align). Only ends inside a paragraph count: those at its end are given.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import time
from collections.abc import Callable, Iterator
from itertools import groupby, product
from pathlib import Path

from align.records import Document, Language, Span
from align.sentences import split_sentences

ROOT = Path(__file__).resolve().parent.parent
CASES = {"en": ROOT / "tests/sentences/english.txt", "zh": ROOT / "tests/sentences/chinese.txt"}
HELD_OUT = ("ntrex_zho-CN", "ntrex_zho-TW", "wmt17_newstest")
LANGUAGES: tuple[Language, ...] = ("en", "zh")
SAMPLES: dict[Language, tuple[str, str]] = {
    "en": ("The council met on Monday. “We will wait,” she said. ", "word "),
    "zh": ("市议会周一开会。“我们会等，”她说。", "字词"),
}
Ends = Callable[[str, Language], list[int]]
Case = tuple[str, set[int]]


def split_ours(text: str, language: Language) -> list[int]:
    document = Document(text, language, "Latn", "", (Span(0, len(text)),))
    return [sentence.span.end for sentence in split_sentences(document)]


def locate(text: str, sentences: list[str]) -> list[int]:
    """Find the ends of sentences that a library gives without offsets, if it left them as they were."""
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

        def split_blingfire(text: str, _: Language) -> list[int]:
            return [end for _, end in blingfire.text_to_sentences_and_offsets(text)[1]]

        yield "blingfire", split_blingfire
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
    for line in path.read_text(encoding="utf-8").splitlines():
        for segments in json.loads(line)[language]:
            yield from join_segments(segments, language)


def read_pairs(path: Path, language: Language) -> Iterator[Case]:
    """Rows of one document follow each other."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for _, rows in groupby(map(json.loads, lines), key=lambda row: row["doc"]):
            yield from join_segments([row[language] for row in rows], language)


def join_segments(segments: list[str], language: Language) -> Iterator[Case]:
    """Make paragraphs of running text, as shared/eval/news.py does with nothing dropped."""
    text, ends = "", set[int]()
    for segment in filter(str.strip, segments):
        text += (" " if text and language == "en" else "") + segment
        ends.add(len(text.rstrip()))
        if segment.rstrip()[-1] not in ".!?\"'”’)]…。！？」』）:：;；":
            yield text, ends
            text, ends = "", set()
    if text:
        yield text, ends


def count(cases: list[Case], language: Language, splitter: Ends) -> tuple[int, int, int, int]:
    """Count ends found, ends too many and ends missed, and paragraphs split exactly right."""
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
    print(f"\n**{name}**, {len(cases)} paragraphs, {sum(len(gold) - 1 for _, gold in cases)} ends inside them\n")
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
    """Show how time grows with a paragraph; what would take over half a minute, going by that, is not tried."""
    print("\n**Time**, one paragraph, seconds\n")
    print("| splitter | language | 20,000 characters | 100,000 | 100,000 without a stop | 5,000,000 |")
    print("|---|---|---|---|---|---|")
    for (label, splitter), language in product(splitters, LANGUAGES):
        cells = time_runs(splitter, language, *SAMPLES[language])
        print(f"| {label} | {language} | " + " | ".join(cells) + " |")


def time_runs(splitter: Ends, language: Language, stops: str, bare: str) -> list[str]:
    small, large = (time_one(splitter, language, stops, size) for size in (20_000, 100_000))
    cells = [f"{seconds:.3f}" for seconds in (small, large, time_one(splitter, language, bare, 100_000))]
    expected = large * 50 ** max(1.0, math.log(large / small, 5))
    if expected > 30:
        return [*cells, f"about {expected:.0f}, not tried"]
    try:
        return [*cells, f"{time_one(splitter, language, stops, 5_000_000):.1f}"]
    except TimeoutError:  # nltk guards its own patterns
        return [*cells, "gave up after 5 s"]


def time_one(splitter: Ends, language: Language, unit: str, size: int) -> float:
    text = unit * (size // len(unit))
    started = time.perf_counter()
    splitter(text, language)
    return time.perf_counter() - started


def report_all(data: Path, splitters: list[tuple[str, Ends]]) -> None:
    news = sorted((data / "news").glob("*.jsonl"))
    held_out = [path for name in HELD_OUT if (path := data / "parallel" / f"{name}.jsonl.gz").is_file()]
    for language in LANGUAGES:
        report(f"hard cases, {language}", list(read_hard_cases(language)), language, splitters)
    for path, language in product(news, LANGUAGES):
        report(f"{path.stem}, {language}", list(read_news(path, language)), language, splitters)
    for path, language in product(held_out, LANGUAGES):
        name = f"{path.name[:-9]} (held out), {language}"
        report(name, list(read_pairs(path, language)), language, splitters)


def main() -> None:
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data"
    splitters: list[tuple[str, Ends]] = [("align.sentences", split_ours), *load_libraries()]
    report_all(data, splitters)
    time_growth(splitters)
    if not (data / "news").is_dir():
        sys.exit(f"bench_sentences: news not measured: {data} is not there (../shared is not in the repository)")


if __name__ == "__main__":
    main()
