"""Make the gold beads, quotes and findings of the sample pairs from their readable source, and check the pairs.

    python scripts/make_gold.py              write gold.*.jsonl and the hashes in manifest.json, all pairs
    python scripts/make_gold.py NAME ...     these pairs only
    python scripts/make_gold.py --check      write nothing, end with 1 if something would change

A pair's gold.txt holds one sentence a line ("zh: ..." or "en: ..."), one bead a block, in the order of the
texts. Each sentence is looked for in the text behind the one before it; nothing may lie between two sentences
but white space and the marks of Markdown. gold.quotes.txt holds the quotes (see gold_quotes.py); the findings are the
manifest's differences with their places.
corpora/README.md describes the files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

from gold_quotes import GoldError, read_quotes

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
SIDES = {"src": "zh", "tgt": "en"}
SOURCES = {"beads": "gold.txt", "quotes": "gold.quotes.txt"}
BETWEEN = re.compile(r"(?:\s|^\#{1,6}\s|^-\s)*", re.MULTILINE)
"""What may lie between two sentences: white space, and at the start of a line a heading's or item's mark."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", help="folders under corpora/ (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if a file would change")
    options = parser.parse_args()
    names = options.names or sorted(path.parent.name for path in CORPORA.glob("*/manifest.json"))
    failed = False
    for name in names:
        try:
            changed = [
                path for path, content in make_pair(CORPORA / name).items() if update(path, content, options)
            ]
        except GoldError as error:
            print(f"{name}: {error}", file=sys.stderr)
            failed = True
            continue
        failed |= options.check and bool(changed)
        print(f"{name}: {', '.join(path.name for path in changed) or 'up to date'}")
    return int(failed)


def update(path: Path, content: str, options: argparse.Namespace) -> bool:
    """Write the content unless it is there already or we only check; tell whether it differed."""
    if path.exists() and path.read_bytes() == content.encode():
        return False
    if not options.check:
        path.write_bytes(content.encode())
    return True


def make_pair(folder: Path) -> dict[Path, str]:
    """Build what the made files of a pair should hold."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    texts, made = {}, {}
    for side in SIDES:
        entry = manifest[side]
        entry["sha256"] = digest(folder / entry["path"])
        if "text" in entry:
            entry["text_sha256"] = digest(folder / entry["text"])
        texts[side] = (folder / entry.get("text", entry["path"])).read_bytes().decode("utf-8")
    check_differences(manifest["differences"], texts)
    sources = {key: (folder / name).read_text(encoding="utf-8") for key, name in SOURCES.items()}
    made.update(make_gold(folder, manifest["gold"], sources, texts, manifest["differences"]))
    for variant in manifest.get("variants", []):
        made.update(make_variant(folder, variant, sources, texts, manifest["differences"]))
    return {**made, folder / "manifest.json": json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"}


def make_variant(
    folder: Path,
    variant: dict[str, Any],
    sources: dict[str, str],
    texts: dict[str, str],
    differences: list[dict[str, Any]],
) -> dict[Path, str]:
    """Build a second version of the translation, in which some words are others, and its gold."""
    replace = {"tgt": texts["tgt"], **sources}
    for before, after in variant["words"].items():
        if replace["tgt"].count(before) != 1:
            raise GoldError(f"the words of a variant do not stand in the text once: {before}")
        replace = {key: text.replace(before, after) for key, text in replace.items()}
    texts = {"src": texts["src"], "tgt": replace.pop("tgt")}
    variant["sha256"] = hashlib.sha256(texts["tgt"].encode()).hexdigest()
    check_differences(variant["differences"], texts)
    # of the differences of the pair those hold whose words the variant leaves as they are
    held = [d for d in differences if d["en"] is None or flatten(texts["tgt"]).count(flatten(d["en"])) == 1]
    gold = make_gold(folder, variant["gold"], replace, texts, [*held, *variant["differences"]])
    return {folder / variant["path"]: texts["tgt"], **gold}


def make_gold(
    folder: Path,
    names: dict[str, str],
    sources: dict[str, str],
    texts: dict[str, str],
    differences: list[dict[str, Any]],
) -> dict[Path, str]:
    """Build the gold files of two texts."""
    blocks = read_blocks(sources["beads"])
    spans = {side: find_spans([block[side] for block in blocks], texts[side]) for side in SIDES}
    sentences = {SIDES[side]: [span for bead in spans[side] for span in bead] for side in SIDES}
    pairs = read_quotes(sources["quotes"], sentences, {SIDES[side]: texts[side] for side in SIDES})
    quotes = [{"schema_version": 1, **{side: pair[SIDES[side]] for side in SIDES}} for pair in pairs]
    beads = make_records(spans, texts)
    original = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["original"]
    findings = [*(make_finding(d, texts) for d in differences), *lone_sentences(beads, original)]
    records = {"beads": beads, "quotes": quotes, "findings": findings}
    return {folder / names[key]: "".join(dump(record) + "\n" for record in records[key]) for key in records}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def dump(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def check_differences(differences: list[dict[str, Any]], texts: dict[str, str]) -> None:
    """Refuse a difference whose words do not stand in their text exactly once."""
    for difference in differences:
        for side, language in SIDES.items():
            words = difference[language]
            if words is not None and flatten(texts[side]).count(flatten(words)) != 1:
                raise GoldError(f"the words of a difference do not stand in the text once: {words}")


def make_finding(difference: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """A record like those of `align audit --format jsonl`; of a line that was wrapped the words as they stand."""
    record: dict[str, Any] = {"schema_version": 1, "kind": difference["kind"], "severity": difference["severity"]}
    for side, language in SIDES.items():
        words = difference[language]
        match = words and re.search(r"\s+".join(map(re.escape, words.split())), texts[side])
        record[side] = {"start": match.start(), "end": match.end(), "text": match[0]} if match else None
    return {**record, "reason": difference["why"]}


def lone_sentences(beads: list[dict[str, Any]], original: str) -> list[dict[str, Any]]:
    """Sentences without counterpart, as findings: major, at the head and foot of a text (a byline) minor."""
    records = []
    for number, bead in enumerate(beads):
        side = next((side for side in SIDES if bead[side]), "")
        if all(bead[side] for side in SIDES):
            continue
        for start, end in bead[side]["spans"]:
            words = bead[side]["text"][start - bead[side]["start"] : end - bead[side]["start"]]
            record: dict[str, Any] = {
                "schema_version": 1,
                "kind": "omission" if SIDES[side] == original else "addition",
                "severity": "minor" if number in (0, len(beads) - 1) else "major",
                **dict.fromkeys(SIDES),
                "reason": "The other version does not have this sentence.",
            }
            records.append({**record, side: {"start": start, "end": end, "text": words}})
    return records


def flatten(text: str) -> str:
    return " ".join(text.split())


def read_blocks(source: str) -> list[dict[str, list[str]]]:
    """Beads of gold.txt: for each side the sentences, as written."""
    blocks = []
    for chunk in re.split(r"\n\s*\n", source.strip()):
        block: dict[str, list[str]] = {side: [] for side in SIDES}
        for line in chunk.split("\n"):
            language, _, sentence = line.partition(": ")
            side = next((side for side in SIDES if SIDES[side] == language), None)
            if side is None or not sentence.strip():
                raise GoldError(f"not a line of gold.txt: {line!r}")
            block[side].append(sentence.strip())
        blocks.append(block)
    return blocks


def find_spans(beads: list[list[str]], text: str) -> list[list[tuple[int, int]]]:
    """[start, end) of each sentence, bead by bead; white space may differ (a line may be wrapped)."""
    position = 0
    spans: list[list[tuple[int, int]]] = []
    for sentences in beads:
        spans.append([])
        for sentence in sentences:
            start = skip_between(text, position)
            match = re.compile(r"\s+".join(map(re.escape, sentence.split()))).match(text, start)
            if match is None:
                raise GoldError(f"at {start}: expected {sentence!r}, found {text[start : start + 40]!r}")
            position = match.end()
            spans[-1].append(match.span())
    rest = text[skip_between(text, position) :]
    if rest:
        raise GoldError(f"not in gold.txt: {rest[:40]!r}")
    return spans


def skip_between(text: str, position: int) -> int:
    match = BETWEEN.match(text, position)
    return match.end() if match else position


def make_records(spans: dict[str, list[list[tuple[int, int]]]], texts: dict[str, str]) -> list[dict[str, Any]]:
    """Make records like those of `align pair --format jsonl`, with the span of each sentence added."""
    records, counts = [], dict.fromkeys(SIDES, 0)
    for pieces in zip(*(spans[side] for side in SIDES), strict=True):
        record: dict[str, Any] = {"schema_version": 1}
        for side, sentences in zip(SIDES, pieces, strict=True):
            record[side] = make_side(side, sentences, counts[side], texts[side]) if sentences else None
            counts[side] += len(sentences)
        matched = all(pieces)
        records.append({**record, "score": 1.0 if matched else 0.0, "confidence": 1.0})
    return records


def make_side(side: str, spans: list[tuple[int, int]], first: int, text: str) -> dict[str, Any]:
    start, end = spans[0][0], spans[-1][1]
    return {
        "language": SIDES[side],
        "start": start,
        "end": end,
        "sentences": list(range(first, first + len(spans))),
        "text": text[start:end],
        "spans": [list(span) for span in spans],
    }


if __name__ == "__main__":
    sys.exit(main())
