"""Fit the confidence of quotes (align/quotes/confidence.py) on articles that their head has not seen.

    python scripts/crossval.py --work DIR && python scripts/fit_quote_confidence.py --work DIR

Every article of ../shared/data/quotes-dev is read with the head of its fold. A quote is right where it belongs to a gold
quote as ../shared/eval/quotes.py counts. Prints the weights to put into the module and, each article judged by
weights fitted on the others, the calibration of all that was found and of what ``align quotes`` shows: for each band
of confidence what was said and what was right, the expected calibration error and the Brier score, those of the
head's score first. Then the F1 of both languages and of the pairs for several values of ``pairing.SURE``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from crossval import GOLD, SHARED
from fit_confidence import fit
from numpy.typing import NDArray
from segments import calibration_error
from train_quotes import Reader

from align.pipeline import compare_quotes, take_apart
from align.pipeline.comparing import search
from align.quotes import confidence as model
from align.quotes.pairing import SURE
from align.records import Alignment, Quote, QuotePair, Side
from align.settings import AlignmentSettings

LANGUAGES = (("zh", "src"), ("en", "tgt"))
AS_SCORED = ((0.0, 1.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0))
"""Weights that leave the head's score as it is."""
Weights = tuple[tuple[float, ...], tuple[float, ...]]
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """An article pair, read, with the head that never saw it."""

    gold: dict[str, Any]
    src: Side
    tgt: Side
    alignment: Alignment
    head: Path


@dataclass(frozen=True, slots=True)
class Judged:
    """A quote as shown: its evidence (the score as its confidence) and its counterpart; whether it is right."""

    quote: Quote
    partner: Quote | None
    right: bool


def read_articles(work: Path, cache: Path) -> list[Article]:
    heads = json.loads((work / "heads.json").read_text(encoding="utf-8"))
    reader, settings = Reader(cache), AlignmentSettings()
    articles = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        src, tgt = reader.read(gold["zh"], "zh"), reader.read(gold["en"], "en")
        alignment = take_apart(search(src, tgt, settings), settings)
        articles.append(Article(gold, src, tgt, alignment, Path(heads[gold["zh"]])))
    return articles


def pairs_of(article: Article, weights: Weights, sure: float) -> tuple[QuotePair, ...]:
    """What ``align quotes`` shows with these weights and this threshold."""
    model.ONE_TEXT, model.TWO_TEXTS = weights
    return compare_quotes(article.src, article.tgt, article.alignment, head=article.head, least=sure)


def matches(pairs: Sequence[QuotePair], article: Article, language: str, side: str) -> dict[int, int]:
    """Index of a gold record -> index of the pair whose side belongs to it, as the scorer counts."""
    from quotes import match  # ../shared/eval

    def content(quote: Quote) -> dict[str, Any]:
        return {"content": [[s.start, s.end] for s in quote.content]}

    gold = [k for k, q in enumerate(article.gold["quotes"]) if q[language]]
    found = [k for k, p in enumerate(pairs) if getattr(p, side)]
    matched = match(
        [content(getattr(pairs[k], side)) for k in found], [article.gold["quotes"][k][language] for k in gold]
    )
    return {gold[g]: found[t] for g, t in matched.items()}


def judge(pairs: Sequence[QuotePair], article: Article) -> list[Judged]:
    out = []
    for language, side in LANGUAGES:
        other = "tgt" if side == "src" else "src"
        right = set(matches(pairs, article, language, side).values())
        out += [
            Judged(getattr(p, side), getattr(p, other), k in right)
            for k, p in enumerate(pairs)
            if getattr(p, side)
        ]
    return out


def fit_both(judged: Iterable[Judged]) -> Weights:
    """Weights by one text, then by two on top of them."""
    judged = list(judged)
    right = np.array([j.right for j in judged], float)
    by_score = np.array([evidence(j.quote) for j in judged])
    one = fit(by_score, right)
    beside = np.array([evidence(j.partner) if j.partner else np.zeros(4) for j in judged])
    paired = np.array([j.partner is not None for j in judged], float)
    # A probability's logit is the sum that it was made from, but for the bounds of the model.
    edge = model._logit(model.MOST)
    own, other = np.clip(by_score @ one, -edge, edge), np.clip(beside @ one, -edge, edge) * paired
    two = fit(np.stack([np.ones(len(own)), own, paired, other], 1), right)
    return tuple(map(float, one.round(3))), tuple(map(float, two.round(3)))


def evidence(quote: Quote) -> Array:
    """What ``text_confidence`` looks at."""
    return np.array([1.0, model._logit(quote.confidence), bool(quote.cue), quote.kind != "indirect"], float)


def calibration(title: str, judged: Sequence[Judged], bands: bool = False) -> None:
    p = np.array([j.quote.confidence for j in judged])
    y = np.array([j.right for j in judged], float)
    for low in np.arange(0, 1, 0.1) if bands else ():
        inside = (p >= low) & (p < low + 0.1)
        if inside.any():
            told = f"said {p[inside].mean():.3f}  right {y[inside].mean():.3f}"
            print(f"  {low:.1f}-{low + 0.1:.1f}  quotes {inside.sum():4d}  {told}")
    told = f"expected calibration error {calibration_error(p, y):.3f}  Brier {((p - y) ** 2).mean():.3f}"
    print(f"{title}: quotes {len(y)}  said {p.mean():.3f}  right {y.mean():.3f}  {told}")


def score(shown: Sequence[tuple[Article, Sequence[QuotePair]]]) -> str:
    """F1 of both languages and of the pairs, as the scorer has them."""
    out = []
    found = {language: [matches(p, a, language, side) for a, p in shown] for language, side in LANGUAGES}
    for language, side in LANGUAGES:
        hits = sum(map(len, found[language]))
        gold = sum(bool(q[language]) for a, _ in shown for q in a.gold["quotes"])
        out.append(
            f"{language} {2 * hits / (gold + sum(bool(getattr(p, side)) for _, ps in shown for p in ps)):.3f}"
        )
    both = sum(zh[k] == en.get(k) for zh, en in zip(found["zh"], found["en"], strict=True) for k in zh)
    gold = sum(bool(q["zh"] and q["en"]) for a, _ in shown for q in a.gold["quotes"])
    made = sum(bool(p.src and p.tgt) for _, ps in shown for p in ps)
    return "  ".join([*out, f"pairs {2 * both / (gold + made):.3f}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="the folder that crossval.py kept the heads in")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "align-build" / "quotes")
    options = parser.parse_args()
    if not GOLD.is_file():
        sys.exit(f"{GOLD} is not there; this script needs the development data")
    sys.path.insert(0, str(SHARED / "eval"))
    options.cache.mkdir(parents=True, exist_ok=True)
    articles = read_articles(options.work, options.cache)
    every = [judge(pairs_of(a, AS_SCORED, 0.0), a) for a in articles]
    without = [fit_both(j for i, js in enumerate(every) if i != k for j in js) for k in range(len(articles))]
    calibration("all found, the head's score", [j for js in every for j in js])
    for title, sure, bands in (("all found", 0.0, False), ("shown", SURE, True)):
        judged = [j for a, w in zip(articles, without, strict=True) for j in judge(pairs_of(a, w, sure), a)]
        calibration(title, judged, bands)
        calibration("  with a counterpart", [j for j in judged if j.partner])
        calibration("  without", [j for j in judged if not j.partner])
    for sure in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        shown = [(a, pairs_of(a, w, sure)) for a, w in zip(articles, without, strict=True)]
        print(f"SURE = {sure}: F1 {score(shown)}")
    print("ONE_TEXT = {}\nTWO_TEXTS = {}".format(*fit_both(j for js in every for j in js)))


if __name__ == "__main__":
    main()
