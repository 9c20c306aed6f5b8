"""Findings of whole audits on good translations of news: what a reader would have to look at for nothing.

  bench_audit.py [--data ../shared/data] [--part even|odd] [--show SEVERITY]

The articles of news/wmt21-zhen and wmt22-enzh, translated by professionals; every finding counts as a false alarm, in
1,000 Chinese characters, though some are real. The even articles were read while rules were mended; of the odd ones
the critical and major findings of typed checks, once.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from segments import read_rows

from align.documents import document_from_text
from align.pipeline import compare, judge
from align.pipeline.comparing import load_encoder_for
from align.records import Language
from align.threads import use_one_thread

NAMES = ("wmt21-zhen", "wmt22-enzh")
LANGUAGES: tuple[Language, Language] = ("zh", "en")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("/work/shared/data"))
    parser.add_argument("--part", choices=("even", "odd"))
    parser.add_argument("--show", help="print the findings of this severity")
    args = parser.parse_args()
    encoder, told, characters, began = load_encoder_for(None, True), Counter[tuple[str, str]](), 0, time.time()
    for name in NAMES:
        for number, article in enumerate(read_rows(args.data / "news" / f"{name}.jsonl")):
            if args.part and number % 2 != (args.part == "odd"):
                continue
            zh, en = (
                document_from_text("\n\n".join("\n".join(p) for p in article[k]), language=k) for k in LANGUAGES
            )
            comparison = judge(compare(zh, en, encoder=encoder, quotes=True))
            characters += len(zh.text)
            for f in comparison.findings:
                told[f.severity, f.kind] += 1
                if f.severity == args.show:
                    words = [span.of(d.text) if span else "—" for span, d in ((f.src, zh), (f.tgt, en))]
                    print(f"{name} {number} {f.kind}: {f.reason} | {words[0]} | {words[1]}")
    print(f"{characters} characters, {time.time() - began:.0f} s")
    for severity in ("critical", "major", "minor"):
        kinds = {kind: n for (grade, kind), n in sorted(told.items()) if grade == severity}
        print(f"{severity} {1000 * sum(kinds.values()) / max(1, characters):.2f}", kinds)


if __name__ == "__main__":
    use_one_thread()
    main()
