"""What ``align corpus build`` gets right, what it costs, and how both grow, on documents made of parallel rows.

    python scripts/bench_corpus.py --part quality|throughput|growth [--documents N ...] [--workers W]

Documents are runs of --size rows of ../shared/data/parallel, neighbours in their file and of one document where the
rows name it; what is over of documents that --size does not divide is run together. Rows without a full stop (headings, cells) are left out, because no splitter finds their end in running
text, and so is what stands twice. The documents come in a shuffled order, so that any number of them is a like mixture.

- ``quality``: ../shared/eval/corpus.py plants its faults in --documents (2,000) of them, runs the build and scores it.
  Short everyday sentences (tatoeba) and corrected machine translations (mlqe) stay out.
- ``throughput``: sentence pairs a second of a build of --documents (200, of 40 rows), sound ones; beside it the same
  texts split and encoded by as many processes and nothing more; and, on --runs of the documents (20), all runs of up
  to five sentences encoded. ``overhead`` compares processor time, which other work on the machine changes little; with
  one worker the encoder's threads wait in a loop, which counts too, so give --workers as many as there are cores.
- ``growth``: cost a pair and memory at each of --documents (200 1000 5000); then, of the smallest and the largest,
  the processor time that the start takes whatever comes, and what each further pair costs.

Prints one JSON object a line. Processor time and memory are read from /proc ten times a second: Linux alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from align.corpus.nearness import squeeze

SHARED = Path(__file__).resolve().parents[2] / "shared"
CLEAN = (
    "ntrex_zho-CN", "wmt17_newstest", "wmt18_newstest", "wmt20_newstest", "tico19", "xquad", "pud_hant", "flores_hans",
    "sdg", "blocks_plurality", "blocks_opensource_guide", "blocks_debian_handbook", "blocks_debian_reference",
    "blocks_debian_install",
)  # fmt: skip
MORE = ("tatoeba", "mlqe_postedits")
END = re.compile(r"[.!?。！？…][\"'”’」』）)\]]*$")
LONGEST = 5
PLANTED, EACH = 5, 17
"""The first document whose numbers corpus.py changes, and how many documents on the next one is."""
BUILD = shlex.join([sys.executable, "-c", "from align.cli import main; main()", "corpus", "build"])
Row = tuple[str, str]
"""Chinese and English."""


def main() -> None:
    parts: dict[str, Callable[[argparse.Namespace], Iterator[dict[str, Any]]]] = {
        "quality": quality, "throughput": throughput, "growth": growth,
    }  # fmt: skip
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=list(parts), required=True)
    parser.add_argument("--documents", type=int, nargs="+", help="default: 2000, 200, or 200 1000 5000")
    parser.add_argument("--size", type=int, help="rows of a document (default 8; for throughput 40)")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument(
        "--runs", type=int, default=40, help="documents of which all runs are encoded (default 40)"
    )
    parser.add_argument("--cmd", default=BUILD)
    parser.add_argument("--extra", default="", help="further options of the build")
    parser.add_argument("--keep", help="a folder for the documents and the corpus of quality")
    options = parser.parse_args()
    options.size = options.size or (40 if options.part == "throughput" else 8)
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not there; this script needs the development data")
    for row in parts[options.part](options):
        print(json.dumps({"part": options.part, **row}), flush=True)


def compose(names: tuple[str, ...], size: int) -> list[tuple[str, list[Row]]]:
    """Documents, each with the name of its file, in a shuffled order that is always the same."""
    seen: set[str] = set()
    documents: list[tuple[str, list[Row]]] = []
    for name in names:
        with gzip.open(SHARED / "data" / "parallel" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        over: list[Row] = []
        for _, group in groupby(rows, key=lambda row: row.get("doc", "")):
            kept: list[Row] = []
            for zh, en in ((row["zh"].strip(), row["en"].strip()) for row in group):
                keys = {squeeze(zh), squeeze(en)}
                if END.search(zh) and END.search(en) and "\n" not in zh + en and not keys & seen:
                    kept.append((zh, en))
                    seen |= keys
            over += kept[len(kept) // size * size :]
            documents += [(name, run) for run in cut(kept, size)]
        documents += [(name, run) for run in cut(over, size)]
    random.Random(1).shuffle(documents)
    return documents


def cut(rows: list[Row], size: int) -> list[list[Row]]:
    """Runs of that size; what is over is left out."""
    return [rows[k : k + size] for k in range(0, len(rows) - size + 1, size)]


def take(names: tuple[str, ...], size: int, count: int) -> list[tuple[str, list[Row]]]:
    documents = compose(names, size)
    if len(documents) < count:
        sys.exit(f"{count} documents are wanted, the data give {len(documents)}: make --size smaller")
    return documents[:count]


def quality(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    for count in options.documents or [2000]:
        documents = take(CLEAN, options.size, count)
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "documents.jsonl"
            with path.open("w", encoding="utf-8") as file:
                for _, rows in documents:
                    zh, en = zip(*rows, strict=True)
                    file.write(json.dumps({"zh": [zh], "en": [en]}) + "\n")
            folder = Path(options.keep or scratch)
            command = [
                sys.executable, str(SHARED / "eval" / "corpus.py"), str(path), "--size", str(options.size),
                "--cmd", options.cmd, "--extra", f"--workers {options.workers} --quiet {options.extra}",
                "--keep", str(folder),
            ]  # fmt: skip
            told = subprocess.run(command, capture_output=True, text=True, check=False)
            for line in (told.stdout + told.stderr).splitlines():
                yield {"documents": count, "corpus.py": line}
            for pair in changed_and_kept(folder, documents):
                yield {"documents": count, "kept with a changed number": pair}


def changed_and_kept(folder: Path, documents: list[tuple[str, list[Row]]]) -> Iterator[Row]:
    """Pairs of the corpus that state a number that corpus.py changed; itself it counts all sentences of such a row."""
    kept: dict[str, list[Row]] = {}
    for part in ("train", "valid", "test"):
        for line in (folder / "out" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
            pair = json.loads(line)
            kept.setdefault(Path(pair["document"]).name.partition(".")[0], []).append((pair["zh"], pair["en"]))
    for number in range(PLANTED, len(documents), EACH):
        name = f"r{number:05d}"
        text = close((folder / "in" / f"{name}.en.txt").read_text(encoding="utf-8"))
        for zh, en in documents[number][1]:
            hit = re.search(r"\d{2,}", en)
            if hit is None or hit.group() not in zh:
                continue
            before, changed = close(en[: hit.start()]), str(int(hit.group()) + 3)
            row = before + changed + close(en[hit.end() :])
            for pair in kept.get(name, ()) if row in text else ():
                at = row.find(close(pair[1]))
                if row in close(pair[1]) or 0 <= at <= len(before) < at + len(close(pair[1])):
                    yield pair


def close(text: str) -> str:
    """Without white space, as corpus.py compares."""
    return "".join(text.split())


@dataclass
class Cost:
    """Of a command with all its processes."""

    seconds: float
    cpu: float
    """Seconds of the processor."""
    largest_mb: float
    """The most that one process held at once."""
    all_mb: float
    """The most that all held at once, shared pages counted each time."""


def measure(command: list[str]) -> Cost:
    """Run a command and watch its session: its workers' father is another process, so it cannot be asked."""
    began = time.monotonic()
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    cpu: dict[int, float] = {}
    largest = together = 0.0
    while process.poll() is None:
        held = 0.0
        for pid, spent, now, most in session(process.pid):
            cpu[pid], largest, held = spent, max(largest, most), held + now
        together = max(together, held)
        time.sleep(0.1)
    seconds = time.monotonic() - began
    if process.returncode:
        assert process.stderr is not None
        sys.exit(f"exit {process.returncode}: {process.stderr.read().decode()[-500:]}")
    return Cost(seconds, sum(cpu.values()), largest, together)


def session(leader: int) -> Iterator[tuple[int, float, float, float]]:
    """(process, seconds of the processor, MB now, most MB so far) of each process of a session."""
    tick = os.sysconf("SC_CLK_TCK")
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(stat[3]) != leader:
                continue
            status = (entry / "status").read_text()
        except OSError:  # it has just ended
            continue
        sizes = {name: re.search(rf"{name}:\s+(\d+)", status) for name in ("VmRSS", "VmHWM")}
        now, most = (int(found[1]) / 1024 if found else 0.0 for found in sizes.values())
        yield int(entry.name), (int(stat[11]) + int(stat[12])) / tick, now, most


def write_folder(documents: list[tuple[str, list[Row]]], folder: Path) -> None:
    folder.mkdir()
    for k, (_, rows) in enumerate(documents):
        for side, language, joint in ((0, "zh", ""), (1, "en", " ")):
            text = joint.join(row[side] for row in rows) + "\n"
            (folder / f"d{k:05d}.{language}.txt").write_text(text, encoding="utf-8")


def build(options: argparse.Namespace, source: Path, output: Path) -> tuple[Cost, dict[str, Any]]:
    command = [*shlex.split(options.cmd), str(source), "-o", str(output), "--quiet", *shlex.split(options.extra)]
    cost = measure([*command, "--workers", str(options.workers)])
    return cost, json.loads((output / "report.json").read_text(encoding="utf-8"))


def throughput(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    for count in options.documents or [200]:
        documents = take((*CLEAN, *MORE), options.size, count)
        with tempfile.TemporaryDirectory() as scratch:
            source = Path(scratch) / "in"
            write_folder(documents, source)
            cost, report = build(options, source, Path(scratch) / "out")
            pairs = report["pairs"]["candidates"]
            base = {"documents": count, "pairs": pairs, "workers": options.workers}
            yield {**base, "way": "build", **told(cost, pairs)}
            alone = measure([sys.executable, __file__, "--encode", str(source), str(options.workers)])
            yield {
                **base, "way": "encoding alone", **told(alone, pairs),
                "overhead": round(cost.cpu / alone.cpu - 1, 3), "overhead_wall": round(cost.seconds / alone.seconds - 1, 3),
            }  # fmt: skip
            yield {**base, **against_runs(documents[: options.runs], cost.cpu / alone.cpu - 1)}


def told(cost: Cost, pairs: int) -> dict[str, Any]:
    return {
        "seconds": round(cost.seconds, 1),
        "cpu": round(cost.cpu, 1),
        "pairs_per_second": round(pairs / cost.seconds, 1),
        "cpu_ms_per_pair": round(1000 * cost.cpu / pairs, 2),
        "largest_mb": round(cost.largest_mb),
        "all_mb": round(cost.all_mb),
    }


def encode_all(source: str, workers: int) -> None:
    """What ``--encode FOLDER WORKERS`` does: the texts read, split and encoded, the documents shared out."""
    names = sorted(path.name for path in Path(source).iterdir())
    threads = 0 if workers == 1 else max(1, (os.cpu_count() or 1) // workers)
    jobs = [(source, names[k::workers], threads) for k in range(workers)]
    if workers == 1:
        encode_files(*jobs[0])
        return
    started = [multiprocessing.get_context("spawn").Process(target=encode_files, args=job) for job in jobs]
    for process in started:
        process.start()
    for process in started:
        process.join()


def encode_files(folder: str, names: list[str], threads: int) -> None:
    from align.documents import read_bytes
    from align.encoding import load_encoder
    from align.pipeline import prepare

    encoder = load_encoder(threads=threads)
    for name in names:
        prepare(read_bytes((Path(folder) / name).read_bytes(), name), encoder=encoder)


def against_runs(documents: list[tuple[str, list[Row]]], overhead: float) -> dict[str, Any]:
    """Seconds of the processor for all runs of up to five sentences, packed into full windows, against ours.

    :param overhead: what a build costs over encoding each text once.
    """
    from align.documents import document_from_text
    from align.encoding import load_encoder
    from align.pipeline import prepare

    encoder, seconds, count = load_encoder(threads=1), {"once": 0.0, "runs": 0.0}, 0
    for _, rows in documents:
        for side, language, joint in ((0, "zh", ""), (1, "en", " ")):
            began = time.process_time()
            document = document_from_text(joint.join(row[side] for row in rows), language=language)
            prepared = prepare(document, encoder=encoder)
            seconds["once"] += time.process_time() - began
            lines = [s.span.of(document.text).replace("\n", " ") for s in prepared.sentences]
            count += len(lines)
            began = time.process_time()
            for k in range(1, LONGEST + 1):
                runs = [joint.join(lines[i : i + k]) for i in range(len(lines) - k + 1)]
                prepare(document_from_text("\n".join(runs), language=language), encoder=encoder, presplit=True)
            seconds["runs"] += time.process_time() - began
    ratio = seconds["runs"] / seconds["once"]
    return {
        "way": "all runs encoded", "tried": len(documents), "sentences": count,
        **{f"{way}_cpu": round(spent, 1) for way, spent in seconds.items()},
        "slower_than_encoding_once": round(ratio, 1), "slower_than_build": round(ratio / (1 + overhead), 1),
    }  # fmt: skip


def growth(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    counts = options.documents or [200, 1000, 5000]
    documents = take((*CLEAN, *MORE), options.size, max(counts))
    spent: list[tuple[int, float]] = []
    for count in counts:
        with tempfile.TemporaryDirectory() as scratch:
            source = Path(scratch) / "in"
            write_folder(documents[:count], source)
            cost, report = build(options, source, Path(scratch) / "out")
        pairs = report["pairs"]["candidates"]
        spent.append((pairs, cost.cpu))
        yield {"documents": count, "workers": options.workers, **told(cost, pairs)}
    (fewest, least), (most, largest) = min(spent), max(spent)
    if fewest < most:
        slope = (largest - least) / (most - fewest)
        yield {"fixed_cpu": round(least - slope * fewest, 1), "cpu_ms_per_further_pair": round(1000 * slope, 2)}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--encode"]:
        encode_all(sys.argv[2], int(sys.argv[3]))
    else:
        main()
