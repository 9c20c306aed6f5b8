"""How well documents are paired whose partner nobody named: precision, recall, time a document.

  bench_document_pairing.py DOCS.jsonl [DOCS.jsonl ...] [--size 8] [--alone 0.2] [--versions 10] [--numbers 3] [--seed 1]

DOCS as ../shared/eval/news.py reads them. Each run of --size segments is a document; its two texts go into one
folder under names that say nothing (w0123.txt). Of a share (--alone) one text is left out, so that the other is
alone. --versions documents come in two versions: the second has some numbers (--numbers) changed in both languages
alike, and half of the second versions are there in one language only. Neighbouring documents are of one article, so the wrong partner is often near. Right is a
pair whose texts are one document's, of the same version.
"""

import argparse
import json
import random
import re
import tempfile
import time
from pathlib import Path

from align.corpus.listing import list_entries
from align.corpus.pairing.placing import try_entries
from align.corpus.pairing.settings import PairingSettings

DIGITS = re.compile(r"\d{2,}")
PARAGRAPH = 3


def read_documents(paths: list[Path], size: int) -> list[tuple[list[str], list[str]]]:
    found = []
    for path in paths:
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            zh, en = ([one for part in record[side] for one in part] for side in ("zh", "en"))
            for at in range(0, min(len(zh), len(en)) - size + 1, size):
                found.append((zh[at : at + size], en[at : at + size]))
    return found


def changed(lines: list[str], numbers: set[str]) -> list[str]:
    def change(found: re.Match[str]) -> str:
        return str(int(found.group()) + 7) if found.group() in numbers else found.group()

    return [DIGITS.sub(change, line) for line in lines]


def numbers_of(zh: list[str], en: list[str], most: int) -> set[str]:
    """Numbers that both texts have in digits, the first ones."""
    shared = set(DIGITS.findall("\n".join(en)))
    return set([one for one in dict.fromkeys(DIGITS.findall("\n".join(zh))) if one in shared][:most])


def write_folder(folder: Path, documents: list, arguments: argparse.Namespace) -> dict[str, tuple[int, int, str]]:
    """The texts; what each file is: document, version, language."""
    rng = random.Random(arguments.seed)
    texts = []
    numbers = [numbers_of(zh, en, arguments.numbers) for zh, en in documents]
    with_numbers = [n for n, held in enumerate(numbers) if held]
    doubled = set(rng.sample(with_numbers, min(arguments.versions, len(with_numbers))))
    for number, (zh, en) in enumerate(documents):
        sides = [("zh", zh, ""), ("en", en, " ")]
        if number in doubled:
            second = [(number, 1, side, changed(lines, numbers[number]), joint) for side, lines, joint in sides]
            texts += second if rng.random() < 0.5 else [rng.choice(second)]
        elif rng.random() < arguments.alone:
            sides = [rng.choice(sides)]
        texts += [(number, 0, side, lines, joint) for side, lines, joint in sides]
    rng.shuffle(texts)
    told = {}
    for name, (number, version, side, lines, joint) in enumerate(texts):
        parts = [joint.join(lines[at : at + PARAGRAPH]) for at in range(0, len(lines), PARAGRAPH)]
        (folder / f"w{name:05d}.txt").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        told[f"w{name:05d}"] = (number, version, side)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", nargs="+", type=Path)
    parser.add_argument("--size", type=int, default=8)
    parser.add_argument("--alone", type=float, default=0.2)
    parser.add_argument("--versions", type=int, default=10)
    parser.add_argument("--numbers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="Name what is wrong or missing.")
    arguments = parser.parse_args()
    documents = read_documents(arguments.docs, arguments.size)
    with tempfile.TemporaryDirectory() as name:
        told = write_folder(Path(name), documents, arguments)
        began = time.perf_counter()
        entries = try_entries(list_entries(name), PairingSettings(), ())
        seconds = time.perf_counter() - began
    wanted = {}
    for text, (number, version, _) in told.items():
        wanted.setdefault((number, version), []).append(text)
    pairs = {frozenset(both) for both in wanted.values() if len(both) == 2}
    found = {frozenset(entry.id.split("+")): entry.pairing for entry in entries if entry.second}
    right = set(found) & pairs
    exchanged = [p for p in set(found) - pairs if len({told[text][0] for text in p}) == 1]
    alone = [entry for entry in entries if not entry.second]
    in_doubt = sum(entry.refusal[2].startswith("cannot tell") for entry in alone)
    print(f"texts {len(told)}  pairs to find {len(pairs)}  alone {len(told) - 2 * len(pairs)}")
    print(
        f"found {len(found)}  precision {len(right) / max(1, len(found)):.4f}  recall {len(right) / len(pairs):.4f}"
    )
    print(
        f"versions exchanged {len(exchanged)}  left alone {len(alone)}, of these in doubt between two {in_doubt}"
    )
    print(f"{1000 * seconds / len(told):.1f} ms a text, reading and pairing, one process")
    if arguments.show:
        refused = {entry.id: entry.refusal for entry in alone}
        for pair in set(found) - pairs:
            print("wrong", [(text, *told[text]) for text in sorted(pair)], found[pair])
        for pair in pairs - set(found):
            print("missed", [(text, *told[text], refused.get(text)) for text in sorted(pair)])


if __name__ == "__main__":
    main()
